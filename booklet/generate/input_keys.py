"""The input keys of a book's customers in a quarter, made for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.generate.snapshot import QuarterState, take_snapshot
from booklet.model import Customer, InputKey
from booklet.model.input_key import FIELDS, OF_CUSTOMER, digest_of, parts_of

_OF_ALL = tuple(name for name in FIELDS if name not in OF_CUSTOMER)


def input_keys(state: QuarterState, customers: Iterable[Customer]) -> dict[str, InputKey]:
    """Return, by customer's id, the key of the book as it would be made now, with no choice overridden.

    Besides the parts of the snapshot it has "offered": an archived upload goes into books, but is a problem of them.
    Fonts and programs of the machine have a say too where a book uses them, and are in no key.
    """
    shared: dict[str, str] = {}
    keys = {}
    for customer in customers:
        snapshot = take_snapshot(state, customer)
        if not shared:
            shared = parts_of(snapshot, _OF_ALL)
            shared["offered"] = digest_of({upload.id: upload.archived for upload in state.uploads.values()})
        keys[customer.id] = InputKey({**shared, **parts_of(snapshot, OF_CUSTOMER)})
    return keys
