"""Shaped text: every letter is said by some glyph, in the order in which it is drawn."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.fonts import OTHER_SCRIPTS
from booklet.text.bidi import is_right_to_left, mirrored
from booklet.text.faces import FontFile, face_of, shipped
from booklet.text.shaping import needs_shaping, shape

SANS = shipped("DejaVu Sans")
HINDI, THAI = (FontFile(str(path)) for path in OTHER_SCRIPTS[1:])


@given(st.text("אבגש\u05bc\u05b8ab1 ()«»<", min_size=1, max_size=12), st.booleans())
def test_clusters_are_complete(text: str, to_left: bool) -> None:
    """What the glyphs stand for is the whole text, whichever way it runs; its brackets are mirrored to the left."""
    said = [glyph.text for glyph in shape(SANS, text, to_left=to_left)]
    wanted = mirrored(text) if to_left else text
    decomposed = [unicodedata.normalize("NFKD", part) for part in ("".join(said), wanted)]
    assert sorted(decomposed[0]) == sorted(decomposed[1])


@pytest.mark.parametrize(("font", "text"), [(HINDI, "नमस्ते हिन्दी"), (THAI, "เชียงใหม่"), (SANS, "سلام")])
def test_ligatures_and_marks_say_all_letters(font: FontFile, text: str) -> None:
    """Of a conjunct, a mark or a ligature no letter is lost, and those of a reading order follow each other."""
    to_left = is_right_to_left(text)
    said = [glyph.text for glyph in shape(font, text, to_left=to_left)]
    assert "".join(said[::-1] if to_left else said) == text


def test_glyphs_stand_from_left_to_right() -> None:
    """Of a Hebrew word the last letter comes first, each as wide as its face says."""
    glyphs = shape(SANS, "אבג", to_left=True)
    assert [glyph.text for glyph in glyphs] == ["ג", "ב", "א"]
    assert [glyph.number for glyph in glyphs] == [face_of(SANS).glyphs[letter] for letter in "גבא"]
    assert [glyph.advance for glyph in glyphs] == [face_of(SANS).widths[letter] for letter in "גבא"]


def test_arabic_letters_join() -> None:
    """In a word the letters have other glyphs than by themselves."""
    joined = {glyph.number for glyph in shape(SANS, "بيت", to_left=True)}
    assert joined.isdisjoint(face_of(SANS).glyphs[letter] for letter in "بي")


def test_brackets_are_drawn_mirrored() -> None:
    """Within text to the left the glyph of an opening bracket is that of the closing one, and is said to be."""
    (glyph,) = shape(SANS, "(", to_left=True)
    assert (glyph.number, glyph.text) == (face_of(SANS).glyphs[")"], ")")
    (glyph,) = shape(SANS, "(", to_left=False)
    assert (glyph.number, glyph.text) == (face_of(SANS).glyphs["("], "(")


def test_marks_are_moved_to_their_letters() -> None:
    """A vowel below a Hebrew letter takes no room, and is moved from where the pen is."""
    glyphs = shape(SANS, "ב\u05b7", to_left=True)
    mark = next(glyph for glyph in glyphs if glyph.text == "\u05b7")
    assert mark.advance == 0
    assert mark.shift != (0.0, 0.0)


@pytest.mark.parametrize("text", ["e\u0301", "אב", "سلام", "हिन्दी", "ไทย", "ខ្មែរ", "မြန်မာ", "a\u202eb", "\u200f1"])
def test_texts_that_need_shaping(text: str) -> None:
    """Marks, scripts that join or run to the left, and characters that turn a line."""
    assert needs_shaping(text)


def test_what_runs_to_the_left_is_always_shaped() -> None:
    """No character that turns a line is set letter by letter."""
    turning = [chr(code) for code in range(sys.maxunicode + 1) if is_right_to_left(chr(code))]
    assert len(turning) > 2000
    assert [letter for letter in turning if not needs_shaping(letter)] == []
    assert not any(needs_shaping(text) for text in ("abc", "Łódź", "Юлия", "東京", "울산", "a\u200bb"))
