"""Functions that give arrays, and matrices: the documentation's examples, shapes, and what undoes what."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from tests.sheets.computing import Grid, cases, check, evaluator_of

GRID = Grid(
    sales=[["East", "Apple", 6380], ["West", "Grape", 5619], ["East", "Grape", 6500], ["North", "Pear", 8000]],
    mixed=[3, "b", None, True, 1, "A"],
    repeats=[1, 2, 2, "x", "X", 3],
    faulty=[1, "=1/0", None, 4],
    rows=[[1, 2, 3], [4, 5, 6]],
    months=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    assets=[133890, 135000, 135790, 137300, 138130, 139100, 139900, 141120, 141890, 143230, 144000, 145290],
)

SPILLING = cases("""
    FILTER(sales,INDEX(sales,0,1)="East") -> {"East","Apple",6380;"East","Grape",6500}
    FILTER(sales,INDEX(sales,0,1)="South") -> {#CALC!}
    FILTER(sales,INDEX(sales,0,1)="South","none") -> {"none"}
    FILTER(INDEX(sales,0,2),(INDEX(sales,0,1)="East")*(INDEX(sales,0,3)>6400)) -> {"Grape"}
    FILTER({1,2,3},{TRUE,FALSE,TRUE}) -> {1,3}
    FILTER(rows,{1,0,1}) -> {1,3;4,6}
    FILTER({1;2;3},{1;0}) -> {#VALUE!}
    FILTER({1;2},{"x";1}) -> {#VALUE!}
    FILTER({1;2},{#N/A;1}) -> {#N/A}
    SORT({3;1;2}) -> {1;2;3}
    SORT({3;1;2},1,-1) -> {3;2;1}
    SORT({3,1,2},1,1,TRUE) -> {1,2,3}
    SORT(sales,3) -> {"West","Grape",5619;"East","Apple",6380;"East","Grape",6500;"North","Pear",8000}
    SORT(sales,{2,3},{1,-1}) -> {"East","Apple",6380;"East","Grape",6500;"West","Grape",5619;"North","Pear",8000}
    SORT(mixed) -> {1;3;"A";"b";TRUE;empty}
    SORT(mixed,1,-1) -> {TRUE;"b";"A";3;1;empty}
    SORT({1;2},3) -> {#VALUE!}
    SORT({1;2},1,0) -> {#VALUE!}
    SORTBY({"a";"b";"c"},{3;1;2}) -> {"b";"c";"a"}
    SORTBY({"a";"b";"c"},{3;1;2},-1) -> {"a";"c";"b"}
    SORTBY({"a";"b";"c"},{1;1;0},1,{1;2;3},-1) -> {"c";"b";"a"}
    SORTBY({"a","b","c"},{3,1,2}) -> {"b","c","a"}
    SORTBY({"a";"b"},{1;2;3}) -> {#VALUE!}
    UNIQUE(repeats) -> {1;2;"x";3}
    UNIQUE(repeats,FALSE,TRUE) -> {1;3}
    UNIQUE({1,1,2},TRUE) -> {1,2}
    UNIQUE({1,2;1,2;1,3}) -> {1,2;1,3}
    UNIQUE({1;1},FALSE,TRUE) -> {#CALC!}
    UNIQUE({1;"1";TRUE}) -> {1;"1";TRUE}
    SEQUENCE(2,3) -> {1,2,3;4,5,6}
    SEQUENCE(3) -> {1;2;3}
    SEQUENCE(2,2,10,-5) -> {10,5;0,-5}
    SEQUENCE(,3) -> {1,2,3}
    SEQUENCE(0) -> {#CALC!}
    SEQUENCE(-1) -> {#VALUE!}
    SUM(SEQUENCE(100)) -> 5050
    TAKE(rows,1) -> {1,2,3}
    TAKE(rows,-1) -> {4,5,6}
    TAKE(rows,,2) -> {1,2;4,5}
    TAKE(rows,,-1) -> {3;6}
    TAKE(rows,9) -> {1,2,3;4,5,6}
    TAKE(rows,-9) -> {1,2,3;4,5,6}
    TAKE(rows,0) -> {#CALC!}
    DROP(rows,1) -> {4,5,6}
    DROP(rows,-1) -> {1,2,3}
    DROP(rows,,1) -> {2,3;5,6}
    DROP(rows,,-2) -> {1;4}
    DROP(rows,2) -> {#CALC!}
    DROP(rows,-9) -> {#CALC!}
    CHOOSEROWS(rows,2,1,2) -> {4,5,6;1,2,3;4,5,6}
    CHOOSEROWS(rows,-1) -> {4,5,6}
    CHOOSEROWS(rows,{2,1}) -> {4,5,6;1,2,3}
    CHOOSEROWS(rows,3) -> {#VALUE!}
    CHOOSEROWS(rows,0) -> {#VALUE!}
    CHOOSECOLS(rows,3,1) -> {3,1;6,4}
    CHOOSECOLS(rows,-1) -> {3;6}
    CHOOSECOLS(rows,4) -> {#VALUE!}
    VSTACK({1,2},{3,4}) -> {1,2;3,4}
    VSTACK({1,2},3) -> {1,2;3,#N/A}
    VSTACK("a",{1;2}) -> {"a";1;2}
    HSTACK({1;2},{3;4}) -> {1,3;2,4}
    HSTACK({1;2},3) -> {1,3;2,#N/A}
    TOCOL(rows) -> {1;2;3;4;5;6}
    TOCOL(rows,,TRUE) -> {1;4;2;5;3;6}
    TOCOL(faulty,1) -> {1;#DIV/0!;4}
    TOCOL(faulty,2) -> {1;empty;4}
    TOCOL(faulty,3) -> {1;4}
    TOROW(rows) -> {1,2,3,4,5,6}
    TOROW(rows,0,TRUE) -> {1,4,2,5,3,6}
    TOROW(faulty,3) -> {1,4}
    WRAPROWS({1,2,3,4,5},3) -> {1,2,3;4,5,#N/A}
    WRAPROWS({1,2,3,4,5},3,"x") -> {1,2,3;4,5,"x"}
    WRAPROWS({1,2},0) -> {#NUM!}
    WRAPROWS(rows,2) -> {#VALUE!}
    WRAPCOLS({1,2,3,4,5},3) -> {1,4;2,5;3,#N/A}
    WRAPCOLS({1,2,3,4,5},3,0) -> {1,4;2,5;3,0}
    WRAPCOLS({1,2},-1) -> {#NUM!}
    EXPAND({1,2;3,4},3,3) -> {1,2,#N/A;3,4,#N/A;#N/A,#N/A,#N/A}
    EXPAND({1,2;3,4},2,3,"-") -> {1,2,"-";3,4,"-"}
    EXPAND({1,2;3,4},,3,0) -> {1,2,0;3,4,0}
    EXPAND({1,2;3,4},1) -> {#VALUE!}
    TRANSPOSE(rows) -> {1,4;2,5;3,6}
    TRANSPOSE({1;2}) -> {1,2}
    TRANSPOSE(TRANSPOSE(rows)) -> {1,2,3;4,5,6}
    SORT(UNIQUE(repeats)) -> {1;2;3;"x"}
    TOROW(WRAPROWS({1,2,3,4,5,6},2)) -> {1,2,3,4,5,6}
    COLUMNS(HSTACK(rows,rows)) -> 6
    SUM(VSTACK(rows,rows))-2*SUM(rows) -> 0
    {1,2,3}+{10;20} -> {11,12,13;21,22,23}
    {1,2}*{1,2,3} -> {1,4,#N/A}
    -{1,"x"} -> {-1,#VALUE!}
    {50,5}% -> {0.5,0.05}
""")

MATRICES = cases("""
    MMULT({1,3;7,2},{2,0;0,2}) -> {2,6;14,4}
    MMULT({1,2},{3;4}) -> {11}
    MMULT({1,2},{3,4}) -> {#VALUE!}
    MMULT({1,"x"},{3;4}) -> {#VALUE!}
    MMULT(rows,{1;1;1}) -> {6;15}
    MINVERSE({4,-1;2,0}) -> {0,0.5;-1,2}
    MINVERSE({1,2;3,4}) -> {-2,1;1.5,-0.5}
    MINVERSE({1,2;2,4}) -> {#NUM!}
    MINVERSE(rows) -> {#VALUE!}
    ROUND(MMULT({2,1,0;1,3,1;0,1,4},MINVERSE({2,1,0;1,3,1;0,1,4})),12) -> {1,0,0;0,1,0;0,0,1}
    MDETERM({1,3,8,5;1,3,6,1;1,1,1,0;7,3,10,2}) -> 88
    MDETERM({3,6,1;1,1,0;3,10,2}) -> 1
    MDETERM({3,6;1,1}) -> -3
    MDETERM({1,3,8,5;1,3,6,1}) -> #VALUE!
    MDETERM({1,2;2,4}) -> 0
    MUNIT(3) -> {1,0,0;0,1,0;0,0,1}
    MUNIT(0) -> {#VALUE!}
    LINEST({1;9;5;7},{0;4;2;3}) -> {2,1}
    LINEST({3;5;7}) -> {2,1}
    LINEST({1;9;5;7},{0;4;2}) -> {#REF!}
    LINEST({2;4;6},{1;2;3},FALSE) -> {2,0}
    TREND(assets,months,{13;14;15}) -> {~146171.515;~147189.697;~148207.879}
    TREND({3;5;7},,{4;5}) -> {9;11}
    TREND({3;5;7}) -> {3;5;7}
    TREND({3;5;8},{1;2;3},{4}) -> {~10.33333}
    SLOPE({1;9;5;7},{0;4;2;3})-INDEX(LINEST({1;9;5;7},{0;4;2;3}),1) -> 0
    MDETERM(MMULT({1,2;3,4},{0,1;2,5}))-MDETERM({1,2;3,4})*MDETERM({0,1;2,5}) -> ~0.000000000000
""")


@pytest.mark.parametrize(("formula", "expected"), [*SPILLING, *MATRICES])
def test_arrays(formula: str, expected: str) -> None:
    """Rows and columns as Excel spills them."""
    check(formula, expected, GRID)


def test_the_area_that_an_array_formula_fills() -> None:
    """ANCHORARRAY ("A1#" in Excel) is all of it; a cell without an array formula has none."""
    book = Workbook()
    book.active["A1"] = ArrayFormula("A1:A3", "=SEQUENCE(3)")
    book.active["B1"] = 5
    check("SUM(ANCHORARRAY(A1))", "6", evaluator_of(book))
    check("ROWS(ANCHORARRAY(A1))", "3", evaluator_of(book))
    check("SUM(ANCHORARRAY(B1))", "#REF!", evaluator_of(book))
