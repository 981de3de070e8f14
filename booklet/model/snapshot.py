"""Every input of a generation, frozen: the same snapshot gives the same bytes, on any machine, next year too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from booklet.model.attribute import AttributeDefinition, AttributeType
from booklet.model.book import BookSettings, Page, Style
from booklet.model.quarter import Quarter


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file that goes into the book, known by its content, with the name that users gave it.

    `upload` leads to the password where there is one: secrets stay out of snapshots.
    """

    upload: str
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The options that a choice page chose, by number from 0, in order; none where the default is nothing."""

    options: tuple[int, ...]
    default: bool = False
    overridden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedInputs:
    """The inputs that are the same for all customers of a book and quarter: kept once, however many books have them."""

    book: str
    book_id: str
    version: int
    settings: BookSettings
    pages: tuple[Page, ...]
    quarter: Quarter
    definitions: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, FileInput]
    """By upload id."""
    locale: str
    currency: str
    engine: Mapping[str, str] = field(default_factory=dict)
    """Versions of what made the bytes: Booklet, its engine and the libraries that draw."""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what was written as this text."""
        return cls(**_read(json.loads(text)))

    def to_json(self) -> str:
        """Return a line of JSON with sorted keys: what is equal has equal texts."""
        return _line({field.name: self.text_of(field.name) for field in fields(self)})

    def text_of(self, name: str) -> str:
        """Return a field as JSON."""
        return _text(getattr(self, name), kept=name in SHARED)

    @property
    def digest(self) -> str:
        """SHA-256 of the JSON text, which two generations from the same inputs share."""
        return sha256(self.to_json().encode()).hexdigest()


SHARED = frozenset(field.name for field in fields(SharedInputs))
"""The names of the fields that all customers of a book and quarter share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(SharedInputs):
    """The complete inputs of a book, with no reference to anything that can change.

    `inputs_as_of` is the time at which the newest input was recorded (UTC): it becomes the book's date, so that two
    generations from the same inputs are the same bytes. `values` are canonical texts by key.
    """

    customer: str
    customer_id: str
    values: Mapping[str, str]
    workbooks: Mapping[str, FileInput]
    """Workbooks given at generation, by page id, or page id and option of a choice."""
    overrides: Mapping[str, Choice]
    """Choices that the user overrode at generation, by page id."""
    inputs_as_of: datetime

    @property
    def shared(self) -> SharedInputs:
        """The part that all customers share."""
        return SharedInputs(**{name: getattr(self, name) for name in SHARED})

    @property
    def own_json(self) -> str:
        """The customer's own part as a line of JSON: with the text of the shared part, all of the snapshot."""
        return _line({field.name: self.text_of(field.name) for field in fields(self) if field.name not in SHARED})

    @classmethod
    def joined(cls, shared: str, own: str) -> Snapshot:
        """Return the snapshot of a shared part (the text of `SharedInputs`) and of a customer's own (`own_json`)."""
        return cls(**_read({**json.loads(shared), **json.loads(own)}))


def divided(text: str) -> tuple[str, str]:
    """Return the shared and the own part of a snapshot's JSON text, which together are that text, whoever wrote it."""
    plain: dict[str, Any] = json.loads(text)
    shared = {name: plain.pop(name) for name in SHARED if name in plain}
    return _text(shared), _text(plain)


def _read(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: _READERS[name](value) if name in _READERS else value for name, value in plain.items()}


def _files(plain: Mapping[str, Any]) -> dict[str, FileInput]:
    return {key: FileInput(**file) for key, file in plain.items()}


_READERS: Mapping[str, Callable[[Any], object]] = {
    "quarter": Quarter.parse,
    "inputs_as_of": datetime.fromisoformat,
    "settings": lambda plain: BookSettings(**{**plain, "style": Style(**plain["style"])}),
    "pages": lambda plain: tuple(Page(**page) for page in plain),
    "definitions": lambda plain: tuple(
        AttributeDefinition(**{**each, "type": AttributeType(each["type"]), "choices": tuple(each["choices"])})
        for each in plain
    ),
    "uploads": _files,
    "workbooks": _files,
    "overrides": lambda plain: {
        key: Choice(**{**choice, "options": tuple(choice["options"])}) for key, choice in plain.items()
    },
}


def _line(texts: Mapping[str, str]) -> str:
    return "{" + ",".join(f'"{name}":{texts[name]}' for name in sorted(texts)) + "}"


def _text(value: object, *, kept: bool = False) -> str:
    """Return a value as JSON; with `kept`, that of an object which many snapshots share is made once."""
    if not kept or isinstance(value, str | int):
        return to_json_text(value)
    known = _texts.get(id(value))
    if known is None or known[0] is not value:
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        known = _texts[id(value)] = (value, to_json_text(value))
    return known[1]


_MOST_TEXTS = 500
_texts: dict[int, tuple[object, str]] = {}
"""The JSON of objects that snapshots share, by identity; the objects are kept with it, so that no id comes twice."""


def to_json_text(value: object) -> str:
    """Return a value as JSON with sorted keys: of dataclasses, mappings, sequences, texts. Raises TypeError."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


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
