"""Formulas of real workbooks, computed anew, beside the results that Excel stored with them."""

from __future__ import annotations

import math

import pytest

from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.scalars import scalar
from booklet.sheets.model.cell import Cell
from booklet.sheets.read.workbook import read_workbook
from tests.sheets.computing import NOW
from tests.sheets.real_files import here, path_of

COMPARED = {
    "errors--MatrixFormulaEvalTestData.xlsx": 36,
    "dates--DateFormatTests.xlsx": 45,
    "rtl--file.xlsx": 37,
    "real-gov--03FAC_example.xlsx": 712,
    "print--21d_FitToHeightPdf.xlsx": 34,
    "time-card.xltx": 24,
    "print--PayrollCalculator_TP10193213.xltx": 107,
    "formulas--LoanAmortization_TP10073881.xltx": 4805,
    "real-gov--PF_Round_3_Success.xlsx": 1075,
    "print--45540_classic_Footer.xlsx": 104,
    "print--GeneralLedger_TP10073880.xltx": 115,
    "print--issue.1767.xlsx": 53,
    "cond-format--ConditionalFormattingSamples.xlsx": 352,
    "charts--BusinessPerformancetest21_with_content_TP10209823.xltx": 127,
}
"""Formulas of each workbook whose results are compared: fewer would mean that some are not seen any more."""
OTHERWISE: dict[tuple[str, str, str], str] = {}
"""(workbook, sheet, cell) of a result that may be another, and why."""
_CHANGING = ("TODAY(", "NOW(", "RAND")


@pytest.mark.parametrize("name", here(*COMPARED))
def test_agrees_with_what_excel_computed(name: str) -> None:
    """Every formula, but those of chance and of the clock, gives what stands in its cell."""
    evaluator = Evaluator(read_workbook(path_of(name).read_bytes(), Limits()), NOW)
    count, wrong = 0, {}
    for sheet in evaluator.book.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in list(cells.items()):
                if not cell.formula or cell.uncached or any(word in cell.formula for word in _CHANGING):
                    continue
                count += 1
                made = scalar(evaluator.computed(cell.formula, sheet, row, column))
                if not _alike(made, cell):
                    wrong[name, sheet.name, f"R{row}C{column}"] = (cell.formula, made, cell.value)
    assert {place: found for place, found in wrong.items() if place not in OTHERWISE} == {}
    assert count == COMPARED[name]


def _alike(made: object, cell: Cell) -> bool:
    if isinstance(made, float) and isinstance(cell.value, int | float):
        return math.isclose(made, cell.value, rel_tol=1e-9, abs_tol=1e-9)
    return made == cell.value or (made is None and cell.value in (0, ""))
