"""Data bars and icons behind and beside a cell's value."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen, Point, Rectangle, wedge_points
from booklet.sheets.layout.conditional_formats import BarShown
from booklet.sheets.model.color_mixing import blend

_RED, _YELLOW, _GREEN, _GRAY, _BLACK = "F8696B", "FFC000", "63BE7B", "808080", "404040"
_COLORS = {3: (_RED, _YELLOW, _GREEN), 4: (_RED, "F4A45B", _YELLOW, _GREEN),
            5: (_RED, "F4A45B", _YELLOW, "A9CE74", _GREEN)}  # fmt: skip


class Square(NamedTuple):
    """Square in which an icon is drawn, from its upper left corner."""

    x: float
    y: float
    size: float

    def at(self, across: float, down: float) -> Point:
        """Return the point at these shares of the square."""
        return self.x + self.size * across, self.y + self.size * down


def draw_bar(pen: Pen, bar: BarShown, box: Rectangle) -> None:
    """Draw a bar with a point of room around it."""
    left, top, width, height = box[0] + 1, box[1] + 1, box[2] - 2, box[3] - 2
    x, size = left + width * bar.begin, width * (bar.end - bar.begin)
    if size > 0:
        if bar.gradient:
            stops = [(0.0, bar.color), (1.0, blend(bar.color, "FFFFFF", 0.85))]
            pen.gradient(
                (x, top, size, height), 180 if bar.axis is not None and bar.begin < bar.axis - 1e-6 else 0, stops
            )
        else:
            pen.fill_box(x, top, size, height, bar.color)
        if bar.border:
            pen.shape([(x, top), (x + size, top), (x + size, top + height), (x, top + height)], None, bar.border, 0.5)
    if bar.axis is not None and bar.axis_color:
        at = left + width * bar.axis
        pen.line([(at, box[1]), (at, box[1] + box[3])], bar.axis_color, 0.5, (2, 1))


def draw_icon(pen: Pen, icon: tuple[str, int], square: Square) -> None:
    """Draw an icon by the name of its set and its place in it; the sets are drawn in a plain way of our own."""
    kind, place = icon
    count = int(kind[0]) if kind[:1].isdigit() else 3
    color = _COLORS.get(count, _COLORS[3])[min(place, count - 1)]
    name = kind[1:]
    if "Arrows" in name:
        _arrow(pen, square, place / max(count - 1, 1), _GRAY if "Gray" in name else color)
    elif name.startswith(("Rating", "Boxes")):
        _rating(pen, square, place, count)
    elif name.startswith("Quarters"):
        _quarters(pen, square, place / max(count - 1, 1))
    elif name.startswith("Stars"):
        _star(pen, square, place / 2)
    elif name.startswith("Flags"):
        pen.line([square.at(0.25, 0), square.at(0.25, 1)], _BLACK, square.size * 0.08)
        pen.shape([square.at(0.3, 0), square.at(0.95, 0.25), square.at(0.3, 0.5)], color, None)
    elif name.startswith("Triangles"):
        _triangle(pen, square, place, color)
    elif name.startswith("Symbols"):
        _symbol(pen, square, place, color, plain=name.endswith("2"))
    elif name.startswith("Signs") and place < 2:
        points = ((0.5, 0.05), (1, 0.95), (0, 0.95)) if place == 1 else ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))
        pen.shape([square.at(*point) for point in points], color, None)
    else:
        dark = _BLACK if "ToBlack" in name and place == 0 else color
        pen.ellipse(_circle_in(square), dark, blend(dark, "000000", 0.3), 0.3)


def _circle_in(square: Square) -> Rectangle:
    return square.x, square.y, square.size, square.size


def _arrow(pen: Pen, square: Square, share: float, color: str) -> None:
    """Draw an arrow that points down for 0, to the right for a half, up for 1."""
    x, y, size = square
    turn = pi / 2 - pi * share
    outline = ((-0.5, -0.18), (0.05, -0.18), (0.05, -0.45), (0.5, 0), (0.05, 0.45), (0.05, 0.18), (-0.5, 0.18))
    points = [(a * cos(turn) - b * sin(turn), a * sin(turn) + b * cos(turn)) for a, b in outline]
    pen.shape([(x + size / 2 + a * size, y + size / 2 + b * size) for a, b in points], color, None)


def _rating(pen: Pen, square: Square, place: int, count: int) -> None:
    x, y, size = square
    width = size / count
    for bar in range(count):
        high = size * (bar + 1) / count
        full = bar <= place - (count == 5 and place < 1)
        pen.fill_box(x + bar * width, y + size - high, width * 0.8, high, "4472C4" if full else "D9D9D9")


def _quarters(pen: Pen, square: Square, share: float) -> None:
    pen.ellipse(_circle_in(square), "FFFFFF", _BLACK, 0.4)
    if share > 0:
        pen.shape(wedge_points(square.at(0.5, 0.5), square.size / 2, 90, -360 * min(share, 0.9999)), _BLACK, None)


def _star(pen: Pen, square: Square, share: float) -> None:
    x, y, size = square
    points = []
    for step in range(10):
        angle, radius = -pi / 2 + step * pi / 5, size / 2 * (1.0 if step % 2 == 0 else 0.4)
        points.append((x + size / 2 + radius * cos(angle), y + size / 2 + radius * sin(angle)))
    pen.shape(points, "FFFFFF", _YELLOW, 0.4)
    if share > 0:
        with pen.kept():
            pen.clip(x, y, size * share, size)
            pen.shape(points, _YELLOW, None)


def _triangle(pen: Pen, square: Square, place: int, color: str) -> None:
    if place == 1:
        pen.fill_box(square.x, square.y + square.size * 0.35, square.size, square.size * 0.3, color)
        return
    top, bottom = (0.85, 0.15) if place == 0 else (0.15, 0.85)
    pen.shape([square.at(0.5, top), square.at(1, bottom), square.at(0, bottom)], color, None)


def _symbol(pen: Pen, square: Square, place: int, color: str, *, plain: bool) -> None:
    """Draw a cross, an exclamation mark or a tick, in a disc or plain."""
    if not plain:
        pen.ellipse(_circle_in(square), color)
    at = square.at
    ink, thick = (color if plain else "FFFFFF"), square.size * 0.13
    if place == 0:
        pen.line([at(0.3, 0.3), at(0.7, 0.7)], ink, thick)
        pen.line([at(0.3, 0.7), at(0.7, 0.3)], ink, thick)
    elif place == 1:
        pen.line([at(0.5, 0.2), at(0.5, 0.6)], ink, thick)
        pen.line([at(0.5, 0.7), at(0.5, 0.82)], ink, thick)
    else:
        pen.line([at(0.25, 0.5), at(0.45, 0.72), at(0.77, 0.28)], ink, thick)
