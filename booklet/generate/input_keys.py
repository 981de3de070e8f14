"""The input keys of books' customers in a quarter, made for all of them at once: no value is read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.generate.snapshot import BookInputs, files_of
from booklet.model import Customer, InputKey
from booklet.model.input_key import digest_of, digest_of_values, digest_of_workbooks, own_parts, shared_parts
from booklet.store.attributes import ValuesDigest

_NO_VALUES = digest_of_values({})


def parts_of_all(book: BookInputs) -> dict[str, str]:
    """Return the parts of the keys that are the same for all customers.

    Besides the parts of the snapshot there is "offered": an archived upload goes into books, but is a problem of them.
    """
    offered = digest_of({upload.id: upload.archived for upload in book.uploads.values()})
    return {**shared_parts(book.shared), "offered": offered}


def input_keys(
    book: BookInputs,
    customers: Iterable[Customer],
    values: Mapping[str, ValuesDigest],
    of_all: Mapping[str, str] | None = None,
) -> dict[str, InputKey]:
    """Return, by customer's id, the key of the book as it would be made now, with no choice overridden.

    `of_all` are the parts of all customers, where they are known. Fonts and programs of the machine have a say too
    where a book uses them, and are in no key.
    """
    shared = parts_of_all(book) if of_all is None else of_all
    keys = {}
    for customer in customers:
        known, workbooks = values.get(customer.id), book.workbooks.get(customer.id, {})
        own = own_parts(
            customer=f"{customer.id} {customer.name}",
            values=known.digest if known else _NO_VALUES,
            workbooks=digest_of_workbooks(files_of(workbooks)),
            overrides={},
            recorded=book.recorded(known.recorded_at if known else None, workbooks.values()),
        )
        keys[customer.id] = InputKey({**shared, **own})
    return keys
