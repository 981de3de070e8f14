"""COUNTIF, SUMIFS and their like: what a criterion means, and totals that pass over rows, errors and other totals."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.sheets.computing import Grid, cases, check, evaluator_of

GRID = Grid(
    fruits=["apples", "oranges", "peaches", "apples", None, "", "Apples pie", "a?e"],
    amounts=[32, 54, 75, 86, 0, "5", True, "=1/0"],
    values=[100000, 200000, 300000, 400000],
    commissions=[7000, 14000, 21000, 28000],
    sold=[5, 4, 15, 3, 22, 12, 10, 33],
    products=["Apples", "Apples", "Artichokes", "Artichokes", "Bananas", "Bananas", "Carrots", "Carrots"],
    people=["Tom", "Sarah", "Tom", "Sarah", "Tom", "Sarah", "Tom", "Sarah"],
    grades=[89, 93, 96, 85, 91, 88],
    weights=[1, 2, 2, 3, 1, 1],
    errors=["=1/0", 2, "=1/0", 4],
    wide=[[1, 2, 3], [4, 5, 6]],
)

CASES = cases("""
    COUNTIF(fruits,"apples") -> 2
    COUNTIF(fruits,"APPLES") -> 2
    COUNTIF(fruits,"apples*") -> 3
    COUNTIF(fruits,"*") -> 6
    COUNTIF(fruits,"?????es") -> 2
    COUNTIF(fruits,"a~?e") -> 1
    COUNTIF(fruits,"<>apples") -> 6
    COUNTIF(fruits,"<>"&"apples*") -> 5
    COUNTIF(fruits,"<>") -> 6
    COUNTIF(fruits,">o") -> 2
    COUNTIF(amounts,">55") -> 2
    COUNTIF(amounts,"<>75") -> 7
    COUNTIF(amounts,">=32") -> 4
    COUNTIF(amounts,"<=0") -> 1
    COUNTIF(amounts,5) -> 1
    COUNTIF(amounts,"5") -> 1
    COUNTIF(amounts,0) -> 1
    COUNTIF(amounts,TRUE) -> 1
    COUNTIF(amounts,"TRUE") -> 1
    COUNTIF(amounts,"#DIV/0!") -> 1
    COUNTIF(amounts,">=32")-COUNTIF(amounts,">75") -> 3
    COUNTIF(fruits,{"apples";"peaches"}) -> {2;1}
    COUNTIF(values) -> refused
    COUNTIFS(products,"Apples",people,"Tom") -> 1
    COUNTIFS(products,"*a*",people,"Tom",sold,">5") -> 3
    COUNTIFS(sold,">=5",sold,"<=15") -> 4
    COUNTIFS(sold,">5",values,">5") -> #VALUE!
    COUNTIFS(products,"Apples",people) -> refused
    SUMIF(values,">160000",commissions) -> 63000
    SUMIF(values,">160000") -> 900000
    SUMIF(values,300000,commissions) -> 21000
    SUMIF(values,">"&INDEX(values,2),commissions) -> 49000
    SUMIF(products,"A*",sold) -> 27
    SUMIF(products,"*ots",sold) -> 43
    SUMIF(products,"zzz",sold) -> 0
    SUMIF(values,">160000",INDEX(commissions,1)) -> 63000
    SUMIF(errors,">0") -> 6
    SUMIF(amounts,">30") -> 247
    SUMIFS(sold,products,"A*",people,"Tom") -> 20
    SUMIFS(sold,products,"<>Bananas",people,"Tom") -> 30
    SUMIFS(sold,sold,">4",sold,"<13") -> 27
    SUMIFS(sold,products,"zzz") -> 0
    SUMIFS(wide,wide,">2") -> 18
    SUMIFS(sold,values,">1") -> #VALUE!
    AVERAGEIF(commissions,"<23000") -> 14000
    AVERAGEIF(values,"<95000") -> #DIV/0!
    AVERAGEIF(values,">250000",commissions) -> 24500
    AVERAGEIF(products,"=*ots",sold) -> 21.5
    AVERAGEIFS(sold,people,"Tom") -> 13
    AVERAGEIFS(sold,people,"Tom",products,"<>Carrots") -> 14
    AVERAGEIFS(sold,people,"Nobody") -> #DIV/0!
    MAXIFS(grades,weights,1) -> 91
    MAXIFS(grades,weights,">5") -> 0
    MAXIFS(sold,people,"Tom",products,"A*") -> 15
    MINIFS(grades,weights,1) -> 88
    MINIFS(grades,weights,">5") -> 0
    MINIFS(sold,people,"Sarah",products,"<>A*") -> 12
    SUMIF(people,"Tom",sold)+SUMIF(people,"<>Tom",sold)-SUM(sold) -> 0
    COUNTIFS(people,"Tom",products,"Apples")-SUMPRODUCT((people="Tom")*(products="Apples")) -> 0
