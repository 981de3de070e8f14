"""Formulas whose results the file does not hold: computed here, else by LibreOffice, else reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from booklet.errors import InputError
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.libreoffice import convert, is_installed
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.render_options import Limits
from booklet.sheets.result import SheetProblem

_MOST_NAMED = 20
_CHANGING = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|TODAY|NOW)\(", re.IGNORECASE)


def calculate(
    file: Callable[[], bytes], evaluator: Evaluator, sheets: Sequence[Sheet], limits: Limits
) -> list[SheetProblem]:
    """Give the cells of `sheets` the values that they lack; return the problems of those that stay without a value.

    `file` makes the workbook for LibreOffice, which computes what is not computed here.
    """
    left, stale = compute_missing(evaluator, sheets)
    if left and is_installed():
        # LibreOffice refuses some files that are drawn here; then the cells are reported.
        with suppress(InputError):
            calculated = convert(file(), "xlsx", "xlsx", seconds=limits.seconds)
            left = fill_from(left, read_workbook(calculated, limits))
            return uncomputed_problems(left) + stale_problems(stale) + changing_problems(evaluator.book.sheets)
    return uncomputed_problems(left) + stale_problems(stale)


Cells = list[tuple[Sheet, str]]
"""Cells ("B7") with their sheets."""


def compute_missing(evaluator: Evaluator, sheets: Iterable[Sheet]) -> tuple[Cells, Cells]:
    """Compute missing values; return cells that cannot be computed, and cells whose stored value may be outdated."""
    left: Cells = []
    stale: Cells = []
    if evaluator.book.recalculate:
        _forget_zeros(evaluator.book.sheets)
    for sheet in sheets:
        for row, cells in list(sheet.rows.items()):
            for column, cell in list(cells.items()):
                if cell.uncached:
                    try:
                        evaluator.value(sheet, row, column)
                    except (Unsupported, RecursionError):
                        cell.uncached = cell.value is None
                        found = left if cell.uncached else stale
                        found.append((sheet, str(Area(row, column, row, column))))
    return left, stale


def _forget_zeros(sheets: Iterable[Sheet]) -> None:
    """Mark zeros as not computed: programs that ask for calculation store 0 for every formula."""
    for sheet in sheets:
        for cells in sheet.rows.values():
            for cell in cells.values():
                if cell.formula and cell.value in (0, None, ""):
                    cell.uncached = True


def fill_from(left: Cells, calculated: Workbook) -> Cells:
    """Take values of cells from the same workbook calculated elsewhere; return the cells without a value there."""
    missing = []
    for sheet, name in left:
        area, other = parse_area(name), calculated.sheet(sheet.name)
        found = other.cell(area.top, area.left) if area and other else None
        cell = sheet.cell(area.top, area.left) if area else None
        if found is None or found.uncached or cell is None:
            missing.append((sheet, name))
        else:
            cell.value, cell.uncached = found.value, False
    return missing


def uncomputed_problems(left: Cells) -> list[SheetProblem]:
    """Return an error for each sheet that names the cells without a value."""
    return [
        SheetProblem(
            "error",
            name,
            cells[0],
            f"{len(cells)} formula{'s have' if len(cells) > 1 else ' has'} no stored value and cannot be computed: "
            f"{_listed(cells)}.",
            "Open the workbook in Excel, let it calculate, and save it.",
        )
        for name, cells in _by_sheet(left).items()
    ]


def stale_problems(stale: Cells) -> list[SheetProblem]:
    """Return a warning for each sheet: the workbook asks for calculation, and these cells show what was stored."""
    return [
        SheetProblem(
            "warning",
            name,
            cells[0],
            f"{len(cells)} formula{'s show' if len(cells) > 1 else ' shows'} a stored value that may be out of date: "
            f"{_listed(cells)}.",
            "Open the workbook in Excel, let it calculate, and save it.",
        )
        for name, cells in _by_sheet(stale).items()
    ]


def changing_problems(sheets: Iterable[Sheet]) -> list[SheetProblem]:
    """Return a warning for each sheet with formulas that LibreOffice computes from chance or the clock."""
    found: Cells = [
        (sheet, str(Area(row, column, row, column)))
        for sheet in sheets
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if cell.formula and _CHANGING.search(cell.formula)
    ]
    return [
        SheetProblem(
            "warning",
            name,
            cells[0],
            f"LibreOffice computes {len(cells)} formula{'s' * (len(cells) > 1)} from chance or from the clock: "
            f"{_listed(cells)}. They may show something else each time, and the book cannot be made again the same.",
            "Put plain values into these cells.",
        )
        for name, cells in _by_sheet(found).items()
    ]


def _by_sheet(found: Cells) -> dict[str, list[str]]:
    by_sheet: dict[str, list[str]] = {}
    for sheet, cell in found:
        by_sheet.setdefault(sheet.name, []).append(cell)
    return by_sheet


def _listed(cells: list[str]) -> str:
    return f"{', '.join(cells[:_MOST_NAMED])}{' …' if len(cells) > _MOST_NAMED else ''}"
