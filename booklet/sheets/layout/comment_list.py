"""Comments printed "at end of sheet": a list of cells and texts, laid out as a sheet of its own."""

from __future__ import annotations

from dataclasses import replace

from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, RichText, Run
from booklet.sheets.model.sheet import ColumnSpan, Sheet, Workbook
from booklet.sheets.model.style import CellAlignment, CellStyle, Font

_WIDTHS = (9.0, 70.0)


def comment_list(book: Workbook, sheet: Sheet) -> tuple[Workbook, Sheet]:
    """Return a sheet with a row for each comment, on the sheet's own paper, and the workbook with the styles for it."""
    first = len(book.styles)
    bold = book.default_font._replace(bold=True)
    top = CellAlignment(vertical="top", horizontal="left", wrap=True)
    styles = [*book.styles, CellStyle(font=bold, alignment=top), CellStyle(font=book.default_font, alignment=top)]
    setup = replace(
        sheet.page_setup, comments="none", gridlines=False, headings=False, fit_to_page=False, scale=100,
        first_page_number=None,
    )  # fmt: skip
    columns = [ColumnSpan(n, n, width, False, 0) for n, width in enumerate(_WIDTHS, 1)]
    listed = Sheet(sheet.name, columns=columns, page_setup=setup)
    listed.default_row_height_pt = None
    for row, comment in enumerate(sheet.comments, 1):
        where = str(Area(comment.row, comment.column, comment.row, comment.column))
        listed.rows[row] = {1: Cell(where, first), 2: Cell(_plain(comment.text, book.default_font), first + 1)}
    return replace(book, styles=styles), listed


def _plain(text: RichText, font: Font) -> RichText:
    """Return the text in the workbook's font, as Excel lists it; bold parts stay bold."""
    return RichText(Run(run.text, font._replace(bold=bool(run.font and run.font.bold))) for run in text)
