"""How the books of a quarter stand, customer by customer: what the home screen shows and what it can generate.

Whether a book that is still to be made can be made, only its preflight knows: a tenth of a second each. So what was
found is kept for as long as the inputs stay the same, and many books are checked only if somebody asks for it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from booklet.errors import BookletError
from booklet.generate.many import BatchItem
from booklet.generate.states import BookState, CustomerBook
from booklet.model import BookVersion, Customer, Problem, Quarter
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.job import OnProgress
from booklet.ui.shared.states import State, of_errors
from booklet.ui.shared.words import count
from booklet.workspace import Workspace

_CHECKED_TOGETHER = 10
_CHECKS_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Check:
    """What preflight found of one customer's book."""

    errors: int
    needs_workbook: bool
    """Whether a workbook that is to be handed in is all that is missing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer's book and its state; `key` names its inputs; `check` is None where nobody has looked yet."""

    book_id: str
    customer: Customer
    made: BookState
    key: str
    check: Check | None

    @property
    def state(self) -> State:
        if self.made is BookState.MADE:
            return State.MADE
        if self.check and self.check.errors:
            return State.WAITING if self.check.needs_workbook else State.PROBLEM
        if self.made is BookState.OUT_OF_DATE:
            return State.OUT_OF_DATE
        return State.READY if self.check else State.TO_DO

    @property
    def text(self) -> str:
        """The state in words, for a table."""
        if self.state is State.PROBLEM and self.check:
            return f"{State.PROBLEM.sign} {count(self.check.errors, State.PROBLEM.word)}"
        return self.state.text

    @property
    def is_unchecked(self) -> bool:
        return self.made is not BookState.MADE and self.check is None

    @property
    def is_ready(self) -> bool:
        return self.made is not BookState.MADE and self.check is not None and not self.check.errors


@dataclass(frozen=True, slots=True)
class Overview:
    """The books of a quarter, of all customers."""

    quarter: Quarter
    versions: tuple[BookVersion, ...]
    customers: tuple[Customer, ...]
    standings: tuple[Standing, ...]

    @property
    def counts(self) -> Counter[State]:
        return Counter(standing.state for standing in self.standings)

    @property
    def unchecked(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.is_unchecked]

    @property
    def ready(self) -> list[Standing]:
        return [standing for standing in self.standings if standing.is_ready]


def work_out(ws: Workspace, quarter: Quarter) -> Overview:
    """How all books stand, with what is known already of those that are still to be made."""
    versions, books, keys = _look_through(ws, quarter, data_version(ws))
    found = _checks()
    return Overview(
        quarter=quarter,
        versions=versions,
        customers=tuple({book.customer.id: book.customer for book in books}.values()),
        standings=tuple(
            Standing(book.book_id, book.customer, book.state, key, found.get(key))
            for book, key in zip(books, keys, strict=True)
        ),
    )


def check(ws: Workspace, overview: Overview) -> Iterator[int]:
    """Look at all unchecked books, some at a time; yields how many were looked at so far."""
    done = 0
    for version in overview.versions:
        unchecked = [standing for standing in overview.unchecked if standing.book_id == version.book.id]
        for start in range(0, len(unchecked), _CHECKED_TOGETHER):
            together = unchecked[start : start + _CHECKED_TOGETHER]
            _keep(_check(ws, version, overview.quarter, together))
            done += len(together)
            yield done


def generate(
    ws: Workspace, overview: Overview, standings: Sequence[Standing], *, by: str, on_progress: OnProgress
) -> list[BatchItem]:
    """Make these books, book after book; one that fails does not stop the others."""
    items: list[BatchItem] = []
    for version in overview.versions:
        customers = [standing.customer for standing in standings if standing.book_id == version.book.id]
        if customers:
            report = _shifted(on_progress, len(items), len(standings), version.book.name)
            items += ws.generate_batch(version, overview.quarter, customers, on_progress=report, by=by).items
    return items


@st.cache_data(max_entries=8, show_spinner="Looking through the quarter …")
def _look_through(
    _ws: Workspace,
    quarter: Quarter,
    data_version: str,  # noqa: ARG001 - kept until something changes
) -> tuple[tuple[BookVersion, ...], list[CustomerBook], list[str]]:
    """The books, how they stand, and for each the name of its inputs."""
    with _ws.database.read():
        versions = tuple(_ws.books.newest_versions())
        books = _ws.states(quarter)
        texts = _ws.attributes.texts(quarter)
        common = repr((quarter, _ws.attributes.definitions(), _ws.settings.get()))
    of_version = {version.book.id: f"{version.id}{common}{version.book.name}" for version in versions}
    keys = [
        hashlib.sha256(f"{of_version[book.book_id]}{book.customer}{texts[book.customer.id]}".encode()).hexdigest()
        for book in books
    ]
    return versions, books, keys


@st.cache_resource(show_spinner=False)
def _checks() -> dict[str, Check]:
    return {}


def _keep(found: Mapping[str, Check]) -> None:
    if len(_checks()) > _CHECKS_KEPT:
        _checks().clear()
    _checks().update(found)


def _check(ws: Workspace, version: BookVersion, quarter: Quarter, standings: Sequence[Standing]) -> dict[str, Check]:
    """By key of the inputs. Where one book cannot even be planned, each is looked at by itself."""
    try:
        problems = ws.preflight(version, [standing.customer for standing in standings], quarter)
    except BookletError:
        if len(standings) == 1:
            return {standings[0].key: Check(errors=1, needs_workbook=False)}
        return {key: one for standing in standings for key, one in _check(ws, version, quarter, [standing]).items()}
    return {
        standing.key: _summed_up([problem for problem in problems if problem.customer == standing.customer.name])
        for standing in standings
    }


def _summed_up(problems: Sequence[Problem]) -> Check:
    errors = [problem for problem in problems if problem.is_error]
    return Check(len(errors), of_errors(errors) is State.WAITING)


def _shifted(on_progress: OnProgress, before: int, total: int, book: str) -> OnProgress:
    return lambda done, _, what: on_progress(before + done, total, f"{book}: {what}")
