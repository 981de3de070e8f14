"""Labels by where words stand, on pages that are given as words and rules."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from booklet.pdf.labels.page_layout import PrintedLayout
from booklet.pdf.labels.page_text import Box, PageText, RuledLine, Word
from booklet.pdf.labels.printed_labels import FieldMark, PrintedLabel, find_labels, shortened, tidy

_SIZE_PT, _LETTER_PT, _SPACE_PT = 9.0, 5.0, 3.0
Text = tuple[float, float, str]
"""Left edge, baseline, words."""


def _words(left: float, baseline: float, text: str) -> Iterable[Word]:
    for word in text.split():
        width = _LETTER_PT * len(word)
        yield Word(word, Box(left, baseline - 7, left + width, baseline + 2), baseline, _SIZE_PT)
        left += width + _SPACE_PT


def _page(*texts: Text, rules: Iterable[Box] = ()) -> PageText:
    words = tuple(word for text in texts for word in _words(*text))
    return PageText(words, tuple(RuledLine(box) for box in rules), Box)


def _text(left: float, top: float, width: float = 120.0, height: float = 14.0) -> FieldMark:
    return FieldMark("field", is_button=False, box=Box(left, top, left + width, top + height))


def _button(left: float, top: float) -> FieldMark:
    return FieldMark("box", is_button=True, state="On", box=Box(left, top, left + 10, top + 10))


def _labels(page: PageText, *marks: FieldMark) -> list[str]:
    return [label.text for label in find_labels(marks, page)]


@pytest.mark.parametrize(
    "text",
    [
        (20.0, 111.0, "Name"),  # left, on the line
        (100.0, 95.0, "Name"),  # above
        (100.0, 125.0, "Name"),  # below
    ],
)
def test_a_text_left_above_or_below(text: Text) -> None:
    """Each is the field's, if there is no other."""
    assert _labels(_page(text), _text(100, 100)) == ["Name"]


@pytest.mark.parametrize(
    "text", [(100.0, 40.0, "Name"), (100.0, 170.0, "Name"), (400.0, 111.0, "Name"), (20.0, 60.0, "Name")]
)
def test_a_text_far_away_is_nobodys(text: Text) -> None:
    """Two lines above, below, or beyond the right edge."""
    assert _labels(_page(text), _text(100, 100)) == [""]


def test_the_left_text_counts_before_that_above() -> None:
    """If it is as near."""
    page = _page((76, 111, "Left"), (100, 95, "Above"))
    assert _labels(page, _text(100, 100)) == ["Left"]


def test_each_text_serves_one_field() -> None:
    """The nearer has it; what is over goes to the other."""
    page = _page((20, 111, "First"), (20, 131, "Second"))
    assert _labels(page, _text(100, 100), _text(100, 120)) == ["First", "Second"]
    assert _labels(_page((20, 111, "First")), _text(60, 100), _text(60, 140)) == ["First", ""]


def test_a_check_box_has_its_text_on_the_right() -> None:
    """A text on its left is a question where there is one on its right."""
    page = _page((20, 109, "Married?"), (132, 109, "Yes"), (182, 109, "No"))
    assert _labels(page, _button(120, 100), _button(170, 100)) == ["Married?: Yes", "Married?: No"]


def test_boxes_in_a_list_have_the_text_of_their_own_line() -> None:
    """Set tightly, each box has two texts near."""
    page = _page(*((32, 109 + 12 * row, name) for row, name in enumerate(("Alpha", "Beta", "Gamma"))))
    assert _labels(page, *(_button(20, 100 + 12 * row) for row in range(3))) == ["Alpha", "Beta", "Gamma"]


def test_a_column_of_fields_has_its_heading_and_a_number() -> None:
    """The second row and the next say which."""
    page = _page((102, 95, "Child"))
    marks = [_text(100, 100 + 20 * row, height=16) for row in range(3)]
    assert _labels(page, *marks) == ["Child", "Child (row 2)", "Child (row 3)"]


