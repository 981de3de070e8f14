"""How near is near: where a text may stand to be a field's, and how lines, rules and fields part texts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from booklet.pdf.labels.page_layout import Phrase, PrintedLayout
from booklet.pdf.labels.page_text import Box, PageText, RuledLine, Word
from booklet.pdf.labels.printed_labels import FieldMark, find_labels

Text = tuple[float, float, str]
"""Left edge, baseline, words."""


def _words(left: float, baseline: float, text: str, size: float = 9.0) -> Iterable[Word]:
    for word in text.split():
        width = 5.0 * len(word)
        yield Word(word, Box(left, baseline - 7, left + width, baseline + 2), baseline, size)
        left += width + 3.0


def _page(*texts: Text, rules: Iterable[Box] = (), size: float = 9.0) -> PageText:
    words = tuple(word for text in texts for word in _words(*text, size=size))
    return PageText(words, tuple(RuledLine(box) for box in rules), Box)


def _field(left: float, top: float, width: float = 120.0, height: float = 14.0) -> FieldMark:
    return FieldMark("field", is_button=False, box=Box(left, top, left + width, top + height))


def _button(left: float, top: float, size: float = 10.0) -> FieldMark:
    return FieldMark("box", is_button=True, state="On", box=Box(left, top, left + size, top + size))


def _label(page: PageText, *marks: FieldMark) -> str:
    return find_labels(marks or [_field(300, 300)], page)[0].text


_BOX = Box(300, 300, 420, 314)
"""The field of the cases below; "Text" is 20 wide and reaches from 7 above its baseline to 2 below it."""


@pytest.mark.parametrize(
    ("left", "baseline", "found"),
    [
        # left of it: from touching to far, and no higher or lower than its line
        (270, 311, True),
        (283, 311, True),
        (81, 311, True),
        (79, 311, False),
        (270, 302, True),
        (270, 298, False),
        (270, 318, True),
        (270, 320, False),
        # above it: near, and begun over it or a little to its left
        (300, 296, True),
        (300, 264, True),
        (300, 260, False),
        (287, 290, True),
        (270, 290, False),
        (400, 290, True),
        (418, 290, False),
        # below it
        (300, 322, True),
        (300, 328, True),
        (300, 331, False),
        (287, 322, True),
        # right of it, as a unit behind a number
        (424, 311, True),
        (426, 311, True),
        (428, 311, False),
    ],
)
def test_where_a_text_is_a_fields(left: float, baseline: float, found: bool) -> None:
    """Left of it on its line, above or below it, or right behind it."""
    assert _label(_page((left, baseline, "Text"))) == ("Text" if found else "")


@pytest.mark.parametrize(
    ("left", "baseline", "found"),
    [
        (312, 309, True),  # right of it
        (308, 309, True),
        (330, 309, True),
        (312, 298, True),
        (312, 296, False),
        (312, 313, True),
        (312, 315, False),
        (278, 309, True),  # left of it
        (260, 309, True),
        (295, 295, True),  # above it
        (295, 285, True),
        (295, 279, True),
        (295, 277, False),
        (230, 290, False),
    ],
)
def test_where_a_text_is_a_check_boxs(left: float, baseline: float, found: bool) -> None:
    """Right of it, or left; above it only where nothing else is."""
    assert _label(_page((left, baseline, "Text")), _button(300, 300)) == ("Text" if found else "")


@pytest.mark.parametrize(
    ("near", "far", "label"),
    [
        ((274, 311, "Left"), (300, 296, "Above"), "Left"),
        ((200, 311, "Left"), (300, 298, "Above"), "Above"),
        ((300, 290, "Above"), (300, 322, "Below"), "Above"),
        ((421, 311, "Unit"), (300, 322, "Below"), "Unit"),
        ((300, 290, "Above"), (424, 311, "Unit"), "Above"),
        ((300, 296, "Near"), (300, 275, "Further up"), "Near"),
        ((280, 311, "x1"), (100, 311, "Far"), "x1 Far"),
    ],
)
def test_of_two_texts_the_better(near: Text, far: Text, label: str) -> None:
    """Left before above, above before below; of alike ones the nearer."""
    assert _label(_page(near, far)) == label
    assert _label(_page(far, near)) == label


def test_a_rule_between_makes_a_text_above_worse() -> None:
    """One on its left, further away, is better then."""
    texts = ((300.0, 290.0, "Above"), (235.0, 311.0, "Left"))
    assert _label(_page(*texts)) == "Left"
    near = ((300.0, 296.0, "Above"), (225.0, 311.0, "Left"))
    assert _label(_page(*near)) == "Above"
    assert _label(_page(*near, rules=[Box(290, 298, 430, 298.5)])) == "Left"


def test_a_text_inside_of_a_tall_box() -> None:
    """Is its caption where the box has room for more; in a low one it is not."""
    page = _page((304, 308, "Remarks"))
    assert _label(page, _field(300, 300, height=60)) == "Remarks"
    assert _label(page, _field(300, 300, height=13)) == ""
    assert _label(_page((400, 308, "Remarks")), _field(300, 300, height=60)) == ""


def test_a_small_square_field_is_like_a_check_box() -> None:
    """Many forms have those for an X: the text on its right is its own."""
    page = _page((318, 309, "Married"))
    assert _label(page, _field(300, 300, 12, 12)) == "Married"
    assert _label(page, _field(300, 300, 16, 18)) == "Married"
    assert _label(_page((325, 309, "Married")), _field(300, 300, 17, 14)) == ""


def test_a_neighbor_has_what_is_on_its_other_side() -> None:
    """A text beyond another field on the line is not this field's."""
    page = _page((180, 311, "First"))
    assert find_labels([_field(300, 300), _field(210, 300, 80)], page)[0].text == "First (part 2)"
    assert find_labels([_field(300, 300), _field(210, 340, 80)], page)[0].text == "First"


