"""Values of charts, taken from the cells that they name.

They are needed where the file caches none, as openpyxl writes it, or where cells were filled for a customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.scalars import cells
from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import CellValue, ErrorValue, RichText
from booklet.sheets.model.chart import Chart, Plot, Series
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.numbers import display
from booklet.sheets.result import SheetProblem

_MOST_POINTS = 32_000


def fill_charts(evaluator: Evaluator, sheets: Sequence[Sheet], *, anew: bool = False) -> list[SheetProblem]:
    """Give the series of all charts their values; a chart without any even then is an error with its name.

    With `anew` what the file caches counts only where no cells are named: the cells have other values by now.
    """
    problems: list[SheetProblem] = []
    for sheet in sheets:
        for number, drawing in enumerate(sheet.drawings):
            chart = drawing.content
            if not isinstance(chart, Chart):
                continue
            filled = replace(chart, plots=tuple(_plot(plot, evaluator, sheet, anew=anew) for plot in chart.plots))
            sheet.drawings[number] = replace(drawing, content=filled)
            if not any(series.values for plot in filled.plots for series in plot.series):
                text = f"The chart {chart.name!r} has no values that can be read, and is drawn empty."
                problems.append(
                    SheetProblem("error", sheet.name, None, text, "Open the workbook in Excel, and save it again.")
                )
    return problems


def _plot(plot: Plot, evaluator: Evaluator, sheet: Sheet, *, anew: bool) -> Plot:
    return replace(plot, series=tuple(_series(_emptied(s) if anew else s, evaluator, sheet) for s in plot.series))


def _emptied(series: Series) -> Series:
    """Return the series without the values that cells have; categories stay: they may be dates in their format."""
    named = series.sources
    return replace(
        series,
        name="" if "tx" in named else series.name,
        values=() if "val" in named or "yVal" in named else series.values,
        x_values=() if "xVal" in named else series.x_values,
        sizes=() if "bubbleSize" in named else series.sizes,
    )


def _series(series: Series, evaluator: Evaluator, sheet: Sheet) -> Series:
    sources = series.sources

    def found(kind: str) -> list[CellValue]:
        return _cells(sources.get(kind, ""), evaluator, sheet)

    return replace(
        series,
        name=series.name or " ".join(str(value) for value in found("tx") if value is not None),
        values=series.values or _numbers(found("val") or found("yVal")),
        categories=series.categories or _labels(found("cat"), _number_format(sources.get("cat", ""), evaluator, sheet)),
        x_values=series.x_values or _numbers(found("xVal")),
        sizes=series.sizes or _numbers(found("bubbleSize")),
    )


def _cells(reference: str, evaluator: Evaluator, sheet: Sheet) -> list[CellValue]:
    if not reference:
        return []
    try:
        found = evaluator.array(reference, sheet)
        return [] if isinstance(found, ErrorValue) else [*islice(cells(found), _MOST_POINTS)]
    except (Unsupported, RecursionError, ValueError):
        return []


def _numbers(values: Sequence[CellValue]) -> tuple[float | None, ...]:
    return tuple(
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None for value in values
    )


def _labels(values: Sequence[CellValue], number_format: str) -> tuple[str, ...]:
    """Return the categories as their cells show them."""
    return tuple(
        "" if value is None or isinstance(value, ErrorValue) else display(_plain(value), number_format).text
        for value in values
    )


def _plain(value: float | str | bool | RichText) -> float | str | bool:
    return str(value) if isinstance(value, RichText) else value


def _number_format(reference: str, evaluator: Evaluator, sheet: Sheet) -> str:
    """Return the format of the first of the cells."""
    name, _, cells_named = reference.rpartition("!")
    named = evaluator.sheet(name.removeprefix("'").removesuffix("'").replace("''", "'")) if name else sheet
    area = parse_area(cells_named)
    return evaluator.book.number_format(named.cell(area.top, area.left)) if named and area else "General"
