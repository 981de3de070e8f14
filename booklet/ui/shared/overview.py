"""The standing of the quarter's books: what is known at once, and the rest as a process beside finds it."""

from __future__ import annotations

import os

import streamlit as st

from booklet.generate.readiness import BookReadiness, Readiness
from booklet.model import BookVersion, Quarter
from booklet.office import quarter as office
from booklet.office.counting import count
from booklet.office.job_words import time_in_words
from booklet.office.look_beside import LookBeside, look_beside
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace

NOT_BESIDE = "here"
"""What BOOKLET_LOOK says where no process is to be started for it: the screen waits then."""


def work_out(ws: Workspace, quarter: Quarter, book: BookVersion | None = None) -> office.Overview:
    """Return how all books of a quarter stand, or one, as far as it is known."""
    if os.environ.get("BOOKLET_LOOK") == NOT_BESIDE:
        ws.readiness(quarter, book, also_made=False)
    look = look_beside(ws.folder, quarter, book.book.id if book else "")
    return _known(ws, quarter, book, f"{data_version(ws)}|{book.id if book else ''}|{look.seen}|{look.shown}")


def follow_look(ws: Workspace, overview: office.Overview, book: BookVersion | None = None) -> None:
    """Have the rest of the books looked at, and show how far that is; the screen runs again as more is known."""
    if not overview.unchecked:
        return
    look, revision = look_beside(ws.folder, overview.quarter, book.book.id if book else ""), _revision(ws)
    look.ensure(revision)
    if look.error:
        st.caption(plain(f"What is missing for a book is found when it is made. {look.error}"))
        st.button("Look again", type="tertiary", on_click=look.forget)
    elif look.seen == revision:  # and yet unknown: what was found cannot be kept
        st.caption("What is missing for a book is found when it is made; such a book is left out, and said why.")
    else:
        _follow(ws, look, len(overview.unchecked))


def standing_in_words(standing: BookReadiness) -> str:
    """Return the state of a book with its sign, for tables."""
    if standing.state is Readiness.PROBLEM:
        return f"{State.PROBLEM.sign} {count(len(standing.errors), State.PROBLEM.word)}"
    return State.of(standing.state).text


@st.fragment(run_every=1.0)
def _follow(ws: Workspace, look: LookBeside, books: int) -> None:
    revision = _revision(ws)
    look.ensure(revision)
    if look.error or look.seen == revision or look.show():
        st.rerun()
    left = look.seconds_left
    st.progress(
        look.done / look.total if look.total else 0.0,
        f"Looking through {count(look.total - look.done if look.total else books, 'book')}"
        + (f", about {time_in_words(left)} left" if left else " …"),
    )
    if look.died:
        st.caption("The process that looks through the books died, and another goes on where it was.")


def _revision(ws: Workspace) -> str:
    return str(ws.database.revision())


# Kept as they are, not as copies: nothing changes them, and a copy of 80,000 books for each run takes a second.
@st.cache_resource(max_entries=4, show_spinner="Looking through the quarter …")
def _known(
    _ws: Workspace,
    quarter: Quarter,
    _book: BookVersion | None,
    state: str,  # noqa: ARG001 - kept until something changes, or more is known
) -> office.Overview:
    return office.known(_ws, quarter, _book)
