"""Why a book is out of date, in sentences, and the decision to keep it as it was sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.generate.states import CustomerBook
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain, when
from booklet.workspace import Workspace

_REASONS_SHOWN = 6


def show_standing(desk: Desk, standing: CustomerBook) -> None:
    """Show because of what a book is out of date, or in spite of what it is kept; nothing for any other."""
    if not standing.changed or not standing.generation:
        return
    if standing.kept:
        kept = standing.kept
        st.markdown(f"{State.MADE.markdown}, kept as it was sent: {plain(kept.remark)}")
        st.caption(f"Decided by {plain(kept.by or 'nobody')}, {when(kept.acknowledged_at)}, although since then:")
    else:
        st.markdown(f"{State.OUT_OF_DATE.markdown} since it was made:")
    _show_sentences(_reasons(desk.ws, standing, f"{data_version(desk.ws)}|{standing.generation.id}"))
    if not standing.kept:
        _offer_to_keep(desk, standing)


def _show_sentences(reasons: Sequence[str]) -> None:
    lines = [f"- {plain(said)}" for said in reasons[:_REASONS_SHOWN]]
    if len(reasons) > _REASONS_SHOWN:
        lines.append(f"- and {len(reasons) - _REASONS_SHOWN:,} more")
    st.markdown("\n".join(lines))


def _offer_to_keep(desk: Desk, standing: CustomerBook) -> None:
    if not desk.may("workspace.keep_as_sent"):
        return
    with st.popover("Keep as sent"), st.form("keep_as_sent", border=False):
        remark = st.text_input("Why?", placeholder="Sent before the change", max_chars=200)
        st.caption("The book counts as made until something changes again.")
        pressed = st.form_submit_button("Keep as sent", type="primary")
    if pressed:
        with shown_errors():
            desk.ws.keep_as_sent([standing], remark or "")
            done("1 book kept as sent.")


@st.cache_data(max_entries=16, show_spinner=False)
def _reasons(
    _ws: Workspace,
    _standing: CustomerBook,
    key: str,  # noqa: ARG001 - kept until something changes
) -> tuple[str, ...]:
    return tuple(reason.said for found in _ws.reasons([_standing]).values() for reason in found)
