"""Many books being made: how far their jobs are, told by the rows, and so after a reload and in every tab.

What came of them is told to whoever began or watched them in this session, until they close it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from booklet.model import ItemState, Job, Quarter
from booklet.office.job_words import outcome_in_words, progress_in_words
from booklet.ui.shared import look
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace

_WHY_SHOWN = 20


def watch(jobs: Iterable[Job]) -> None:
    """Note that what comes of these jobs is to be told in this session."""
    _watched().update({job.id: None for job in jobs})


def show_running(desk: Desk, *, book_id: str = "") -> bool:
    """Show how far the quarter's jobs are, of one book where it is named; return False where none goes on."""
    running = _running(desk.ws, desk.quarter, book_id)
    if not running:
        return False
    watch(running)
    for by in dict.fromkeys(job.created_by for job in running if job.created_by != desk.user.username):
        st.caption(f"Begun by {plain(by)}")
    _show_progress(desk.ws, desk.quarter, book_id)
    return True


def show_outcomes(desk: Desk, *, book_id: str = "", show: Callable[[str, bool], object] | None = None) -> None:
    """Show what came of the jobs that were watched here; `show` is given the sentence and whether all went well."""
    watched = [desk.ws.jobs.get(id_) for id_ in _watched()]
    here = [job for job in watched if job.quarter == desk.quarter and (not book_id or job.book_id == book_id)]
    ended = [job for job in here if not job.is_open]
    for job in ended:
        failed = job.counts.get(ItemState.FAILED, 0)
        (show or _said)(outcome_in_words(job) + ("." if not failed else ":"), not failed)
        items = desk.ws.jobs.items(job.id)
        left_out = [item for item in items if item.state is ItemState.FAILED or item.is_left_out]
        if left_out:
            sentences = [f"{item.customer}: {item.reason}" for item in left_out]
            look.show_sentences(State.FAILED, sentences, limit=_WHY_SHOWN)
    if ended:
        st.button("Close", type="tertiary", on_click=_close, args=([job.id for job in ended],))


def _said(sentence: str, went_well: bool) -> None:
    (st.success if went_well else st.warning)(sentence)


@st.fragment(run_every=1.0)
def _show_progress(ws: Workspace, quarter: Quarter, book_id: str) -> None:
    """Show a bar for each job and a button that ends it; runs the screen again when all have ended."""
    running = _running(ws, quarter, book_id)
    if not running:
        st.rerun()
    for job in running:
        st.progress(min(1.0, job.ended / max(1, job.total)), plain(progress_in_words(job)))
        if why := ws.jobs.why_waiting(job):
            st.warning(plain(f"Waiting: {why}"))
        st.button("Cancel", key=f"cancel-{job.id}", type="tertiary", on_click=_cancel, args=(ws, job.id))


def _cancel(ws: Workspace, job_id: str) -> None:
    ws.jobs.cancel(job_id)


def _running(ws: Workspace, quarter: Quarter, book_id: str) -> list[Job]:
    return [job for job in _open_jobs(ws, quarter, data_version(ws)) if not book_id or job.book_id == book_id]


@st.cache_data(max_entries=8, show_spinner=False)
def _open_jobs(_ws: Workspace, quarter: Quarter, data_version: str) -> list[Job]:  # noqa: ARG001 - kept until a change
    return _ws.jobs.find(is_open=True, quarter=quarter)


def _watched() -> dict[str, None]:
    watched: dict[str, None] = st.session_state.setdefault("watched_jobs", {})
    return watched


def _close(ids: Sequence[str]) -> None:
    for id_ in ids:
        _watched().pop(id_, None)
