"""How the books of a quarter stand, customer by customer: what the home screen shows and what it can generate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from booklet.generate.many import BatchItem
from booklet.generate.states import BookState, CustomerBook
from booklet.model import BookVersion, Customer, Quarter
from booklet.ui.book_coverage import Coverage, coverage
from booklet.ui.freshness import data_version
from booklet.ui.job import OnProgress
from booklet.ui.states import State
from booklet.ui.words import count
from booklet.workspace import Workspace

CHECKED_AT_ONCE = 80
"""So many books are checked without being asked to: two seconds of work for books of a dozen pages."""

_NEEDS_WORKBOOK = "workbook not given"


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer's book: its state and that in words; `can_generate` where nothing but a click is missing."""

    book_id: str
    customer: Customer
    state: State
    text: str
    can_generate: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The books of a quarter. `unchecked`: books still to be made of which nobody has looked whether they can be."""

    versions: tuple[BookVersion, ...]
    customers: tuple[Customer, ...]
    standings: tuple[Standing, ...]
    unchecked: int

    @property
    def counts(self) -> Counter[State]:
        return Counter(standing.state for standing in self.standings)

    @property
    def ready(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.can_generate]


def work_out(ws: Workspace, quarter: Quarter, *, check_all: bool = False) -> Overview:
    """How all books stand. Where many are still to be made, they are checked only with `check_all`."""
    versions = {version.book.id: version for version in ws.books.newest_versions()}
    books = _states(ws, quarter, data_version(ws))
    open_ = [book for book in books if book.state is not BookState.MADE]
    checks = check_all or len(open_) <= CHECKED_AT_ONCE
    found = _check(ws, versions, quarter, open_) if checks else {}
    return Overview(
        versions=tuple(versions.values()),
        customers=tuple({book.customer.id: book.customer for book in books}.values()),
        standings=tuple(_standing(book, found.get((book.book_id, book.customer.id))) for book in books),
        unchecked=0 if checks else len(open_),
    )


def generate_ready(
    ws: Workspace, overview: Overview, quarter: Quarter, *, by: str, on_progress: OnProgress
) -> list[BatchItem]:
    """Make every book that can be made, book after book; one that fails does not stop the others."""
    ready = overview.ready
    items: list[BatchItem] = []
    for version in overview.versions:
        customers = [standing.customer for standing in ready if standing.book_id == version.book.id]
        if customers:
            report = _shifted(on_progress, len(items), len(ready), version.book.name)
            items += ws.generate_batch(version, quarter, customers, on_progress=report, by=by).items
    return items


def _shifted(on_progress: OnProgress, before: int, total: int, book: str) -> OnProgress:
    return lambda done, _, what: on_progress(before + done, total, f"{book}: {what}")


@st.cache_data(max_entries=8, show_spinner="Looking through the quarter …")
def _states(_ws: Workspace, quarter: Quarter, data_version: str) -> list[CustomerBook]:  # noqa: ARG001 - part of the key
    with _ws.database.read():
        return _ws.states(quarter)


def _check(
    ws: Workspace, versions: dict[str, BookVersion], quarter: Quarter, books: Sequence[CustomerBook]
) -> dict[tuple[str, str], Coverage]:
    found = {}
    for book_id, version in versions.items():
        customers = [book.customer for book in books if book.book_id == book_id]
        for row in coverage(ws, version, customers, quarter) if customers else []:
            found[book_id, row.customer.id] = row
    return found


def _standing(book: CustomerBook, found: Coverage | None) -> Standing:
    if book.state is BookState.MADE:
        return Standing(book.book_id, book.customer, State.MADE, State.MADE.text)
    is_old = book.state is BookState.OUT_OF_DATE
    if found is None:
        state = State.OUT_OF_DATE if is_old else State.TO_DO
        return Standing(book.book_id, book.customer, state, state.text)
    if found.ready:
        state = State.OUT_OF_DATE if is_old else State.READY
        return Standing(book.book_id, book.customer, state, state.text, can_generate=True)
    if found.errors and all(problem.code == _NEEDS_WORKBOOK for problem in found.errors):
        return Standing(book.book_id, book.customer, State.WAITING, State.WAITING.text)
    problems = max(1, len(found.errors))
    return Standing(
        book.book_id, book.customer, State.PROBLEM, f"{State.PROBLEM.sign} {count(problems, State.PROBLEM.word)}"
    )


def left_to_do(standings: Iterable[Standing]) -> bool:
    """Whether any of these books is not made, or out of date."""
    return any(standing.state is not State.MADE for standing in standings)
