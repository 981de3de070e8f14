"""The input keys of books' customers in a quarter, made for all of them at once: no value is read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.generate.snapshot import BookInputs, files_of
from booklet.model import Customer, InputKey
from booklet.model.input_key import digest_of, digest_of_values, digest_of_workbooks, own_parts, shared_parts
from booklet.store.attributes import ValuesDigest

_NO_VALUES = digest_of_values({})


def input_keys(
    book: BookInputs, customers: Iterable[Customer], values: Mapping[str, ValuesDigest]
) -> dict[str, InputKey]:
    """Return, by customer's id, the key of the book as it would be made now, with no choice overridden.

    Besides the parts of the snapshot it has "offered": an archived upload goes into books, but is a problem of them.
    Fonts and programs of the machine have a say too where a book uses them, and are in no key.
    """
    shared = shared_parts(book.shared)
    shared["offered"] = digest_of({upload.id: upload.archived for upload in book.uploads.values()})
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
