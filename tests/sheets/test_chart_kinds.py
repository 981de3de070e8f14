"""Every kind of chart, by what stands on the page: sizes, places, colors and order of its shapes."""

from __future__ import annotations

from math import atan2, degrees, dist, hypot

import pytest
from openpyxl.chart import (
    AreaChart,
    BarChart,
    BubbleChart,
    DoughnutChart,
    LineChart,
    PieChart,
    RadarChart,
    Reference,
    ScatterChart,
    Series,
    StockChart,
)
from openpyxl.chart.series import DataPoint

from tests.sheets.chart_paper import BLUE, GREEN, RED, DrawnChart, Shape, book_of, drawn, filled_chart

FIRST, SECOND = (2, 4, 6), (1, 3, 5)


def _bars(grouping: str = "clustered", *, lying: bool = False, **settings: object) -> BarChart:
    chart = BarChart()
    chart.grouping, chart.type = grouping, "bar" if lying else "col"
    if grouping != "clustered":
        chart.overlap = 100
    for name, value in settings.items():
        setattr(chart, name, value)
    return chart


def _marks(made: DrawnChart, color: str) -> list[Shape]:
    """The shapes of a series without its mark in the legend, which is 7 points high and wide."""
    return [s for s in made.filled(color) if not (abs(s.width - 7) < 0.1 and abs(s.height - 7) < 0.1)]


def _per_unit(made: DrawnChart, low: str, high: str) -> float:
    """Points on an upright axis for one unit, by where its labels stand."""
    return (made.word(low).y - made.word(high).y) / (float(high) - float(low))


def test_columns_stand_side_by_side() -> None:
    """As high as their values on the axis, from zero; the second series right of the first in each category."""
    made = drawn(_bars(), FIRST, SECOND)
    unit = _per_unit(made, "0", "6")
    red, blue = _marks(made, RED), _marks(made, BLUE)
    assert [bar.height for bar in red] == pytest.approx([unit * value for value in FIRST], abs=0.3)
    assert [bar.height for bar in blue] == pytest.approx([unit * value for value in SECOND], abs=0.3)
    assert len({round(bar.bottom) for bar in (*red, *blue)}) == 1
    assert all(one.right == pytest.approx(two.left, abs=0.1) for one, two in zip(red, blue, strict=True))
    assert all(two.right < one.left for two, one in zip(blue, red[1:], strict=False))


@pytest.mark.parametrize("gap", [0, 50, 150, 300])
def test_the_gap_between_categories(gap: int) -> None:
    """Is a percentage of a bar's width."""
    red = _marks(drawn(_bars(gapWidth=gap), FIRST), RED)
    assert red[1].left - red[0].right == pytest.approx(red[0].width * gap / 100, abs=0.2)


@pytest.mark.parametrize("overlap", [-50, 0, 50, 100])
def test_the_overlap_of_series(overlap: int) -> None:
    """Is a percentage of a bar's width, negative for a gap."""
    made = drawn(_bars(overlap=overlap), FIRST, SECOND)
    red, blue = _marks(made, RED)[0], _marks(made, BLUE)[0]
    assert red.right - blue.left == pytest.approx(red.width * overlap / 100, abs=0.2)


def test_stacked_columns_stand_on_each_other() -> None:
    """In the order of the series, in one column, and the axis reaches their sum."""
    made = drawn(_bars("stacked"), FIRST, SECOND)
    unit = _per_unit(made, "0", "10")
    for red, blue, total in zip(_marks(made, RED), _marks(made, BLUE), (3, 7, 11), strict=True):
        assert (red.left, red.right) == pytest.approx((blue.left, blue.right))
        assert blue.bottom == pytest.approx(red.top, abs=0.1)
        assert red.bottom - blue.top == pytest.approx(unit * total, abs=0.3)


