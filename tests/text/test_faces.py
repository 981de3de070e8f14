"""Faces: letters, widths and measures, held against fontTools, which reads the same files another way."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from booklet.fonts import EAST_ASIAN, FAMILIES, OTHER_SCRIPTS, font_file
from booklet.text.faces import Face, FontFile, face, face_of, shipped

FILES = [font_file("Carlito"), font_file("Liberation Serif", italic=True), *OTHER_SCRIPTS]
SAMPLE = "AgÉłЖ 1€…한नไ\u00a0"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_measures_are_those_of_the_tables(path: Path) -> None:
    """Name, heights, slant, box and the number of glyphs, in 1/1000 of the size."""
    mine = face_of(FontFile(str(path)))
    with TTFont(path) as font:
        head, line, scale = font["head"], font["hhea"], 1000 / font["head"].unitsPerEm
        assert mine.name == font["name"].getDebugName(6)
        assert (mine.ascent, mine.descent) == (line.ascent * scale, line.descent * scale)
        assert mine.box == tuple(value * scale for value in (head.xMin, head.yMin, head.xMax, head.yMax))
        assert mine.cap_height == (getattr(font["OS/2"], "sCapHeight", 0) * scale or 700)
        assert mine.italic_angle == font["post"].italicAngle
        assert mine.glyph_count == len(font.getGlyphOrder())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_letters_and_widths_are_those_of_the_tables(path: Path) -> None:
    """Each letter has its glyph and its width; one that the face lacks has the empty box's."""
    mine = face_of(FontFile(str(path)))
    with TTFont(path) as font:
        names, letters = font.getGlyphOrder(), font.getBestCmap()
        scale = 1000 / font["head"].unitsPerEm
        for letter in SAMPLE:
            name = letters.get(ord(letter)) or (letters[32] if letter == "\u00a0" else names[0])
            assert mine.glyphs[letter] == names.index(name)
            assert mine.widths[letter] == font["hmtx"][name][0] * scale
    assert mine.width(SAMPLE) == pytest.approx(sum(mine.widths[letter] for letter in SAMPLE))


def test_fixed_width_is_seen() -> None:
    """The typewriter's face has letters of one width, others do not."""
    assert face("Liberation Mono").is_fixed_width
    assert not face("Carlito").is_fixed_width


def test_a_letter_is_shown_by_what_is_seen() -> None:
    """A blank glyph is no letter, unless the letter is blank: a space, a filler, the braille cell without dots."""
    korean = face_of(FontFile(str(OTHER_SCRIPTS[0])))
    assert korean.glyphs["東"] != 0
    assert not korean.shows["東"]
    assert korean.has_all("울산 광역시")
    assert not korean.has_all("울산 東")
    assert face_of(FontFile(str(EAST_ASIAN))).shows["\u3164"]
    assert face("DejaVu Sans").shows["\u2800"]
    assert not face("DejaVu Sans").shows["\ufffc"]


def test_a_no_break_space_is_a_space_where_the_face_has_none() -> None:
    """Carlito has no glyph for it; it is as wide as a space and shown."""
    carlito = face("Carlito")
    assert carlito.glyphs["\u00a0"] == carlito.glyphs[" "] != 0
    assert carlito.shows["\u00a0"]
    assert carlito.glyphs["한"] == 0


def test_shipped_faces_are_known_from_others(tmp_path: Path) -> None:
    """Every style of every family ships; a file elsewhere does not."""
    styles = [(bold, italic) for bold in (False, True) for italic in (False, True)]
    assert all(Path(shipped(f, bold=b, italic=i).path).is_file() for f in FAMILIES for b, i in styles)
    assert shipped("Caladea").is_shipped
    assert not FontFile(str(tmp_path / "Caladea-Regular.ttf")).is_shipped
    with pytest.raises(KeyError):
        face("Comic Sans")


def test_what_is_no_font_is_refused() -> None:
    """A file of another kind cannot be opened as a face, nor one that is not there."""
    with pytest.raises((OSError, uharfbuzz.HarfBuzzError)):
        Face(FontFile("/nowhere.ttf"))
    assert not Face(FontFile(__file__)).has_outlines
