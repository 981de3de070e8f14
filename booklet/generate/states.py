"""The state of each customer's book in a quarter: not made yet, made, or made from what has changed since.

No snapshot is read for it: a run has the digests of its customer's own inputs, and a reference to what all customers
share, of which there are few. What exactly changed, `reasons.py` says for the books that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from booklet.generate.input_keys import input_keys, parts_of_all
from booklet.generate.looks import kinds_of, looks_of
from booklet.generate.snapshot import BookInputs, read_inputs
from booklet.generate.stores import Stores
from booklet.model import Acknowledged, BookVersion, Customer, Generation, InputKey, Quarter, SharedInputs
from booklet.model.input_key import digest_of

_OWN = ("customer", "values", "workbooks")
FEW = 100
"""Of so many customers the states are read for them alone."""
_UNKNOWN = ("recorded",)
"""The part that changed for a run of which nobody recorded what it was made from."""


class BookState(StrEnum):
    """`to do`: never made for the quarter; `out of date`: what it was made from has changed since."""

    TO_DO = "to do"
    MADE = "made"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """A customer's book of a quarter; `generation` is the newest that was made.

    `key` names the inputs as they are now. `changed` are the parts of it (`booklet.model.input_key.FIELDS`) that would
    make the book look otherwise than the generation: why it is out of date, or what `kept` was decided in spite of.
    """

    book_id: str
    book: str
    customer: Customer
    state: BookState
    generation: Generation | None
    key: InputKey
    changed: tuple[str, ...] = ()
    inputs: str = field(default="", repr=False)
    """The digest of all that makes it look as it would today, where that is not as it was made."""
    kept: Acknowledged | None = None
    """The decision to keep the book as it was sent, which counts until something changes again: it is `made` then."""


def book_states(
    stores: Stores, versions: Sequence[BookVersion], quarter: Quarter, customers: Sequence[Customer]
) -> list[CustomerBook]:
    """Return the states of books for many customers, without resolving any page.

    A book counts as made from the same inputs where it would look the same today, with the choices overridden that
    were overridden then: neither the time at which a value was recorded nor the number of the book's version counts.
    """
    ids = [version.book.id for version in versions]
    with stores.database.read():
        some = [customer.id for customer in customers] if len(customers) <= FEW else None
        books = read_inputs(stores, versions, quarter, customer_ids=some)
        values = stores.attributes.digests(quarter, customers=some)
        newest = stores.generations.newest_made(quarter, ids, customer_ids=some)
        shared = stores.generations.shared_inputs({run.shared_inputs for run in newest.values()})
        kept = stores.generations.acknowledged(quarter, ids)
    return [
        standing
        for book in books
        for standing in standings(
            OfAll(book), customers, input_keys(book, customers, values), Then(newest, shared, kept)
        )
    ]


@dataclass(frozen=True, slots=True)
class Then:
    """The record of the quarter: its newest runs, the inputs that they share, and decisions to keep them."""

    newest: Mapping[tuple[str, str], Generation]
    shared: Mapping[str, SharedInputs]
    kept: Mapping[str, Acknowledged]


@dataclass(frozen=True)
class OfAll:
    """Everything of a book that is the same for all its customers, worked out once for each question."""

    inputs: BookInputs
    _changed: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @property
    def book_id(self) -> str:
        """The book's id."""
        return self.inputs.version.book.id

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The parts of the input keys."""
        return parts_of_all(self.inputs)

    @cached_property
    def look(self) -> str:
        """The digest of all that makes the book look as it would today."""
        shared = self.inputs.shared
        return digest_of([_of_all(shared), looks_of(shared.engine, kinds_of(shared))])

    def changed_since(self, made: Generation, shared: Mapping[str, SharedInputs]) -> tuple[str, ...]:
        """Return the parts that would make the book look otherwise than those that a run shared."""
        if made.shared_inputs not in shared:
            return _UNKNOWN
        if made.shared_inputs not in self._changed:
            self._changed[made.shared_inputs] = _changed_for_all(shared[made.shared_inputs], self.inputs.shared)
        return self._changed[made.shared_inputs]


def standings(
    book: OfAll, customers: Sequence[Customer], keys: Mapping[str, InputKey], then: Then
) -> Iterator[CustomerBook]:
    """Yield how the book stands for each customer, of its input keys as they are now and what was made then."""
    book_id, name = book.book_id, book.inputs.version.book.name
    for customer in customers:
        made, key = then.newest.get((book_id, customer.id)), keys[customer.id]
        if made is None:
            yield CustomerBook(book_id, name, customer, BookState.TO_DO, None, key)
            continue
        changed = book.changed_since(made, then.shared) + _changed_for(made, customer, key)
        if not changed:
            yield CustomerBook(book_id, name, customer, BookState.MADE, made, key)
            continue
        inputs = digest_of([book.look, *(key.parts[name] for name in _OWN)])
        kept = then.kept.get(made.id)
        kept = kept if kept and kept.inputs == inputs else None
        state = BookState.MADE if kept else BookState.OUT_OF_DATE
        yield CustomerBook(book_id, name, customer, state, made, key, changed, inputs, kept)


def changed_engine(then: SharedInputs, now: SharedInputs) -> dict[str, tuple[str, str]]:
    """Return what can make the book look otherwise of the tools that made it: kinds and libraries, then and now."""
    kinds = kinds_of(now)
    before, after = looks_of(then.engine, kinds), looks_of(now.engine, kinds)
    return {
        name: (before.get(name, ""), after.get(name, ""))
        for name in sorted({*before, *after})
        if before.get(name, "") != after.get(name, "")
    }


def _changed_for_all(then: SharedInputs, now: SharedInputs) -> tuple[str, ...]:
    if then.book_id != now.book_id:
        return ()
    before, after = _of_all(then), _of_all(now)
    changed = [name for name in before if before[name] != after[name]]
    return (*changed, *(["engine"] if changed_engine(then, now) else []))


def _of_all(inputs: SharedInputs) -> dict[str, object]:
    return {
        "book": (inputs.book, inputs.settings, inputs.pages),
        "definitions": inputs.definitions,
        "uploads": dict(inputs.uploads),
        "workspace": (inputs.locale, inputs.currency),
    }


def _changed_for(made: Generation, customer: Customer, key: InputKey) -> tuple[str, ...]:
    now = (customer.name, key.parts["values"], key.parts["workbooks"])
    then = (made.customer, made.values_digest, made.workbooks_digest)
    return () if now == then else tuple(name for name, a, b in zip(_OWN, then, now, strict=True) if a != b)
