"""A cell's text in its box: on its side, at its height, cut, stretched, turned, or stacked."""

from __future__ import annotations

from itertools import pairwise

import pytest

from booklet.sheets.draw.cell_text import draw_cell_text
from booklet.sheets.draw.text_line import CellBox
from booklet.sheets.layout.cell_content import Showing, content_of
from booklet.sheets.layout.text import lines_of, spans_of
from booklet.sheets.model.cell import Cell, Run
from booklet.sheets.model.style import CellAlignment, CellStyle, Font
from tests.sheets.easel import WHITE, Drawn, painted

FONT = Font("Arial", 10.0)
BOX = CellBox(20, 40, 100, 60, 20, 120)
PADDING = 0.99


def _cell(value: object, box: CellBox = BOX, indent: float = 0.0, **alignment: object) -> Drawn:
    style = CellStyle(FONT, alignment=CellAlignment(**alignment))
    content = content_of(Cell(value, 0), style, Showing(False, True, False, "displayed"))
    assert content is not None
    return painted(lambda pen: draw_cell_text(pen, content, box, indent))


def _width(text: str) -> float:
    return sum(span.width for span in spans_of((Run(text, None),), FONT))


LINE = lines_of(spans_of((Run("word", None),), FONT), FONT, None)[0]


@pytest.mark.parametrize(
    ("horizontal", "indent", "x"),
    [
        ("left", 0, 20 + PADDING),
        ("left", 9, 29 + PADDING),
        ("right", 0, 120 - PADDING - _width("word")),
        ("right", 9, 111 - PADDING - _width("word")),
        ("center", 0, 70 - _width("word") / 2),
        ("center", 9, 70 - _width("word") / 2),
        ("general", 0, 20 + PADDING),
    ],
)
def test_text_stands_on_its_side(horizontal: str, indent: float, x: float) -> None:
    """With a little padding, and off its edge by its indent; centered text has none."""
    (word,) = _cell("word", indent=indent, horizontal=horizontal).written
    assert word.x == pytest.approx(x, abs=0.02)


def test_numbers_stand_at_the_right() -> None:
    """And yes/no in the middle, where the style says nothing."""
    (number,) = _cell(25.0).written
    assert number.x == pytest.approx(120 - PADDING - _width("25"), abs=0.02)
    (truth,) = _cell(True).written
    assert truth.x == pytest.approx(70 - _width("TRUE") / 2, abs=0.02)


@pytest.mark.parametrize(
    ("vertical", "top"),
    [
        ("top", 40 + PADDING),
        ("center", 70 - LINE.height / 2),
        ("bottom", 100 - PADDING - LINE.height),
        ("distributed", 70 - LINE.height / 2),
        ("justify", 70 - LINE.height / 2),
    ],
)
def test_text_stands_at_its_height(vertical: str, top: float) -> None:
    """Its baseline is below the top of its line by the line's ascent."""
    (word,) = _cell("word", vertical=vertical).written
    assert word.y - LINE.ascent == pytest.approx(top, abs=0.02)


@pytest.mark.parametrize("vertical", ["justify", "distributed"])
def test_lines_without_room_begin_at_the_top(vertical: str) -> None:
    """The first is seen, and the last cut."""
    low = BOX._replace(height=2 * LINE.height - 5)
    first, *_ = _cell("one\ntwo", low, vertical=vertical, wrap=True).written
    assert first.y - LINE.ascent == pytest.approx(40 + PADDING, abs=0.02)


def test_lines_follow_each_other() -> None:
    """By their heights."""
    one, two, three = _cell("one\ntwo\nthree", wrap=True).written
    assert two.y - one.y == pytest.approx(LINE.height, abs=0.02)
    assert three.y - two.y == pytest.approx(LINE.height, abs=0.02)
    assert three.y == pytest.approx(100 - PADDING - LINE.descent, abs=0.02)


def test_text_without_room_is_cut_at_the_edges() -> None:
    """Of the cells over which it may flow, and of the cell above and below."""
    narrow = BOX._replace(width=20, last=40, height=12)
    made = _cell("████████", narrow)
    assert made.color_at(30, 48) == (0, 0, 0)
    assert made.color_at(45, 48) == WHITE
    flowing = _cell("████████", narrow._replace(last=60))
    assert flowing.color_at(45, 48) == (0, 0, 0)
    assert flowing.color_at(65, 48) == WHITE
    low = _cell("██\n██", BOX._replace(height=14), wrap=True)
    assert low.color_at(25, 50) == (0, 0, 0)
    assert low.color_at(25, 38) == WHITE


def test_justified_lines_reach_both_edges() -> None:
    """All but the last of a paragraph; distributed text reaches them with its last line too."""
    text = "aa bb cc aa bb cc aa bb cc aa bb cc aa bb"
    for horizontal, whole in (("justify", False), ("distributed", True)):
        written = _cell(text, horizontal=horizontal, wrap=True).written
        lines = sorted({round(piece.y, 1) for piece in written})
        assert len(lines) > 1
        rights = [max(p.x + _width(p.text.strip()) for p in written if round(p.y, 1) == y) for y in lines]
        lefts = [min(p.x for p in written if round(p.y, 1) == y) for y in lines]
        assert lefts == pytest.approx([20 + PADDING] * len(lines), abs=0.02)
        assert rights[:-1] == pytest.approx([120 - PADDING] * (len(lines) - 1), abs=0.3)
        assert (rights[-1] == pytest.approx(120 - PADDING, abs=0.3)) == whole


