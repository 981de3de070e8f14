"""Column letters and row numbers beside the cells, where the page setup asks for them."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.text_line import draw_line
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.text import Line, make_line, spans_of
from booklet.sheets.model.area import column_name
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Font

_LINE_PT = 0.5


def draw_headings(pen: Pen, page: PrintedPage) -> None:
    """Draw the headings in boxes; the pen's origin is the page's content."""
    usual = page.view.book.default_font
    font = Font(usual.name, usual.size)
    grid, width, height = page.view.grid, page.heading_width, page.heading_height
    for band in page.columns:
        left = grid.columns.edges(band.first, band.last)[0]
        for column in range(band.first, band.last + 1):
            x = band.offset + grid.columns.edges(column, column)[0] - left
            _draw_box(pen, (x, 0.0, grid.columns.size(column), height), _line(column_name(column), font))
    beside = page.content_width - width if page.view.sheet.right_to_left else 0.0
    for band in page.rows:
        for row in range(band.first, band.last + 1):
            y = band.offset + grid.rows.start(row) - grid.rows.start(band.first)
            _draw_box(pen, (beside, y, width, grid.rows.size(row)), _line(str(row), font))


def _line(text: str, font: Font) -> Line:
    return make_line(spans_of((Run(text, None),), font), font)


def _draw_box(pen: Pen, box: tuple[float, float, float, float], line: Line) -> None:
    x, y, width, height = box
    if width <= 0 or height <= 0:
        return
    pen.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], None, "000000", _LINE_PT)
    draw_line(pen, line, x + (width - line.width) / 2, y + (height - line.height) / 2 + line.ascent, None)
