"""Why books are out of date, in sentences, and the decision to keep them as they were sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.generate.states import BookState, CustomerBook
from booklet.office.counting import count
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain, when
from booklet.workspace import Workspace

_BOOKS_SHOWN, _REASONS_SHOWN = 10, 6


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
    _show_sentences(_reasons(desk.ws, [standing], _key(desk.ws, [standing]))[standing.generation.id])
    if not standing.kept:
        _offer_to_keep(desk, [standing])


def show_standings(desk: Desk, standings: Sequence[CustomerBook]) -> None:
    """Show, once somebody asks, why the first of these are out of date; offer to keep all of them as sent."""
    outdated = [standing for standing in standings if standing.state is BookState.OUT_OF_DATE]
    if not outdated or not st.toggle(f"Why {count(len(outdated), 'book')} out of date", key="why_out_of_date"):
        return
    shown = outdated[:_BOOKS_SHOWN]
    reasons = _reasons(desk.ws, shown, _key(desk.ws, shown))
    for standing in shown:
        st.markdown(f"{plain(standing.customer.name)}, {plain(standing.book)}")
        _show_sentences(reasons[standing.generation.id] if standing.generation else ())
    if len(outdated) > len(shown):
        st.caption(f"and {count(len(outdated) - len(shown), 'more book')}")
    _offer_to_keep(desk, outdated)


def _show_sentences(reasons: Sequence[str]) -> None:
    lines = [f"- {plain(said)}" for said in reasons[:_REASONS_SHOWN]]
    if len(reasons) > _REASONS_SHOWN:
        lines.append(f"- and {len(reasons) - _REASONS_SHOWN:,} more")
    st.markdown("\n".join(lines))


def _offer_to_keep(desk: Desk, standings: Sequence[CustomerBook]) -> None:
    if not desk.may("workspace.keep_as_sent"):
        return
    with (
        st.popover("Keep as sent" if len(standings) == 1 else f"Keep these {len(standings):,} as sent"),
        st.form("keep_as_sent", border=False),
    ):
        remark = st.text_input("Why?", placeholder="Sent before the change", max_chars=200)
        st.caption("The book counts as made until something changes again.")
        pressed = st.form_submit_button("Keep as sent", type="primary")
    if pressed:
        with shown_errors():
            desk.ws.keep_as_sent(standings, remark or "")
            done(f"{count(len(standings), 'book')} kept as sent.")


def _key(ws: Workspace, standings: Sequence[CustomerBook]) -> str:
    return "|".join([data_version(ws), *(one.generation.id for one in standings if one.generation)])


@st.cache_data(max_entries=16, show_spinner=False)
def _reasons(
    _ws: Workspace,
    _standings: Sequence[CustomerBook],
    key: str,  # noqa: ARG001 - kept until something changes
) -> dict[str, tuple[str, ...]]:
    return {id_: tuple(reason.said for reason in found) for id_, found in _ws.reasons(_standings).items()}
