"""Lines drawn letter by letter: Arabic forms, mirrored brackets, and nothing that is not seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.text.arabic_forms import joined
from booklet.text.bidi import Paragraph
from booklet.text.letter_order import visual_letters


def _forms(text: str) -> list[str]:
    shapes = (unicodedata.decomposition(letters) for letters, _ in joined(text))
    return [shape.split()[0].strip("<>") for shape in shapes if shape]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("ب", ["isolated"]),
        ("بيت", ["initial", "medial", "final"]),
        ("دار", ["isolated", "isolated", "isolated"]),
        ("بدب", ["initial", "final", "isolated"]),
        ("بَب", ["initial", "final"]),
        ("سلام", ["initial", "final", "isolated"]),
        ("لا", ["isolated"]),
    ],
)
def test_letters_take_their_forms(text: str, forms: list[str]) -> None:
    """Those that join on both sides, on one, and lam with alef as one; vowel marks are passed over."""
    assert _forms(text) == forms


def test_joiners_join_and_others_part() -> None:
    """Tatweel and the zero width joiner have a letter join; a space and the non-joiner keep two apart."""
    assert joined("ب\u200d")[0][0] == joined("ب\u0640")[0][0] == "\ufe91"
    assert joined("\u0640ب")[1][0] == "\ufe90"
    assert joined("ب\u200cب") == [("\ufe8f", 0), ("\u200c", 1), ("\ufe8f", 2)]
    assert [at for _, at in joined("لا ب")] == [0, 2, 3]
    assert joined("abc") == [("a", 0), ("b", 1), ("c", 2)]


def test_a_line_from_left_to_right() -> None:
    """The index says where each letter stood; brackets are mirrored where they run to the left."""
    assert visual_letters(Paragraph("אב (ג)")) == [("(", 5), ("ג", 4), (")", 3), (" ", 2), ("ב", 1), ("א", 0)]
    assert visual_letters(Paragraph("a (ב)")) == [("a", 0), (" ", 1), ("(", 2), ("ב", 3), (")", 4)]
    assert visual_letters(Paragraph("אב cd"), 3) == [("c", 3), ("d", 4)]
    assert visual_letters(Paragraph("אב cd."), 3) == [(".", 5), ("c", 3), ("d", 4)]


def test_what_only_orders_others_is_not_drawn() -> None:
    """Marks of direction and joiners leave their effect and no letter."""
    assert "".join(letters for letters, _ in visual_letters(Paragraph("\u200fab\u200e, ג\u202c"))) == "ג ,ab"
    assert "".join(letters for letters, _ in visual_letters(Paragraph("\u202eabc\u202c"))) == "cba"


@given(st.text("אבلاسب\u064e 12(),a", max_size=14))
def test_no_letter_is_lost(text: str) -> None:
    """Each letter stands once, by itself or in a ligature."""
    found = "".join(unicodedata.normalize("NFKC", letters) for letters, _ in visual_letters(Paragraph(text)))
    brackets = str.maketrans("()", "||")
    assert sorted(found.translate(brackets)) == sorted(text.translate(brackets))
