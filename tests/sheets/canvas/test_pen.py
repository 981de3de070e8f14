"""A pen's strokes, letters and moves, as another library reads them from the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from booklet.sheets.canvas.pen import Pen, wedge_points
from booklet.sheets.layout.text import make_line, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Font
from tests.sheets.easel import WHITE, Drawn, box_of, corners, painted

RED, BLUE = "FF0000", "0000FF"


def _letters(font: Font, part: str | None = None) -> Drawn:
    (span,) = make_line(spans_of((Run("Ready", None),), font), font).spans
    return painted(lambda pen: pen.text(20, 60, span, RED, text=part))


def test_lines_are_open_or_closed() -> None:
    """An open line does not go back to its first point."""

    def draw(pen: Pen) -> None:
        for x, closed in ((10, False), (110, True)):
            pen.line([(x, 10), (x + 50, 10), (x + 50, 60)], RED, 2, closed=closed)

    made = painted(draw)
    assert made.color_at(35, 35) == WHITE
    assert made.color_at(135, 35) == (255, 0, 0)


def test_a_smooth_line_goes_through_its_points() -> None:
    """Without a corner: half way between two points of a hill it is above the straight line."""
    points = [(20, 100), (60, 40), (100, 100), (140, 40)]
    made = painted(lambda pen: pen.curve(points, RED, 1.5))
    (curve,) = made.shapes
    assert [curve.points[n] for n in (0, 3, 6, 9)] == points
    (_, first, second, _, third, fourth, *_) = curve.points
    assert first == pytest.approx((20 + 40 / 6, 90), abs=0.01)
    assert second == pytest.approx((60 - 80 / 6, 40), abs=0.01)
    assert third == pytest.approx((60 + 80 / 6, 40), abs=0.01)
    assert fourth == pytest.approx((100 - 80 / 6, 100), abs=0.01)
    assert (curve.line, curve.fill) == (RED, "")


def test_a_smooth_line_of_two_points_is_straight() -> None:
    """Its control points lie on it."""
    (curve,) = painted(lambda pen: pen.curve([(20, 20), (80, 50)], RED, 1)).shapes
    assert list(curve.points) == [(20, 20), (30, 25), (70, 45), (80, 50)]


def test_moves_turns_and_scales_end_with_their_block() -> None:
    """A turn is counter-clockwise; what comes after the block is where it would have been."""

    def draw(pen: Pen) -> None:
        with pen.kept():
            pen.move(100, 100, 2.0)
            pen.turn(90)
            pen.fill_box(0, 0, 10, 5, RED)
        pen.fill_box(0, 0, 10, 5, BLUE)

    made = painted(draw)
    assert box_of(made.filled(RED)[0]) == (100.0, 80.0, 10.0, 20.0)
    assert box_of(made.filled(BLUE)[0]) == (0.0, 0.0, 10.0, 5.0)


@pytest.mark.parametrize(("across", "upright", "corner"), [(1, 0, (-30, 10)), (0, 1, (30, -10)), (1, 1, (-30, -10))])
def test_mirrored(across: int, upright: int, corner: tuple[int, int]) -> None:
    """Across, upright or both."""

    def draw(pen: Pen) -> None:
        pen.move(100, 100)
        pen.flip(bool(across), bool(upright))
        pen.line([(0, 0), (30, 10)], RED, 1)

    (line,) = painted(draw).shapes
    assert corners(line) == [(100.0, 100.0), (100.0 + corner[0], 100.0 + corner[1])]


def test_nothing_shows_outside_a_clip() -> None:
    """Until its block ends."""

    def draw(pen: Pen) -> None:
        with pen.kept():
            pen.clip(50, 60, 20, 10)
            pen.fill_box(0, 0, 200, 200, RED)

    made = painted(draw)
    inside, outside = ((51, 61), (69, 69)), ((49, 65), (71, 65), (60, 59), (60, 71))
    assert {made.color_at(*point) for point in inside} == {(255, 0, 0)}
    assert {made.color_at(*point) for point in outside} == {WHITE}


DRAWN: list[Callable[[Pen], None]] = [
    lambda pen: pen.shape([(10, 10), (60, 10), (60, 60)], RED, BLUE),
    lambda pen: pen.ellipse((10, 10, 50, 50), RED, BLUE),
    lambda pen: pen.rounded((10, 10, 50, 50), 5, RED, BLUE, 1),
]


@pytest.mark.parametrize("draw", DRAWN)
def test_black_and_white_drops_fills(draw: Callable[[Pen], None]) -> None:
    """And draws outlines black."""
    assert [(s.fill, s.line) for s in painted(draw).shapes] == [(RED, BLUE)]
    assert [(s.fill, s.line) for s in painted(draw, black_and_white=True).shapes] == [("", "000000")]


def test_boxes_without_an_outline_are_not_drawn_in_black_and_white() -> None:
    """There is nothing left of them; lines stay, black."""

    def draw(pen: Pen) -> None:
        pen.fill_box(10, 10, 50, 50, RED)
        pen.line([(10, 10), (60, 60)], RED, 1)

    assert [s.line for s in painted(draw, black_and_white=True).shapes] == ["000000"]


def test_a_color_is_set_again_where_it_was_forgotten() -> None:
    """Inside a block and after it, though it is the same as before."""

    def draw(pen: Pen) -> None:
        pen.fill_box(10, 10, 5, 5, RED)
        with pen.kept():
            pen.fill_box(20, 10, 5, 5, BLUE)
        pen.fill_box(30, 10, 5, 5, BLUE)
        pen.line([(10, 30), (20, 30)], RED, 1)
        pen.line([(10, 40), (20, 40)], RED, 3)

    made = painted(draw)
    assert [s.fill for s in made.shapes[:3]] == [RED, BLUE, BLUE]
    assert [s.thick for s in made.shapes[3:]] == [1, 3]


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        ({}, []),
        ({"strike": True}, [-5.4]),
        ({"underline": "single"}, [2.4]),
        ({"underline": "singleAccounting"}, [4.0]),
        ({"underline": "double"}, [2.4, 4.8]),
        ({"underline": "doubleAccounting", "strike": True}, [-5.4, 4.0, 6.4]),
    ],
)
def test_rules_below_and_through_letters(settings: dict[str, object], lines: list[float]) -> None:
    """As wide as the text, of the text's color, at the height that the kind has."""
    made = _letters(Font("Arial", 20, **settings))
    assert [round(line.top - 60, 1) for line in made.shapes] == lines
    assert {round(line.thick, 2) for line in made.shapes} <= {1.2}
    assert {line.line for line in made.shapes} <= {RED}
    for line in made.shapes:
        assert line.left == pytest.approx(20)
        assert line.width == pytest.approx(58, abs=4)


