"""The standing of the quarter's books, with what was found kept for as long as the inputs stay the same."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from booklet.model import Quarter
from booklet.office import quarter as office
from booklet.ui.shared.freshness import data_version
from booklet.workspace import Workspace

_CHECKS_KEPT = 50_000


def work_out(ws: Workspace, quarter: Quarter) -> office.Overview:
    """Return how all books stand, with what is known already of those that are still to be made."""
    return _overview(ws, quarter, data_version(ws), len(_checks()))


def check(ws: Workspace, overview: office.Overview) -> Iterator[int]:
    """Look at all unchecked books, some at a time; yields how many were looked at so far."""
    if len(_checks()) > _CHECKS_KEPT:
        _checks().clear()
    yield from office.check(ws, overview, _checks())


# Kept as they are, not as copies: nothing changes them, and a copy of 80,000 books for each run takes a second.
@st.cache_resource(max_entries=4, show_spinner=False)
def _overview(_ws: Workspace, quarter: Quarter, data_version: str, checks: int) -> office.Overview:  # noqa: ARG001
    return office.overview_of(_find_books(_ws, quarter, data_version), _checks())


@st.cache_resource(max_entries=4, show_spinner="Looking through the quarter …")
def _find_books(
    _ws: Workspace,
    quarter: Quarter,
    data_version: str,  # noqa: ARG001 - kept until something changes
) -> office.Found:
    return office.find_books(_ws, quarter)


@st.cache_resource(show_spinner=False)
def _checks() -> dict[str, office.Check]:
    return {}
