"""Every input of a generation, frozen: the same snapshot gives the same bytes, on any machine, next year too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The complete inputs of a book, with no reference to anything that can change.

    `inputs_as_of` is the time at which the newest input was recorded (UTC): it becomes the book's date, so that two
    generations from the same inputs are the same bytes. `values` are canonical texts by key.
    """

    book: str
    book_id: str
    version: int
    settings: BookSettings
    pages: tuple[Page, ...]
    customer: str
    customer_id: str
    quarter: Quarter
    values: Mapping[str, str]
    definitions: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, FileInput]
    """By upload id."""
    workbooks: Mapping[str, FileInput]
    """Workbooks given at generation, by page id, or page id and option of a choice."""
    overrides: Mapping[str, Choice]
    """Choices that the user overrode at generation, by page id."""
    locale: str
    currency: str
    inputs_as_of: datetime
    engine: Mapping[str, str] = field(default_factory=dict)
    """Versions of what made the bytes: Booklet, its engine and the libraries that draw."""

    def to_json(self) -> str:
        """Return a line of JSON with sorted keys: equal snapshots have equal texts."""
        plain = asdict(self)
        plain["quarter"] = str(self.quarter)
        plain["inputs_as_of"] = self.inputs_as_of.isoformat()
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Snapshot:
        """Return the snapshot whose `to_json` is `text`."""
        plain: dict[str, Any] = json.loads(text)
        settings = plain["settings"]
        return cls(
            **{
                **plain,
                "quarter": Quarter.parse(plain["quarter"]),
                "inputs_as_of": datetime.fromisoformat(plain["inputs_as_of"]),
                "settings": BookSettings(**{**settings, "style": Style(**settings["style"])}),
                "pages": tuple(Page(**page) for page in plain["pages"]),
                "definitions": tuple(
                    AttributeDefinition(**{**d, "type": AttributeType(d["type"]), "choices": tuple(d["choices"])})
                    for d in plain["definitions"]
                ),
                "uploads": {key: FileInput(**file) for key, file in plain["uploads"].items()},
                "workbooks": {key: FileInput(**file) for key, file in plain["workbooks"].items()},
                "overrides": {
                    key: Choice(**{**choice, "options": tuple(choice["options"])})
                    for key, choice in plain["overrides"].items()
                },
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the JSON text, which two generations from the same inputs share."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
