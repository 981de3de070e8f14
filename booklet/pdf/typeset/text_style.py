"""The look of drawn pages: paper, margins, colors, and the looks of paragraphs made from a book's style.

The same scale holds for text, cover and contents: body 11.5/17 pt in a measure of about 85 letters, headings in the
heading family and the accent color, hairlines and secondary text in grays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from booklet.errors import DefinitionError
from booklet.fonts import FAMILIES
from booklet.pdf.syntax.objects import number

Color = bytes
"""The operands of rg and RG."""


@lru_cache(maxsize=256)
def color_of(digits: str, strength: float = 1.0) -> Color:
    """Return the color that is written #rrggbb, thinned with white: 1 is the color itself, 0 is white."""
    parts = (1 - strength * (1 - part / 255) for part in bytes.fromhex(digits.removeprefix("#")))
    return b" ".join(number(round(part, 6)) for part in parts)


INK = color_of("#22262b")
QUIET = color_of("#5b6570")
HAIRLINE = color_of("#d5dae0")
PANEL = color_of("#f4f5f7")
MARGIN_SIDE_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT = 68.0, 72.0, 68.0
MONO_FAMILY = "Liberation Mono"
BAR_PT, BAR_ROOM_PT = (42.0, 3.0), 32.0
"""Width and height of the short bar under a title, and the room between the title and what follows."""

_PAPERS_PT = {"Letter": (612.0, 792.0), "A4": (595.2755905511812, 841.8897637795277)}
_HEADINGS = {  # level -> size, leading, space before
    1: (28.0, 33.0, 30.0),
    2: (16.0, 21.0, 24.0),
    3: (13.0, 18.0, 18.0),
    4: (11.5, 17.0, 14.0),
}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The look of drawn pages. `accent` is written #rrggbb, the families are those of `booklet.fonts`.

    Raises DefinitionError for a color, family or paper size that there is not.
    """

    accent: str = "#1f3a5f"
    heading_family: str = "Caladea"
    body_family: str = "Carlito"
    paper: Literal["Letter", "A4"] = "Letter"
    language: str = "en"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.accent):
            raise DefinitionError(f'"{self.accent}" is not a color: write it like #1f3a5f.')
        for family in (self.heading_family, self.body_family):
            if family not in FAMILIES:
                raise DefinitionError(f'"{family}" is not a typeface of Booklet: choose one of {", ".join(FAMILIES)}.')
        if self.paper not in _PAPERS_PT:
            raise DefinitionError(f'"{self.paper}" is not a paper size: choose Letter or A4.')

    @property
    def page_size_pt(self) -> tuple[float, float]:
        """Width and height of the paper."""
        return _PAPERS_PT[self.paper]

    @property
    def text_width_pt(self) -> float:
        """The measure: from margin to margin."""
        return self.page_size_pt[0] - 2 * MARGIN_SIDE_PT

    @property
    def color(self) -> Color:
        """The accent color."""
        return color_of(self.accent)

    def tint(self, strength: float) -> Color:
        """Thin the accent color with white: 1 is the color itself, 0 is white."""
        return color_of(self.accent, strength)


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a paragraph; lengths are in points."""

    family: str
    size: float
    leading: float
    color: Color
    bold: bool = False
    italic: bool = False
    align: float = 0.0
    """The share of a line's free room that stands before it: 0.5 to center it, 1 to end it at the right."""
    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    lone_last_line: bool = True
    """Its last line may stand alone on a page."""
    kerned: bool = False


@lru_cache(maxsize=256)
def body_look(style: TextStyle, *, size_pt: float = 11.5, leading_pt: float = 17.0) -> Look:
    """Return the look of running text: ragged right, no lone lines, words never spread."""
    return Look(style.body_family, size_pt, leading_pt, INK, before=leading_pt / 2, lone_last_line=False)


@lru_cache(maxsize=256)
def heading_look(style: TextStyle, level: int) -> Look:
    """Return the look of a heading of level 1 to 6; it stays with what follows it."""
    size, leading, before = _HEADINGS[min(level, 4)]
    return Look(
        style.heading_family if level <= 2 else style.body_family,
        size,
        leading,
        style.color if level <= 2 else INK if level == 3 else QUIET,
        bold=level > 1,
        italic=level > 4,
        before=before,
        after=BAR_ROOM_PT if level == 1 else 0.0,
        keep_with_next=True,
        kerned=True,
    )
