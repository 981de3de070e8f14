"""One printed page: its cells, drawings, headings, header and footer."""

from __future__ import annotations

from booklet.sheets.draw.pen import Pen
from booklet.sheets.draw.sheet_area import draw_area
from booklet.sheets.layout.pages import Page

_BLEED_PT = 1.2
"""Half a thick border line at the edge of an area."""


def draw_page(pen: Pen, page: Page) -> None:
    """Draws everything but the header and the footer."""
    pen.black_and_white = page.view.sheet.page_setup.black_and_white
    with pen.kept():
        pen.move(page.left, page.top, page.scale)
        for area, x, y in page.areas:
            left, top, width, height = page.view.grid.box(area)
            with pen.kept():
                pen.move(x - left, y - top)
                pen.clip(left - _BLEED_PT, top - _BLEED_PT, width + 2 * _BLEED_PT, height + 2 * _BLEED_PT)
                draw_area(pen, page.view, area)
    pen.black_and_white = False