def test_columns_of_a_hundred_percent() -> None:
    """Are all as high as the axis, which is in percent."""
    made = drawn(_bars("percentStacked"), (1, 3, 1), (1, 1, 3))
    pairs = list(zip(_marks(made, RED), _marks(made, BLUE), strict=True))
    heights = [red.bottom - blue.top for red, blue in pairs]
    assert heights == pytest.approx([heights[0]] * 3, abs=0.1)
    assert [red.height / (red.height + blue.height) for red, blue in pairs] == pytest.approx(
        [0.5, 0.75, 0.25], abs=0.01
    )
    assert {"0%", "100%"} <= set(made.words)
    assert made.word("0%").y - made.word("100%").y == pytest.approx(heights[0], abs=0.3)


def test_negative_columns_hang_below_zero() -> None:
    """And a stack grows to both sides of it."""
    made = drawn(_bars(), (3, -2, 1))
    up, down, small = _marks(made, RED)
    assert down.top == pytest.approx(up.bottom, abs=0.1)
    assert down.height / up.height == pytest.approx(2 / 3, abs=0.01)
    assert small.bottom == pytest.approx(up.bottom, abs=0.1)
    made = drawn(_bars("stacked"), (3, -2, 1), (-1, -2, 1))
    (red, blue), (red_down, blue_down) = list(zip(_marks(made, RED), _marks(made, BLUE), strict=True))[:2]
    assert blue.top == pytest.approx(red.bottom, abs=0.1)
    assert blue_down.top == pytest.approx(red_down.bottom, abs=0.1)


def test_bars_lie_from_the_bottom_up() -> None:
    """The first category is the lowest, lengths are the values, and the values stand below."""
    made = drawn(_bars(lying=True), FIRST)
    lowest, middle, highest = sorted(_marks(made, RED), key=lambda bar: -bar.top)
    assert [bar.width / lowest.width for bar in (lowest, middle, highest)] == pytest.approx([1, 2, 3], abs=0.02)
    assert len({round(bar.left, 1) for bar in (lowest, middle, highest)}) == 1
    (_, alder), (_, birch), (_, cedar) = made.places("Alder", "Birch", "Cedar")
    assert alder > birch > cedar
    assert made.word("0").x < made.word("2").x < made.word("4").x
    assert made.word("2").y > alder


def test_stacked_bars_lie_behind_each_other() -> None:
    """To the right, in the order of the series."""
    made = drawn(_bars("stacked", lying=True), FIRST, SECOND)
    for red, blue in zip(_marks(made, RED), _marks(made, BLUE), strict=True):
        assert blue.left == pytest.approx(red.right, abs=0.1) or blue.top != pytest.approx(red.top)
    widths = sorted(bar.width for bar in _marks(made, RED)), sorted(bar.width for bar in _marks(made, BLUE))
    assert widths[0][0] / widths[1][0] == pytest.approx(2, abs=0.05)


def test_a_column_with_a_color_of_its_own() -> None:
    """The point's color is only that point's."""
    book = book_of(FIRST)
    chart = filled_chart(_bars(), book)
    chart.series[0].dPt.append(DataPoint(idx=1))
    chart.series[0].dPt[0].graphicalProperties.solidFill = GREEN
    made = DrawnChart(chart, book)
    red, green = _marks(made, RED), _marks(made, GREEN)
    assert len(red) == 2
    assert len(green) == 1
    assert red[0].right < green[0].left < red[1].left


def test_colors_that_vary_by_point() -> None:
    """One series with a color for each column."""
    book = book_of(FIRST)
    chart = filled_chart(_bars(varyColors=True), book)
    chart.series[0].graphicalProperties = None
    made = DrawnChart(chart, book)
    tall = [s for s in made.shapes if s.fill not in ("", "FFFFFF") and s.height > 20]
    assert len({s.fill for s in tall}) == 3


def test_lines_go_through_their_values() -> None:
    """One stroke for a series, through the middles of the categories, at the height of the values."""
    made = drawn(LineChart(), FIRST, SECOND)
    unit = _per_unit(made, "0", "6")
    (red,) = [line for line in made.lines(RED) if len(line.points) == 3]
    (blue,) = [line for line in made.lines(BLUE) if len(line.points) == 3]
    (x1, y1), (x2, y2), (x3, y3) = red.points
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.1)
    assert (y1 - y2, y2 - y3) == pytest.approx((2 * unit, 2 * unit), abs=0.3)
    assert [b[1] - r[1] for r, b in zip(red.points, blue.points, strict=True)] == pytest.approx([unit] * 3, abs=0.3)
    assert [x for x, _ in red.points] == [x for x, _ in blue.points]


