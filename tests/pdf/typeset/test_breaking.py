"""Lines broken into words, widths of columns, and pages of the contents: what adds up, and what is never lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from booklet.errors import BookletError
from booklet.pdf.types import ContentsEntry
from booklet.pdf.typeset import typefaces
from booklet.pdf.typeset.line_breaking import Line, Span, break_lines, words_of
from booklet.pdf.typeset.table_of_contents import _paginate, _without_echoes
from booklet.pdf.typeset.tables import PADDING_PT, column_widths
from booklet.pdf.typeset.text_style import INK

_FONT = typefaces._own("Carlito", False, False)
_TEXTS = some.text(alphabet="abc \u00a0wWi", max_size=60)


def _span(text: str, size: float = 10.0, *, is_break: bool = False) -> Span:
    return Span(text, _FONT, size, INK, is_break=is_break)


def _width(text: str, size: float = 10.0) -> float:
    return typefaces.width_pt(text, size, "Carlito")


def _said(lines: list[Line]) -> list[str]:
    """The words of each line, with a space where one follows."""
    return [
        "".join("".join(piece.text for piece in word.pieces) + " " * (word.space > 0) for word in line.words).strip()
        for line in lines
    ]


def _broken(text: str, width: float) -> list[Line]:
    return break_lines(words_of([_span(text)]), width)


@settings(max_examples=60)
@given(_TEXTS, some.floats(12, 200))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: float) -> None:
    """All letters come out in their order; a line is longer than its measure by what its spaces give alone."""
    lines = _broken(text, width)
    assert "".join("".join(_said(lines)).split()) == "".join(text.split())
    space = _width(" ")
    for line in lines:
        gaps = max(sum(word.has_text for word in line.words) - 1, 0)
        assert line.left_over >= -0.05 * space * gaps - 1e-6


def test_words_stand_on_a_line_as_long_as_they_fit() -> None:
    """To the point, and a little beyond: the spaces are narrowed then."""
    text = "one two three"
    whole = _width(text)
    assert _said(_broken(text, whole + 0.01)) == [text]
    assert _said(_broken(text, whole - 0.01)) == [text]
    assert _said(_broken(text, whole - 0.3)) == ["one two", "three"]
    [line] = _broken(text, whole - 0.1)
    assert line.left_over == pytest.approx(-0.1)
    assert line.narrowed_by == pytest.approx(-0.05)
    [line] = _broken(text, whole + 3)
    assert (line.left_over, line.narrowed_by) == (pytest.approx(3), 0.0)


def test_spaces_at_the_ends_count_for_nothing() -> None:
    """Several within are one."""
    [line] = _broken("  one \t two  ", 500)
    assert _said([line]) == ["one two"]
    assert line.left_over == pytest.approx(500 - _width("one two"))
    assert _broken("", 100) == []
    assert _said(_broken("   ", 100)) in ([], [""])


def test_a_break_ends_a_line() -> None:
    """Two of them leave an empty one."""
    spans = [_span("one"), _span("", is_break=True), _span(" two"), _span("", is_break=True), _span("", is_break=True)]
    assert _said(break_lines(words_of([*spans, _span("three")]), 500)) == ["one", "two", "", "three"]


def test_a_word_may_change_its_look() -> None:
    """Then it is one word of two pieces; a space between belongs to what is before it."""
    words = words_of([_span("bo"), _span("ld", 20.0), _span(" next")])
    assert [[piece.text for piece in word.pieces] for word in words if word.has_text] == [["bo", "ld"], ["next"]]
    assert words[0].width == pytest.approx(_width("bo") + _width("ld", 20.0))
    [line] = break_lines(words, 500)
    assert line.size == 20.0
    assert line.left_over == pytest.approx(500 - words[0].width - _width(" ", 10.0) - _width("next"))
    spaced = words_of([_span("one ", 20.0), _span("two")])
    assert spaced[0].space == pytest.approx(_width(" ", 20.0))


def test_a_word_longer_than_a_line_is_divided() -> None:
    """Where the line is full; the rest goes on behind, and words after it follow."""
    assert _said(_broken("W" * 10, _width("WWW") + 0.01)) == ["WWW", "WWW", "WWW", "W"]
    assert _said(_broken("a WWWWW b", _width("a WW") + 0.01)) == ["a WW", "WW", "W b"]
    assert _said(_broken("WWW", 1.0)) == ["W", "W", "W"]


@dataclass
class _Cell:
    """As much of a cell as its column looks at."""

    least_width: float
    natural_width: float


def _widths(*columns: tuple[float, float], width: float = 400.0) -> list[float]:
    return column_widths(cast(Any, [[_Cell(*column) for column in columns]]), width)


def test_columns_share_what_is_left() -> None:
    """By what each would like, where all have their words; in proportion where there is room for all."""
    around = 2 * PADDING_PT + 0.5
    assert _widths((20, 100 - around), (20, 100 - around)) == [200, 200]
    assert _widths((20, 100 - around), (20, 300 - around)) == pytest.approx([100, 300])
    assert _widths((20, 150 - around), (20, 50 - around)) == pytest.approx([300, 100])
    tight = _widths((100 - around, 100 - around), (100 - around, 700 - around))
    assert tight == pytest.approx([100, 300])
    wide = _widths((300 - around, 900), (100 - around, 900))
    assert sum(wide) == pytest.approx(400)
    assert wide[0] > wide[1]


@given(some.lists(some.tuples(some.floats(1, 300), some.floats(0, 500)), min_size=1, max_size=6))
def test_columns_are_as_wide_as_the_measure(columns: list[tuple[float, float]]) -> None:
    """Together; and none is narrower than its longest word where that can be."""
    cells = [(least, least + more) for least, more in columns]
    widths = _widths(*cells)
    assert sum(widths) == pytest.approx(400)
    if sum(least + 2 * PADDING_PT + 0.5 for least, _ in cells) < 400:
        wishes = sum(wish + 2 * PADDING_PT + 0.5 for _, wish in cells)
        assert wishes <= 400 or all(width >= least for width, (least, _) in zip(widths, cells, strict=True))


def test_too_many_columns() -> None:
    """Are said, with what to do."""
    with pytest.raises(BookletError, match="A table of 40 columns does not fit the width of the page: divide it"):
        _widths(*[(1.0, 1.0)] * 40)


@dataclass
class _Row:
    height_pt: float
    level: int = 0

    @property
    def entry(self) -> ContentsEntry:
        return ContentsEntry("", self.level, 0, "")


def _pages(*rows: _Row, first: float = 30.0, room: float = 50.0) -> list[list[float]]:
    return [[row.height_pt for row in page] for page in _paginate(cast(Any, list(rows)), first, room)]


def test_rows_of_the_contents_by_page() -> None:
    """The first page has less room, for its heading; a row that just fits stays."""
    assert _pages(_Row(10), _Row(20), _Row(30), _Row(20), _Row(1)) == [[10, 20], [30, 20], [1]]
    assert _pages(_Row(10), _Row(20.1)) == [[10], [20.1]]
    assert _pages() == [[]]
    assert _pages(_Row(60), _Row(60)) == [[60], [60]]


def test_a_title_goes_with_the_first_below_it() -> None:
    """It does not stand alone at the end of a page; one after which nothing lies deeper may."""
    assert _pages(_Row(20), _Row(10), _Row(5, 1)) == [[20], [10, 5]]
    assert _pages(_Row(20), _Row(10), _Row(5, 0)) == [[20, 10], [5]]
    assert _pages(_Row(20, 1), _Row(10, 1), _Row(5, 1)) == [[20, 10], [5]]


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        ([("A", 0, 1), ("a", 1, 1)], "A"),
        ([("A", 0, 1), ("A", 1, 2)], "AA"),
        ([("A", 0, 1), ("B", 1, 1)], "AB"),
        ([("A", 0, 1), ("A", 0, 1)], "AA"),
        ([("A", 0, 1), ("B", 1, 1), ("B", 2, 1)], "AB"),
        ([("A", 0, 1), ("B", 1, 1), ("A", 1, 1)], "AB"),
        ([("A", 1, 1), ("A", 0, 1)], "AA"),
    ],
)
def test_an_entry_that_only_repeats_the_one_above(entries: list[tuple[str, int, int]], kept: str) -> None:
    """On the same page and one deeper, whatever its case, is left out."""
    given_ = [ContentsEntry(title, level, page, "") for title, level, page in entries]
    assert "".join(one.title.upper() for one in _without_echoes(given_)) == kept
