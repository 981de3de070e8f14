"""The state of each customer's book in a quarter: not made yet, made, or made from what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from booklet.generate.input_keys import input_keys
from booklet.generate.snapshot import QuarterState
from booklet.generate.stores import Stores
from booklet.model import Customer, Generation, InputKey, Snapshot


class BookState(StrEnum):
    """`to do`: never made for the quarter; `out of date`: what it was made from has changed since."""

    TO_DO = "to do"
    MADE = "made"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """A customer's book of a quarter; `generation` is the newest that was made.

    `key` names the inputs as they are now, `changed` the parts of it that are not those of the generation
    (`booklet.model.input_key.FIELDS`): why the book is out of date.
    """

    book_id: str
    book: str
    customer: Customer
    state: BookState
    generation: Generation | None
    key: InputKey
    changed: tuple[str, ...] = ()


def book_states(stores: Stores, state: QuarterState, customers: Sequence[Customer]) -> list[CustomerBook]:
    """Return the states of a book for many customers, without resolving any page.

    A book counts as made from the same inputs where its key would be the same today, with the choices overridden that
    were overridden then.
    """
    newest = stores.generations.newest_made(state.version.book.id, state.quarter)
    then = stores.generations.snapshots_of(run.id for run in newest.values())
    keys = input_keys(state, customers)
    standings = []
    for customer in customers:
        made = newest.get(customer.id)
        standings.append(_standing(state, customer, keys[customer.id], made, then[made.id] if made else None))
    return standings


def _standing(
    state: QuarterState, customer: Customer, key: InputKey, made: Generation | None, then: Snapshot | None
) -> CustomerBook:
    changed = key.changed_since(InputKey.of(then)) if then else ()
    changed = tuple(part for part in changed if part != "overrides")
    known = BookState.OUT_OF_DATE if changed else BookState.MADE
    return CustomerBook(
        book_id=state.version.book.id,
        book=state.version.book.name,
        customer=customer,
        state=known if made else BookState.TO_DO,
        generation=made,
        key=key,
        changed=changed,
    )
