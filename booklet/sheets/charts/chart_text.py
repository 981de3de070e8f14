"""Texts in charts: placed by their middle, wrapped, turned."""

from __future__ import annotations

from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.layout.text import Line, lines_of, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.chart import ChartText
from booklet.sheets.model.style import Font

DEFAULT_SIZE_PT = 10.0


class Spot(NamedTuple):
    """Place of a text: around the point (x, y), centered on it, or ending ("right") or beginning ("left") there.

    `turn` is in degrees, to the left. The lines are at most `width` points wide; None leaves the text on a single line.
    """

    x: float
    y: float
    align: str = "center"
    turn: float = 0.0
    width: float | None = None


def font_of(looks: ChartText, base: ChartText, *, size: float = DEFAULT_SIZE_PT, bold: bool = False) -> Font:
    """Return the font of a text, after the chart's own and the default."""
    return Font(
        "Calibri",
        looks.size_pt or base.size_pt or size,
        bold if looks.bold is None else looks.bold,
        color=looks.color or base.color or "000000",
    )


def chart_lines(text: str, font: Font, width: float | None = None) -> list[Line]:
    """Return the lines of the text, at most `width` wide."""
    return lines_of(spans_of((Run(text, None),), font), font, width)


def size_of(text: str, font: Font, width: float | None = None) -> tuple[float, float]:
    """Return the width and height of the text."""
    lines = chart_lines(text, font, width)
    return max((line.width for line in lines), default=0.0), sum(line.height for line in lines) * 1.2


def draw_text(pen: Pen, text: str, font: Font, spot: Spot) -> None:
    """Draw the text at its spot, half of its height above the point and half below."""
    lines = chart_lines(text, font, spot.width)
    height = sum(line.height for line in lines) * 1.2
    with pen.kept():
        pen.move(spot.x, spot.y)
        if spot.turn:
            pen.turn(spot.turn)
        down = -height / 2
        for line in lines:
            start = {"center": -line.width / 2, "right": -line.width, "left": 0.0}[spot.align]
            for span in line.spans:
                pen.text(start, down + line.height * 0.1 + line.ascent, span, font.color or "000000")
                start += span.width
            down += line.height * 1.2
