"""The plain data that goes into the engine and comes out of it.

Lengths are in points (1/72 inch) in the page's own default user space; page numbers that a person reads count
from 1, indices in code from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from booklet.file_pieces import FileInPieces

ENGINE_VERSION = "3"
"""Raised with every change that changes the bytes of books, or of what the cache keeps."""

FieldKind = Literal["text", "checkbox", "radio", "combo", "list", "button", "signature"]
Anchor = Literal[
    "top-left",
    "top",
    "top-right",
    "left",
    "center",
    "right",
    "bottom-left",
    "bottom",
    "bottom-right",
]
ProblemReason = Literal[
    "unknown field",
    "unknown option",
    "too long",
    "missing letters",
    "not fillable",
    "wrong format",
    "out of range",
]
SMALLEST_PT = 4.0
"""The smallest size that a value is set in to make it fit, unless the part says otherwise."""

FieldValue = str | bool | Sequence[str]
Bytes = bytes  # `Assembled` has a field of that name


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page as a reader sees it: crop box and rotation applied, in points (user unit applied)."""

    width_pt: float
    height_pt: float
    rotation: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A form field (ISO 32000-2, 12.7.4): what a user needs to know to fill it."""

    name: str
    """The fully qualified name: partial names joined by dots."""
    kind: FieldKind
    pages: tuple[int, ...]
    """Indices of the pages that its widgets are on; empty where none is on a page."""
    rect: tuple[float, float, float, float]
    """Left, bottom, right, top of the first widget, in points."""
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(what is stored, what is shown): of a choice field its options, of a check box or radio its on-states."""
    label: str = ""
    """The tooltip (/TU) where there is one."""
    max_length: int | None = None
    multiline: bool = False
    comb: bool = False
    password: bool = False
    read_only: bool = False
    required: bool = False
    format: str = ""
    """The work of the form's own scripts on a value, in words, such as "date mm/dd/yyyy" or "number, 2 decimals"."""
    calculated: bool = False
    """True where Booklet works out its value from other fields, as the form says; it needs none of its own."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A bookmark; `page` is an index, or None where it leads to no page of the document."""

    title: str
    page: int | None
    children: tuple[OutlineItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents.

    `level` 0 is a page's title, 1 and more come from the outlines inside; `page` is an index in the book, `number` what
    is printed for it ("3", "iv").
    """

    title: str
    level: int
    page: int
    number: str


@dataclass(frozen=True, slots=True)
class ValueProblem:
    """Why a value will not show in a field as given. `fits` is how many characters do, where it is too long."""

    field: str
    reason: ProblemReason
    message: str
    fits: int | None = None


@dataclass(frozen=True, slots=True)
class OverflowingValue:
    """A value that is too long for its field even at the smallest size: the rest can go on in an addendum."""

    field: str
    text: str
    """All of it, as the field would show it."""
    fits: int
    """The number of its characters that the field shows."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link that the book adds: from a rectangle on a page of a part to a page of the finished book."""

    page: int
    """Index within the part's chosen pages."""
    rect: tuple[float, float, float, float]
    target: int
    """Index of the page in the book."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line of text laid over a page where the reader sees the anchor, whatever the page's boxes and rotation."""

    text: str
    anchor: Anchor = "bottom"
    family: str = "Carlito"
    bold: bool = False
    size_pt: float = 9.0
    color: str = "#444444"
    margin_pt: tuple[float, float] = (36.0, 24.0)
    """From the left or right edge, and from the top or bottom edge; not used by the center anchor."""
    angle_degrees: float = 0.0
    opacity: float = 1.0
    """Below 1 for a watermark."""
    fit_width: bool = False
    """Set the size so that the text spans three quarters of the page (along its angle): for watermarks."""


@dataclass(frozen=True, slots=True)
class Protection:
    """AES-256 (ISO 32000-2, 7.6). `open_password` is asked for on opening; the owner's lifts the restrictions."""

    open_password: str = ""
    owner_password: str = ""
    allow_print: bool = True
    allow_copy: bool = True
    allow_change: bool = False
    allow_fill: bool = True


@dataclass(frozen=True, slots=True)
class BookOptions:
    """Options of a whole book."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    created: datetime | None = None
    """Goes into the metadata: from the snapshot, never from the clock. Without it the book has no date."""
    outline: Literal["nested", "parts", "none"] = "nested"
    """nested: a part's own outline under the part's title; parts: only the titles; none: no outline."""
    page_labels: Literal["parts", "numbers"] = "parts"
    """parts: a part that has page labels keeps them; numbers: 1, 2, 3 … through the whole book."""
    same_names_share_a_value: bool = False
    """False: equally named fields of two parts get different full names, and keep their own values. True: where they
    are of the same type (options and on-states included) they are one field with the widgets of all, and show one
    value: the first that is given, else the first that a field has in its upload. Other entries are the first's."""
    keep_form_scripts: bool = False
    """Let the calculation and format scripts of form fields in; other scripts never get in."""
    stamps: Mapping[int, Sequence[Stamp]] = field(default_factory=dict)
    """Index of a page in the book -> what is laid over it."""
    protection: Protection | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """A book that `assemble` made."""

    page_count: int
    sha256: str
    """Of the output; where it is encrypted, of the same book before it was encrypted."""
    file: FileInPieces = field(repr=False)
    """The output: the pieces that are the same in other books with the same parts come first, each as one object."""
    part_starts: tuple[int, ...]
    """For each part the index of its first page in the book."""
    notes: tuple[str, ...] = ()
    """Sentences on what was left out or changed."""
    renamed_fields: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """(index of the part, full name in it) -> full name in the book, where the two differ."""

    @property
    def bytes(self) -> int:
        """The size of the output."""
        return self.file.size

    @property
    def pdf(self) -> Bytes:
        """The output, joined anew each time."""
        return self.file.join()
