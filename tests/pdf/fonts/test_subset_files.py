"""Font files with only some glyphs, as other libraries read them."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.ttLib import TTFont

from booklet.fonts import font_file
from booklet.pdf.fonts.subset import subset
from booklet.text.faces import FontFile, face_of

FACE = face_of(FontFile(str(font_file("Carlito"))))
WHOLE = TTFont(font_file("Carlito"))
ORDER = WHOLE.getGlyphOrder()


def _number(letter: str) -> int:
    return int(WHOLE.getGlyphID(WHOLE.getBestCmap()[ord(letter)]))


def _read(letters: str) -> tuple[bytes, TTFont]:
    made = subset(FACE, [_number(letter) for letter in letters])
    return made, TTFont(io.BytesIO(made), lazy=False)


@pytest.mark.parametrize("letters", ["A", "Ab", "ÄÖÜ", "fiqQ@", "Ǽẅ"])
def test_glyphs_keep_their_outlines_and_numbers(letters: str) -> None:
    """Also those that are made of others, and the widths."""
    _, font = _read(letters)
    for letter in letters:
        number = _number(letter)
        before, after = WHOLE["glyf"][ORDER[number]], font["glyf"][font.getGlyphOrder()[number]]
        assert after.getCoordinates(font["glyf"])[0] == before.getCoordinates(WHOLE["glyf"])[0]
        assert font["hmtx"][font.getGlyphOrder()[number]][0] == WHOLE["hmtx"][ORDER[number]][0]


def test_other_glyphs_are_empty() -> None:
    """But for the glyph of what is missing, which every font has."""
    _, font = _read("A")
    order = font.getGlyphOrder()
    drawn = [number for number in range(len(order)) if font["glyf"][order[number]].numberOfContours]
    assert drawn == [0, _number("A")]
    assert font["maxp"].numGlyphs == len(order) == len(ORDER)


def test_tables_begin_at_whole_words() -> None:
    """In the order of their names, one behind the other, and the directory says how to search it."""
    made, _ = _read("Ab")
    kind, count, span, selector, rest = struct.unpack_from(">IHHHH", made)
    assert (kind, span, selector, rest) == (0x00010000, 16 * 2**selector, selector, 16 * count - span)
    assert 2**selector <= count < 2 ** (selector + 1)
    entries = [struct.unpack_from(">4sIII", made, 12 + 16 * number) for number in range(count)]
    assert [entry[0] for entry in entries] == sorted(entry[0] for entry in entries)
    at = 12 + 16 * count
    for _, _, offset, size in entries:
        assert offset == at
        at += size + -size % 4
    assert at == len(made)


def test_a_subset_is_small() -> None:
    """A few letters of a font take a small part of it."""
    assert len(_read("Ab")[0]) < font_file("Carlito").stat().st_size / 8
