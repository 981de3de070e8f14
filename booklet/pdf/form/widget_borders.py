"""Background and border of a widget, below its value, in the five styles that there are (ISO 32000-2, 12.5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, number

_ROUND = 0.5523  # of the radius, to the control points of a quarter of a circle


@dataclass(frozen=True, slots=True)
class Border:
    """A border: how much room it takes on each side, and the operators that draw it, with the background."""

    width: float
    drawn: bytes


@dataclass(frozen=True, slots=True)
class WidgetBox:
    """The widget that a border is for: `cells` of a comb are parted by lines, radio buttons may be round."""

    width: float
    height: float
    cells: int = 1
    is_round: bool = False


def read_border(source: Source, widget: Dictionary, box: WidgetBox) -> Border:
    """Return the border and background that a widget's dictionary asks for."""
    look, style = source.dictionary(widget.get("MK")), source.dictionary(widget.get("BS"))
    line = _line_width(source, widget, style)
    ground, stroke = (_color(source, look.get(key)) for key in ("BG", "BC"))
    kind = str(source.resolve(style.get("S")) or "S")
    parts = []
    if ground:
        parts.append(b"%b %b %b" % (ground, _operator(ground), _outline(box, 0.0, b"f")))
    if stroke and line > 0:
        if kind in ("B", "I") and not box.is_round:
            parts.append(_edges(box, line, kind))
        dash = b"[%b] 0 d" % _dash(source, style) if kind == "D" else b""
        pen = b"%b %b %b w %b" % (stroke, _operator(stroke).upper(), number(line), dash)
        parts.append(pen + b" " + (_line_below(box, line) if kind == "U" else _outline(box, line / 2, b"s")))
        parts += _partings(box, line)
    drawn = b"q " + b" ".join(parts) + b" Q\n" if parts else b""
    return Border(line * (2 if kind in ("B", "I") else 1), drawn)


def _line_width(source: Source, widget: Dictionary, style: Dictionary) -> float:
    line = source.resolve(style.get("W"))
    if not isinstance(line, (int, float)):
        old = [source.resolve(item) for item in source.array(widget.get("Border"))]
        line = old[2] if len(old) > 2 and isinstance(old[2], (int, float)) else 1
    return max(float(line), 0.0)


def _dash(source: Source, style: Dictionary) -> bytes:
    lengths = [source.resolve(item) for item in source.array(style.get("D"))]
    usable = [item for item in lengths if isinstance(item, (int, float)) and item >= 0]
    return _numbers(*usable) if any(usable) else b"3"


def _outline(box: WidgetBox, inset: float, operator: bytes) -> bytes:
    if box.is_round:
        return _circle(box, inset) + operator
    sides = (inset, inset, max(box.width - 2 * inset, 0.0), max(box.height - 2 * inset, 0.0))
    return _numbers(*sides) + b" re " + operator


def _circle(box: WidgetBox, inset: float) -> bytes:
    x, y, radius = box.width / 2, box.height / 2, max(min(box.width, box.height) / 2 - inset, 0.0)
    bend, parts = radius * _ROUND, [_numbers(x + radius, y) + b" m"]
    for a, b in ((1, 0), (0, 1), (-1, 0), (0, -1)):  # a quarter from direction (a, b) to (-b, a)
        start = (x + radius * a - bend * b, y + radius * b + bend * a)
        end = (x - radius * b + bend * a, y + radius * a + bend * b)
        parts.append(_numbers(*start, *end, x - radius * b, y + radius * a) + b" c")
    return b" ".join(parts) + b" "


def _line_below(box: WidgetBox, line: float) -> bytes:
    return _numbers(0, line / 2) + b" m " + _numbers(box.width, line / 2) + b" l S"


def _partings(box: WidgetBox, line: float) -> list[bytes]:
    """Return the lines between the cells of a comb."""
    places = (box.width * cell / box.cells for cell in range(1, box.cells))
    return [_numbers(x, line) + b" m " + _numbers(x, box.height - line) + b" l S" for x in places]


def _edges(box: WidgetBox, line: float, kind: str) -> bytes:
    """Return the bright and the dark edge of a raised or sunken field, within its border."""
    left, low, right, top, wide = line, line, box.width - line, box.height - line, line
    above = ((left, low), (left, top), (right, top), (right - wide, top - wide), (left + wide, top - wide))
    below = ((right, top), (right, low), (left, low), (left + wide, low + wide), (right - wide, low + wide))
    corners = ((*above, (left + wide, low + wide)), (*below, (right - wide, top - wide)))
    shades = (b"1 g", b"0.5 g") if kind == "B" else (b"0.5 g", b"0.75 g")
    return b" ".join(shade + b" " + _polygon(points) for shade, points in zip(shades, corners, strict=True))


def _polygon(points: Sequence[tuple[float, float]]) -> bytes:
    start, *rest = (_numbers(*point) for point in points)
    return start + b" m " + b" ".join(point + b" l" for point in rest) + b" f"


def _numbers(*values: float) -> bytes:
    return b" ".join(number(round(value, 3)) for value in values)


def _color(source: Source, value: Any) -> bytes:
    """Return the operands of a color; empty for none."""
    numbers = [source.resolve(item) for item in source.array(value)]
    if len(numbers) not in (1, 3, 4) or not all(isinstance(item, (int, float)) for item in numbers):
        return b""
    return b" ".join(number(round(item, 4)) for item in numbers)


def _operator(operands: bytes) -> bytes:
    return {0: b"g", 2: b"rg", 3: b"k"}[operands.count(b" ")]
