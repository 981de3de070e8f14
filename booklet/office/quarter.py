"""The books of a quarter, customer by customer: how each stands, what hinders it, and making all that can be made.

    overview = known(ws, quarter)
    jobs = start(ws, overview, overview.ready)

What is not known yet, `look_beside.py` finds out in a process of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from booklet.generate.readiness import BookReadiness, Readiness
from booklet.generate.reasons import Reason
from booklet.generate.states import BookState
from booklet.model import BookVersion, Customer, Job, Quarter
from booklet.workspace import Workspace

_STATE = attrgetter("state")


@dataclass(frozen=True)
class Overview:
    """The books of a quarter, of all customers, book by book; what is counted of them is counted once."""

    quarter: Quarter
    versions: tuple[BookVersion, ...]
    customers: tuple[Customer, ...]
    standings: tuple[BookReadiness, ...]

    @cached_property
    def counts(self) -> Counter[Readiness]:
        """The number of books in each state."""
        return Counter(standing.state for standing in self.standings)

    @cached_property
    def by_customer(self) -> Mapping[str, Mapping[str, BookReadiness]]:
        """The books by the customer's id and the book's."""
        rows: dict[str, dict[str, BookReadiness]] = {customer.id: {} for customer in self.customers}
        for standing in self.standings:
            rows[standing.customer.id][standing.book_id] = standing
        return rows

    @cached_property
    def unfinished(self) -> list[str]:
        """The ids of the customers of whom a book is still to be made."""
        return [id_ for id_, books in self.by_customer.items() if not all(map(_is_finished, books.values()))]

    @cached_property
    def unchecked(self) -> list[BookReadiness]:
        """The books to be made that were not looked at yet."""
        return [standing for standing in self.standings if standing.is_open]

    @cached_property
    def ready(self) -> list[BookReadiness]:
        """The books that can be made now."""
        return [standing for standing in self.standings if standing.can_be_made]

    @cached_property
    def out_of_date(self) -> list[BookReadiness]:
        """The books that were made and would look otherwise today."""
        return [standing for standing in self.standings if standing.standing.state is BookState.OUT_OF_DATE]


def known(ws: Workspace, quarter: Quarter, book: BookVersion | None = None) -> Overview:
    """Return how all books of a quarter, or one, stand, as far as it was found before. Resolves no page."""
    with ws.database.read():
        versions = (book,) if book else tuple(ws.books.newest_versions())
        customers = tuple(ws.customers.all())
        standings = ws.readiness(quarter, versions, known_only=True).rows
    return Overview(quarter, versions, customers, standings)


def made_by_book(ws: Workspace, quarter: Quarter) -> dict[str, Counter[BookState]]:
    """Return the number of customers' books in each state, by the book's id; of books for nobody yet, nothing."""
    states = ws.states(quarter)
    return {id_: Counter(map(_STATE, books)) for id_, books in groupby(states, key=attrgetter("book_id"))}


def start(
    ws: Workspace, overview: Overview, standings: Sequence[BookReadiness], *, workers: int | None = None, by: str = ""
) -> list[Job]:
    """Begin to make these books, a job for each book; processes beside this program make them: see `Jobs.start`."""
    jobs = []
    for version in overview.versions:
        customers = [standing.customer for standing in standings if standing.book_id == version.book.id]
        if customers:
            jobs.append(ws.jobs.start(version, overview.quarter, customers, workers=workers, by=by))
    return jobs


def counted_reasons(reasons: Sequence[Sequence[Reason]]) -> list[tuple[str, int]]:
    """Return why books are out of date, a sentence each with the number of books, the most frequent first.

    What says the same of all is said so ("Service plan: Silver, was Gold."), and else by what it is of.
    """
    found: dict[tuple[str, str], list[Reason]] = {}
    for of_book in reasons:
        for reason in of_book:
            found.setdefault((reason.part, reason.subject), []).append(reason)
    return sorted(((_in_common(alike), len(alike)) for alike in found.values()), key=lambda one: -one[1])


def _in_common(alike: Sequence[Reason]) -> str:
    said = {reason.said for reason in alike}
    return said.pop() if len(said) == 1 else f"{alike[0].called or alike[0].subject} changed."


def _is_finished(standing: BookReadiness) -> bool:
    return standing.is_made or standing.state is Readiness.NOT_FOR
