"""Charts whose file caches no values, as openpyxl writes them: the values are taken from the cells that they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from booklet.sheets.formula.evaluate import Evaluator
from booklet.sheets.formula.parse import Unsupported
from booklet.sheets.formula.values import cells
from booklet.sheets.model.cell import ErrorValue, Value
from booklet.sheets.model.chart import Chart, Plot, Series
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.result import SheetProblem

_MOST_POINTS = 32_000


def fill_charts(evaluator: Evaluator, sheets: Sequence[Sheet]) -> list[SheetProblem]:
    """Gives the series of all charts their values; a chart that has none even then is an error with its name."""
    problems: list[SheetProblem] = []
    for sheet in sheets:
        for number, drawing in enumerate(sheet.drawings):
            chart = drawing.content
            if not isinstance(chart, Chart):
                continue
            filled = replace(chart, plots=tuple(_plot(plot, evaluator, sheet) for plot in chart.plots))
            sheet.drawings[number] = replace(drawing, content=filled)
            if not any(series.values for plot in filled.plots for series in plot.series):
                text = f"The chart {chart.name!r} has no values that can be read, and is drawn empty."
                problems.append(
                    SheetProblem("error", sheet.name, None, text, "Open the workbook in Excel, and save it again.")
                )
    return problems


def _plot(plot: Plot, evaluator: Evaluator, sheet: Sheet) -> Plot:
    return replace(plot, series=tuple(_series(series, evaluator, sheet) for series in plot.series))


def _series(series: Series, evaluator: Evaluator, sheet: Sheet) -> Series:
    sources = series.sources

    def found(kind: str) -> list[Value]:
        return _cells(sources.get(kind, ""), evaluator, sheet)

    return replace(
        series,
        name=series.name or " ".join(str(value) for value in found("tx") if value is not None),
        values=series.values or _numbers(found("val") or found("yVal")),
        categories=series.categories or tuple(_label(value) for value in found("cat")),
        x_values=series.x_values or _numbers(found("xVal")),
        sizes=series.sizes or _numbers(found("bubbleSize")),
    )


def _cells(reference: str, evaluator: Evaluator, sheet: Sheet) -> list[Value]:
    if not reference:
        return []
    try:
        return [*islice(cells(evaluator.array(reference, sheet)), _MOST_POINTS)]
    except (Unsupported, RecursionError, ValueError):
        return []


def _numbers(values: Sequence[Value]) -> tuple[float | None, ...]:
    return tuple(
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None for value in values
    )


def _label(value: Value) -> str:
    if value is None or isinstance(value, ErrorValue):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
