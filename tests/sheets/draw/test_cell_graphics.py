"""Data bars and icons in cells, by the shapes that stand on the paper."""

from __future__ import annotations

from dataclasses import replace
from math import atan2, degrees

import pytest

from booklet.sheets.draw.cell_graphics import Square, draw_bar, draw_icon
from booklet.sheets.layout.conditional_formats import BarShown
from tests.sheets.easel import WHITE, Drawn, box_of, corners, painted

RED, YELLOW, GREEN = "F8696B", "FFC000", "63BE7B"
BOX = (10.0, 20.0, 102.0, 22.0)
BAR = BarShown(0.25, 0.75, "0000FF", None, False, None, None)
SQUARE = Square(20, 40, 10)


def _bar(**settings: object) -> Drawn:
    return painted(lambda pen: draw_bar(pen, replace(BAR, **settings), BOX))


def _icon(kind: str, place: int) -> Drawn:
    return painted(lambda pen: draw_icon(pen, (kind, place), SQUARE))


def test_a_bar_has_a_point_of_room_around_it() -> None:
    """Its shares count within that room; it is filled without an outline."""
    (bar,) = _bar().shapes
    assert box_of(bar) == (36.0, 21.0, 50.0, 20.0)
    assert (bar.fill, bar.line) == ("0000FF", "")


def test_a_bar_without_length_is_not_drawn() -> None:
    """Also one with a border; its axis is."""
    assert _bar(end=0.25, border="00FF00").shapes == []
    assert len(_bar(end=0.25, axis=0.25, axis_color="000000").shapes) == 1


def test_the_border_of_a_bar() -> None:
    """A thin line around it and no more."""
    (border,) = _bar(border="00FF00").lines("00FF00")
    assert box_of(border) == (36.0, 21.0, 50.0, 20.0)
    assert border.thick == pytest.approx(0.5)


def test_the_axis_of_a_bar() -> None:
    """From edge to edge of the cell at the place of zero, above the bar; none without a color."""
    made = _bar(axis=0.5, axis_color="FF0000")
    (axis,) = made.lines("FF0000")
    assert box_of(axis) == (61.0, 20.0, 0.0, 22.0)
    assert made.shapes[-1] == axis
    assert len(_bar(axis=0.5).shapes) == 1


@pytest.mark.parametrize(
    ("settings", "strong", "pale"),
    [
        ({}, 38, 84),
        ({"axis": 0.25, "axis_color": None}, 38, 84),
        ({"axis": 0.75, "axis_color": None}, 84, 38),
    ],
)
def test_a_bar_fades_away_from_zero(settings: dict[str, object], strong: float, pale: float) -> None:
    """To the right; a negative bar, which ends at the axis, to the left."""
    made = _bar(gradient=True, **settings)
    assert made.color_at(strong, 30)[0] < 50
    assert 150 < made.color_at(pale, 30)[0] < 255
    assert made.color_at(34, 30) == made.color_at(88, 30) == WHITE


@pytest.mark.parametrize(
    ("count", "colors"),
    [(3, (RED, YELLOW, GREEN)), (4, (RED, "F4A45B", YELLOW, GREEN)), (5, (RED, "F4A45B", YELLOW, "A9CE74", GREEN))],
)
def test_the_colors_of_icons(count: int, colors: tuple[str, ...]) -> None:
    """From red by yellow to green, a color more for each icon more."""
    assert [_icon(f"{count}TrafficLights1", place).shapes[0].fill for place in range(count)] == list(colors)


def test_more_values_than_icons() -> None:
    """A place behind the last is the last, and a set of no known number has three."""
    assert _icon("3TrafficLights1", 7).shapes[0].fill == GREEN
    assert _icon("Strange", 1).shapes[0].fill == YELLOW
    assert _icon("7Strange", 2).shapes[0].fill == GREEN


def test_a_traffic_light_is_a_disc() -> None:
    """As large as the square, with an outline of the same color, darker."""
    (disc,) = _icon("3TrafficLights2", 2).shapes
    assert box_of(disc) == (20.0, 40.0, 10.0, 10.0)
    assert disc.line == "458556"


@pytest.mark.parametrize(("place", "color"), [(0, "404040"), (1, "F4A45B"), (3, GREEN)])
def test_the_lowest_of_red_to_black_is_black(place: int, color: str) -> None:
    """The others have their set's colors."""
    assert _icon("4RedToBlack", place).shapes[0].fill == color


@pytest.mark.parametrize(
    ("kind", "place", "angle"),
    [("3Arrows", 0, -90), ("3Arrows", 1, 0), ("3Arrows", 2, 90), ("4Arrows", 1, -30), ("5ArrowsGray", 3, 45)],
)
def test_arrows_turn_from_down_to_up(kind: str, place: int, angle: float) -> None:
    """By equal steps; the tip is the middle one of seven corners."""
    (arrow,) = _icon(kind, place).shapes
    x, y = arrow.points[3]
    assert degrees(atan2(45 - y, x - 25)) == pytest.approx(angle, abs=1)
    assert len(corners(arrow)) == 7


def test_gray_arrows_are_gray() -> None:
    """Others have the colors of their places."""
    assert _icon("3ArrowsGray", 0).shapes[0].fill == "808080"
    assert _icon("3Arrows", 0).shapes[0].fill == RED


