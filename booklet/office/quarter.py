"""The books of a quarter, customer by customer: how each stands, what hinders it, and making all that can be made.

Whether a book that is still to be made can be made, only its preflight knows: a tenth of a second each. So what was
found is kept by whoever asks, under a key of the book's inputs, and many books are checked only if somebody asks.

    overview = look_through(ws, quarter, checks)
    for done in check(ws, overview, checks): ...
    overview = look_through(ws, quarter, checks)
    jobs = start(ws, overview, overview.ready)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from booklet.errors import BookletError
from booklet.generate.readiness import Readiness, of_errors
from booklet.generate.states import BookState, CustomerBook
from booklet.model import BookVersion, Customer, Job, Problem, Quarter
from booklet.workspace import Workspace

_CHECKED_TOGETHER = 10


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of preflight for a customer's book: the number of errors."""

    errors: int
    needs_workbook: bool
    """A workbook that is to be handed in is all that is missing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer's book and its state; `key` names its inputs; `check` is None where nobody has looked yet."""

    book_id: str
    customer: Customer
    made: BookState
    key: str
    check: Check | None

    @property
    def readiness(self) -> Readiness:
        """The state as people are told it: hindrances come before age."""
        if self.is_made:
            return Readiness.MADE
        if self.check and self.check.errors:
            return Readiness.WAITING if self.check.needs_workbook else Readiness.PROBLEM
        if self.made is BookState.OUT_OF_DATE:
            return Readiness.OUT_OF_DATE
        return Readiness.READY if self.check else Readiness.TO_DO

    @property
    def is_made(self) -> bool:
        """True for a book that is made and up to date."""
        return self.made is BookState.MADE

    @property
    def is_unchecked(self) -> bool:
        """True where nobody knows yet whether it can be made."""
        return not self.is_made and self.check is None

    @property
    def is_ready(self) -> bool:
        """True for a book to be made that nothing hinders."""
        return not self.is_made and self.check is not None and not self.check.errors


@dataclass(frozen=True, slots=True)
class Found:
    """All books of a quarter and how they stand, before anything is said of what hinders them."""

    quarter: Quarter
    versions: tuple[BookVersion, ...]
    books: tuple[CustomerBook, ...]


@dataclass(frozen=True)
class Overview:
    """The books of a quarter, of all customers, book by book; what is counted of them is counted once."""

    quarter: Quarter
    versions: tuple[BookVersion, ...]
    customers: tuple[Customer, ...]
    standings: tuple[Standing, ...]

    @cached_property
    def counts(self) -> Counter[Readiness]:
        """The number of books in each state."""
        return Counter(standing.readiness for standing in self.standings)

    @cached_property
    def by_customer(self) -> Mapping[str, Mapping[str, Standing]]:
        """The books by the customer's id and the book's."""
        rows: dict[str, dict[str, Standing]] = {customer.id: {} for customer in self.customers}
        for standing in self.standings:
            rows[standing.customer.id][standing.book_id] = standing
        return rows

    @cached_property
    def unfinished(self) -> list[str]:
        """The ids of the customers of whom a book is still to be made."""
        return [id_ for id_, books in self.by_customer.items() if not all(one.is_made for one in books.values())]

    @cached_property
    def made_by_book(self) -> Mapping[str, Counter[BookState]]:
        """The number of customers' books in each state, by the book's id."""
        counted: dict[str, Counter[BookState]] = {version.book.id: Counter() for version in self.versions}
        for standing in self.standings:
            counted[standing.book_id][standing.made] += 1
        return counted

    @cached_property
    def unchecked(self) -> list[Standing]:
        """The books to be made that were not looked at yet."""
        return [standing for standing in self.standings if standing.is_unchecked]

    @cached_property
    def ready(self) -> list[Standing]:
        """The books that can be made now."""
        return [standing for standing in self.standings if standing.is_ready]


def find_books(ws: Workspace, quarter: Quarter) -> Found:
    """Read which books there are, for whom, and how each stands. Resolves no page."""
    with ws.database.read():
        versions = tuple(ws.books.newest_versions())
        books = tuple(ws.states(quarter))
    return Found(quarter, versions, books)


def overview_of(found: Found, checks: Mapping[str, Check]) -> Overview:
    """Join what was found with what is known already of the books that are still to be made, by key of their inputs."""
    return Overview(
        quarter=found.quarter,
        versions=found.versions,
        customers=tuple({book.customer.id: book.customer for book in found.books}.values()),
        standings=tuple(
            Standing(book.book_id, book.customer, book.state, book.key.digest, checks.get(book.key.digest))
            for book in found.books
        ),
    )


def look_through(ws: Workspace, quarter: Quarter, checks: Mapping[str, Check]) -> Overview:
    """Return how all books of a quarter stand; `checks` are what `check` found before."""
    return overview_of(find_books(ws, quarter), checks)


def check(ws: Workspace, overview: Overview, checks: MutableMapping[str, Check]) -> Iterator[int]:
    """Look at all unchecked books, some at a time, and add to `checks`; yields how many were looked at so far."""
    done = 0
    for version in overview.versions:
        unchecked = [standing for standing in overview.unchecked if standing.book_id == version.book.id]
        for start in range(0, len(unchecked), _CHECKED_TOGETHER):
            together = unchecked[start : start + _CHECKED_TOGETHER]
            checks.update(_check(ws, version, overview.quarter, together))
            done += len(together)
            yield done


def start(
    ws: Workspace, overview: Overview, standings: Sequence[Standing], *, workers: int | None = None, by: str = ""
) -> list[Job]:
    """Begin to make these books, a job for each book; processes beside this program make them: see `Jobs.start`."""
    jobs = []
    for version in overview.versions:
        customers = [standing.customer for standing in standings if standing.book_id == version.book.id]
        if customers:
            jobs.append(ws.jobs.start(version, overview.quarter, customers, workers=workers, by=by))
    return jobs


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
    return Check(len(errors), of_errors(errors) is Readiness.WAITING)