def test_a_missing_value_breaks_the_line() -> None:
    """Two strokes, and none across the hole."""
    made = drawn(LineChart(), (1, 2, None, 4, 5), categories="abcde")
    pieces = [line for line in made.lines(RED) if line.width > 20]
    assert [len(piece.points) for piece in pieces] == [2, 2]
    assert pieces[0].right < pieces[1].left


def test_stacked_lines() -> None:
    """The second line lies above the first by its own value."""
    chart = LineChart()
    chart.grouping = "stacked"
    made = drawn(chart, FIRST, SECOND)
    unit = _per_unit(made, "0", "10")
    red, blue = (next(line for line in made.lines(color) if len(line.points) == 3) for color in (RED, BLUE))
    rises = [r[1] - b[1] for r, b in zip(red.points, blue.points, strict=True)]
    assert rises == pytest.approx([unit * value for value in SECOND], abs=0.3)


@pytest.mark.parametrize(
    ("symbol", "count"), [("square", 3), ("diamond", 3), ("triangle", 3), ("circle", 3), ("none", 0)]
)
def test_markers(symbol: str, count: int) -> None:
    """A sign at each point, in the middle of it."""
    book = book_of(FIRST)
    chart = filled_chart(LineChart(), book)
    chart.series[0].marker.symbol, chart.series[0].marker.size = symbol, 10
    chart.series[0].marker.graphicalProperties.solidFill = GREEN
    made = DrawnChart(chart, book)
    (line,) = [line for line in made.lines(RED) if len(line.points) == 3]
    signs = made.filled(GREEN)
    assert len(signs) == count
    for sign, (x, y) in zip(signs, line.points, strict=False):
        assert ((sign.left + sign.right) / 2, (sign.top + sign.bottom) / 2) == pytest.approx((x, y), abs=0.2)
        assert (sign.width, sign.height) == pytest.approx((10, 10), abs=0.2)


def test_areas_reach_down_to_the_axis() -> None:
    """From edge to edge, as high as the values."""
    made = drawn(AreaChart(), FIRST)
    unit = _per_unit(made, "0", "6")
    (area,) = _marks(made, RED)
    assert len(area.points) >= 6
    top = sorted({(round(x, 1), round(area.bottom - y, 1)) for x, y in area.points if area.bottom - y > 1})
    assert [height for _, height in top] == pytest.approx([unit * value for value in FIRST], abs=0.3)
    assert (top[0][0], top[-1][0]) == pytest.approx((area.left, area.right), abs=0.1)


def test_later_areas_hide_earlier() -> None:
    """Where they are not stacked, the last series is in front."""
    made = drawn(AreaChart(), FIRST, SECOND)
    assert [s.fill for s in made.shapes if s.fill in (RED, BLUE) and s.width > 100] == [RED, BLUE]


def test_stacked_areas() -> None:
    """The second area begins where the first ends."""
    chart = AreaChart()
    chart.grouping = "stacked"
    made = drawn(chart, FIRST, SECOND)
    (red,), (blue,) = _marks(made, RED), _marks(made, BLUE)
    edge = {(round(x), round(y)) for x, y in red.points if y < red.bottom - 1}
    assert edge <= {(round(x), round(y)) for x, y in blue.points}
    assert blue.top < red.top


def test_slices_of_a_pie() -> None:
    """Clockwise from the top, each as large as its part; the legend has the categories."""
    book = book_of((1, 2, 1))
    chart = filled_chart(PieChart(), book)
    for number, color in enumerate((RED, BLUE, GREEN)):
        point = DataPoint(idx=number)
        point.graphicalProperties.solidFill = color
        chart.series[0].dPt.append(point)
    made = DrawnChart(chart, book)
    (red,), (blue,), (green,) = (_marks(made, color) for color in (RED, BLUE, GREEN))
    center, radius = red.points[0], blue.width / 2
    assert red.left == pytest.approx(center[0], abs=0.5)
    assert (red.width, red.height) == pytest.approx((radius, radius), abs=0.5)
    assert red.bottom == pytest.approx(center[1], abs=0.5)
    assert (blue.top, blue.bottom) == pytest.approx((center[1], center[1] + radius), abs=0.5)
    assert green.right == pytest.approx(center[0], abs=0.5)
    assert green.bottom == pytest.approx(center[1], abs=0.5)
    assert [word for word in made.words if word in ("Alder", "Birch", "Cedar")] == ["Alder", "Birch", "Cedar"]


