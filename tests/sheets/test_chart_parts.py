"""What stands around a chart's plot: axes and their numbers, gridlines, labels, legend, titles, trends and errors."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from openpyxl.chart import BarChart, LineChart, PieChart, Reference, ScatterChart, Series
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.trendline import Trendline

from tests.sheets.chart_paper import BLUE, CATEGORIES, GREEN, RED, DrawnChart, Shape, book_of, drawn, filled_chart

FIRST, SECOND = (2, 4, 6), (1, 3, 5)


def _with(change: Callable[[BarChart], object], *columns: tuple[float, ...], chart: object = None) -> DrawnChart:
    """A column chart of two series, changed before it is drawn."""
    columns = columns or (FIRST, SECOND)
    book = book_of(*columns)
    made = filled_chart(chart or BarChart(), book)
    change(made)
    return DrawnChart(made, book)


def _set(path: str, value: object) -> Callable[[BarChart], None]:
    """What sets an attribute, such as "y_axis.scaling.max"."""
    *owners, name = path.split(".")

    def change(chart: BarChart) -> None:
        found: object = chart
        for owner in owners:
            found = getattr(found, owner)
        setattr(found, name, value)

    return change


def _tall(made: DrawnChart, color: str = RED) -> list[Shape]:
    return [s for s in made.filled(color) if s.height > 8]


def _numbers(made: DrawnChart) -> list[float]:
    """The numbers of the value axis, from below."""
    found = [piece for piece in made.written if piece.text.strip().replace(".", "").replace("-", "").isdigit()]
    return [float(piece.text) for piece in sorted(found, key=lambda piece: -piece.y)]


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ((2, 4, 6), [0, 1, 2, 3, 4, 5, 6, 7]),
        ((3, 7, 10), [0, 2, 4, 6, 8, 10, 12]),
        ((30, 70, 100), [0, 20, 40, 60, 80, 100, 120]),
        ((0.3, 0.7, 1), [0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]),
        ((0, 0, 0), [0, 1]),
    ],
)
def test_numbers_of_an_axis(values: tuple[float, ...], numbers: list[float]) -> None:
    """From zero to a step above the largest value, in round steps."""
    found = _numbers(drawn(BarChart(), values))
    assert (found[0], found[-1]) == (numbers[0], numbers[-1])
    assert set(numbers) <= set(found) or len(values) != len(set(values))


def test_an_axis_of_negative_values() -> None:
    """Reaches below the smallest and above the largest, through zero, in even steps."""
    found = _numbers(drawn(BarChart(), (-5, 5, 10)))
    assert found[0] < -5
    assert found[-1] > 10
    assert 0 in found
    assert len({high - low for low, high in pairwise(found)}) == 1


def test_limits_and_steps_that_the_file_gives() -> None:
    """Are kept, and bars end at the upper limit."""

    def change(chart: BarChart) -> None:
        chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 1, 5, 2

    made = _with(change)
    assert _numbers(made) == [1, 3, 5]
    unit = (made.word("1").y - made.word("5").y) / 4
    assert [bar.height for bar in _tall(made)] == pytest.approx([unit, 3 * unit, 4 * unit], abs=0.3)


def test_a_logarithmic_axis() -> None:
    """Equal steps for equal factors; the labels are the powers."""
    made = _with(_set("y_axis.scaling.logBase", 10), (10, 100, 1000))
    assert _numbers(made) == [1, 10, 100, 1000] or _numbers(made) == [10, 100, 1000]
    first, second, third = (bar.top for bar in sorted(made.filled(RED), key=lambda s: s.left)[:3])
    assert first - second == pytest.approx(second - third, abs=0.3)


def test_values_upside_down() -> None:
    """A reversed value axis grows downwards, and bars hang from its zero."""
    made = _with(_set("y_axis.scaling.orientation", "maxMin"))
    bars = _tall(made)
    assert len({round(bar.top, 1) for bar in bars}) == 1
    assert bars[0].bottom < bars[1].bottom < bars[2].bottom
    assert made.word("0").y < made.word("6").y


def test_categories_from_right_to_left() -> None:
    """A reversed category axis begins on the right, and the values stand there."""
    made = _with(_set("x_axis.scaling.orientation", "maxMin"))
    (alder, _), (birch, _), (cedar, _) = made.places(*CATEGORIES)
    assert alder > birch > cedar
    heights = [bar.height for bar in _tall(made)]
    assert heights == sorted(heights, reverse=True)
    assert made.word("6").x > alder


def test_a_deleted_axis() -> None:
    """Has neither labels nor a line, and its room goes to the plot."""
    plain, without = _with(lambda _: None), _with(_set("y_axis.delete", True))
    assert not set(without.words) & {"0", "2", "4", "6"}
    assert _tall(without)[0].left < _tall(plain)[0].left
    assert not set(_with(_set("x_axis.delete", True)).words) & set(CATEGORIES)


def test_the_number_format_of_an_axis() -> None:
    """The axis' own goes before the cells'."""

    def change(chart: BarChart) -> None:
        chart.y_axis.number_format, chart.y_axis.numFmt.sourceLinked = '0.0"x"', False

    assert {"0.0x", "6.0x"} <= set(_with(change).words)


def test_gridlines() -> None:
    """One for each number of the axis, as wide as the plot; none where the file has none."""
    made, bare = _with(lambda _: None), _with(_set("y_axis.majorGridlines", None))

    def lying(page: DrawnChart) -> list[Shape]:
        return [s for s in page.lines("868686") if s.height < 0.1 and s.width > 100]

    assert len(lying(made)) == len(_numbers(made)) + 1  # and the line of the categories
    assert len(lying(bare)) == 1
    heights = sorted({round(line.top, 1) for line in lying(made)})
    assert len(heights) == len(_numbers(made))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"showVal": True}, ["2", "4", "6"]),
        ({"showCatName": True}, ["Alder", "Birch", "Cedar"]),
        ({"showSerName": True}, ["Series 1"] * 3),
        (
            {"showVal": True, "showCatName": True, "showSerName": True},
            ["Series 1, Alder, 2", "Series 1, Birch, 4", "Series 1, Cedar, 6"],
        ),
        ({"showVal": True, "numFmt": "0.00"}, ["2.00", "4.00", "6.00"]),
    ],
)
def test_labels_of_columns(settings: dict[str, object], words: list[str]) -> None:
    """Stand above the columns' ends, with what the file asks for."""
    book = book_of(FIRST)
    chart = filled_chart(BarChart(), book)
    chart.y_axis.delete, chart.x_axis.delete, chart.legend = True, True, None
    chart.dataLabels = DataLabelList(**{"showLegendKey": False, "showPercent": False, **settings})
    made = DrawnChart(chart, book)
    assert made.words == words
    for piece, bar in zip(made.written, _tall(made), strict=True):
        assert bar.left - 20 < piece.x < bar.right
        assert bar.top - 12 < piece.y <= bar.top


