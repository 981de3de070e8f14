"""The look of drawn pages: paper, margins, colors, and the paragraph styles made from a book's style.

The same scale holds for text, cover and contents: body 11.5/17 pt in a measure of about 85 letters, headings in the
heading family and the accent color, hairlines and secondary text in grays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle

from booklet.errors import DefinitionError
from booklet.fonts import FAMILIES
from booklet.pdf.typeset.typefaces import font_name

INK = HexColor("#22262b")
QUIET = HexColor("#5b6570")
HAIRLINE = HexColor("#d5dae0")
PANEL = HexColor("#f4f5f7")
MARGIN_SIDE_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT = 68.0, 72.0, 68.0
MONO_FAMILY = "Liberation Mono"
BAR_PT, BAR_ROOM_PT = (42.0, 3.0), 32.0
"""Width and height of the short bar under a title, and the room between the title and what follows."""

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
        if self.paper not in ("Letter", "A4"):
            raise DefinitionError(f'"{self.paper}" is not a paper size: choose Letter or A4.')

    @property
    def page_size_pt(self) -> tuple[float, float]:
        """Width and height of the paper."""
        width, height = A4 if self.paper == "A4" else LETTER
        return float(width), float(height)

    @property
    def text_width_pt(self) -> float:
        """The measure: from margin to margin."""
        return self.page_size_pt[0] - 2 * MARGIN_SIDE_PT

    @property
    def color(self) -> Color:
        """The accent color."""
        return HexColor(self.accent)

    def tint(self, strength: float) -> Color:
        """Thin the accent color with white: 1 is the color itself, 0 is white."""
        red, green, blue = (1 - strength * (1 - part) for part in self.color.rgb())
        return Color(red, green, blue)


def body_style(style: TextStyle, *, size_pt: float = 11.5, leading_pt: float = 17.0) -> ParagraphStyle:
    """Return the style of running text: ragged right, no lone lines, words never spread."""
    return ParagraphStyle(
        "body",
        fontName=font_name(style.body_family),
        fontSize=size_pt,
        leading=leading_pt,
        textColor=INK,
        spaceBefore=leading_pt / 2,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=font_name(style.body_family),
        bulletFontSize=size_pt,
        bulletColor=style.color,
    )


def heading_style(style: TextStyle, level: int) -> ParagraphStyle:
    """Return the style of a heading of level 1 to 6; it stays with what follows it."""
    size, leading, before = _HEADINGS[min(level, 4)]
    serif = level <= 2
    family = style.heading_family if serif else style.body_family
    return ParagraphStyle(
        f"heading {level}",
        fontName=font_name(family, bold=level > 1, italic=level > 4),
        fontSize=size,
        leading=leading,
        textColor=style.color if level <= 2 else INK if level == 3 else QUIET,
        spaceBefore=before,
        spaceAfter=BAR_ROOM_PT if level == 1 else 0,
        keepWithNext=1,
        shaping=1,
    )