def test_where_the_first_slice_begins() -> None:
    """The file's angle turns the pie clockwise."""
    book = book_of((1, 3, 4))
    chart = filled_chart(PieChart(), book)
    chart.firstSliceAng = 90
    chart.series[0].dPt.append(DataPoint(idx=0))
    chart.series[0].dPt[0].graphicalProperties.solidFill = GREEN
    (slice_,) = _marks(DrawnChart(chart, book), GREEN)
    center = slice_.points[0]
    assert slice_.top == pytest.approx(center[1], abs=0.5)
    assert slice_.left == pytest.approx(center[0], abs=0.5)
    far = max(slice_.points, key=lambda point: point[1])
    assert degrees(atan2(far[1] - center[1], far[0] - center[0])) == pytest.approx(45, abs=1)


@pytest.mark.parametrize("hole", [25, 50, 75])
def test_a_doughnut_has_a_hole(hole: int) -> None:
    """As wide as the file says, in the middle; each series is a ring."""
    chart = DoughnutChart()
    chart.holeSize = hole
    made = drawn(chart, (1, 1, 2))
    whole = [s for s in made.shapes if s.fill not in ("", "FFFFFF") and s.width > 15]
    left, right = min(s.left for s in whole), max(s.right for s in whole)
    inner = [s for s in made.shapes if s.fill == "FFFFFF" and s.width < right - left]
    assert inner[-1].width / (right - left) == pytest.approx(hole / 100, abs=0.02)
    assert (inner[-1].left + inner[-1].right) / 2 == pytest.approx((left + right) / 2, abs=1)


def _scatter(style: str | None, *, line: bool) -> DrawnChart:
    book = book_of((10, 20, 30), categories=(1, 2, 4))
    data, chart = book["Data"], ScatterChart()
    chart.style, chart.scatterStyle = 13, style
    series = Series(Reference(data, min_col=2, min_row=1, max_row=4), Reference(data, min_col=1, min_row=2, max_row=4),
                    title_from_data=True)  # fmt: skip
    series.marker.symbol, series.marker.size = "square", 6
    series.marker.graphicalProperties.solidFill = GREEN
    if line:
        series.graphicalProperties.line.solidFill = RED
    else:
        series.graphicalProperties.line.noFill = True
    chart.series.append(series)
    chart.x_axis.delete = chart.y_axis.delete = False
    return DrawnChart(chart, book)


def test_points_of_a_scatter_chart() -> None:
    """At their numbers on both axes, not one to a category."""
    made = _scatter("lineMarker", line=True)
    signs = [((s.left + s.right) / 2, (s.top + s.bottom) / 2) for s in made.filled(GREEN)]
    (x1, y1), (x2, y2), (x3, y3) = signs
    assert (x3 - x2) / (x2 - x1) == pytest.approx(2, abs=0.02)
    assert (y1 - y2) / (y2 - y3) == pytest.approx(1, abs=0.02)
    (line,) = [s for s in made.lines(RED) if len(s.points) == 3]
    assert all(dist(a, b) < 0.3 for a, b in zip(line.points, signs, strict=True))


def test_a_scatter_chart_without_lines() -> None:
    """Points only."""
    made = _scatter("lineMarker", line=False)
    assert len(made.filled(GREEN)) == 3
    assert not [s for s in made.shapes if len(s.points) == 3 and not s.fill]


