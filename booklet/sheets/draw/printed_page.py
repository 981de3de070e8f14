"""One printed page: its cells, drawings, headings, header and footer."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen, Rectangle, Seen
from booklet.sheets.draw.drawings import draw_drawing, place_of
from booklet.sheets.draw.headings import draw_headings
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.sheet_area import draw_area
from booklet.sheets.draw.sheet_drawing import SheetDrawing
from booklet.sheets.draw.sparklines import draw_sparkline
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.model.area import Area

_BLEED_PT = 1.2
"""Half a thick border line at the edge of an area."""


def draw_page(pen: Pen, page: PrintedPage, sheet: SheetDrawing, gallery: Gallery) -> None:
    """Draw everything but the header and the footer."""
    pen.black_and_white = page.view.sheet.page_setup.black_and_white
    with pen.kept():
        pen.move(page.left, page.top, page.scale)
        if page.heading_width:
            with pen.artifact():
                draw_headings(pen, page)
        for area, x, y in page.areas:
            left, top, width, height = page.view.grid.box(area)
            with pen.kept():
                pen.move(x - left, y - top)
                pen.clip(left - _BLEED_PT, top - _BLEED_PT, width + 2 * _BLEED_PT, height + 2 * _BLEED_PT)
                draw_area(pen, sheet, area)
                for spark in page.view.sheet.sparklines:
                    if area.holds(spark.row, spark.column) and page.view.evaluator:
                        with pen.sparkline(spark):
                            draw_sparkline(pen, page.view, spark, page.view.evaluator)
                if not page.view.sheet.page_setup.draft:
                    _draw_drawings(pen, page, area, (x, y), gallery)
    _link(pen, page)
    pen.black_and_white = False


def _link(pen: Pen, page: PrintedPage) -> None:
    """Make hyperlinks of cells links of the page; nobody follows them here."""
    for area, x, y in page.areas:
        for row in range(area.top, area.bottom + 1):
            for target, address in page.view.links.get(row, ()):
                if target.meets(area):
                    common = _common(target, area)
                    box = _on_paper(page, area, (x, y), page.view.grid.box(common))
                    pen.link(address, box, page.height, (common.top, common.left))


def _on_paper(page: PrintedPage, area: Area, offset: tuple[float, float], box: Rectangle) -> Rectangle:
    """Return a box of the sheet as it lies on the paper, where the area begins at `offset` of the page."""
    start_x, start_y, _, _ = page.view.grid.box(area)
    left, top, width, height = box
    at_x = page.left + (left - start_x + offset[0]) * page.scale
    at_y = page.top + (top - start_y + offset[1]) * page.scale
    return at_x, at_y, width * page.scale, height * page.scale


def _common(one: Area, other: Area) -> Area:
    return Area(
        max(one.top, other.top), max(one.left, other.left), min(one.bottom, other.bottom), min(one.right, other.right)
    )


def _draw_drawings(pen: Pen, page: PrintedPage, area: Area, offset: tuple[float, float], gallery: Gallery) -> None:
    left, top, width, height = page.view.grid.box(area)
    repeated = (area.bottom, area.right) != (page.rows[-1].last, page.columns[-1].last)
    for number, drawing in enumerate(page.view.sheet.drawings):
        x, y, w, h = place_of(page.view, drawing)
        if x <= left + width and x + w >= left and y <= top + height and y + h >= top:
            seen_x, seen_y = max(x, left), max(y, top)
            seen = seen_x, seen_y, min(x + w, left + width) - seen_x, min(y + h, top + height) - seen_y
            with pen.drawing(Seen(number, drawing, _on_paper(page, area, offset, seen), repeated)):
                draw_drawing(pen, page.view, drawing, gallery)
