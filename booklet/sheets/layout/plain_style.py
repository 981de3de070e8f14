"""The short way for most cells: a number or a text of one line in one face, which fits, is laid out by a few sums.

It gives what `cell_content`, `fitted_text` and `text` give, or None for whatever is not as simple as that.
"""

from __future__ import annotations

from typing import NamedTuple

from booklet.sheets.layout.cell_content import Showing
from booklet.sheets.layout.text import Span
from booklet.sheets.layout.typeface import face_for
from booklet.sheets.model.cell import CellValue
from booklet.sheets.model.style import CellStyle, Color
from booklet.sheets.numbers import display, usual_formats

PADDING_PT = 0.99
"""Between a cell's edge and its text (0.35 mm)."""
FIT_PT = 0.3
"""Text that is wider or taller by less is not cut."""
_SIDES = ("general", "left", "right", "center")
_HEIGHTS = ("top", "center", "bottom")
_TO_THE_LEFT = 2
_MOST_KEPT = 4096


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


class PlainText(NamedTuple):
    """A text of one line: its span, its color, and the side on which it stands."""

    span: Span
    color: Color
    side: str
    number: bool


class PlacedText(NamedTuple):
    """A text, and where it begins on its baseline."""

    text: PlainText
    x: float
    baseline: float


class PlainStyle:
    """A style without wrapping, shrinking, turning and the like; `indent` is in points."""

    def __init__(self, style: CellStyle, indent: float, showing: Showing) -> None:
        self.style = style
        self._code, self._font, self._indent, self._showing = style.number_format, style.font, indent, showing
        self._face = face = face_for(style.font.name, style.font.bold, style.font.italic)
        self._ascent, descent = face.ascent * style.font.size, face.descent * style.font.size
        self._height = self._ascent + descent
        self._vertical, side = style.alignment.vertical, style.alignment.horizontal
        self._text_side = "left" if side == "general" else side
        self._number_side = ("left" if self._code == "@" else "right") if side == "general" else side
        self._usual = usual_formats(self._code)
        self._known: dict[float | str, PlainText | None] = {}

    def text(self, value: CellValue) -> PlainText | None:
        """Return what a cell shows of its value."""
        if type(value) is not float and type(value) is not str:  # a truth value is a number to a dictionary
            return None
        try:
            return self._known[value]
        except KeyError:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            made = self._known[value] = self._of_text(value) if isinstance(value, str) else self._of_number(value)
            return made

    def _of_text(self, value: str) -> PlainText | None:
        if not value.isascii() or "\n" in value or self._code not in ("General", "@"):
            return None
        return self._made(value, None, self._text_side, number=False)

    def _of_number(self, value: float) -> PlainText | None:
        if not value and not self._showing.show_zeros:
            return None
        usual, signed = self._usual[(value > 0) - (value < 0)]
        if usual is not None and usual.is_ascii:
            return self._made(usual.text(abs(value), signed=signed), usual.color, self._number_side, number=True)
        shown = display(value, self._code, epoch_1904=self._showing.epoch_1904)
        if shown.overflow or shown.fill or not shown.text.isascii():
            return None
        return self._made(shown.text, shown.color, self._number_side, number=True)

    def _made(self, text: str, color: Color | None, side: str, *, number: bool) -> PlainText | None:
        if not text:
            return None
        width = self._face.width(text, self._font.size)
        span = Span(text, self._face, self._font.size, self._font, width)
        return PlainText(span, color or self._font.color or "000000", side, number)

    def missing(self, text: PlainText, width: float) -> float:
        """Return by how much a text is wider than a cell, with the padding and the indent."""
        return text.span.width + 2 * PADDING_PT + self._indent - width

    def placed(self, value: CellValue, box: Box) -> PlacedText | None:
        """Return what a cell shows of its value, and where; None where it has not room, too."""
        text = self.text(value)
        if text is None or self._height > box[3] + FIT_PT:
            return None
        left, top, width, height = box
        taken, indent, side = text.span.width, self._indent, text.side
        if taken > width - 2 * PADDING_PT - (0.0 if side == "center" else indent):
            return None
        if side == "right":
            x = left + width - PADDING_PT - indent - taken
        else:
            x = left + (width - taken) / 2 if side == "center" else left + PADDING_PT + indent
        return PlacedText(text, x, self._top(top, height) + self._ascent)

    def _top(self, top: float, height: float) -> float:
        if self._vertical == "bottom":
            return top + height - PADDING_PT - self._height
        return top + PADDING_PT if self._vertical == "top" else top + (height - self._height) / 2


def plain_style(style: CellStyle, indent: float, showing: Showing) -> PlainStyle | None:
    """Return the style as a plain style; None for a style that is none."""
    alignment = style.alignment
    turned = alignment.rotation or alignment.wrap or alignment.shrink or alignment.reading_order == _TO_THE_LEFT
    usual = alignment.horizontal in _SIDES and alignment.vertical in _HEIGHTS
    if turned or not usual or style.font.raised or showing.show_formulas:
        return None
    return PlainStyle(style, indent, showing)
