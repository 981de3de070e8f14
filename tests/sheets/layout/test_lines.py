"""Text measured and broken into lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from booklet.sheets.layout.text import Line, lines_of, make_line, spans_of
from booklet.sheets.layout.typeface import face_for
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Font

FONT = Font("Arial", 10.0)
BIG = Font("Arial", 20.0)


def _runs(*runs: tuple[str, Font]) -> list[Run]:
    return [Run(text, font) for text, font in runs]


def _width(text: str, font: Font = FONT) -> float:
    return sum(span.width for span in spans_of(_runs((text, font)), font))


def _words(lines: Sequence[Line]) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in lines]


def _broken(text: str, width: float) -> list[str]:
    return _words(lines_of(spans_of(_runs((text, FONT)), FONT), FONT, width))


def test_lines_end_at_spaces() -> None:
    """A line holds the words that fit; the space before a break hangs over and is not drawn."""
    exactly = _width("one two")
    assert _broken("one two three", exactly) == ["one two", "three"]
    assert _broken("one two three", exactly - 0.1) == ["one", "two", "three"]
    assert _broken("one two three", 1000) == ["one two three"]


def test_a_text_that_fits_exactly_is_one_line() -> None:
    """No more than rounding is wanted."""
    assert _broken("one two", _width("one two")) == ["one two"]


def test_breaks_of_the_text_itself() -> None:
    """Also without any width; an empty line between two is a line."""
    spans = spans_of(_runs(("one\n\ntwo", FONT)), FONT)
    assert _words(lines_of(spans, FONT, None)) == ["one", "", "two"]
    assert [line.height > 5 for line in lines_of(spans, FONT, None)] == [True] * 3


@pytest.mark.parametrize(
    ("text", "fits", "lines"),
    [
        ("twenty-one", "twenty-", ["twenty-", "one"]),
        ("twenty- one", "twenty-", ["twenty-", "one"]),
        ("one\u00a0two three", "one\u00a0two", ["one\u00a0two", "three"]),
        ("one (two)", "(two)", ["one", "(two)"]),
        ("5 %, so", "5 %,", ["5 %,", "so"]),
        ("漢字かな", "漢字", ["漢字", "かな"]),
        ("漢字、かな", "漢字、", ["漢字、", "かな"]),
        ("漢「字」かな", "漢「字」", ["漢「字」", "かな"]),
        ("abc漢", "abc", ["abc", "漢"]),
    ],
)
def test_where_lines_may_end(text: str, fits: str, lines: list[str]) -> None:
    """After hyphens, around East Asian signs; never at a hard space, and never before a closing sign."""
    assert _broken(text, _width(fits) + 0.5) == lines


def test_an_opening_bracket_stays_with_its_word() -> None:
    """It does not stand at the end of a line."""
    assert _broken("漢「字", _width("漢「") + 0.5) == ["漢", "「字"]
    assert _broken("a (漢", _width("(漢") + 0.5) == ["a", "(漢"]


def test_a_word_wider_than_the_line_breaks_anywhere() -> None:
    """Each line is filled; a single letter that is too wide has a line of its own."""
    room = _width("WWW") + 0.5
    assert _broken("WWWWWWW", room) == ["WWW", "WWW", "W"]
    assert _broken("a WWWWWWW", room) == ["a", "WWW", "WWW", "W"]
    assert _broken("WWWW b", room) == ["WWW", "W b"]
    assert _broken("WW", 1.0) == ["W", "W"]


def test_a_long_word_of_two_fonts() -> None:
    """Breaks within each, and its parts stay in order."""
    spans = spans_of(_runs(("WWW", FONT), ("XXX", Font("Arial", 10.0, bold=True))), FONT)
    lines = lines_of(spans, FONT, _width("WW") + 0.5)
    assert _words(lines) == ["WW", "WX", "XX"]
    assert [len(line.spans) for line in lines] == [1, 2, 1]


def test_neighbors_of_one_font_are_one_span() -> None:
    """So that words of the file are whole; another font is another span."""
    runs = _runs(("one two three ", FONT), ("four", FONT))
    same = lines_of(spans_of(runs, FONT), FONT, _width("one two three four") - 1)
    assert [len(line.spans) for line in same] == [1, 1]
    assert same[0].width == pytest.approx(_width("one two three"), abs=0.1)
    other = lines_of(spans_of(_runs(("one two ", FONT), ("three four", BIG)), FONT), FONT, 95)
    assert max(len(line.spans) for line in other) == 2


def test_a_line_is_as_high_as_its_highest_letters() -> None:
    """Ascent and descent each of the largest; an empty line is as high as its font."""
    face = face_for("Arial", False, False)
    mixed = make_line(spans_of(_runs(("small", FONT), ("LARGE", BIG)), FONT), FONT)
    assert (mixed.ascent, mixed.descent) == pytest.approx((face.ascent * 20, face.descent * 20))
    empty = make_line([], BIG)
    assert (empty.ascent, empty.descent, empty.width) == pytest.approx((face.ascent * 20, face.descent * 20, 0))
    assert mixed.height == pytest.approx(mixed.ascent + mixed.descent)


@pytest.mark.parametrize(("raised", "above", "below"), [("superscript", 3.3, 0.0), ("subscript", 0.0, 0.8)])
def test_raised_letters_need_room(raised: str, above: float, below: float) -> None:
    """Above for raised letters, below for lowered; they are a little more than half as large."""
    face = face_for("Arial", False, False)
    (span,) = spans_of(_runs(("2", Font("Arial", 10.0, raised=raised))), FONT)
    line = make_line([span], FONT)
    assert span.size == pytest.approx(5.8)
    assert line.ascent == pytest.approx(face.ascent * 5.8 + above)
    assert line.descent == pytest.approx(face.descent * 5.8 + below)


def test_a_run_without_a_font_has_the_cells() -> None:
    """At the scale that is asked for."""
    (span,) = spans_of([Run("one", None)], FONT, 0.5)
    assert (span.font, span.size, span.width) == (FONT, 5.0, pytest.approx(_width("one") / 2))


def test_letters_that_a_font_lacks() -> None:
    """Are of another face, in one piece; those of the first go on after them."""
    spans = spans_of(_runs(("ab漢字cd", FONT)), FONT)
    assert [span.text for span in spans] == ["ab", "漢字", "cd"]
    assert spans[0].face is spans[2].face is not spans[1].face
    assert spans_of(_runs(("", FONT)), FONT) == []


def test_right_to_left_lines_are_drawn_from_left_to_right() -> None:
    """The last letter first, in each line for itself; a base direction turns the order of the words."""
    spans = spans_of(_runs(("אבג דהו", FONT)), FONT)
    assert _words([make_line(spans, FONT)]) == ["והד גבא"]
    assert _words(lines_of(spans, FONT, _width("אבג") + 0.5)) == ["גבא", "והד"]
    mixed = spans_of(_runs(("abc אבג", FONT)), FONT)
    assert _words([make_line(mixed, FONT, 0)]) == ["abc גבא"]
    assert _words([make_line(mixed, FONT, 1)]) == ["גבא abc"]
    assert _words([make_line(spans_of(_runs(("abc!", FONT)), FONT), FONT, 1)]) == ["!abc"]


def test_marks_that_are_not_seen() -> None:
    """Are not drawn, and take no room."""
    line = make_line(spans_of(_runs(("a\u200eb漢", FONT)), FONT), FONT)
    assert _words([line]) == ["ab漢"]
    assert line.width == pytest.approx(_width("ab漢"))