def test_a_row_with_a_name_of_its_own_has_both() -> None:
    """The text on its left, then the heading of the column."""
    page = _page((62, 95, "Income"), (184, 95, "Tax"), (20, 112, "Rent"), (20, 132, "Wages"))
    marks = [_text(left, 100 + 20 * row, height=16) for row in range(2) for left in (60, 182)]
    assert _labels(page, *marks) == ["Rent: Income", "Rent: Tax", "Wages: Income", "Wages: Tax"]


def test_dots_lead_to_their_field() -> None:
    """A text far to the left belongs to the field that its dots lead to; they are not of the label."""
    page = _page((20, 111, "Total wages " + ". " * 30))
    assert _labels(page, _text(330, 100)) == ["Total wages"]


def test_a_sign_alone_is_worth_what_stands_before_it() -> None:
    """A currency sign or the number of a line at its end."""
    assert _labels(_page((20, 111, "Amount"), (90, 111, "$")), _text(100, 100)) == ["Amount"]
    assert _labels(_page((90, 111, "$")), _text(100, 100)) == [""]


def test_lines_above_are_of_the_same_text() -> None:
    """Where they follow each other closely, and no sentence ends between them."""
    page = _page((100, 84, "Name of the"), (100, 95, "employer"))
    assert _labels(page, _text(100, 100)) == ["Name of the employer"]
    page = _page((100, 84, "Print clearly."), (100, 95, "Employer"))
    assert _labels(page, _text(100, 100)) == ["Employer"]


def test_a_rule_parts_texts() -> None:
    """What is above a line that runs between does not belong to what is below it."""
    rule = Box(90, 86.5, 300, 87)
    page = _page((100, 84, "Name of the"), (100, 95, "employer"), rules=[rule])
    assert _labels(page, _text(100, 100)) == ["employer"]


def test_a_field_as_tall_as_the_page_has_no_label() -> None:
    """And takes none away from others."""
    page = _page((20, 111, "Name"))
    tall = FieldMark("tall", is_button=False, box=Box(0, 0, 600, 700))
    assert _labels(page, tall, _text(100, 100)) == ["", "Name"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Name:", "Name"),
        ("• Name ........", "Name"),
        ("Date of birth _ _ _ _ _ (mm/dd)", "Date of birth (mm/dd)"),
        ("  several   spaces ", "several spaces"),
        ("City , state", "City, state"),
        ("A. B.", "A. B"),
        ("...", ""),
    ],
)
def test_a_label_is_without_what_stands_around_it(text: str, label: str) -> None:
    """Leaders, bullets, colons, lines to write on."""
    assert tidy(text) == label


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (PrintedLabel("Yes", "Married?"), "Married?: Yes"),
        (PrintedLabel("12", "Months"), "Months: 12"),
        (PrintedLabel("Limited liability company", "Kind"), "Limited liability company"),
        (PrintedLabel("", "Married?"), "Married?"),
        (PrintedLabel("Own"), "Own"),
        (PrintedLabel("Yes", "word " * 60), ""),
    ],
)
def test_a_short_answer_comes_with_its_question(label: PrintedLabel, text: str) -> None:
    """A long one says enough by itself; a long question is cut between words."""
    if text:
        assert label.text == text
    else:
        assert label.text.endswith("word…: Yes")
        assert len(label.text) <= 155


def test_a_text_is_cut_behind_a_word() -> None:
    """Where it is longer; just as long stays whole."""
    assert shortened("one two three", 13) == "one two three"
    assert shortened("one two three", 12) == "one two…"


def test_rows_and_columns_of_fields() -> None:
    """Counted from any of their members."""
    boxes = [
        Box(100 + 60 * column, 100 + 20 * row, 158 + 60 * column, 116 + 20 * row)
        for row in (0, 1)
        for column in (0, 1, 2)
    ]
    layout = PrintedLayout(_page(), boxes)
    assert [layout.row_length(index) for index in range(6)] == [3] * 6
    assert [layout.row_start(index) for index in range(6)] == [0, 0, 0, 3, 3, 3]
    assert [layout.row_number(index) for index in range(6)] == [1, 1, 1, 2, 2, 2]
    assert [layout.column_top(index) for index in range(6)] == [0, 1, 2, 0, 1, 2]
    assert list(layout.leftwards(5)) == [4, 3]
