"""Small charts in cells, by the shapes that stand on the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.sheets.draw.sparklines import draw_sparkline
from booklet.sheets.model.area import Area
from booklet.sheets.model.drawing import Sparkline
from tests.sheets.easel import Drawn, box_of, corners, painted
from tests.sheets.model_sheets import book_of, columns_of, evaluator_of, sheet_of, view_of

LINE = Sparkline(2, 1, "S!A1:E1", "line", "0000FF", weight_pt=1.5)
COLUMNS = replace(LINE, kind="column")
VALUES = (2, 4, -4, 0, 1)


def _drawn(spark: Sparkline, values: tuple[object, ...] = VALUES, **settings: object) -> Drawn:
    """Draw over a cell that has 20 points between the edges of its room, in height and in width 44."""
    cells = {f"{'ABCDE'[place]}1": value for place, value in enumerate(values) if value is not None}
    sheet = sheet_of({**cells, "A2": "below"}, default_row_height_pt=24.0, columns=columns_of(10.0), **settings)
    book = book_of(sheet)
    return painted(lambda pen: draw_sparkline(pen, view_of(sheet, book), spark, evaluator_of(book)))


def _room() -> tuple[float, float]:
    """Left and right of the room in the first column."""
    width = view_of(sheet_of({}, columns=columns_of(10.0))).grid.columns.size(1)
    return 2.0, width - 2


def test_a_line_runs_from_edge_to_edge() -> None:
    """The lowest value at the bottom, the highest at the top, with two points of room, in its color and weight."""
    (line,) = _drawn(LINE).shapes
    left, right = _room()
    assert (line.left, line.right) == pytest.approx((left, right), abs=0.02)
    assert [round(y, 1) for _, y in line.points] == [31.0, 26.0, 46.0, 36.0, 33.5]
    steps = [b[0] - a[0] for a, b in zip(line.points, line.points[1:], strict=False)]
    assert steps == pytest.approx([(right - left) / 4] * 4, abs=0.02)
    assert (line.line, line.fill, line.thick) == ("0000FF", "", 1.5)


def test_the_limits_of_an_axis() -> None:
    """Are its lowest and highest value where it has any."""
    (line,) = _drawn(replace(LINE, low=-10.0, high=10.0)).shapes
    assert [round(y, 1) for _, y in line.points] == [34.0, 32.0, 40.0, 36.0, 35.0]


def test_equal_values_and_one_value() -> None:
    """Equal values are a line at the bottom; a single value has no line."""
    (line,) = _drawn(LINE, (3, 3)).shapes
    assert {round(y, 1) for _, y in line.points} == {46.0}
    assert _drawn(LINE, (3,)).shapes == []


def test_empty_cells_and_texts_are_left_out() -> None:
    """The line goes on to the next number at its place; without any number there is nothing."""
    (line,) = _drawn(LINE, (1, None, "text", 5, 3)).shapes
    left, right = _room()
    places = [(x - left) / (right - left) * 4 for x, _ in line.points]
    assert places == pytest.approx([0, 3, 4], abs=0.01)
    assert _drawn(LINE, ("a", "b")).shapes == []


@pytest.mark.parametrize(("kind", "places"), [("markers", (0, 1, 2, 3, 4)), ("first", (0,)), ("last", (4,)), ("x", ())])
def test_markers(kind: str, places: tuple[int, ...]) -> None:
    """Discs of a color of their own on all points, on the first or on the last."""
    made = _drawn(replace(LINE, marker_colors=((kind, "FF0000"),)))
    line = made.shapes[0]
    discs = made.filled("FF0000")
    assert len(discs) == len(places)
    for disc, place in zip(discs, places, strict=True):
        assert (disc.width, disc.height) == pytest.approx((2.4, 2.4), abs=0.05)
        middle = (disc.left + disc.right) / 2, (disc.top + disc.bottom) / 2
        assert middle == pytest.approx(line.points[place], abs=0.05)


def test_columns_stand_on_zero() -> None:
    """Up and down from it, with a tenth of their step at each side; a zero has none."""
    bars = _drawn(COLUMNS).shapes
    left, right = _room()
    step = (right - left) / 5
    assert [round(bar.left - left - step * n, 2) for n, bar in zip((0, 1, 2, 4), bars, strict=True)] == pytest.approx(
        [step * 0.1] * 4, abs=0.02
    )
    assert [bar.width for bar in bars] == pytest.approx([step * 0.8] * 4, abs=0.02)
    assert [(round(bar.top, 1), round(bar.bottom, 1)) for bar in bars] == [
        *((31.0, 36.0), (26.0, 36.0), (36.0, 46.0), (33.5, 36.0))
    ]


@pytest.mark.parametrize(("values", "tops"), [((2, 4), [36.0, 26.0]), ((-2, -4), [26.0, 26.0])])
def test_columns_of_one_sign_begin_at_zero(values: tuple[int, ...], tops: list[float]) -> None:
    """Which is the edge then, though no value is zero."""
    bars = _drawn(COLUMNS, values).shapes
    assert [round(bar.top, 1) for bar in bars] == tops
    assert max(bar.bottom for bar in bars) == pytest.approx(46, abs=0.02)


def test_a_column_beyond_the_limits_ends_there() -> None:
    """Above and below."""
    up, down = _drawn(replace(COLUMNS, low=-1.0, high=1.0), (5, -5)).shapes
    assert (round(up.top, 1), round(up.bottom, 1), round(down.bottom, 1)) == (26.0, 36.0, 46.0)


def test_wins_and_losses_are_alike() -> None:
    """Half of the height each, whatever the values; negative values in their color."""
    made = _drawn(replace(COLUMNS, kind="stacked", negative_color="FF0000"))
    assert [box_of(bar)[1::2] for bar in made.filled("0000FF")] == [(26.0, 10.0)] * 3
    assert [box_of(bar)[1::2] for bar in made.filled("FF0000")] == [(36.0, 10.0)]


def test_negative_columns_without_a_color_of_their_own() -> None:
    """Have that of the others."""
    assert len(_drawn(COLUMNS).filled("0000FF")) == 4


def test_a_merged_cell_is_one_room() -> None:
    """The line reaches over all of it."""
    (line,) = _drawn(LINE, merges=[Area(2, 1, 3, 1)]).shapes
    assert (round(line.top), round(line.bottom)) == (26, 70)
    assert corners(line)[1][1] == 26.0


def test_no_room_and_no_values() -> None:
    """A cell without height, and values that stand on no sheet, give nothing."""
    low = sheet_of({"A1": 1, "B1": 2}, default_row_height_pt=3.0)
    book = book_of(low)
    assert painted(lambda pen: draw_sparkline(pen, view_of(low, book), LINE, evaluator_of(book))).shapes == []
    assert _drawn(replace(LINE, values="NOSUCH(A1)")).shapes == []
