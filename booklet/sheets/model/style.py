"""Looks of a cell: font, fill, borders, alignment and number format (ECMA-376 part 1, 18.8).

Colors are six hexadecimal digits, already resolved from themes, tints and palettes; None is "automatic". All are
tuples, as a sheet of a million cells asks for their hashes as often, and those of dataclasses are worked out in Python.
"""

from __future__ import annotations

from typing import NamedTuple

Color = str


class Font(NamedTuple):
    """`size` is in points; `underline` is "", "single", "double", "singleAccounting" or "doubleAccounting"."""

    name: str = "Calibri"
    size: float = 11.0
    bold: bool = False
    italic: bool = False
    underline: str = ""
    strike: bool = False
    color: Color | None = None
    raised: str = ""
    """"superscript", "subscript" or ""."""


class Gradient(NamedTuple):
    """`stops` are (position 0..1, color); `edges` (left, right, top, bottom) place a path gradient's center."""

    stops: tuple[tuple[float, Color], ...]
    degree: float = 0.0
    edges: tuple[float, float, float, float] | None = None


class Fill(NamedTuple):
    """`pattern` is one of ST_PatternType; a solid fill's color is `foreground`."""

    pattern: str = "none"
    foreground: Color | None = None
    background: Color | None = None
    gradient: Gradient | None = None

    @property
    def visible(self) -> bool:
        """True if anything would be painted."""
        return self.gradient is not None or self.pattern != "none"


class Side(NamedTuple):
    """One border line; `style` is one of ST_BorderStyle, "" for none."""

    style: str = ""
    color: Color | None = None


NO_SIDE = Side()


class CellBorder(NamedTuple):
    """The four sides of a cell and its diagonals."""

    left: Side = NO_SIDE
    right: Side = NO_SIDE
    top: Side = NO_SIDE
    bottom: Side = NO_SIDE
    diagonal: Side = NO_SIDE
    diagonal_up: bool = False
    diagonal_down: bool = False

    @property
    def visible(self) -> bool:
        """True if any line would be drawn."""
        return bool(self.left.style or self.right.style or self.top.style or self.bottom.style or self.diagonal.style)


class CellAlignment(NamedTuple):
    """`rotation` is in degrees, counter-clockwise positive; 255 stands for letters below each other."""

    horizontal: str = "general"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    rotation: int = 0
    reading_order: int = 0


class CellStyle(NamedTuple):
    """All of a cell's looks."""

    font: Font = Font()
    fill: Fill = Fill()
    border: CellBorder = CellBorder()
    alignment: CellAlignment = CellAlignment()
    number_format: str = "General"

    @property
    def visible(self) -> bool:
        """True if an empty cell of this style prints anything."""
        return self.fill.visible or self.border.visible


class StyleChange(NamedTuple):
    """Change that a conditional format or a table style lays over a cell's style; None leaves it as it was."""

    bold: bool | None = None
    italic: bool | None = None
    underline: str | None = None
    strike: bool | None = None
    font_color: Color | None = None
    fill: Fill | None = None
    border: CellBorder | None = None
    number_format: str | None = None
