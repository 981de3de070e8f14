"""Fills of cells: one color all over, stripes, gradients."""

from __future__ import annotations

import pytest

from booklet.sheets.draw.fills import draw_special_fill, flat_color
from booklet.sheets.model.style import Fill, Gradient
from tests.sheets.easel import WHITE, Drawn, box_of, painted

BOX = (30.0, 40.0, 60.0, 24.0)


def _fill(fill: Fill, **settings: bool) -> Drawn:
    return painted(lambda pen: draw_special_fill(pen, fill, BOX), **settings)


@pytest.mark.parametrize(
    ("pattern", "color"),
    [
        *(("solid", "FF0000"), ("darkGray", "BF0040"), ("mediumGray", "800080"), ("lightGray", "4000BF")),
        *(("gray125", "2000DF"), ("gray0625", "1000EF"), ("odd", "800080")),
    ],
)
def test_dots_are_a_color_between_the_two(pattern: str, color: str) -> None:
    """As dense as the pattern is; a solid fill is its foreground."""
    assert flat_color(Fill(pattern, "FF0000", "0000FF")) == color


def test_fills_without_colors() -> None:
    """Are black on white, and a solid fill white."""
    assert flat_color(Fill("mediumGray")) == "808080"
    assert flat_color(Fill("solid")) == "FFFFFF"


@pytest.mark.parametrize("fill", [Fill(), Fill("lightUp"), Fill("none", gradient=Gradient(((0, "FF0000"),)))])
def test_fills_that_are_not_flat(fill: Fill) -> None:
    """No fill, stripes and gradients have no single color."""
    assert flat_color(fill) is None


@pytest.mark.parametrize(
    ("pattern", "across", "upright", "slanted", "thick"),
    [
        *(("darkHorizontal", 9, 0, 0, 1.5), ("lightHorizontal", 9, 0, 0, 0.75), ("darkVertical", 0, 21, 0, 1.5)),
        *(("lightVertical", 0, 21, 0, 0.75), ("darkDown", 0, 0, 29, 1.5), ("lightUp", 0, 0, 29, 0.75)),
        *(("darkGrid", 9, 21, 0, 1.5), ("lightTrellis", 0, 0, 58, 0.75)),
    ],
)
def test_stripes_are_three_points_apart(pattern: str, across: int, upright: int, slanted: int, thick: float) -> None:
    """In their directions, dark stripes twice as thick, over the background."""
    ground, *lines = _fill(Fill(pattern, "FF0000", "FFFF00")).shapes
    assert (ground.fill, box_of(ground)) == ("FFFF00", BOX)
    assert {line.line for line in lines} == {"FF0000"}
    assert {round(line.thick, 2) for line in lines} == {thick}
    assert len([line for line in lines if not line.height]) == across
    assert len([line for line in lines if not line.width]) == upright
    assert len([line for line in lines if line.width and line.height]) == slanted


def test_where_stripes_lie() -> None:
    """Along the whole box, the first at its edge."""
    _, *lying = _fill(Fill("darkHorizontal")).shapes
    _, *upright = _fill(Fill("darkVertical")).shapes
    assert [box_of(line) for line in lying[:2]] == [(30.0, 40.0, 60.0, 0.0), (30.0, 43.0, 60.0, 0.0)]
    assert [box_of(line) for line in upright[:2]] == [(30.0, 40.0, 0.0, 24.0), (33.0, 40.0, 0.0, 24.0)]
    assert lying[0].line == "000000"


@pytest.mark.parametrize(("pattern", "down"), [("darkDown", True), ("darkUp", False)])
def test_slanted_stripes(pattern: str, down: bool) -> None:
    """Down from left to right, or up; they reach all of the box and nothing beside it."""
    made = _fill(Fill(pattern, "FF0000", "FFFF00"))
    lines = made.shapes[1:]
    left, right = sorted(lines[8].points)
    assert (left[1] < right[1]) == down
    assert (min(s.left for s in lines), max(s.right for s in lines)) == pytest.approx((6, 114), abs=0.1)
    assert made.color_at(29, 50) == made.color_at(91, 50) == made.color_at(60, 39) == made.color_at(60, 65) == WHITE
    assert made.color_at(31, 41) != WHITE


def test_a_gradient_runs_in_its_direction() -> None:
    """From the left at 0 degrees, from the top at 90."""
    stops = ((0.0, "FF0000"), (1.0, "0000FF"))
    across, down = (_fill(Fill(gradient=Gradient(stops, degree))) for degree in (0.0, 90.0))
    assert across.color_at(32, 50)[0] > 230 > 25 > across.color_at(88, 50)[0]
    assert across.color_at(32, 42) == pytest.approx(across.color_at(32, 62), abs=2)
    assert down.color_at(60, 41)[0] > 230 > 25 > down.color_at(60, 63)[0]
    assert down.color_at(32, 50) == pytest.approx(down.color_at(88, 50), abs=2)


def test_a_gradient_of_one_color_is_a_plain_box() -> None:
    """Also where it is placed from the edges."""
    for gradient in (Gradient(((0.0, "FF0000"),)), Gradient(((0.0, "FF0000"),), edges=(0.5, 0.5, 0.5, 0.5))):
        (box,) = _fill(Fill(gradient=gradient)).shapes
        assert (box.fill, box_of(box)) == ("FF0000", BOX)


def test_a_gradient_from_the_edges() -> None:
    """The last color at the edge, the first at the center, in 24 boxes one within the other."""
    made = _fill(Fill(gradient=Gradient(((0.0, "FFFFFF"), (1.0, "0000FF")), edges=(0.25, 0.5, 0.5, 0.25))))
    assert len(made.shapes) == 24
    assert (made.shapes[0].fill, box_of(made.shapes[0])) == ("0000FF", BOX)
    last = made.shapes[-1]
    share = 23 / 24
    assert (last.left, last.top) == pytest.approx((30 + 60 * 0.25 * share, 40 + 24 * 0.5 * share), abs=0.01)
    assert (last.right, last.bottom) == pytest.approx((90 - 60 * 0.5 * share, 64 - 24 * 0.25 * share), abs=0.02)
    assert last.fill == "F4F4FF"


def test_nothing_special() -> None:
    """A flat fill is not drawn here, and none of them in black and white."""
    assert _fill(Fill("solid", "FF0000")).shapes == []
    assert _fill(Fill("darkDown", "FF0000"), black_and_white=True).shapes == []