def test_a_letter_heads_a_column() -> None:
    """Where boxes stand below one another and it is in their middle; of a single box it is no label."""
    fields = [_field(300, 300 + 18 * row, 40, 16) for row in range(3)]
    assert [one.text for one in find_labels(fields, _page((317, 294, "A")))] == ["A", "A (row 2)", "A (row 3)"]
    assert _label(_page((317, 294, "A")), _field(300, 300, 40, 16)) == ""


def test_several_captions_of_one_field() -> None:
    """Side by side above it: it takes all those things, named from the left."""
    page = _page((380, 296, "Last"), (300, 296, "First"), (340, 296, "Middle"))
    assert _label(page, _field(300, 300, 140)) == "First, Middle, Last"


def test_lines_below_a_check_boxs_text_belong_to_it() -> None:
    """Up to four of them, until a sentence ends or another begins."""
    lines = [(314.0, 309.0 + 10 * number, f"line of {'abcdefg'[number]} text") for number in range(7)]
    label = _label(_page(*lines), _button(300, 300))
    assert label == " ".join(f"line of {letter} text" for letter in "abcde")
    ended = [(314.0, 309.0, "I agree to"), (314.0, 319.0, "all of it."), (314.0, 329.0, "more words")]
    assert _label(_page(*ended), _button(300, 300)) == "I agree to all of it"
    anew = [(314.0, 309.0, "I agree to"), (314.0, 319.0, "2 other thing")]
    assert _label(_page(*anew), _button(300, 300)) == "I agree to"


@pytest.mark.parametrize(
    ("above", "joined"),
    [
        ((300, 286, "Name of the"), True),
        ((300, 284, "Name of the"), True),
        ((300, 280, "Name of the"), True),  # goes on with a small letter: a wider gap will do
        ((300, 277, "Name of the"), False),
        ((285, 286, "Name of the"), True),  # the first line may begin further left
        ((275, 286, "Name of the"), False),
        ((306, 286, "Name of the"), False),
        ((300, 286, "Print it:"), False),
        ((300, 286, "Print it?"), False),
        ((300, 286, "(print)"), False),
        ((300, 286, "12"), False),
    ],
)
def test_a_line_above_is_of_the_same_text(above: Text, joined: bool) -> None:
    """Near, from the same edge, and not the end of a sentence."""
    label = _label(_page(above, (300, 296, "employer")))
    assert label == (f"{above[2]} employer" if joined else "employer")


def test_a_number_at_both_ends_of_a_line() -> None:
    """Comes once, in front."""
    assert _label(_page((100, 311, "12 Total"), (285, 311, "12")), _field(300, 300)) == "12 Total"
    assert _label(_page((100, 311, "a Total"), (280, 311, "24a")), _field(300, 300)) == "24a Total"


def _layout(*texts: Text, rules: Iterable[Box] = (), boxes: Iterable[Box] = ()) -> PrintedLayout:
    return PrintedLayout(_page(*texts, rules=rules), list(boxes))


def _phrases(layout: PrintedLayout) -> list[str]:
    return [one.text for one in layout.near(Box(0, 0, 600, 800), above=0, below=0)]


