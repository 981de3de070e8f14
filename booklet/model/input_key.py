"""One answer to "is it still the same?": a digest of everything that has a say in a book, part by part.

A snapshot holds the inputs themselves; the key names them, so that two states can be compared without reading either,
and what differs has a name: "values", "workbooks", "engine" …
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from booklet.model.snapshot import Choice, FileInput, SharedInputs, Snapshot, to_json_text

FIELDS: Mapping[str, tuple[str, ...]] = {
    "book": ("book", "book_id", "version", "settings", "pages"),
    "quarter": ("quarter",),
    "definitions": ("definitions",),
    "uploads": ("uploads",),
    "workspace": ("locale", "currency"),
    "engine": ("engine",),
    "customer": ("customer", "customer_id"),
    "values": ("values",),
    "workbooks": ("workbooks",),
    "overrides": ("overrides",),
    "recorded": ("inputs_as_of",),
}
"""The parts of a key, and the fields of a snapshot that each stands for: every field is in one of them."""

OF_CUSTOMER = ("customer", "values", "workbooks", "overrides", "recorded")
"""The parts that are a customer's own; all others are the same for every customer of a book and quarter."""


@dataclass(frozen=True)
class InputKey:
    """The digests of a book's inputs, by part. Equal keys: the same inputs, and so the same bytes."""

    parts: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> InputKey:
        """Return the key of a snapshot."""
        own = own_parts(
            customer=f"{snapshot.customer_id} {snapshot.customer}",
            values=digest_of_values(snapshot.values),
            workbooks=digest_of_workbooks(snapshot.workbooks),
            overrides=snapshot.overrides,
            recorded=snapshot.inputs_as_of,
        )
        return cls({**shared_parts(snapshot), **own})

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all parts: what a cache keeps things under."""
        return _sha256("\n".join(f"{name} {self.parts[name]}" for name in sorted(self.parts)))

    def changed_since(self, then: InputKey) -> tuple[str, ...]:
        """Return the names of the parts that `then` has otherwise; parts that only this key has are passed over."""
        return tuple(name for name, digest in then.parts.items() if self.parts.get(name) != digest)


def shared_parts(inputs: SharedInputs) -> dict[str, str]:
    """Return the parts of a key that are the same for all customers."""
    return {
        name: _sha256(f"[{','.join(inputs.text_of(field) for field in fields)}]")
        for name, fields in FIELDS.items()
        if name not in OF_CUSTOMER
    }


def own_parts(
    *, customer: str, values: str, workbooks: str, overrides: Mapping[str, Choice], recorded: datetime
) -> dict[str, str]:
    """Return the parts of a key that are a customer's own: `customer` is id and name, then two digests."""
    return {
        "customer": customer,
        "values": values,
        "workbooks": workbooks,
        "overrides": digest_of(overrides) if overrides else "",
        "recorded": recorded.isoformat(),
    }


def digest_of_values(values: Mapping[str, str]) -> str:
    """Return the digest of canonical texts by key; `Attributes.digests` gives the same for all customers at once."""
    return _sha256("".join(f"{key}:{len(values[key])}:{values[key]}" for key in sorted(values)))


def digest_of_workbooks(workbooks: Mapping[str, FileInput]) -> str:
    """Return the digest of workbooks by slot; "" where there are none."""
    return digest_of(workbooks) if workbooks else ""


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value as JSON with sorted keys: of dataclasses, mappings, sequences, texts."""
    return _sha256(to_json_text(value))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
