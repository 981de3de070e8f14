"""Why a book is out of date, in sentences, and the decision to keep it as it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from booklet.generate.reasons import Reason
from booklet.generate.states import CustomerBook
from booklet.office.counting import count
from booklet.office.quarter import Overview, counted_reasons
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain, when
from booklet.workspace import Workspace

_REASONS_SHOWN = 6
_COUNTED_SHOWN = 12
_BOOKS_COUNTED = 200
"""Books of which it is worked out what changed: each takes a millisecond or two."""


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
    reasons = reasons_shown(desk.ws, [standing])
    _show_sentences([reason.said for reason in reasons[standing.generation.id]], limit=_REASONS_SHOWN)
    if not standing.kept:
        _offer_to_keep(desk, [standing])


def show_why_out_of_date(desk: Desk, overview: Overview) -> None:
    """Show, once somebody asks, because of what books are out of date, with a count; offer to keep them as sent."""
    outdated = [row.standing for row in overview.out_of_date]
    if not outdated:
        return
    label = f"Why {count(len(outdated), 'book')} {'is' if len(outdated) == 1 else 'are'} out of date"
    if not st.toggle(label, key="why_out_of_date"):
        return
    for version in overview.versions:
        of_book = [standing for standing in outdated if standing.book_id == version.book.id]
        looked_at = of_book[:_BOOKS_COUNTED]
        if not of_book:
            continue
        reasons = reasons_shown(desk.ws, looked_at)
        found = counted_reasons(list(reasons.values()))
        sentences = [f"{said.rstrip('.')} ({count(number, 'book')})" for said, number in found]
        heading = f"**{plain(version.book.name)}**, {_of_so_many(len(looked_at), len(of_book))}:"
        _show_sentences(sentences, limit=_COUNTED_SHOWN, heading=heading)
    _offer_to_keep(desk, outdated)


def reasons_shown(ws: Workspace, standings: Sequence[CustomerBook]) -> Mapping[str, tuple[Reason, ...]]:
    """Return, by id of the run, why books are out of date; kept until something changes."""
    ids = "|".join(one.generation.id for one in standings if one.generation)
    return _reasons(ws, standings, f"{data_version(ws)}|{ids}")


def _of_so_many(looked_at: int, number: int) -> str:
    if looked_at < number:
        return f"the first {looked_at:,} of {count(number, 'book')}"
    return count(number, "book")


def _show_sentences(reasons: Sequence[str], *, limit: int, heading: str = "") -> None:
    lines = [heading, *(f"- {plain(said)}" for said in reasons[:limit])]
    if len(reasons) > limit:
        lines.append(f"- and {len(reasons) - limit:,} more")
    st.markdown("\n".join(lines))


def _offer_to_keep(desk: Desk, standings: Sequence[CustomerBook]) -> None:
    if not desk.may("workspace.keep_as_sent"):
        return
    label = "Keep as sent" if len(standings) == 1 else f"Keep these {len(standings):,} as sent"
    with st.popover(label), st.form("keep_as_sent", border=False):
        remark = st.text_input("Why?", placeholder="Sent before the change", max_chars=200, key="keep_as_sent_remark")
        st.caption("What is kept counts as made until something changes again.")
        pressed = st.form_submit_button("Keep as sent", type="primary")
    if pressed:
        with shown_errors():
            desk.ws.keep_as_sent(standings, remark or "")
            done(f"{count(len(standings), 'book')} kept as sent.")


@st.cache_data(max_entries=64, show_spinner=False)
def _reasons(
    _ws: Workspace,
    _standings: Sequence[CustomerBook],
    key: str,  # noqa: ARG001 - kept until something changes
) -> dict[str, tuple[Reason, ...]]:
    return _ws.reasons(_standings)
