"""Conditional formats, tables, and formulas without stored values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table, TableStyleInfo

from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.read.workbook import read_workbook
from tests.sheets.paper import Paper, as_bytes

Draw = Callable[..., Paper]
GREEN = PatternFill(bgColor="FF00FF00")
LEFT, TOP = 54.0, 72.0


def _column(*values: object) -> Workbook:
    book = Workbook()
    for row, value in enumerate(values, 1):
        book.active.cell(row, 1, value)
        book.active.row_dimensions[row].height = 20
    return book


def _colors(paper: Paper, rows: int) -> list[bool]:
    """Whether each row's first cell is green."""
    return [paper.color_at(LEFT + 4, TOP + 20 * row + 4) == (0, 255, 0) for row in range(rows)]


def test_cell_value(draw: Draw) -> None:
    """Values over a bound get the rule's fill."""
    book = _column(1, 5, 9)
    book.active.conditional_formatting.add("A1:A3", CellIsRule("greaterThan", ["4"], fill=GREEN))
    assert _colors(draw(book), 3) == [False, True, True]


def test_formula_moves_with_its_cell(draw: Draw) -> None:
    """A formula is written for the first cell and moves with its references."""
    book = _column(1, 5, 9)
    book.active.conditional_formatting.add("A1:A3", FormulaRule(["MOD(ROW(),2)=0"], fill=GREEN))
    assert _colors(draw(book), 3) == [False, True, False]


def test_duplicates_and_priority(draw: Draw) -> None:
    """The first rule that sets a fill wins, and stop-if-true ends the list."""
    book = _column("a", "b", "a")
    stop = FormulaRule(['$A1="b"'], stopIfTrue=True)
    doubles = Rule("duplicateValues", dxf=DifferentialStyle(fill=GREEN))
    book.active.conditional_formatting.add("A1:A3", stop)
    book.active.conditional_formatting.add("A1:A3", doubles)
    assert _colors(draw(book), 3) == [True, False, True]


def test_color_scale_and_bar(draw: Draw) -> None:
    """A scale colors by value; a bar is as long as its value."""
    book = _column(0, 10)
    scale = ColorScaleRule(start_type="min", start_color="FFFFFFFF", end_type="max", end_color="FF00FF00")
    book.active.conditional_formatting.add("A1:A2", scale)
    assert _colors(draw(book), 2) == [False, True]
    book = _column(1, 10)
    book.active.conditional_formatting.add("A1:A2", DataBarRule("num", 0, "num", 10, color="FF00FF00"))
    assert draw(book).color_at(LEFT + 4, TOP + 24)[1] == 255


def test_table_banding(draw: Draw) -> None:
    """A table's style fills its header and every other row, which LibreOffice 7.4 leaves out."""
    book = _column("Head", 1, 2)
    table = Table(displayName="T", ref="A1:A3", tableStyleInfo=TableStyleInfo("TableStyleMedium2", showRowStripes=True))
    book.active.add_table(table)
    paper = draw(book)
    header, first, second = (paper.color_at(LEFT + 3, TOP + 20 * n + 4) for n in range(3))
    assert header not in (first, (255, 255, 255))
    assert first != second == (255, 255, 255)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("1+2*3^2", 19.0), ("-2^2", 4.0), ('"a"&1.5', "a1.5"), ("SUM(A1:A3)", 6.0), ("AVERAGE(A:A)", 2.0),
        ('COUNTIF(A1:A3,">1")', 2.0), ("IF(A1>1,\"x\",\"y\")", "y"), ("VLOOKUP(2,A1:A3,1,FALSE)", 2.0),
        ('TEXT(0.5,"0%")', "50%"), ("SUMPRODUCT((A1:A3>1)*A1:A3)", 5.0), ("IFERROR(1/0,7)", 7.0),
        ("ROUND(2.345,2)", 2.35), ("INDEX(A1:A3,MATCH(3,A1:A3,0))", 3.0), ("YEAR(TODAY())", 2026.0),
        ("DATE(2024,2,30)", 45352.0), ("SUBTOTAL(9,A1:A3)", 6.0),
    ],
)  # fmt: skip
def test_formulas(formula: str, result: object) -> None:
    """Operators and functions give what Excel gives."""
    book = read_workbook(as_bytes(_column(1, 2, 3)), Limits())
    evaluator = Evaluator(book, datetime(2026, 11, 23))
    assert evaluator.formula(formula, book.sheets[0], 9, 9) == result


def test_uncached_formula_is_computed(draw: Draw) -> None:
    """openpyxl stores no results; the page shows them all the same."""
    book = _column(2, 3)
    book.active["A3"] = "=A1*A2+1"
    paper = draw(book)
    assert "7" in paper.text()
    assert not paper.made.problems


def test_workbook_that_asks_for_calculation(draw: Draw) -> None:
    """XlsxWriter stores 0 for every formula and asks for calculation; the page shows the result."""
    book = _column(2, 3, "=A1+A2+40")
    book.calculation.fullCalcOnLoad = True
    assert "45" in draw(book).text()


def test_what_booklet_cannot_compute_libreoffice_does(draw: Draw) -> None:
    """A function that Booklet does not know is calculated by LibreOffice."""
    book = _column("=IMREAL(COMPLEX(8,1))", "text")
    for cell in ("B1", "C1", "B2", "C2"):
        book.active[cell] = 1
    paper = draw(book)
    assert "8" in paper.text()
    assert not paper.made.problems


@pytest.mark.parametrize("renderer", ["native", "libreoffice"])
def test_what_libreoffice_computes_from_chance_is_told(draw: Draw, renderer: Literal["native", "libreoffice"]) -> None:
    """Such a page is another one each time; what is computed from the quarter's day, natively, is not."""
    problems = draw(_column("=RAND()", "text"), renderer=renderer).made.problems
    assert [(p.severity, p.cell) for p in problems] == [("warning", "A1")]
    assert "cannot be made again the same" in problems[0].message
    assert not draw(_column("=TODAY()", "text")).made.problems


def test_without_libreoffice_it_is_an_error(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can compute a formula, an error names its cell."""
    monkeypatch.setenv("PATH", "")
    paper = draw(_column("=GETPIVOTDATA(B1,B2)", "text"), apart=False)
    problems = [p for p in paper.made.problems if p.severity == "error"]
    assert [p.cell for p in problems] == ["A1"]


def test_unknown_function_is_unsupported() -> None:
    """A function that is not known is said to be so, not taken for an error value."""
    book = read_workbook(as_bytes(_column(1)), Limits())
    with pytest.raises(Unsupported):
        Evaluator(book, datetime(2026, 1, 1)).formula("GETPIVOTDATA(A1:A3,1)", book.sheets[0], 1, 1)