def test_labels_inside_of_columns() -> None:
    """The position "ctr" is the middle of the column."""
    book = book_of(FIRST)
    chart = filled_chart(BarChart(), book)
    chart.y_axis.delete, chart.x_axis.delete, chart.legend = True, True, None
    chart.dataLabels = DataLabelList(showVal=True, dLblPos="ctr")
    made = DrawnChart(chart, book)
    for piece, bar in zip(made.written, _tall(made), strict=True):
        assert piece.y == pytest.approx((bar.top + bar.bottom) / 2, abs=5)


def test_labels_of_a_pie() -> None:
    """Parts of the whole in percent, with the category where it is asked for."""
    book = book_of((1, 2, 1))
    chart = filled_chart(PieChart(), book)
    chart.legend = None
    chart.dataLabels = DataLabelList(showPercent=True, showCatName=True, showVal=False)
    text = " ".join(DrawnChart(chart, book).words)
    assert [text.count(part) for part in ("25%", "50%", "Alder", "Birch", "Cedar")] == [2, 1, 1, 1, 1]


@pytest.mark.parametrize("side", ["l", "r", "t", "b", "tr"])
def test_where_the_legend_stands(side: str) -> None:
    """On its side of the plot, the series in their order."""
    made = _with(_set("legend.position", side))
    (x1, y1), (x2, y2) = made.places("Series 1", "Series 2")
    bars = [*_tall(made), *_tall(made, BLUE)]
    left, right = min(b.left for b in bars), max(b.right for b in bars)
    top, bottom = min(b.top for b in bars), max(b.bottom for b in bars)
    assert {"l": x1 < left, "r": x1 > right, "tr": x1 > right and y1 < (top + bottom) / 2,
            "t": y1 < top, "b": y1 > bottom}[side]  # fmt: skip
    assert (x1 < x2 and y1 == pytest.approx(y2)) if side in "tb" else (y1 < y2 and x1 == pytest.approx(x2))


def test_keys_of_the_legend() -> None:
    """A box in a column's color, a dash in a line's, left of the name; no legend has neither."""
    made = _with(lambda _: None)
    for name, color in (("Series 1", RED), ("Series 2", BLUE)):
        (key,) = [s for s in made.filled(color) if s.height < 8]
        assert key.right < made.word(name).x < key.right + 12
    lines = _with(lambda _: None, chart=LineChart())
    (key,) = [s for s in lines.lines(RED) if len(s.points) == 2]
    assert key.right < lines.word("Series 1").x
    bare = _with(_set("legend", None))
    assert not {"Series 1", "Series 2"} & set(bare.words)
    assert not [s for s in bare.filled(RED) if s.height < 8]


