"""Charts written by openpyxl, which caches no values and puts every axis on the left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

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