def test_an_arrow_is_broad_before_its_shaft() -> None:
    """The head is nine tenths of the square across, the shaft somewhat more than a third."""
    (arrow,) = _icon("3Arrows", 1).shapes
    at = {x: [round(y - 45, 1) for a, y in corners(arrow) if a == x] for x, _ in corners(arrow)}
    assert sorted(at[20.0]) == [-1.8, 1.8]
    assert sorted(at[25.5]) == [-4.5, -1.8, 1.8, 4.5]
    assert at[30.0] == [0.0]


@pytest.mark.parametrize(
    ("kind", "place", "full"), [("4Rating", 0, 1), ("4Rating", 3, 4), ("5Rating", 0, 0), ("5Rating", 3, 4)]
)
def test_ratings_are_rising_bars(kind: str, place: int, full: int) -> None:
    """A bar more is full for each place; of five bars the lowest place has none full."""
    made, count = _icon(kind, place), int(kind[0])
    assert len(made.filled("4472C4")) == full
    assert len(made.filled("D9D9D9")) == count - full
    heights = [bar.height for bar in made.shapes]
    assert heights == pytest.approx([10 * (n + 1) / count for n in range(count)], abs=0.02)
    assert {round(bar.bottom, 1) for bar in made.shapes} == {50.0}
    assert made.shapes[1].left - made.shapes[0].left == pytest.approx(10 / count, abs=0.02)
    assert made.shapes[0].width == pytest.approx(8 / count, abs=0.02)
    assert made.shapes[0].fill == ("4472C4" if full else "D9D9D9")


@pytest.mark.parametrize(
    ("place", "dark"), [(0, ()), (1, ((27, 43),)), (2, ((27, 43), (27, 47))), (4, ((27, 43), (23, 43), (23, 47)))]
)
def test_quarters_fill_clockwise(place: int, dark: tuple[tuple[float, float], ...]) -> None:
    """From the top; a disc of none is white within its outline."""
    made = _icon("5Quarters", place)
    assert len(made.shapes) == 1 + bool(place)
    assert all(made.color_at(*point) == (64, 64, 64) for point in dark)
    if place < 3:
        assert made.color_at(23, 43) == WHITE
    assert made.lines("404040")[0].thick == pytest.approx(0.4)


@pytest.mark.parametrize(("place", "left", "right"), [(0, False, False), (1, True, False), (2, True, True)])
def test_stars_fill_from_the_left(place: int, left: bool, right: bool) -> None:
    """None, half and whole; ten corners, the first at the top."""
    made = _icon("3Stars", place)
    assert corners(made.shapes[0])[0] == (25.0, 40.0)
    assert len(corners(made.shapes[0])) == 10
    assert (made.color_at(24, 45) != WHITE, made.color_at(26, 45) != WHITE) == (left, right)
    assert min(abs(x - 25) + abs(y - 45) for x, y in made.shapes[0].points) < 2.7


def test_a_flag_waves_to_the_right_of_its_pole() -> None:
    """The pole is dark and as high as the square, the flag has the place's color."""
    pole, flag = _icon("3Flags", 2).shapes
    assert (pole.line, box_of(pole), pole.thick) == ("404040", (22.5, 40.0, 0.0, 10.0), pytest.approx(0.8))
    assert (flag.fill, corners(flag)) == (GREEN, [(23.0, 40.0), (29.5, 42.5), (23.0, 45.0)])


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        (0, [(25.0, 48.5), (30.0, 41.5), (20.0, 41.5)]),
        (1, [(20.0, 46.5), (30.0, 46.5), (30.0, 43.5), (20.0, 43.5)]),
        (2, [(25.0, 41.5), (30.0, 48.5), (20.0, 48.5)]),
    ],
)
def test_triangles(place: int, shape: list[tuple[float, float]]) -> None:
    """Down, a bar, and up."""
    (drawn,) = _icon("3Triangles", place).shapes
    assert sorted(corners(drawn)) == sorted(shape)


@pytest.mark.parametrize(("place", "lines"), [(0, [4, 4]), (1, [4, 1.2]), (2, [5.2])])
def test_symbols_in_a_disc_and_plain(place: int, lines: list[float]) -> None:
    """A cross, an exclamation mark, a tick: white in a disc of the color, or of the color themselves."""
    color = (RED, YELLOW, GREEN)[place]
    disc, *ink = _icon("3Symbols", place).shapes
    assert (disc.fill, box_of(disc)) == (color, (20.0, 40.0, 10.0, 10.0))
    plain = _icon("3Symbols2", place).shapes
    assert {line.line for line in ink} == {"FFFFFF"}
    assert {line.line for line in plain} == {color}
    assert [line.points for line in ink] == [line.points for line in plain]
    assert [max(line.width, line.height) for line in plain] == pytest.approx(lines, abs=0.05)
    assert {round(line.thick, 1) for line in plain} == {1.3}


@pytest.mark.parametrize(("place", "count"), [(0, 4), (1, 3)])
def test_signs(place: int, count: int) -> None:
    """A diamond for danger, a triangle for a warning, a disc for all right."""
    (sign,) = _icon("3Signs", place).shapes
    assert len(corners(sign)) == count
    assert sign.top == pytest.approx(40 + place * 0.5)
    assert len(corners(_icon("3Signs", 2).shapes[0])) > 4
