"""How each customer's book stands in a quarter: not made yet, made, or made from what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from booklet.generate.snapshot import Given, QuarterState, take_snapshot
from booklet.generate.stores import Stores
from booklet.model import Customer, Generation, GenerationStatus, Quarter, Snapshot


class BookState(StrEnum):
    """`to do`: never made for the quarter; `out of date`: what it was made from has changed since."""

    TO_DO = "to do"
    MADE = "made"
    OUT_OF_DATE = "out of date"


@dataclass(frozen=True, slots=True)
class CustomerBook:
    """One customer's book of a quarter; `generation` is the newest that was made."""

    book_id: str
    book: str
    customer: Customer
    state: BookState
    generation: Generation | None


def book_states(stores: Stores, state: QuarterState, customers: Sequence[Customer]) -> list[CustomerBook]:
    """The states of one book for many customers, without resolving any page.

    A book counts as made from the same inputs where its snapshot would be the same today, with the workbooks and
    overrides that were given then.
    """
    newest = _newest_made(stores, state.version.book.id, state.quarter)
    return [
        CustomerBook(
            book_id=state.version.book.id,
            book=state.version.book.name,
            customer=customer,
            state=_state(state, customer, newest.get(customer.id)),
            generation=newest.get(customer.id),
        )
        for customer in customers
    ]


def _newest_made(stores: Stores, book_id: str, quarter: Quarter) -> dict[str, Generation]:
    made = stores.generations.find(book=book_id, quarter=quarter, status=GenerationStatus.MADE)
    newest: dict[str, Generation] = {}
    for generation in sorted(made, key=lambda one: one.started_at):
        newest[generation.customer_id] = generation
    return newest


def _state(state: QuarterState, customer: Customer, made: Generation | None) -> BookState:
    if made is None:
        return BookState.TO_DO
    then = Snapshot.from_json(made.snapshot)
    now = take_snapshot(state, customer, Given({}, then.overrides))
    return BookState.MADE if now.digest == then.digest else BookState.OUT_OF_DATE