def test_a_text_that_fills_its_cell_is_repeated() -> None:
    """As often as it fits, and a text that fits once stays one."""
    written = "".join(piece.text for piece in _cell("ab", horizontal="fill").written)
    assert written == "ab" * int((100 - 2 * PADDING) / _width("ab"))
    assert [piece.text for piece in _cell("word" * 4, horizontal="fill").written] == ["word" * 4]


def test_a_text_is_shrunk_into_its_cell() -> None:
    """By what it is too wide; one that fits keeps its size."""
    text = "much too long for a cell that has so little room"
    (small,) = _cell(text, shrink=True).written
    assert small.size == pytest.approx(10 * (100 - 2 * PADDING) / _width(text), abs=0.02)
    (word,) = _cell("word", shrink=True).written
    assert word.size == 10


def test_numbers_without_room() -> None:
    """Are signs that fill the cell; shrunk numbers are small; General numbers lose digits first."""
    style = {"number_format": "0.00"}
    content = content_of(Cell(1234567.891, 0), CellStyle(FONT, **style), Showing(False, True, False, "displayed"))
    assert content is not None
    narrow = BOX._replace(width=24, last=44)
    (signs,) = painted(lambda pen: draw_cell_text(pen, content, narrow, 0.0)).written
    assert signs.text == "#" * int((24 - 2 * PADDING) / _width("#"))
    (rounded,) = _cell(3.14159265358979, BOX._replace(width=30, last=50)).written
    assert rounded.text == "3.142"
    (small,) = _cell(1234567.0, narrow, shrink=True).written
    assert (small.text, small.size < 8) == ("1234567", True)


@pytest.mark.parametrize("angle", [90, -90, 45, -45])
def test_text_turns_around_its_middle(angle: int) -> None:
    """Up for a positive angle, down for a negative one."""
    made = _cell("word", rotation=angle, horizontal="center", vertical="center")
    (word,) = made.written
    up = word.y > 70
    assert up == (angle > 0)
    half = _width("word") / 2
    if abs(angle) == 90:
        assert abs(word.y - 70) == pytest.approx(half, abs=0.1)
        assert abs(word.x - 70) < LINE.height / 2
    else:
        assert word.x == pytest.approx(70 - half * 0.7071, abs=LINE.height / 2)


@pytest.mark.parametrize(
    ("angle", "horizontal", "left"),
    [
        (90, "general", True),
        (-90, "general", False),
        (45, "general", True),
        (-45, "general", False),
        (9, "right", False),
    ],
)
def test_the_side_of_turned_text(angle: int, horizontal: str, left: bool) -> None:
    """Where the style says nothing, at the side to which it leans."""
    (word,) = _cell("word", rotation=angle, horizontal=horizontal).written
    assert (word.x < 70) == left


@pytest.mark.parametrize(("vertical", "low", "high"), [("top", 40, 65), ("bottom", 95, 100)])
def test_the_height_of_turned_text(vertical: str, low: float, high: float) -> None:
    """At the top or the bottom, all of it within the cell."""
    (word,) = _cell("word", rotation=90, vertical=vertical).written
    assert low < word.y < high
    if vertical == "bottom":
        assert word.y == pytest.approx(100 - PADDING, abs=0.05)
    else:
        assert word.y == pytest.approx(40 + PADDING + _width("word"), abs=0.05)


def test_turned_text_is_indented() -> None:
    """From the side at which it stands."""
    for horizontal, sign in (("left", 1), ("right", -1)):
        (plain,), (moved,) = (_cell("word", indent=i, rotation=90, horizontal=horizontal).written for i in (0.0, 9.0))
        assert moved.x - plain.x == pytest.approx(9 * sign, abs=0.02)


def test_upright_text_wraps_along_the_height() -> None:
    """Its lines stand beside each other."""
    one = _cell("one two three four five", rotation=90, wrap=True).written
    assert len({round(piece.x, 1) for piece in one}) > 1
    assert len({round(piece.x, 1) for piece in _cell("one two three four five", rotation=90).written}) == 1


@pytest.mark.parametrize("vertical", ["top", "center", "bottom"])
def test_stacked_letters_stand_below_each_other(vertical: str) -> None:
    """Each in the middle of the cell's width, all of them at their height."""
    letters = _cell("abc", rotation=255, vertical=vertical).written
    assert [letter.text for letter in letters] == ["a", "b", "c"]
    assert [letter.x + _width(letter.text) / 2 for letter in letters] == pytest.approx([70] * 3, abs=0.02)
    steps = [two.y - one.y for one, two in pairwise(letters)]
    assert steps == pytest.approx([LINE.height] * 2, abs=0.02)
    top = {"top": 40 + PADDING, "center": 70 - 1.5 * LINE.height, "bottom": 100 - PADDING - 3 * LINE.height}[vertical]
    assert letters[0].y - LINE.ascent == pytest.approx(top, abs=0.02)


def test_a_stack_without_room_begins_at_the_top() -> None:
    """And is cut at the bottom."""
    low = BOX._replace(height=20)
    made = _cell("███", low, rotation=255)
    assert made.written[0].y == pytest.approx(40 + PADDING + LINE.ascent, abs=2)
    assert made.color_at(70, 65) == WHITE