def test_a_placed_legend_and_plot() -> None:
    """Shares of the chart that the file gives are kept."""
    book = book_of(FIRST)
    chart = filled_chart(BarChart(), book)
    chart.layout = Layout(ManualLayout(x=0.5, y=0.25, w=0.4, h=0.5, layoutTarget="inner", xMode="edge", yMode="edge"))
    made = DrawnChart(chart, book)
    frame = made.shapes[0]
    bars = _tall(made)
    assert min(bar.left for bar in bars) > frame.left + frame.width * 0.5
    assert max(bar.right for bar in bars) < frame.left + frame.width * 0.9
    assert bars[0].bottom == pytest.approx(frame.top + frame.height * 0.75, abs=0.5)


def test_titles() -> None:
    """The chart's above it and in the middle, the axes' beside them."""

    def change(chart: BarChart) -> None:
        chart.title, chart.x_axis.title, chart.y_axis.title = "Assets by line", "Line", "Millions"

    made = _with(change)
    frame, bars = made.shapes[0], _tall(made)
    title = made.word("Assets by line")
    assert title.y < min(bar.top for bar in bars)
    assert title.x < (frame.left + frame.right) / 2 < title.x + 200
    assert title.size > made.word("Line").size
    assert made.word("Line").y > made.word("Alder").y
    assert made.word("Millions").x < made.word("0").x


def test_bare_titles() -> None:
    """Without a title the plot has its room."""
    titled, bare = _with(_set("title", "Assets")), _with(lambda _: None)
    assert "Assets" not in bare.words
    assert _tall(bare)[-1].height > _tall(titled)[-1].height


def test_a_trend_line_goes_through_its_points() -> None:
    """Over the columns' middles from the first to the last, at their ends where they lie on a line."""
    book = book_of(FIRST)
    chart = filled_chart(BarChart(), book)
    chart.series[0].trendline = Trendline(trendlineType="linear")
    chart.series[0].trendline.spPr = None
    made = DrawnChart(chart, book)
    bars = _tall(made)
    (trend,) = [s for s in made.shapes if not s.fill and s.width > 150 and s.height > 50]
    first, last = min(trend.points), max(trend.points)
    assert first == pytest.approx(((bars[0].left + bars[0].right) / 2, bars[0].top), abs=0.5)
    assert last == pytest.approx(((bars[2].left + bars[2].right) / 2, bars[2].top), abs=0.5)


@pytest.mark.parametrize(("ends", "up", "down"), [("both", True, True), ("plus", True, False), ("minus", False, True)])
def test_error_bars_reach_from_the_ends(ends: str, up: bool, down: bool) -> None:
    """One unit up or down from each column's end."""
    book = book_of(FIRST)
    chart = filled_chart(BarChart(), book)
    bars = ErrorBars(errDir="y", errBarType=ends, errValType="fixedVal", val=1, noEndCap=True)
    chart.series[0].errBars = bars
    made = DrawnChart(chart, book)
    unit = (made.word("0").y - made.word("6").y) / 6
    stems = [s for s in made.shapes if not s.fill and s.width < 0.1 and s.height == pytest.approx(unit, abs=0.3)]
    columns = _tall(made)
    assert len(stems) == 3 * (up + down)
    assert {round(s.bottom - columns[0].top) for s in stems if s.left < columns[0].right} == (
        ({0} if up else set()) | ({round(unit)} if down else set())
    )


def test_error_bars_across() -> None:
    """A scatter chart's go left and right too."""
    book = book_of((10, 20, 30), categories=(1, 2, 3))
    data, chart = book["Data"], ScatterChart()
    chart.series.append(
        Series(Reference(data, min_col=2, min_row=2, max_row=4), Reference(data, min_col=1, min_row=2, max_row=4))
    )
    chart.series[0].errBars = ErrorBars(errDir="x", errBarType="plus", errValType="fixedVal", val=0.5, noEndCap=True)
    chart.x_axis.delete = chart.y_axis.delete = True
    chart.series[0].marker.symbol, chart.series[0].marker.size = "square", 6
    chart.series[0].marker.graphicalProperties.solidFill = GREEN
    made = DrawnChart(chart, book)
    first, second, _ = made.filled(GREEN)
    half = (second.left - first.left) / 2
    across = [s for s in made.shapes if not s.fill and s.height < 0.1 and s.width == pytest.approx(half, abs=0.3)]
    assert len(across) == 3
    assert min(s.left for s in across) == pytest.approx((first.left + first.right) / 2, abs=0.3)


@pytest.mark.parametrize("count", [5, 60])
def test_labels_of_an_upright_axis_keep_apart(count: int) -> None:
    """Of many categories only some are named, at equal steps, the first among them."""
    chart = BarChart()
    chart.type = "bar"
    names = [f"C{number}" for number in range(count)]
    made = drawn(chart, [1] * count, categories=names)
    shown = [word for word in made.words if word in names]
    places = sorted(made.word(name).y for name in shown)
    assert "C0" in shown
    assert (len(shown) == count) == (count == 5)
    assert min(b - a for a, b in pairwise(places)) > 9
    assert len({int(b[1:]) - int(a[1:]) for a, b in pairwise(sorted(shown, key=lambda name: int(name[1:])))}) == 1
