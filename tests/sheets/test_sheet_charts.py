"""Charts written by openpyxl, which caches no values and puts every axis on the left."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.trendline import Trendline

from booklet.sheets.charts.trend_lines import points_of
from booklet.sheets.model.chart import TrendLine
from tests.sheets.paper import Paper

Draw = Callable[..., Paper]


def _with_chart(last_row: int = 4) -> Workbook:
    book = Workbook()
    for row in (("Line", "Units"), ("Alder", 120), ("Birch", 80), ("Cedar", 150)):
        book.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=last_row), titles_from_data=True)
    chart.set_categories(Reference(book.active, min_col=1, min_row=2, max_row=last_row))
    book.active.add_chart(chart, "D8")
    return book


def test_values_without_a_cache_come_from_the_cells(draw: Draw) -> None:
    """The legend has the series' name, and the axis reaches as far as the largest value."""
    paper = draw(_with_chart())
    words = [written.text.strip() for written in paper.written()]
    assert words.count("Units") == 2  # the heading's cell, and the legend
    assert "160" in words
    assert not [problem for problem in paper.made.problems if problem.severity == "error"]


def test_categories_are_shown_as_their_cells_are(draw: Draw) -> None:
    """A date of an uncached category is a date, not its serial number."""
    book = _with_chart()
    for row, month in enumerate((1, 2, 3), start=2):
        book.active.cell(row, 1, date(2026, month, 1)).number_format = "mmm yy"
    words = [written.text.strip() for written in draw(book).written()]
    assert words.count("Feb 26") == 2  # the cell, and the axis


def test_categories_stand_below_upright_bars(draw: Draw) -> None:
    """Whatever side the file says: side by side, under the axis."""
    written = draw(_with_chart()).written()
    labels = [
        next(one for one in reversed(written) if one.text.strip() == name) for name in ("Alder", "Birch", "Cedar")
    ]
    assert len({round(label.y) for label in labels}) == 1
    assert labels[0].x < labels[1].x < labels[2].x


def test_a_chart_without_any_values_is_a_problem(draw: Draw) -> None:
    """Never a silent hole: an error with the chart's name."""
    book = _with_chart()
    book.active.delete_cols(1, 2)
    book.active["A1"] = "nothing to draw"
    for series in book.active._charts[0].series:
        series.val.numRef.f = "'Gone'!$B$2:$B$4"
    problems = draw(book).made.problems
    assert any("chart" in problem.message and problem.severity == "error" for problem in problems)


@pytest.mark.parametrize(
    ("line", "values", "end"),
    [
        (TrendLine("linear"), [3, 5, 7], 7.0),
        (TrendLine("linear", forward=2), [3, 5, 7], 11.0),
        (TrendLine("linear", intercept=0.0), [2, 4, 6], 6.0),
        (TrendLine("exp"), [6, 12, 24], 24.0),
        (TrendLine("log"), [0, 0.6931472, 1.0986123], 1.0986123),
        (TrendLine("power"), [2, 8, 18], 18.0),
        (TrendLine("poly", order=2), [1, 4, 9, 16], 16.0),
        (TrendLine("movingAvg", period=2), [1, 3, 8], 5.5),
    ],
)
def test_trend_lines_fit_their_points(line: TrendLine, values: list[float], end: float) -> None:
    """Where the points lie on such a line, the line meets the last of them, or goes on as far as it is told to."""
    points = [(float(n), float(value)) for n, value in enumerate(values, 1)]
    assert points_of(line, points)[-1][1] == pytest.approx(end, rel=1e-6)


def test_a_trend_line_that_the_values_do_not_allow() -> None:
    """An exponential line has no room for a zero, nor a straight one for a single point: there is none, as in Excel."""
    assert points_of(TrendLine("exp"), [(1.0, 0.0), (2.0, 4.0)]) == []
    assert points_of(TrendLine("linear"), [(1.0, 3.0)]) == []
    assert points_of(TrendLine("movingAvg", period=3), [(1.0, 3.0), (2.0, 4.0)]) == []


def test_a_trend_line_is_named_and_explained(draw: Draw) -> None:
    """In the legend as Excel calls it, with its equation and how well it fits where the chart asks for them."""
    book = _with_chart()
    book.active["B3"], book.active["B4"] = 140, 160
    book.active._charts[0].series[0].trendline = Trendline(trendlineType="linear", dispEq=True, dispRSqr=True)
    words = [written.text.strip() for written in draw(book).written()]
    assert {"Linear (Units)", "y = 20x + 100", "R² = 1"} <= set(words)


@pytest.mark.parametrize(
    ("bars", "lines"),
    [
        (ErrorBars(errBarType="both", errValType="fixedVal", val=10), 12),
        (ErrorBars(errBarType="plus", errValType="percentage", val=5), 6),
        (ErrorBars(errBarType="minus", errValType="stdErr", noEndCap=True), 3),
        (ErrorBars(errBarType="both", errValType="fixedVal", val=0), 0),
    ],
)
def test_error_bars(draw: Draw, bars: ErrorBars, lines: int) -> None:
    """A line to each side of each point, with a cap at its end."""
    plain, barred = _with_chart(), _with_chart()
    bars.errDir = "y"
    barred.active._charts[0].series[0].errBars = bars
    assert _paths(draw(barred)) - _paths(draw(plain)) == lines


def _paths(paper: Paper) -> int:
    page = pypdfium2.PdfDocument(paper.made.pdf)[0]
    return len(list(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,))))


def test_trends_and_errors_of_absurd_values(draw: Draw) -> None:
    """Are drawn out of sight or not at all; no number in the page is longer than a reader takes."""
    book = _with_chart()
    for row, value in enumerate((1e-300, 1e300, 1e200), start=2):
        book.active.cell(row, 2, value)
    (series,) = book.active._charts[0].series
    series.trendline = Trendline(trendlineType="exp", forward=1e9, dispEq=True, dispRSqr=True)
    series.errBars = ErrorBars(errDir="y", errBarType="both", errValType="fixedVal", val=1e307)
    content = draw(book).made.pdf
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        assert max(map(len, page.get_contents().get_data().split())) < 200
