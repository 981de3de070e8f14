"""Content that a cell shows: its text as runs, and its alignment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from booklet.sheets.model.cell import Cell, ErrorValue, RichText, Run
from booklet.sheets.model.style import CellStyle
from booklet.sheets.numbers import Shown, display
from booklet.sheets.numbers.general_format import MOST_CHARACTERS
from booklet.text.bidi import base_level


class CellContent(NamedTuple):
    """Content of a cell as it is shown.

    `runs` are the text; a `number` never flows over its neighbors. `general` is a number whose digits depend on the
    width of the column. `fill` is as in `numbers.Shown`.
    """

    runs: tuple[Run, ...]
    style: CellStyle
    horizontal: str
    number: bool = False
    general: float | None = None
    color: str | None = None
    fill: tuple[int, str] | None = None
    overflow: bool = False

    @property
    def text(self) -> str:
        """Text without its fonts."""
        return "".join(run.text for run in self.runs)

    @property
    def base(self) -> int | None:
        """The level of the text's paragraphs (`booklet.text.bidi`) where the style gives one; None for their own."""
        return None if self.number else _BASES.get(self.style.alignment.reading_order)

    @property
    def spoken(self) -> str:
        """Text as it is read aloud; "" for a number, of which no more is read than there is room to show."""
        return "" if self.number else self.text


@dataclass(frozen=True, slots=True)
class Showing:
    """Settings of the whole sheet for showing values."""

    epoch_1904: bool = False
    show_zeros: bool = True
    show_formulas: bool = False
    errors: str = "displayed"


_BASES = {1: 0, 2: 1}
"""`readingOrder` (ECMA-376, 18.8.1) -> level; 0 is "by context"."""
_ERRORS = {"blank": "", "dash": "--", "NA": "#N/A"}


def content_of(cell: Cell, style: CellStyle, showing: Showing) -> CellContent | None:
    """Return the content that the cell shows; None for nothing."""
    value = cell.value
    if showing.show_formulas and cell.formula:
        return _made(Shown("=" + cell.formula), style, "left")
    if value is None or value == "":
        return None
    if isinstance(value, RichText):
        return _text(tuple(value), style)
    if isinstance(value, ErrorValue):
        return _made(Shown(_ERRORS.get(showing.errors, value.code)), style, "center", number=True)
    if isinstance(value, str) and style.number_format in ("General", "@"):
        return _plain(value, style)
    if isinstance(value, (str, bool)):
        shown = display(value, style.number_format)
        boolean = isinstance(value, bool)
        return _made(shown, style, "center" if boolean else "left", number=boolean) if shown.text else None
    if value == 0 and not showing.show_zeros:
        return None
    shown = display(value, style.number_format, epoch_1904=showing.epoch_1904)
    general = value if style.number_format == "General" else None
    if not shown.text and not shown.overflow:
        return None
    side = "left" if style.number_format == "@" else "right"
    return _made(shown, style, side, number=True, general=general)


@lru_cache(maxsize=20_000)
def _plain(value: str, style: CellStyle) -> CellContent:
    return _text((Run(value, None),), style)


def _text(runs: tuple[Run, ...], style: CellStyle) -> CellContent:
    side = style.alignment.horizontal
    return CellContent(runs, style, "left" if side == "general" else side)


def aligned(content: CellContent) -> str:
    """Return the side on which the text stands: without a word from the style, the side at which its script begins."""
    if content.style.alignment.horizontal == "general" and not content.number:
        to_left = base_level(content.text) if content.base is None else content.base
        return "right" if to_left else content.horizontal
    return content.horizontal


def narrowed(content: CellContent, characters: int) -> CellContent | None:
    """Return a "General" number in fewer characters; None where none of its forms fits."""
    if content.general is None or not 0 < characters < MOST_CHARACTERS:
        return None
    shown = display(content.general, "General", characters=characters)
    if shown.overflow:
        return None
    return _made(shown, content.style, content.horizontal, number=True, general=content.general)


def _made(
    shown: Shown, style: CellStyle, horizontal: str, *, number: bool = False, general: float | None = None
) -> CellContent:
    side = style.alignment.horizontal
    return CellContent(
        (Run(shown.text, None),),
        style,
        horizontal if side == "general" else side,
        number,
        general,
        shown.color,
        shown.fill,
        shown.overflow,
    )
