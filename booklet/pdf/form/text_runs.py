"""A line of a value as stretches of one font each, in the order in which they stand on paper.

The form's own font is used where it has all letters; else a shipped one like it, and for single letters the fonts
that `booklet.fonts.fallback` knows. Scripts whose letters change beside each other, stand over each other or run to
the left are shaped by HarfBuzz.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from booklet.fonts.fallback import FontFile, elsewhere, has, order
from booklet.pdf.bidi import levels, visual_runs
from booklet.pdf.embedded_font import Glyph, face_of, shape
from booklet.pdf.form.field_plan import ValueStyle
from booklet.pdf.form.resource_fonts import FormFont

FontChoice = FormFont | FontFile

_SHAPED = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u1780-\u17ff\u1a20-\u1bff\ua840-\ua8ff\ua980-\uaadf\uabc0-\uabff"
    "\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001efff]"
)
"""Combining marks, Hebrew, Arabic, the scripts of India and of South East Asia."""
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Characters that only say how others are to be joined or ordered."""


class Run(NamedTuple):
    """Text in one font; its width is in 1/1000 of the size."""

    font: FontChoice | None
    """None where no font has the letters; such a run is not drawn."""
    text: str
    width: float
    glyphs: tuple[Glyph, ...] = ()
    """Of shaped text, its glyphs from left to right."""


def needs_shaping(text: str) -> bool:
    """Whether a text has letters that cannot be set one after the other as they are."""
    return not text.isascii() and _SHAPED.search(text) is not None


def runs(style: ValueStyle, text: str) -> list[Run]:
    """A line of text in stretches of one font, from left to right."""
    if needs_shaping(text):
        return list(_shaped(style.family, text))
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    if style.font:
        width = style.font.width(text)
        if width is not None:
            return [Run(style.font, text, width)]
    return [_plain(font, part) for font, part in _by_font(style.family, text)]


@lru_cache(maxsize=4096)
def _shaped(family: tuple[str, bool, bool], text: str) -> tuple[Run, ...]:
    """Runs of shaped text; wrapping measures the same beginnings again and again, so they are kept."""
    found = []
    for start, end, to_left in visual_runs(levels(text)):
        pieces = [_piece(font, part, to_left) for font, part in _by_font(family, text[start:end])]
        found += pieces[::-1] if to_left else pieces
    return tuple(found)


def _piece(font: FontFile | None, text: str, to_left: bool) -> Run:
    if font is None:
        return Run(None, text, 0.0)
    glyphs = shape(font, text, to_left=to_left)
    return Run(font, text, sum(glyph.advance for glyph in glyphs), glyphs)


def _plain(font: FontFile | None, text: str) -> Run:
    return Run(font, text, face_of(font).width(text) if font else 0.0)


def _by_font(family: tuple[str, bool, bool], text: str) -> list[tuple[FontFile | None, str]]:
    """The text in stretches of one font; marks, joiners and spaces stay with the letter before them."""
    fonts = order(*family)
    whole = next((font for font in fonts if all(has(font, letter) for letter in text)), None)
    if whole:
        return [(whole, text)]
    pieces: list[tuple[FontFile | None, str]] = []
    for letter in text:
        before = pieces[-1][0] if pieces else None
        font = before if before and _stays(letter, before) else _font_of(letter, fonts)
        if pieces and before == font:
            pieces[-1] = (font, pieces[-1][1] + letter)
        else:
            pieces.append((font, letter))
    return pieces


def _font_of(letter: str, fonts: Sequence[FontFile]) -> FontFile | None:
    return next((font for font in fonts if has(font, letter)), None) or elsewhere(letter)


def _stays(letter: str, font: FontFile) -> bool:
    """Whether a mark, joiner or space goes on in the font of the letter before it."""
    if _UNSEEN.match(letter):
        return True
    return (letter == " " or unicodedata.category(letter)[0] == "M") and has(font, letter)


def missing_letters(style: ValueStyle, text: str) -> str:
    """The letters that no font has, each once."""
    found = "".join(run.text for run in runs(style, text) if run.font is None)
    return "".join(dict.fromkeys(letter for letter in found if not _UNSEEN.match(letter)))


def fonts_of_machine(style: ValueStyle, text: str) -> set[FontFile]:
    """The fonts that a text needs and that do not come with Booklet."""
    return {run.font for run in runs(style, text) if isinstance(run.font, FontFile) and not run.font.is_shipped}
