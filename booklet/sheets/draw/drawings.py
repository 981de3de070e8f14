"""Drawings over the cells of a page: pictures, shapes, charts, and boxes for what cannot be drawn."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.charts.chart import draw_chart
from booklet.sheets.draw.controls import draw_control
from booklet.sheets.draw.pictures import Gallery, draw_picture
from booklet.sheets.draw.shapes import draw_shape
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text import make_line, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.chart import Chart
from booklet.sheets.model.drawing import Control, Drawing, Picture, Shape
from booklet.sheets.model.style import Font


def place_of(view: SheetView, drawing: Drawing) -> Rectangle:
    """Return left, top, width and height on the sheet; a part of a group has its share of the group's box."""
    x, y, width, height = view.grid.place(drawing.anchor)
    if drawing.place is None:
        return x, y, width, height
    px, py, pw, ph = drawing.place
    return x + width * px, y + height * py, width * pw, height * ph


def draw_drawing(pen: Pen, view: SheetView, drawing: Drawing, gallery: Gallery) -> None:
    """Draw a drawing; the pen's origin is the top left corner of the sheet."""
    x, y, width, height = place_of(view, drawing)
    if width <= 0 and height <= 0:
        return
    with pen.kept():
        pen.move(x + width / 2, y + height / 2)
        if drawing.rotation:
            pen.turn(-drawing.rotation)
        if abs(drawing.rotation) % 180 in (90, 270) and drawing.place is None:
            # Anchors of turned drawings give the box around them.
            width, height = height, width
        if drawing.flip_horizontal or drawing.flip_vertical:
            pen.flip(drawing.flip_horizontal, drawing.flip_vertical)
        _draw_content(pen, drawing, (-width / 2, -height / 2, width, height), gallery)


def _draw_content(pen: Pen, drawing: Drawing, box: Rectangle, gallery: Gallery) -> None:
    content = drawing.content
    if isinstance(content, Picture):
        if not draw_picture(pen, content, box, gallery):
            draw_missing(pen, content.name, box)
    elif isinstance(content, Shape):
        draw_shape(pen, content, box)
    elif isinstance(content, Control):
        draw_control(pen, content, box)
    elif isinstance(content, Chart):
        if content.plots:
            draw_chart(pen, content, box)
        else:
            draw_missing(pen, content.name, box)
    else:
        draw_missing(pen, content.name, box)


def draw_missing(pen: Pen, name: str, box: Rectangle) -> None:
    """Draw an outlined box with the name of what cannot be drawn."""
    x, y, width, height = box
    pen.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], None, "808080", 0.5)
    font = Font(size=8)
    line = make_line(spans_of((Run(name, None),), font), font)
    if line.width < width and line.height < height:
        pen.text(x + (width - line.width) / 2, y + height / 2, line.spans[0], "808080")
