"""One answer to "is it still the same?": a digest of everything that has a say in a book, part by part.

A snapshot holds the inputs themselves; the key names them, so that two states can be compared without reading either,
and what differs has a name: "values", "workbooks", "engine" …
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import cached_property

from booklet.model.quarter import Quarter
from booklet.model.snapshot import Snapshot

FORMAT = 1
"""Raised whenever equal inputs would get another key than before, such as by a new setting of books. Keys of another
format are not compared: the key of a run is then made anew, from its snapshot."""

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
        return cls(parts_of(snapshot, FIELDS))

    @classmethod
    def from_text(cls, text: str) -> InputKey | None:
        """Return the key whose `to_text` is `text`; None for an empty text and for a key of another format."""
        plain = json.loads(text) if text else {}
        return cls(plain["parts"]) if plain.get("format") == FORMAT else None

    def to_text(self) -> str:
        """Return a line of JSON."""
        return json.dumps({"format": FORMAT, "parts": dict(self.parts)}, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all parts: what a cache keeps things under."""
        return digest_of(dict(self.parts))

    def changed_since(self, then: InputKey) -> tuple[str, ...]:
        """Return the names of the parts that `then` has otherwise; parts that only this key has are passed over."""
        return tuple(name for name, digest in then.parts.items() if self.parts.get(name) != digest)


def parts_of(snapshot: Snapshot, names: Iterable[str]) -> dict[str, str]:
    """Return the digests of some parts of a snapshot, by name."""
    return {name: digest_of([getattr(snapshot, field) for field in FIELDS[name]]) for name in names}


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value as JSON with sorted keys: of dataclasses, mappings, sequences, texts."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Quarter):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} cannot have a say in a book: it is no plain data")