@pytest.mark.parametrize(("gap", "count"), [(3.0, 1), (8.0, 1), (9.0, 2), (30.0, 2)])
def test_a_gap_parts_two_texts(gap: float, count: int) -> None:
    """Wider than the letters are high."""
    layout = _layout((100, 100, "one"), (115 + gap, 100, "two"))
    assert len(_phrases(layout)) == count


def test_a_rule_or_a_field_parts_two_texts() -> None:
    """An upright rule between them, or a field; dots lead away from what is before them."""
    texts = ((100.0, 100.0, "one"), (120.0, 100.0, "two"))
    assert _phrases(_layout(*texts)) == ["one two"]
    assert _phrases(_layout(*texts, rules=[Box(117, 90, 117.5, 104)])) == ["one", "two"]
    assert _phrases(_layout(*texts, rules=[Box(117, 110, 117.5, 130)])) == ["one two"]
    assert _phrases(_layout(*texts, boxes=[Box(116, 94, 119, 103)])) == ["one", "two"]
    assert _phrases(_layout(*texts, boxes=[Box(116, 104, 119, 113)])) == ["one two"]
    assert _phrases(_layout((100, 100, "one ..... two"))) == ["one", "two"]


@pytest.mark.parametrize(
    ("rule", "between"),
    [
        (Box(290, 150, 400, 150.5), True),
        (Box(290, 99, 400, 99.5), False),
        (Box(290, 201, 400, 201.5), False),
        (Box(330, 150, 400, 150.5), False),
        (Box(200, 150, 310, 150.5), False),
        (Box(200, 150, 311, 150.5), True),
        (Box(313, 150, 400, 150.5), True),
    ],
)
def test_a_level_rule_between(rule: Box, between: bool) -> None:
    """Over the left part of a box: twelve points from its edge, or its middle."""
    layout = _layout(rules=[rule])
    assert layout.level_between(100, 200, _BOX) is between
    assert layout.levels_between(100, 200, _BOX) == between


def test_rules_that_touch_count_once() -> None:
    """A thick line is drawn as two."""
    rules = [Box(290, height, 400, height + 0.5) for height in (120, 122, 150, 153)]
    assert _layout(rules=rules).levels_between(100, 200, _BOX) == 3
    narrow = Box(300, 300, 310, 314)
    assert _layout(rules=[Box(304, 150, 400, 151)]).level_between(100, 200, narrow)


@pytest.mark.parametrize(
    ("top", "bottom", "between"), [(300, 320, True), (280, 306, True), (280, 305, False), (309, 330, False)]
)
def test_an_upright_rule_beside(top: float, bottom: float, between: bool) -> None:
    """As high as the middle of the box; of a tall box, its first line."""
    layout = _layout(rules=[Box(250, top, 250.5, bottom)])
    assert layout.upright_between(200, 280, _BOX) is between
    assert not layout.upright_between(251, 280, _BOX)
    assert _layout(rules=[Box(250, 300, 250.5, 312)]).upright_between(200, 280, Box(300, 300, 400, 380))


def _the(layout: PrintedLayout, text: str) -> Phrase:
    return next(one for one in layout.near(Box(0, 0, 600, 800), above=0, below=0) if one.text == text)


def test_what_stands_before_on_the_line() -> None:
    """The nearest on the left, unless a field is between."""
    texts = ((100.0, 100.0, "first"), (200.0, 100.0, "second"), (300.0, 100.0, "third"), (200.0, 130.0, "other"))
    layout = _layout(*texts)
    before = layout.before_on_line(_the(layout, "third"))
    assert before
    assert before.text == "second"
    assert layout.before_on_line(_the(layout, "first")) is None
    assert layout.before_on_line(_the(layout, "other")) is None
    parted = _layout(*texts, boxes=[Box(240, 90, 290, 104)])
    assert parted.before_on_line(_the(parted, "third")) is None
    below = _layout(*texts, boxes=[Box(240, 110, 290, 124)])
    assert below.before_on_line(_the(below, "third")) is not None


def test_the_lines_of_a_text() -> None:
    """The one above and the one below, of alike size; the last has none after it."""
    layout = _layout((100, 100, "One"), (100, 111, "two"), (100, 122, "three"))
    one, two, three = (_the(layout, text) for text in ("One", "two", "three"))
    assert (layout.line_before(two), layout.line_after(two)) == (one, three)
    assert (layout.line_before(one), layout.line_after(three)) == (None, None)
    assert [phrase.text for phrase in layout.on_line(two)] == ["two"]