def test_bubbles() -> None:
    """Their areas, not their widths, are as the sizes."""
    book = book_of((10, 20, 30), (1, 4, 9), categories=(1, 2, 3))
    data, chart = book["Data"], BubbleChart()
    chart.series.append(
        Series(Reference(data, min_col=2, min_row=2, max_row=4), Reference(data, min_col=1, min_row=2, max_row=4),
               Reference(data, min_col=3, min_row=2, max_row=4))
    )  # fmt: skip
    chart.series[0].graphicalProperties.solidFill = RED
    small, middle, large = [s for s in DrawnChart(chart, book).filled(RED) if s.line == "FFFFFF"]
    assert (middle.width / small.width, large.width / small.width) == pytest.approx((2, 3), abs=0.05)
    assert small.height == pytest.approx(small.width, abs=0.1)
    assert small.top > middle.top > large.top


def test_a_radar_web() -> None:
    """The first category points upwards, the others follow clockwise; distances are the values."""
    made = drawn(RadarChart(), (2, 4, 6))
    (web,) = [s for s in made.lines(RED) if len(s.points) == 4]
    rings = [s for s in made.lines("868686") if len(s.points) == 4]
    center = sum(x for x, _ in rings[0].points[:3]) / 3, sum(y for _, y in rings[0].points[:3]) / 3
    lengths = [hypot(x - center[0], y - center[1]) for x, y in web.points[:3]]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 2, 3], abs=0.02)
    top, right, left = web.points[:3]
    assert top[0] == pytest.approx(center[0], abs=0.1)
    assert top[1] < center[1]
    assert left[0] < center[0] < right[0]
    (_, alder), (_, birch) = made.places("Alder", "Birch")
    assert alder < birch


def test_a_filled_radar() -> None:
    """The web is an area."""
    chart = RadarChart()
    chart.type = "filled"
    (web,) = _marks(drawn(chart, (2, 4, 6)), RED)
    assert len(web.points) >= 3


def test_a_stock_chart_has_a_line_for_each_series() -> None:
    """High, low and close through the same days; the labels are the days."""
    book = book_of((9, 8, 9), (5, 4, 6), (7, 6, 8), categories=("Mon", "Tue", "Wed"))
    made = DrawnChart(filled_chart(StockChart(), book), book)
    high, low, close = (next(s for s in made.lines(color) if len(s.points) == 3) for color in (RED, BLUE, GREEN))
    assert [x for x, _ in high.points] == [x for x, _ in low.points] == [x for x, _ in close.points]
    assert all(h[1] < c[1] < o[1] for h, c, o in zip(high.points, close.points, low.points, strict=True))
    assert {"Mon", "Tue", "Wed"} <= set(made.words)


def _combined() -> DrawnChart:
    """Columns of 2, 4, 6 on the left axis, a line of 100, 200, 300 on the right."""
    book = book_of(FIRST, (100, 200, 300))
    data = book["Data"]
    columns, line = BarChart(), LineChart()
    columns.add_data(Reference(data, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    line.add_data(Reference(data, min_col=3, min_row=1, max_row=4), titles_from_data=True)
    columns.set_categories(Reference(data, min_col=1, min_row=2, max_row=4))
    columns.series[0].graphicalProperties.solidFill = RED
    line.series[0].graphicalProperties.line.solidFill = BLUE
    line.y_axis.axId, line.y_axis.crosses = 200, "max"
    columns.x_axis.delete = columns.y_axis.delete = line.y_axis.delete = False
    columns += line
    return DrawnChart(columns, book)


def test_columns_and_a_line_on_a_second_axis() -> None:
    """Each is measured on its own axis, the second on the right."""
    made = _combined()
    red = _marks(made, RED)
    (line,) = [s for s in made.lines(BLUE) if len(s.points) == 3]
    assert made.word("300").x > red[-1].right > made.word("6").x
    left, right = _per_unit(made, "0", "6"), (made.word("100").y - made.word("300").y) / 200
    assert [bar.height for bar in red] == pytest.approx([left * v for v in FIRST], abs=0.3)
    assert [red[0].bottom - y for _, y in line.points] == pytest.approx([right * v for v in (100, 200, 300)], abs=0.5)
    assert [word for word in made.words if word.startswith("Series")] == ["Series 1", "Series 2"]
