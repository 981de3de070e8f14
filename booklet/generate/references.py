"""Books, customers and quarters as callers name them: by id, by name, or as the thing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booklet.errors import BookletError
from booklet.generate.made import Made
from booklet.generate.stores import Stores
from booklet.model import Book, BookVersion, Customer, Quarter

BookRef = str | Book | BookVersion
CustomerRef = str | Customer
"""An id, a name, or the thing itself."""


def version_of(stores: Stores, book: BookRef, number: int | None = None) -> BookVersion:
    """Return a version of a book, the newest if no number is given. Raises NotFound, naming the nearest."""
    if isinstance(book, BookVersion):
        return book if number in (None, book.number) else stores.books.get(book.book.id, version=number)
    return stores.books.get(book.id if isinstance(book, Book) else _text(book, "A book"), version=number)


def customer_of(stores: Stores, customer: CustomerRef) -> Customer:
    """Return a customer as it is now: a caller's `Customer` may have been renamed since. Raises NotFound."""
    return _current(stores, [customer])[0]


def customers_of(stores: Stores, wanted: CustomerRef | Sequence[CustomerRef] | None) -> list[Customer]:
    """Return all customers, or each wanted customer once, as they are now. Raises NotFound."""
    if wanted is None:
        return stores.customers.all()
    if isinstance(wanted, str | Customer):
        return _current(stores, [wanted])
    if isinstance(wanted, Iterable):
        return _current(stores, list(wanted))
    raise BookletError(f"Customers are given by their names or ids, not as {wanted!r}.")


def quarter_of(given: object) -> Quarter:
    """Return the quarter given, as itself or as a text such as "2026Q3"."""
    if isinstance(given, Quarter):
        return given
    if isinstance(given, str):
        return Quarter.parse(given)
    raise BookletError(f"A quarter is given as Quarter(2026, 3), not as {given!r}.")


def generation_id_of(given: str | Made) -> str:
    """Return the id of a run, or the beginning of it that was given."""
    return given.id if isinstance(given, Made) else _text(given, "A generation")


def _current(stores: Stores, wanted: Sequence[CustomerRef]) -> list[Customer]:
    refs = [one.id if isinstance(one, Customer) else _text(one, "A customer") for one in wanted]
    return list({customer.id: customer for customer in stores.customers.resolve(refs).values()}.values())


def _text(given: object, what: str) -> str:
    if isinstance(given, str):
        return given
    raise BookletError(f"{what} is given by its name or id, not as {given!r}.")
