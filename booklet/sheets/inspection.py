"""Contents of a workbook, without drawing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booklet.apart import run_apart
from booklet.sheets.render_options import Limits
from booklet.sheets.result import Placeholder, SheetInfo, WorkbookInfo

if TYPE_CHECKING:
    from booklet.sheets.model.sheet import Sheet


def inspect(source: str | Path | bytes, *, password: str | None = None, limits: Limits | None = None) -> WorkbookInfo:
    """List the sheets of a workbook, given as a path or bytes; it is read in a process of its own.

    Raises NotFound, DamagedFile, PasswordNeeded, UnsupportedFile or LimitExceeded.
    """
    from booklet.sheets.read.workbook_file import bounds_of, read_file  # here, as below: most books have no worksheets

    limits = limits or Limits()
    data, task = read_file(source, limits), {"password": password, "limits": asdict(limits)}
    facts, _ = run_apart("booklet.sheets.apart_tasks:inspect", task, data, bounds_of(limits))
    return _from_json(facts)


def contents_of(data: bytes, password: str | None, limits: Limits) -> WorkbookInfo:
    """List the sheets in this very process; see `inspect`."""
    from booklet.sheets.read.workbook import read_workbook
    from booklet.sheets.read.workbook_file import as_xlsx
    from booklet.sheets.template.placeholders import placeholders_of

    book = read_workbook(as_xlsx(data, password, limits), limits)
    notes = [*book.notes, *(f"{s.name}: {note}" for s in book.sheets for note in s.notes)]
    return WorkbookInfo(tuple(_info(sheet) for sheet in book.sheets), tuple(notes), placeholders_of(book))


def _from_json(facts: Mapping[str, Any]) -> WorkbookInfo:
    sheets = (SheetInfo(**{**sheet, "print_areas": tuple(sheet["print_areas"])}) for sheet in facts["sheets"])
    places = (Placeholder(**place) for place in facts["placeholders"])
    return WorkbookInfo(tuple(sheets), tuple(facts["notes"]), tuple(places))


def _info(sheet: Sheet) -> SheetInfo:
    filled = [(row, column) for row, cells in sheet.rows.items() for column, c in cells.items() if c.value is not None]
    return SheetInfo(
        sheet.name,
        sheet.visible,
        tuple(str(area) for area in sheet.print_areas),
        max((row for row, _ in filled), default=0),
        max((column for _, column in filled), default=0),
        any(c.uncached for cells in sheet.rows.values() for c in cells.values()),
    )