def test_the_rule_of_a_part_is_as_wide_as_the_part() -> None:
    """Not as the whole text; a rule under small letters is thick enough to be seen."""
    font = Font("Arial", 20, underline="single")
    whole, part = _letters(font).shapes[0], _letters(font, "Rea").shapes[0]
    assert 20 < part.width < whole.width - 15
    assert _letters(Font("Arial", 4, underline="single")).shapes[0].thick == pytest.approx(0.3)


def test_raised_letters_stand_above_the_line() -> None:
    """And smaller; lowered letters below it."""
    plain, raised, lowered = (
        _letters(Font("Arial", 20, raised=kind)).written[0] for kind in ("", "superscript", "subscript")
    )
    assert (plain.x, plain.y, plain.size) == pytest.approx((20, 60, 20))
    assert (raised.y, raised.size) == pytest.approx((60 - 6.6, 11.6), abs=0.01)
    assert lowered.y == pytest.approx(60 + 1.6, abs=0.01)


def test_no_letters_are_nothing() -> None:
    """Also without their rules."""
    made = _letters(Font(underline="single", strike=True), "")
    assert (made.shapes, made.written) == ([], [])


def test_a_slice_of_a_pie() -> None:
    """From its center to its arc, in steps of three degrees at most, counter-clockwise from the right."""
    center, first, *_, last = points = wedge_points((100, 100), 50, 0, 90)
    assert (center, len(points)) == ((100, 100), 32)
    assert (first, last) == (pytest.approx((150, 100)), pytest.approx((100, 50)))
    assert wedge_points((0, 0), 10, 90, -180)[-1] == pytest.approx((0, 10))
    assert len(wedge_points((0, 0), 10, 0, 1)) == 3
