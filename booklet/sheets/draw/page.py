"""One printed page: its cells, drawings, headings, header and footer."""

from __future__ import annotations

from booklet.sheets.draw.drawings import draw_drawing, place_of
from booklet.sheets.draw.headings import draw_headings
from booklet.sheets.draw.pen import Pen
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.sheet_area import draw_area
from booklet.sheets.draw.sparklines import draw_sparkline
from booklet.sheets.layout.pages import Page
from booklet.sheets.model.area import Area

_BLEED_PT = 1.2
"""Half a thick border line at the edge of an area."""


def draw_page(pen: Pen, page: Page, gallery: Gallery) -> None:
    """Draws everything but the header and the footer."""
    pen.black_and_white = page.view.sheet.page_setup.black_and_white
    with pen.kept():
        pen.move(page.left, page.top, page.scale)
        if page.heading_width:
            draw_headings(pen, page)
        for area, x, y in page.areas:
            left, top, width, height = page.view.grid.box(area)
            with pen.kept():
                pen.move(x - left, y - top)
                pen.clip(left - _BLEED_PT, top - _BLEED_PT, width + 2 * _BLEED_PT, height + 2 * _BLEED_PT)
                draw_area(pen, page.view, area)
                for spark in page.view.sheet.sparklines:
                    if area.holds(spark.row, spark.column) and page.view.evaluator:
                        draw_sparkline(pen, page.view, spark, page.view.evaluator)
                if not page.view.sheet.page_setup.draft:
                    _draw_drawings(pen, page, area, gallery)
    pen.black_and_white = False


def _draw_drawings(pen: Pen, page: Page, area: Area, gallery: Gallery) -> None:
    left, top, width, height = page.view.grid.box(area)
    for drawing in page.view.sheet.drawings:
        x, y, w, h = place_of(page.view, drawing)
        if x <= left + width and x + w >= left and y <= top + height and y + h >= top:
            draw_drawing(pen, page.view, drawing, gallery)
