"""A line of a value as stretches of a font each, in the order in which they stand on paper.

The form's own font is used where it has all letters; else a shipped one like it, and for single letters the fonts
that `booklet.text.fallbacks` knows. Scripts whose letters change beside each other, stand over each other or run to
the left are shaped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from booklet.pdf.form.field_plan import ValueStyle
from booklet.pdf.form.resource_fonts import FormFont
from booklet.text.bidi import Paragraph, is_right_to_left
from booklet.text.faces import FontFile, face_of
from booklet.text.fallbacks import UNSEEN, Family, by_font
from booklet.text.shaping import Glyph, needs_shaping, shape

FontChoice = FormFont | FontFile


class Run(NamedTuple):
    """Text in a single font; its width is in 1/1000 of the size."""

    font: FontChoice | None
    """None where no font has the letters; such a run is not drawn."""
    text: str
    width: float
    glyphs: tuple[Glyph, ...] = ()
    """Of shaped text, its glyphs from left to right."""


def runs(style: ValueStyle, text: str, start: int = 0, end: int | None = None) -> list[Run]:
    """Return a line, the part of a paragraph from `start` to `end`, in stretches of one font, from left to right."""
    line = text[start:end]
    if needs_shaping(line) or (line != text and is_right_to_left(text)):
        return list(_shaped(style.family, text, start, start + len(line)))
    if not line.isascii():
        line = UNSEEN.sub("", line)
    if style.font:
        width = style.font.width(line)
        if width is not None:
            return [Run(style.font, line, width)]
    return [_plain(font, part) for font, part in by_font(style.family, line)]


@lru_cache(maxsize=4096)
def _shaped(family: Family, text: str, start: int, end: int) -> tuple[Run, ...]:
    """Return runs of shaped text; wrapping measures the same beginnings again and again, so they are kept."""
    found = []
    for first, last, to_left in _paragraph(text).runs(start, end):
        pieces = [_piece(font, part, to_left) for font, part in by_font(family, text[first:last])]
        found += pieces[::-1] if to_left else pieces
    return tuple(found)


@lru_cache(maxsize=64)
def _paragraph(text: str) -> Paragraph:
    return Paragraph(text)


def _piece(font: FontFile | None, text: str, to_left: bool) -> Run:
    if font is None:
        return Run(None, text, 0.0)
    glyphs = shape(font, text, to_left=to_left)
    return Run(font, text, sum(glyph.advance for glyph in glyphs), glyphs)


def _plain(font: FontFile | None, text: str) -> Run:
    return Run(font, text, face_of(font).width(text) if font else 0.0)


def missing_letters(style: ValueStyle, text: str) -> str:
    """Return the letters that no font has, each once."""
    found = "".join(run.text for run in runs(style, text) if run.font is None)
    return "".join(dict.fromkeys(letter for letter in found if not UNSEEN.match(letter)))


def fonts_of_machine(style: ValueStyle, text: str) -> set[FontFile]:
    """Return the fonts that a text needs and that do not come with Booklet."""
    return {run.font for run in runs(style, text) if isinstance(run.font, FontFile) and not run.font.is_shipped}
