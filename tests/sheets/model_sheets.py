"""Sheets made as plain data, without a file: as fast as a unit test wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.page_setup import Margins, PageSetup
from booklet.sheets.model.sheet import ColumnSpan, Sheet, Workbook
from booklet.sheets.model.style import CellStyle, Font
from booklet.sheets.render_options import RenderOptions

ROW_PT = 15.0
NO_MARGINS = Margins(0, 0, 0, 0, 0, 0)


def sheet_of(cells: Mapping[str, object], name: str = "S", **settings: object) -> Sheet:
    """A sheet of these cells: values by address; a text that begins with = is a formula without a result.

    Rows are 15 points high and columns 10 letters wide.
    """
    sheet = Sheet(name, default_row_height_pt=ROW_PT, heights_complete=True, default_column_width=10.0)
    for address, value in cells.items():
        area = parse_area(address)
        assert area is not None
        for row, column in area.cells():
            sheet.rows.setdefault(row, {})[column] = _cell(value)
    for field, setting in settings.items():
        assert hasattr(sheet, field)
        setattr(sheet, field, setting)
    return sheet


def _cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return Cell(value.value, value.style, value.formula, uncached=value.uncached)
    if isinstance(value, str) and value.startswith("="):
        return Cell(None, 0, value[1:], uncached=True)
    return Cell(float(value) if isinstance(value, int) and not isinstance(value, bool) else value, 0)


def book_of(*sheets: Sheet, styles: Iterable[CellStyle] = (), **settings: object) -> Workbook:
    """A workbook of these sheets; `styles` are counted from 1, behind the plain style."""
    book = Workbook(list(sheets), [CellStyle(), *styles], Font())
    for field, setting in settings.items():
        assert hasattr(book, field)
        setattr(book, field, setting)
    return book


def evaluator_of(book: Workbook, now: datetime = datetime(2026, 5, 13)) -> Evaluator:
    """An evaluator of the workbook on Wednesday, 13 May 2026."""
    return Evaluator(book, now)


def view_of(sheet: Sheet, book: Workbook | None = None, **options: object) -> SheetView:
    """The sheet as it is laid out."""
    return SheetView(book or book_of(sheet), sheet, RenderOptions(**options))


def width_of_columns(count: int) -> float:
    """The width of so many of `sheet_of`'s columns, in points."""
    return view_of(sheet_of({"A1": 1})).grid.columns.span(1, count)


def paper_for(columns: int, rows: int, **setup: object) -> PageSetup:
    """A page setup whose paper has room for exactly so many columns and rows at 100%."""
    size = {"paper_width_pt": width_of_columns(columns), "paper_height_pt": rows * ROW_PT}
    return replace(PageSetup(margins=NO_MARGINS, **size), **setup)


def columns_of(*widths: float | None) -> list[ColumnSpan]:
    """Columns of these widths in letters; 0 is hidden."""
    return [ColumnSpan(n, n, width, width == 0, 0) for n, width in enumerate(widths, 1)]
