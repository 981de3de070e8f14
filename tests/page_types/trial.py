"""A customer, attributes and files for page types, with the real engines and without a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from booklet.errors import NotFound
from booklet.formats import Formats
from booklet.model import (
    AttributeDefinition,
    AttributeType,
    BookSettings,
    FileInput,
    Page,
    PdfContents,
    Problem,
    Quarter,
    Upload,
    UploadedField,
    UploadedSheet,
    Value,
    WorkbookContents,
)
from booklet.page_types import CheckInputs, DrawnWorkbook, Inputs, Resolved, SheetOptions, check_page, resolve
from booklet.page_types.drawing import draw
from booklet.pdf import Prepared, prepare
from booklet.sheets import Placeholder, inspect, render, require_sheets
from booklet.templates import Facts

QUARTER = Quarter(2026, 3)
DEFINITIONS = (
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver", "Bronze")),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY, "USD 0"),
    AttributeDefinition("since", "Customer since", AttributeType.DATE, "long"),
    AttributeDefinition("vip", "Preferred", AttributeType.YES_NO),
    AttributeDefinition("note", "Note"),
)
VALUES: Mapping[str, Value] = {
    "plan": "Gold",
    "assets": Decimal(1_250_000),
    "since": date(2014, 3, 1),
    "vip": True,
}
"""All but the note."""


@dataclass
class Documents:
    """Files by upload id, read by the real engines; `drawn_with` has the options of each drawing."""

    by_id: Mapping[str, bytes]
    drawn_with: list[tuple[str, SheetOptions]] = field(default_factory=list)

    def prepared(self, upload_id: str) -> Prepared:
        return prepare(self._bytes(upload_id))

    def drawn(self, upload_id: str, options: SheetOptions) -> DrawnWorkbook:
        self.drawn_with.append((upload_id, options))
        made = render(self._bytes(upload_id), sheets=options.sheets or None, values=dict(options.values))
        return DrawnWorkbook(prepare(made.pdf))

    def placeholders(self, upload_id: str) -> tuple[Placeholder, ...]:
        return inspect(self._bytes(upload_id)).placeholders

    def require_sheets(self, upload_id: str, names: Sequence[str]) -> None:
        require_sheets(names, [sheet.name for sheet in inspect(self._bytes(upload_id)).sheets])

    def _bytes(self, upload_id: str) -> bytes:
        if upload_id not in self.by_id:
            raise NotFound("The file is gone.")
        return self.by_id[upload_id]


def facts(values: Mapping[str, Value] = VALUES, *, customer: str = "Acme Corp", locale: str = "en_US") -> Facts:
    """What is known of the customer."""
    return Facts(customer, QUARTER, "Review", values, DEFINITIONS, Formats(locale, "USD"))


def inputs(
    values: Mapping[str, Value] = VALUES, *, files: Documents | Mapping[str, bytes] | None = None, **more: Any
) -> Inputs:
    """All that goes into the customer's book; `more` as in `Inputs`."""
    documents = files if isinstance(files, Documents) else Documents(files or {})
    return Inputs(facts(values), more.pop("settings", BookSettings()), documents, **more)


def handed_in(upload_id: str) -> FileInput:
    """A workbook that was handed in."""
    return FileInput(upload_id, "0" * 64, f"{upload_id}.xlsx")


def upload(upload_id: str, contents: PdfContents | WorkbookContents) -> Upload:
    """What the uploads know of a file."""
    return Upload(upload_id, f"{upload_id} file", "0" * 64, 1, contents, "ann", datetime(2026, 9, 30))


GUIDE = upload("guide", PdfContents(5))
FORM = upload("form", PdfContents(2, fields=(UploadedField("name", "text", (1,), "Your name"),)))
BOOK = upload("book", WorkbookContents((UploadedSheet("Fees"), UploadedSheet("Returns"))))


def checked(kind: str, config: Any, *uploads: Upload, title: str = "The page") -> list[Problem]:
    """The problems of a page's definition."""
    known = {one.id: one for one in (uploads or (GUIDE, FORM, BOOK))}
    return list(check_page(Page(kind, title, config, "p"), CheckInputs(DEFINITIONS, known)))


def resolved(kind: str, config: Any, given: Inputs | None = None, *, title: str = "The page") -> Resolved:
    """The page for the customer, drawn."""
    known = given or inputs()
    return draw(resolve(Page(kind, title, config, "p"), known), known, {})


def codes(problems: Any) -> list[str]:
    """The kinds of problems, in their order."""
    return [problem.code for problem in problems]
