"""The order of lines: what an office writes, and what is true of every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.text.bidi import Paragraph, is_right_to_left, levels, mirrored, visual_indices, visual_runs

DIRECTED = st.text(
    st.sampled_from("ab12 ()[]-+,.:/%$\u05d0\u05d1\u0639\u0645\u0663\u0300\t\u200f\u2067\u2069\u202e\u202c")
)


def on_paper(line: str, base: int | None = None) -> str:
    """A line as it is seen from left to right."""
    return "".join(mirrored(line[a:b])[::-1] if left else line[a:b] for a, b, left in visual_runs(levels(line, base)))


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("abc אבג 12", "abc 12 גבא"),
        ("מחיר: 1,200$", "1,200$ :ריחמ"),
        ("מחיר: $1,200", "$1,200 :ריחמ"),
        ("אבג (abc) 12", "12 (abc) גבא"),
        ("אבג 5% ,x", "x, 5% גבא"),
        ("a (אב) b", "a (בא) b"),
        ("טל. 03-1234567", "03-1234567 .לט"),
        ("מתאריך 31/12/2026 ועד", "דעו 31/12/2026 ךיראתמ"),
        ("عدد 12-15", "15-12 ددع"),
        ("-5 מעלות", "תולעמ 5-"),
        ("عدد 1,200.5", "1,200.5 ددع"),
    ],
)
def test_lines_stand_as_they_are_read(line: str, seen: str) -> None:
    """Prices, dates, brackets and signs stand where UAX #9 puts them."""
    assert on_paper(line) == seen


def test_base_direction_may_be_given() -> None:
    """A sheet or a field may say in which direction a paragraph runs; by itself its first letter does."""
    assert on_paper("אבג abc") == "abc גבא"
    assert on_paper("אבג abc", 0) == "גבא abc"
    assert on_paper("abc, אבג!", 1) == "!גבא ,abc"


def test_a_line_of_a_paragraph_keeps_its_direction() -> None:
    """Where a Hebrew paragraph breaks before Latin words, their line still runs to the left, its space at the edge."""
    paragraph = Paragraph("אבג abc def 5")
    assert paragraph.runs(4, 8) == [(7, 8, True), (4, 7, False)]
    assert paragraph.runs(8) == [(8, 13, False)]
    assert Paragraph("abc def 5").runs() == [(0, 9, False)]


def test_spaces_before_tabs_and_at_the_end_stand_in_the_base_direction() -> None:
    """Rule L1: such a space is at the edge, though letters that run to the left surround it."""
    assert levels("a \u05d0 \t\u05d0 ", 0) == [0, 0, 1, 0, 0, 1, 0]


def test_embeddings_have_a_depth() -> None:
    """The deepest is 125; what is deeper counts for nothing, and no longer behind the isolate that it is in."""
    deep = "\u202b\u202a" * 70
    assert levels(f"{deep}a")[-1] == 126
    assert levels(f"\u2067{deep}\u2069\u202ba", 0)[-1] == 2


def test_isolates_end_with_their_paragraph() -> None:
    """A separator inside closes them; an end that comes behind it closes nothing."""
    assert levels("\u2067a\u2029\u2069x", 0) == [0, 2, 0, 0, 0]


def test_numbers_of_arabic_need_an_order_too() -> None:
    """Two numbers in Arabic digits stand from right to left, though no letter does."""
    assert is_right_to_left("\u0661 \u0662")
    assert on_paper("\u0661 \u0662") == "\u0662 \u0661"
    assert not is_right_to_left("Łódź 12")


def test_partners_of_mirrored_characters() -> None:
    """Brackets, quotation marks and comparisons have partners, and theirs are they."""
    assert mirrored("(a) «b» 1<2 ≤") == ")a( »b« 1>2 ≥"
    assert mirrored(mirrored("([{<«‹⟨「≤∈")) == "([{<«‹⟨「≤∈"


@given(DIRECTED, st.sampled_from([None, 0, 1]))
def test_every_character_stands_once(text: str, base: int | None) -> None:
    """The order on paper is a permutation, and no level is deeper than the standard allows."""
    found = levels(text, base)
    assert sorted(visual_indices(found)) == list(range(len(text)))
    assert all(0 <= level <= 126 for level in found)


@given(st.text(st.characters(max_codepoint=0x2FF)).filter(lambda text: not is_right_to_left(text)))
def test_text_that_runs_to_the_right_stays(text: str) -> None:
    """Without letters that run to the left the order on paper is the order of reading."""
    assert visual_indices(levels(text)) == list(range(len(text)))


@given(st.lists(st.integers(0, 5), max_size=12))
def test_runs_reverse_every_stretch_of_a_level_and_above(given_levels: list[int]) -> None:
    """Rule L2 as it is written, letter by letter, gives the same order as by runs."""
    order = list(range(len(given_levels)))
    for level in range(max(given_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and given_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    assert visual_indices(given_levels) == order