def test_what_is_over_a_box() -> None:
    """The nearest above it, in its columns, with no more than a rule between."""
    layout = _layout((300, 280, "near"), (300, 270, "far"), (100, 290, "aside"))
    found = layout.over(_BOX, most=40)
    assert found
    assert found.text == "near"
    assert layout.over(_BOX, most=10) is None
    assert layout.over(Box(305, 300, 320, 314), most=40, aside=0) is not None, "its text reaches over the box"
    assert layout.over(Box(500, 300, 520, 314), most=40) is None
    rules = [Box(290, height, 430, height + 0.5) for height in (284, 292)]
    assert _layout((300, 280, "near"), rules=rules[:1]).over(_BOX, most=40) is not None
    assert _layout((300, 280, "near"), rules=rules).over(_BOX, most=40) is None


def _boxes(*places: tuple[float, float], width: float = 50.0, height: float = 16.0) -> list[Box]:
    return [Box(left, top, left + width, top + height) for left, top in places]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        ((100, 118), [1, 2]),
        ((100, 130), [1, 2]),
        ((100, 150), [1, 1]),
        ((104, 118), [1, 2]),
        ((105, 118), [1, 1]),
        ((100, 113), [1, 1]),
    ],
)
def test_boxes_below_one_another(second: tuple[float, float], rows: list[int]) -> None:
    """Equal ones, right below, from the same edge, are a column."""
    layout = PrintedLayout(_page(), _boxes((100, 100), second))
    assert [layout.row_number(index) for index in (0, 1)] == rows
    length = max(rows)
    assert [layout.column_length(index) for index in (0, 1)] == [length, length]


def test_a_text_between_ends_a_column() -> None:
    """One that says something; another size does too."""
    boxes = _boxes((100, 100), (100, 126))
    assert PrintedLayout(_page((110, 124, "Part two")), boxes).row_number(1) == 1
    assert PrintedLayout(_page((110, 124, "1.")), boxes).row_number(1) == 2
    assert PrintedLayout(_page((200, 124, "Part two")), boxes).row_number(1) == 2
    taller = [boxes[0], Box(100, 118, 150, 160)]
    assert PrintedLayout(_page(), taller).row_number(1) == 1


@pytest.mark.parametrize(("gap", "length"), [(0.0, 2), (60.0, 2), (129.0, 2), (140.0, 1)])
def test_boxes_beside_one_another(gap: float, length: int) -> None:
    """On one line, and not too far apart, are a row."""
    layout = PrintedLayout(_page(), _boxes((100, 100), (150 + gap, 100)))
    assert [layout.row_length(index) for index in (0, 1)] == [length, length]
    assert layout.left_neighbor_edge(0) == float("-inf")
    assert layout.right_neighbor_edge(1) == float("inf")
    if length == 2:
        assert (layout.left_neighbor_edge(1), layout.right_neighbor_edge(0)) == (148.0, 151.0 + gap)
        assert list(layout.leftwards(1)) == [0]
    assert list(layout.leftwards(0)) == []


def test_another_field_between_a_text_and_a_box() -> None:
    """Has the text; one aside of both does not."""
    text = Box(300, 250, 340, 260)
    for place, between in (((300.0, 275.0), True), ((430.0, 275.0), False), ((300.0, 230.0), False)):
        boxes = [_BOX, *_boxes(place)]
        assert PrintedLayout(_page(), boxes).mark_between(text, _BOX, 0) is between
    assert not PrintedLayout(_page(), [_BOX]).mark_between(text, _BOX, 0)


@pytest.mark.parametrize(("size", "small"), [(6.0, True), (8.0, True), (9.0, False), (12.0, False)])
def test_small_print_below_a_line(size: float, small: bool) -> None:
    """Smaller than most of the text, and nearer to its own field than to the next."""
    usual = tuple(_words(100, 100, "most of the text is of this size"))
    print_ = tuple(_words(300, 322, "(name)", size=size))
    layout = PrintedLayout(PageText((*usual, *print_), (), Box), [_BOX])
    assert layout.is_small_print(_the(layout, "(name)"), _BOX) is small
    wide = (RuledLine(Box(50, 315, 500, 315.5)),)
    ruled = PrintedLayout(PageText((*usual, *print_), wide, Box), [_BOX])
    assert not ruled.is_small_print(_the(ruled, "(name)"), _BOX)
    beneath = PrintedLayout(PageText((*usual, *print_), (), Box), [_BOX, *_boxes((300, 323))])
    assert not beneath.is_small_print(_the(beneath, "(name)"), _BOX)
