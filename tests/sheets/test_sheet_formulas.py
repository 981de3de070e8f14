"""Formulas computed: what Excel gives for them."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.scalars import scalar
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.read.workbook import read_workbook
from tests.sheets.paper import as_bytes

NOW = datetime(2026, 9, 30, 12)


def _evaluator(book: Workbook) -> Evaluator:
    return Evaluator(read_workbook(as_bytes(book), Limits()), NOW)


@pytest.fixture(scope="module")
def sales() -> Evaluator:
    """Lines, amounts and dates in A1:C6, as the table Sales; "Other" has one number."""
    book = Workbook()
    rows = [("Line", "Amount", "Day"), ("Alder", 120, 46000), ("birch", 80, 46031), ("Alder", 150, 46059),
            ("Cedar", None, 46090), ("Dill", 40.5, 46120)]  # fmt: skip
    for row in rows:
        book.active.append(row)
    book.active.add_table(Table(displayName="Sales", ref="A1:C6"))
    book.create_sheet("Other sheet")["A1"] = 7
    return _evaluator(book)


def _compute(evaluator: Evaluator, formula: str, row: int = 3, column: int = 5) -> object:
    sheet = evaluator.book.sheets[0]
    written = formula if not formula.startswith("{") else f"\1E3,{formula[1:-1]}"
    found = scalar(evaluator.computed(written.lstrip("="), sheet, row, column))
    return 0.0 if found is None else found


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("-2^2", 4), ("2^-1%", 2**-0.01), ("1=1.0000000000000002", True), ("0.1+0.2=0.3", True), ("0.5-0.4-0.1", 0),
        ('"a"&1/4', "a0.25"), ('"5"+"1,200"', 1205), ('"1/31/2026"+0', 46053), ("1/0", "#DIV/0!"), ('"x"+1', "#VALUE!"),
        ("SUM(B:B)", 390.5), ("SUM((B2,B4),1)", 271), ("SUM(B2:INDEX(B:B,4))", 350), ("SUM(B2:B4 A3:C3)", 80),
        ("B:B", 80), ("ABS(B2:B4)", 80), ("{SUM(IF(A2:A6=\"Alder\",B2:B6))}", 270), ("SUM('Other sheet'!A1,Gone!A1)",
        "#REF!"), ("SUM(Sales[Amount])", 390.5), ("Sales[[#This Row],[Amount]]*2", 160), ("ROWS(Sales[#All])", 6),
        ("SUMPRODUCT((A2:A6=\"alder\")*(B2:B6>130))", 1), ("COUNTIF(A2:A6,\"?l*\")", 2), ("COUNTIF(B2:B6,\">=80\")", 3),
        ("SUMIFS(B2:B6,A2:A6,\"Alder\",C2:C6,\">46000\")", 150), ("AVERAGEIF(A2:A6,\"Alder\",B2)", 135),
        ("MAXIFS(B2:B6,A2:A6,\"Alder\")", 150), ("VLOOKUP(\"BIRCH\",A2:C6,3,FALSE)", 46031),
        ("VLOOKUP(\"x\",A2:C6,3,0)", "#N/A"), ("INDEX(B2:B6,MATCH(\"Cedar\",A2:A6,0))", 0), ("MATCH(46050,C2:C6)", 2),
        ("XLOOKUP(\"Dill\",A2:A6,B2:B6)", 40.5), ("XLOOKUP(\"x\",A2:A6,B2:B6,\"none\")", "none"),
        ("XLOOKUP(100,B2:B4,A2:A4,,-1)", "birch"), ("{SUM(FILTER(B2:B6,A2:A6=\"Alder\"))}", 270),
        ("{TEXTJOIN(\"+\",TRUE,UNIQUE(SORT(A2:A6)))}", "Alder+birch+Cedar+Dill"), ("{SUM(SEQUENCE(4))}", 10),
        ("LET(x,B2,y,x*2,x+y)", 360), ("LAMBDA(n,n+1)(4)", 5), ("{SUM(MAP(B2:B4,LAMBDA(v,v/10)))}", 35),
        ("REDUCE(0,B2:B4,LAMBDA(a,b,a+b))", 350), ("SUM(OFFSET(B1,1,0,2,1))", 200), ("SUM(INDIRECT(\"B2:B\"&4))", 350),
        ("INDIRECT(\"nowhere!A1\")", "#REF!"), ("IFERROR(1/0,\"none\")", "none"), ("IFS(B3>100,\"a\",TRUE,\"b\")", "b"),
        ("SWITCH(2,1,\"one\",2,\"two\",\"many\")", "two"), ("AND(B2>1,B3>1)", True), ("CHOOSE(2,B2,B3)", 80),
        ("SUBTOTAL(9,B2:B6)", 390.5), ("AGGREGATE(14,6,B2:B6/(A2:A6=\"Alder\"),1)", 150), ("COUNTBLANK(B2:B6)", 1),
        ("ROUND(2.5,0)", 3), ("ROUND(-1.005,2)", -1.01), ("ROUNDUP(1.21,1)", 1.3), ("MOD(-3,2)", 1), ("INT(-1.5)", -2),
        ("CEILING(7,5)", 10), ("FLOOR.MATH(-7,5)", -10), ("LARGE(B2:B6,2)", 120), ("MEDIAN(B2:B6)", 100),
        ("STDEV(B2:B6)", 47.671401), ("PERCENTILE(B2:B6,0.25)", 70.125), ("RANK(120,B2:B6)", 2),
        ("CONVERT(1,\"mi\",\"km\")", 1.609344), ("TEXT(1234.5,\"#,##0.00\")", "1,234.50"), ("PROPER(\"o'neil SMITH\")",
        "O'Neil Smith"), ("SUBSTITUTE(\"a-b-c\",\"-\",\"+\",2)", "a-b+c"), ("MID(\"booklet\",2,3)", "ook"),
        ("FIND(\"k\",\"booklet\")", 4), ("TEXTBEFORE(\"a/b/c\",\"/\",-1)", "a/b"), ("LEN(TRIM(\" a  b \"))", 3),
        ("FIXED(1234.567,1)", "1,234.6"), ("HYPERLINK(\"http://x\",\"name\")", "name"), ("DATE(2026,14,0)", 46418),
        ("EOMONTH(46000,1)", 46053), ("YEAR(46000)", 2025), ("WEEKDAY(46000,2)", 2), ("DATEDIF(46000,46120,\"m\")", 3),
        ("NETWORKDAYS(46000,46010)", 9), ("WORKDAY(46000,10)", 46014), ("YEARFRAC(46000,46365)", 1), ("DAY(60)", 29),
        ("TODAY()", 46295), ("DATEVALUE(\"2026-09-30\")", 46295), ("PMT(0.05/12,36,-10000)", 299.708971),
        ("IRR({-100,30,40,50,20})", 0.153221), ("NPV(0.1,1,2)", 2.561983), ("RATE(36,-300,10000)", 0.00422067),
        ("{MDETERM({1,2;3,4})}", -2), ("SUM(MMULT({1,2},{3;4}))", 11), ("ROW()", 3), ("COLUMN(C1)", 3),
        ("ADDRESS(2,3)", "$C$2"),
        ("ISNUMBER(B5)", False), ("ISBLANK(B5)", True), ("ERROR.TYPE(1/0)", 2), ("N(TRUE)", 1),
        ("ROMAN(1994)", "MCMXCIV"),
    ],
)  # fmt: skip
def test_formulas(sales: Evaluator, formula: str, result: object) -> None:
    """Operators, areas, tables and functions as in Excel, in a cell of row 3."""
    found = _compute(sales, formula)
    if isinstance(result, int | float) and not isinstance(result, bool):
        assert found == pytest.approx(result, rel=1e-5, abs=1e-12)
    elif isinstance(result, str) and result.startswith("#"):
        assert found == ErrorValue(result)
    else:
        assert found == result
        assert type(found) is type(result)


@pytest.mark.parametrize("formula", ["GETPIVOTDATA(A1,B1)", "'[1]Book'!A1+1", "SUM(1", 'WEBSERVICE("http://x")'])
def test_what_is_not_computed_is_said(sales: Evaluator, formula: str) -> None:
    """Pivot tables, other workbooks, the network and broken formulas."""
    with pytest.raises(Unsupported):
        _compute(sales, formula)


def test_dates_of_1904() -> None:
    """A workbook of the Macintosh calendar counts from 1904 in functions too."""
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    evaluator = _evaluator(book)
    assert [_compute(evaluator, f) for f in ("DATE(1904,1,2)", "YEAR(0)", 'TEXT(1,"yyyy-mm-dd")')] == [
        1.0, 1904.0, "1904-01-02",
    ]  # fmt: skip


def test_array_formulas_fill_their_cells() -> None:
    """One formula, several cells; what is beyond its values is #N/A."""
    book = Workbook()
    book.active["A1"] = ArrayFormula("A1:B3", "=SEQUENCE(2,2)")
    book.active["D1"] = "=SUM(A1:B2)"
    evaluator = _evaluator(book)
    sheet = evaluator.book.sheets[0]
    assert evaluator.value(sheet, 1, 4) == 10
    assert sheet.cell(2, 2).value == 4
    assert sheet.cell(3, 1).value == ErrorValue("#N/A")


def test_long_chains_and_circles() -> None:
    """Ten thousand cells of which each waits for the next are computed; a circle is not, and nothing hangs."""
    book = Workbook()
    for row in range(1, 10_000):
        book.active.cell(row, 1, f"=A{row + 1}+1")
    book.active["A10000"], book.active["C1"], book.active["C2"] = 1, "=C2", "=C1"
    evaluator = _evaluator(book)
    sheet = evaluator.book.sheets[0]
    assert evaluator.value(sheet, 1, 1) == 10_000
    with pytest.raises(Unsupported, match="itself"):
        evaluator.value(sheet, 1, 3)
