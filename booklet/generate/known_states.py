"""The states of all customers' books, kept from one question to the next and brought up to date by what changed.

A value that changes has a say in one customer's books, a run in one book of one customer: 80,000 states are made anew
only where what all customers share has changed. What stays is the very same object as before, so that whoever works
something out of the states sees by identity what to work out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from booklet.generate.input_keys import input_keys
from booklet.generate.snapshot import read_inputs
from booklet.generate.states import FEW, CustomerBook, OfAll, Then, book_states, standings
from booklet.generate.stores import Stores
from booklet.model import Acknowledged, BookVersion, Customer, Generation, Quarter, SharedInputs, Upload
from booklet.store.attributes import ValuesDigest

_QUARTERS_KEPT = 3


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that books have in common in a quarter: customers and the digests of their values, decisions by run's id."""

    customers: Mapping[str, Customer]
    values: Mapping[str, ValuesDigest]
    kept: Mapping[str, Acknowledged]


@dataclass(frozen=True, slots=True)
class _Book:
    """A book as it was seen last: what has a say in its states, its newest runs and its states by customer's id."""

    facts: _Facts
    of_all: OfAll
    workbooks: Mapping[str, Mapping[str, Upload]]
    mark: tuple[int, int] | None
    """Another whenever a newer run made the book for a customer."""
    runs: Mapping[str, Generation]
    states: Mapping[str, CustomerBook]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A quarter as it was seen last: its books by id, and inputs that runs shared by digest."""

    books: Mapping[str, _Book] = field(default_factory=dict)
    shared: Mapping[str, SharedInputs] = field(default_factory=dict)


class KnownStates:
    """The states of the quarters that were asked for last. Threads that ask at once work twice, and harm nothing."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._quarters: dict[Quarter, _Seen] = {}

    def of(
        self, versions: Sequence[BookVersion], quarter: Quarter, customers: Sequence[Customer]
    ) -> list[CustomerBook]:
        """Return what `book_states` returns, book by book, and by customer within; see there."""
        unit = self._stores.database.open_unit
        if len(customers) <= FEW or (unit and unit.writes):  # what is not committed is not to be kept
            return book_states(self._stores, versions, quarter, customers)
        seen = self._quarters.get(quarter, _Seen())
        with self._stores.database.read():
            seen = _look(self._stores, seen, versions, quarter, customers)
        others = [item for item in self._quarters.items() if item[0] != quarter]
        self._quarters = {**dict(others[1 - _QUARTERS_KEPT :]), quarter: seen}
        return [seen.books[version.book.id].states[customer.id] for version in versions for customer in customers]


def _look(
    stores: Stores, before: _Seen, versions: Sequence[BookVersion], quarter: Quarter, customers: Sequence[Customer]
) -> _Seen:
    """Return the quarter with these books as they are now."""
    ids = [version.book.id for version in versions]
    known = {id_: before.books[id_] for id_ in ids if id_ in before.books}
    marks = stores.generations.newest_marks(quarter, ids)
    runs = _runs(stores, quarter, [id_ for id_ in ids if id_ not in known or marks.get(id_) != known[id_].mark])
    shared = dict(before.shared)
    unknown = {run.shared_inputs for of_book in runs.values() for run in of_book.values()} - shared.keys()
    shared |= stores.generations.shared_inputs(unknown) if unknown else {}
    facts = _Facts(
        customers={customer.id: customer for customer in customers},
        values=stores.attributes.digests(quarter),
        kept=stores.generations.acknowledged(quarter, ids),
    )
    touched = _Touched(facts)
    books = dict(before.books)
    for inputs in read_inputs(stores, versions, quarter):
        id_ = inputs.version.book.id
        was = known.get(id_)
        book = _Book(facts, OfAll(inputs), inputs.workbooks, marks.get(id_), runs.get(id_, was.runs if was else {}), {})
        books[id_] = _with_states(book, was, touched, shared)
    return _Seen(books, shared)


def _runs(stores: Stores, quarter: Quarter, book_ids: Sequence[str]) -> dict[str, dict[str, Generation]]:
    """Return the newest runs of some books by customer's id, by the book's."""
    runs: dict[str, dict[str, Generation]] = {id_: {} for id_ in book_ids}
    found = stores.generations.newest_made(quarter, book_ids) if book_ids else {}
    for (book_id, customer_id), run in found.items():
        runs[book_id][customer_id] = run
    return runs


def _with_states(book: _Book, was: _Book | None, touched: _Touched, shared: Mapping[str, SharedInputs]) -> _Book:
    """Return the book with its states: those of before where nothing has changed that has a say in them."""
    customers = book.facts.customers
    if was and replace(was.of_all.inputs, workbooks=book.workbooks) == book.of_all.inputs:
        ids = {*touched.since(was.facts), *_touched_of(book, was)}
        book = replace(book, of_all=was.of_all, states=was.states)
    else:
        ids = set(customers)
    wanted = [customers[id_] for id_ in ids if id_ in customers]
    if not wanted:
        return book
    inputs = replace(book.of_all.inputs, workbooks=book.workbooks)
    keys = input_keys(inputs, wanted, book.facts.values, book.of_all.parts)
    book_id = inputs.version.book.id
    then = Then({(book_id, id_): book.runs[id_] for id_ in ids if id_ in book.runs}, shared, book.facts.kept)
    new = {state.customer.id: state for state in standings(book.of_all, wanted, keys, then)}
    return replace(book, states={**book.states, **new})


def _touched_of(book: _Book, was: _Book) -> Iterator[str]:
    """Yield the customers of whom something of this book alone has changed: its run, a workbook, a decision."""
    for id_ in {*book.workbooks, *was.workbooks}:
        if book.workbooks.get(id_) != was.workbooks.get(id_):
            yield id_
    kept, kept_before = book.facts.kept, was.facts.kept
    if book.runs is was.runs and kept == kept_before:
        return
    for id_, run in book.runs.items():
        before = was.runs.get(id_)
        if not before or before.id != run.id or kept.get(run.id) != kept_before.get(run.id):
            yield id_


class _Touched:
    """The customers who were changed, or had values changed: found out once for all books seen at the same time."""

    def __init__(self, now: _Facts) -> None:
        self._now = now
        self._since: list[tuple[_Facts, list[str]]] = []

    def since(self, before: _Facts) -> list[str]:
        """Return the ids of those who were changed since."""
        for then, ids in self._since:
            if then is before:
                return ids
        customers, values = self._now.customers, self._now.values
        ids = [
            id_
            for id_, customer in customers.items()
            if before.customers.get(id_) != customer or before.values.get(id_) != values.get(id_)
        ]
        self._since.append((before, ids))
        return ids
