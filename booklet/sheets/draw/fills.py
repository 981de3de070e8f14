"""Fills behind the text of cells."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.model.color_mixing import blend
from booklet.sheets.model.style import Color, Fill

_DENSITY = {"darkGray": 0.75, "mediumGray": 0.5, "lightGray": 0.25, "gray125": 0.125, "gray0625": 0.0625}
_STRIPES = {
    "darkHorizontal": ("h",), "lightHorizontal": ("h",), "darkVertical": ("v",), "lightVertical": ("v",),
    "darkDown": ("d",), "lightDown": ("d",), "darkUp": ("u",), "lightUp": ("u",), "darkGrid": ("h", "v"),
    "lightGrid": ("h", "v"), "darkTrellis": ("d", "u"), "lightTrellis": ("d", "u"),
}  # fmt: skip
_STEP_PT = 3.0


def flat_color(fill: Fill) -> Color | None:
    """Return the color of a fill that has one color all over; None for no fill, a gradient or stripes."""
    if fill.gradient is not None or fill.pattern == "none" or fill.pattern in _STRIPES:
        return None
    if fill.pattern == "solid":
        return fill.foreground or "FFFFFF"
    density = _DENSITY.get(fill.pattern, 0.5)
    return blend(fill.background or "FFFFFF", fill.foreground or "000000", density)


def draw_special_fill(pen: Pen, fill: Fill, box: tuple[float, float, float, float]) -> None:
    """Draw a gradient or stripes in a box (left, top, width, height)."""
    if pen.black_and_white:
        return
    if fill.gradient is not None:
        stops = fill.gradient.stops
        if len(stops) == 1:
            pen.fill_box(*box, stops[0][1])
        elif fill.gradient.edges is not None:
            _path_gradient(pen, fill, box)
        else:
            pen.gradient(box, fill.gradient.degree, stops)
    elif fill.pattern in _STRIPES:
        pen.fill_box(*box, fill.background or "FFFFFF")
        _stripes(pen, fill, box)


def _path_gradient(pen: Pen, fill: Fill, box: tuple[float, float, float, float]) -> None:
    """Draw a gradient from the edges (the first stop is the center) in steps of rectangles."""
    gradient = fill.gradient
    if gradient is None or gradient.edges is None:
        return
    x, y, width, height = box
    left, right, top, bottom = gradient.edges
    inner = x + width * left, y + height * top, width * (1 - left - right), height * (1 - top - bottom)
    first, last = gradient.stops[0][1], gradient.stops[-1][1]
    steps = 24
    for step in range(steps):
        share = step / steps
        parts = [a + (b - a) * share for a, b in zip(box, inner, strict=True)]
        pen.fill_box(parts[0], parts[1], max(parts[2], 0.0), max(parts[3], 0.0), blend(last, first, share))


def _stripes(pen: Pen, fill: Fill, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    thick = 1.5 if fill.pattern.startswith("dark") else 0.75
    color = fill.foreground or "000000"
    with pen.kept():
        pen.clip(*box)
        for direction in _STRIPES[fill.pattern]:
            reach = {"h": height, "v": width}.get(direction, width + height)
            for step in range(int(reach / _STEP_PT) + 1):
                at = step * _STEP_PT
                ends = {
                    "h": [(x, y + at), (x + width, y + at)],
                    "v": [(x + at, y), (x + at, y + height)],
                    "d": [(x + at - height, y), (x + at, y + height)],
                    "u": [(x + at, y), (x + at - height, y + height)],
                }[direction]
                pen.line(ends, color, thick)
