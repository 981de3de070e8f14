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
    _link(pen, page)
    pen.black_and_white = False


def _link(pen: Pen, page: Page) -> None:
    """Hyperlinks of cells become links of the page; nobody follows them here."""
    for area, x, y in page.areas:
        start_x, start_y, _, _ = page.view.grid.box(area)
        for row in range(area.top, area.bottom + 1):
            for target, address in page.view.links.get(row, ()):
                if target.meets(area):
                    left, top, width, height = page.view.grid.box(_common(target, area))
                    at_x = page.left + (left - start_x + x) * page.scale
                    at_y = page.top + (top - start_y + y) * page.scale
                    pen.link(address, (at_x, at_y, width * page.scale, height * page.scale), page.height)


def _common(one: Area, other: Area) -> Area:
    return Area(
        max(one.top, other.top), max(one.left, other.left), min(one.bottom, other.bottom), min(one.right, other.right)
    )


def _draw_drawings(pen: Pen, page: Page, area: Area, gallery: Gallery) -> None:
    left, top, width, height = page.view.grid.box(area)
    for drawing in page.view.sheet.drawings:
        x, y, w, h = place_of(page.view, drawing)
        if x <= left + width and x + w >= left and y <= top + height and y + h >= top:
            draw_drawing(pen, page.view, drawing, gallery)
