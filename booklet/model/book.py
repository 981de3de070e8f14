"""A book: a definition, saved in versions, of the pages that a customer gets and their look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from booklet.errors import DefinitionError

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of drawn pages (text, cover, contents) and running lines.

    `accent` is a color like "#1f3a5f", `heading_family` and `body_family` are families of `booklet.fonts`, `paper` is
    "Letter" or "A4". Raises DefinitionError when made with another paper or an accent that is no color; families are
    checked with the book.
    """

    accent: str = "#1f3a5f"
    heading_family: str = "Caladea"
    body_family: str = "Carlito"
    paper: Literal["Letter", "A4"] = "Letter"

    def __post_init__(self) -> None:
        if not _COLOR.fullmatch(self.accent):
            raise DefinitionError(f'"{self.accent}" is not a color: write it like #1f3a5f.')
        if self.paper not in ("Letter", "A4"):
            raise DefinitionError(f'"{self.paper}" is not a paper size: choose Letter or A4.')


@dataclass(frozen=True, slots=True)
class BookSettings:
    """The document-wide options of a book; most are templates, and an empty text means: none.

    `title`, `author` and `subject` go into the PDF's properties, with its `language` ("en", "de-CH"). `header`,
    `footer` and `page_numbers` know `page`, `pages` and `title` (of the page) besides; they begin on page
    `page_numbers_from` of the book. `watermark` lies across every page.

    `open_password` is asked for when the book is opened; `owner_password` lifts the restrictions on a reader:
    `allow_print`, `allow_copy` (of text), `allow_fill` (of forms), `allow_change` (of pages and notes, which counts
    only for a book with a password or another restriction).

    `outline` chooses the bookmarks: "nested" puts those inside the pages under the pages' titles, "parts" has the
    titles only, "none" has none. `page_labels` are the numbers that a reader shows: "parts" keeps those of each file,
    "numbers" counts through the whole book. `shared_fields`: form fields of equal names and types show one value,
    instead of each its own. `form_scripts` lets the forms' own calculations in. `style` is the look of drawn pages.

    Raises DefinitionError when made with a setting that cannot be.
    """

    title: str = "{{ book }}"
    author: str = ""
    subject: str = ""
    language: str = "en"
    header: str = ""
    footer: str = ""
    page_numbers: str = "{{ page }} of {{ pages }}"
    page_numbers_from: int = 1
    watermark: str = ""
    open_password: str = ""
    owner_password: str = ""
    allow_print: bool = True
    allow_copy: bool = True
    allow_fill: bool = True
    allow_change: bool = False
    outline: Literal["nested", "parts", "none"] = "nested"
    page_labels: Literal["parts", "numbers"] = "parts"
    shared_fields: bool = False
    form_scripts: bool = False
    style: Style = field(default_factory=Style)

    def __post_init__(self) -> None:
        if not isinstance(self.page_numbers_from, int) or self.page_numbers_from < 1:
            raise DefinitionError("Page numbers can begin on page 1 or later.")
        if self.outline not in ("nested", "parts", "none"):
            raise DefinitionError(f'"{self.outline}" is not a kind of bookmarks: choose nested, parts or none.')
        if self.page_labels not in ("parts", "numbers"):
            raise DefinitionError(f'"{self.page_labels}" is not a kind of page labels: choose parts or numbers.')

    @property
    def is_restricted(self) -> bool:
        """True where a reader is denied something that everybody may do with an open book."""
        return not (self.allow_print and self.allow_copy and self.allow_fill)


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of a book; gives any number of PDF pages, or none.

    `config` is the page type's own, as plain JSON data. By convention a key `upload`, at any depth, holds an
    upload's id. `id` stays the same through the versions of a book; saving gives an id to a page without.
    """

    type: str
    title: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""

    def upload_ids(self) -> frozenset[str]:
        """Return the ids of all uploads that the page speaks of."""
        return frozenset(_upload_references(self.config))


def _upload_references(config: object) -> Iterator[str]:
    if isinstance(config, Mapping):
        for key, value in config.items():
            if key == "upload" and isinstance(value, str) and value:
                yield value
            else:
                yield from _upload_references(value)
    elif isinstance(config, list | tuple):
        for value in config:
            yield from _upload_references(value)


def with_uploads(config: object, replaced: Mapping[str, str]) -> Any:
    """Copy a page's config, with each upload id that `replaced` names exchanged for its value."""
    if isinstance(config, Mapping):
        return {
            key: replaced.get(value, value)
            if key == "upload" and isinstance(value, str)
            else with_uploads(value, replaced)
            for key, value in config.items()
        }
    if isinstance(config, list | tuple):
        return [with_uploads(value, replaced) for value in config]
    return config


@dataclass(frozen=True, slots=True)
class Book:
    """A book's name; its content stands in its versions."""

    id: str
    name: str
    description: str
    created_at: datetime
    archived: bool = False


@dataclass(frozen=True, slots=True)
class BookVersion:
    """A saved state of a book, never changed afterwards. Times are UTC."""

    id: str
    book: Book
    number: int
    settings: BookSettings
    pages: tuple[Page, ...]
    saved_by: str
    saved_at: datetime
    comment: str = ""
