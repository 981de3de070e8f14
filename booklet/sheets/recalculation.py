"""Formulas whose results the file does not hold: computed here, else by LibreOffice, else reported."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.sheets.formula.evaluate import Evaluator
from booklet.sheets.formula.parse import Unsupported
from booklet.sheets.model.area import Area
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.result import SheetProblem

_MOST_NAMED = 20


def compute_missing(evaluator: Evaluator, sheets: Iterable[Sheet]) -> list[tuple[Sheet, str]]:
    """Fills in what can be computed; returns the cells ("B7") that cannot, with their sheets."""
    left = []
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.uncached:
                    try:
                        evaluator.value(sheet, row, column)
                    except (Unsupported, RecursionError):
                        left.append((sheet, str(Area(row, column, row, column))))
    return left


def uncomputed_problems(left: Iterable[tuple[Sheet, str]]) -> list[SheetProblem]:
    """One error a sheet that names the cells without a value."""
    by_sheet: dict[str, list[str]] = {}
    for sheet, cell in left:
        by_sheet.setdefault(sheet.name, []).append(cell)
    return [
        SheetProblem(
            "error",
            name,
            cells[0],
            f"{len(cells)} formula{'s have' if len(cells) > 1 else ' has'} no stored value and cannot be computed: "
            f"{', '.join(cells[:_MOST_NAMED])}{' …' if len(cells) > _MOST_NAMED else ''}.",
            "Open the workbook in Excel, let it calculate, and save it.",
        )
        for name, cells in by_sheet.items()
    ]
