"""A font that nobody else has, as an office may have one of its own."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from booklet.fonts import OTHER_SCRIPTS

NOWHERE = "\U0010fffd"
"""A letter that no font has; those made here have it."""


def make_font(path: Path, glyph: int, letter: str = NOWHERE) -> None:
    """A font that ships, with a name no PDF may have, one of whose glyphs also stands for the letter."""
    font = TTFont(OTHER_SCRIPTS[2])
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.format = 3, 10, 0, 12
    table.cmap = font.getBestCmap() | {ord(letter): font.getGlyphName(glyph)}
    font["cmap"].tables = [table]
    font["name"].setName("An Office (Font)/#1", 6, 3, 1, 0x409)
    font.save(path)
