"""A line of text, and the box of the cell that it stands in."""

from __future__ import annotations

from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.layout.text import Line
from booklet.sheets.model.style import Color


class CellBox(NamedTuple):
    """Left, top, width and height of a cell; text may be shown from `first` to `last`."""

    left: float
    top: float
    width: float
    height: float
    first: float
    last: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def draw_line(pen: Pen, line: Line, x: float, baseline: float, color: Color | None) -> None:
    """Draw the spans of a line one after the other; `color` overrides theirs."""
    for span in line.spans:
        pen.text(x, baseline, span, color or span.font.color or "000000")
        x += span.width