""")


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_conditional(formula: str, expected: str) -> None:
    """Operators, wildcards, texts that are numbers, empty cells."""
    check(formula, expected, GRID)


def _report() -> Workbook:
    """A column of amounts with a subtotal in row 4; row 2 is hidden, row 6 is an error."""
    book = Workbook()
    for row, value in enumerate((120, 10, 150, "=SUBTOTAL(9,A1:A3)", 23, "=1/0", "words"), start=1):
        book.active.cell(row, 1).value = value
    book.active.row_dimensions[2].hidden = True
    return book


@pytest.mark.parametrize(
    ("formula", "expected"),
    cases("""
        SUBTOTAL(9,A1:A5) -> 303
        SUBTOTAL(109,A1:A5) -> 293
        SUBTOTAL(1,A1:A3,A5) -> 75.75
        SUBTOTAL(101,A1:A3,A5) -> ~97.6667
        SUBTOTAL(2,A1:A7) -> 4
        SUBTOTAL(3,A1:A7) -> 6
        SUBTOTAL(103,A1:A7) -> 5
        SUBTOTAL(4,A1:A5) -> 150
        SUBTOTAL(5,A1:A5) -> 10
        SUBTOTAL(105,A1:A5) -> 23
        SUBTOTAL(6,A1:A2,A5) -> 27600
        SUBTOTAL(7,A1:A3) -> ~73.7111
        SUBTOTAL(8,A1:A3) -> ~60.1849
        SUBTOTAL(10,A1:A3) -> ~5433.3333
        SUBTOTAL(11,A1:A3) -> ~3622.2222
        SUBTOTAL(9,A1:A6) -> #DIV/0!
        SUBTOTAL(1,A7) -> #DIV/0!
        SUBTOTAL(0,A1:A5) -> #VALUE!
        SUBTOTAL(12,A1:A5) -> #VALUE!
        SUBTOTAL(112,A1:A5) -> #VALUE!
        SUBTOTAL(9,{1,2}) -> #VALUE!
        AGGREGATE(9,0,A1:A5) -> 303
        AGGREGATE(9,4,A1:A5) -> 583
        AGGREGATE(9,5,A1:A3) -> 270
        AGGREGATE(9,6,A1:A6) -> 583
        AGGREGATE(9,2,A1:A6) -> 303
        AGGREGATE(9,3,A1:A6) -> 293
        AGGREGATE(9,7,A1:A6) -> 573
        AGGREGATE(9,4,A1:A6) -> #DIV/0!
        AGGREGATE(4,6,A1:A6) -> 280
        AGGREGATE(12,6,A1:A3) -> 120
        AGGREGATE(14,6,A1:A3,1) -> 150
        AGGREGATE(14,6,A1:A3,4) -> #NUM!
        AGGREGATE(15,6,A1:A6/(A1:A6>100),1) -> 120
        AGGREGATE(16,6,A1:A3,0.5) -> 120
        AGGREGATE(17,6,A1:A3,1) -> 65
        AGGREGATE(18,6,A1:A3,0.5) -> 120
        AGGREGATE(19,6,A1:A3,1) -> 10
        AGGREGATE(13,6,A1:A3) -> #N/A
        AGGREGATE(3,6,A1:A7) -> 6
        AGGREGATE(20,6,A1:A3) -> #VALUE!
        AGGREGATE(9,8,A1:A3) -> #VALUE!
    """),
)
def test_totals(formula: str, expected: str) -> None:
    """Other totals are not counted twice; hidden rows from 101 on, errors as the option says."""
    check(formula, expected, evaluator_of(_report()))


def test_a_filter_hides_from_every_subtotal() -> None:
    """Rows that a filter hides are in no total, whatever the number says."""
    book = _report()
    book.active.auto_filter.ref = "A1:A7"
    book.active.auto_filter.add_filter_column(0, ["120"])
    check("SUBTOTAL(9,A1:A3)", "270", evaluator_of(book))
