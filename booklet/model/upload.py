"""A stored file, known by the SHA-256 of its content, and the contents that were read when it was uploaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FILLED_BY_PEOPLE = frozenset({"button", "signature"})
"""Kinds of form fields into which no book puts anything."""


@dataclass(frozen=True, slots=True)
class UploadedField:
    """A form field of an uploaded PDF; `pages` count from 1, `options` are (stored, shown)."""

    name: str
    kind: str
    pages: tuple[int, ...]
    label: str = ""
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    read_only: bool = False
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class PdfContents:
    """The contents of an uploaded PDF; sizes are (width, height) in points as a reader sees the pages."""

    page_count: int
    page_sizes_pt: tuple[tuple[float, float], ...] = ()
    fields: tuple[UploadedField, ...] = ()
    outline: tuple[tuple[int, str, int | None], ...] = ()
    """(level from 0, title, page from 1 or None), in reading order."""
    encrypted: bool = False
    notes: tuple[str, ...] = ()

    @property
    def fillable(self) -> tuple[UploadedField, ...]:
        """The fields that values can go into."""
        return tuple(field for field in self.fields if field.kind not in FILLED_BY_PEOPLE)


@dataclass(frozen=True, slots=True)
class UploadedSheet:
    """A sheet of an uploaded workbook."""

    name: str
    visible: bool = True
    print_areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookContents:
    """The contents of an uploaded Excel workbook."""

    sheets: tuple[UploadedSheet, ...] = ()
    encrypted: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file. `replaces` is the id of the upload whose place it took. Times are UTC.

    `password` opens an encrypted file; it is kept because books must be made from it without asking again.
    """

    id: str
    name: str
    sha256: str
    bytes: int
    contents: PdfContents | WorkbookContents
    uploaded_by: str
    uploaded_at: datetime
    replaces: str | None = None
    archived: bool = False
    password: str = ""
    given: bool = False
    """A workbook handed in at a generation, for one customer: not offered for books."""

    @property
    def is_pdf(self) -> bool:
        """True for a PDF, a form or not."""
        return isinstance(self.contents, PdfContents)

    @property
    def is_form(self) -> bool:
        """True for a PDF with form fields."""
        return isinstance(self.contents, PdfContents) and bool(self.contents.fields)

    @property
    def is_workbook(self) -> bool:
        """True for an Excel workbook."""
        return isinstance(self.contents, WorkbookContents)
