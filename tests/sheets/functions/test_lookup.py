"""Look-ups in each of their modes, and areas found by calculation."""

from __future__ import annotations

import pytest

from booklet.sheets.formula.parser import Unsupported
from tests.sheets.computing import Grid, cases, check, computed

# The first block is A1:A5, the next B1:B5, then C1:E4, F1:F4, G1:H4, I1:I6, J1:J5, K1:K5.
GRID = Grid(
    frequencies=[4.14, 4.19, 5.17, 5.77, 6.39],
    hues=["red", "orange", "yellow", "green", "blue"],
    parts=[["Axles", "Bearings", "Bolts"], [4, 4, 9], [5, 7, 10], [6, 8, 11]],
    counts=[25, 38, 40, 41],
    fruits=[["Bananas", 25], ["Oranges", 38], ["Apples", 40], ["Pears", 41]],
    names=["Alder", "birch", "Alder", "a*b", None, "axb"],
    falling=[50, 40, 30, 20, 10],
    mixed=[3, "3", True, None, "=1/0"],
)

TABLES = cases("""
    VLOOKUP("Oranges",fruits,2,FALSE) -> 38
    VLOOKUP("ORANGES",fruits,2,0) -> 38
    VLOOKUP("Or*",fruits,2,FALSE) -> 38
    VLOOKUP("?ears",fruits,2,FALSE) -> 41
    VLOOKUP("x",fruits,2,FALSE) -> #N/A
    VLOOKUP("Oranges",fruits,3,FALSE) -> #REF!
    VLOOKUP("Oranges",fruits,0,FALSE) -> #VALUE!
    VLOOKUP(5,{4.14,"red";4.19,"orange";5.17,"yellow"},2) -> "orange"
    VLOOKUP(5.17,{4.14,"red";4.19,"orange";5.17,"yellow"},2,TRUE) -> "yellow"
    VLOOKUP(4,{4.14,"red";4.19,"orange"},2,TRUE) -> #N/A
    VLOOKUP(9,{4.14,"red";4.19,"orange"},2,TRUE) -> "orange"
    VLOOKUP(4.15,{4.14,"red";4.19,"orange"},2,) -> #N/A
    VLOOKUP("3",{3,"number";"3","text"},2,FALSE) -> "text"
    VLOOKUP(#REF!,fruits,2,FALSE) -> #REF!
    VLOOKUP("a~*b",names,1,FALSE) -> "a*b"
    VLOOKUP({"Pears";"Apples"},fruits,2,FALSE) -> {41;40}
    VLOOKUP("Oranges",fruits) -> refused
    HLOOKUP("Axles",parts,2,TRUE) -> 4
    HLOOKUP("Bearings",parts,3,FALSE) -> 7
    HLOOKUP("B",parts,3,TRUE) -> 5
    HLOOKUP("Bolts",parts,4) -> 11
    HLOOKUP(3,{1,2,3;"a","b","c";"d","e","f"},2,TRUE) -> "c"
    HLOOKUP("Bolts",parts,5) -> #REF!
    HLOOKUP("Bo*",parts,2,FALSE) -> 9
    HLOOKUP("x",parts,2,FALSE) -> #N/A
    LOOKUP(4.19,frequencies,hues) -> "orange"
    LOOKUP(5.75,frequencies,hues) -> "yellow"
    LOOKUP(7.66,frequencies,hues) -> "blue"
    LOOKUP(0,frequencies,hues) -> #N/A
    LOOKUP("C",{"a","b","c","d";1,2,3,4}) -> 3
    LOOKUP("bump",{"a",1;"b",2;"c",3}) -> 2
    LOOKUP(2,1/(counts>30),counts) -> 41
    MATCH(39,counts,1) -> 2
    MATCH(41,counts,0) -> 4
    MATCH(40,counts,-1) -> #N/A
    MATCH(39,counts) -> 2
    MATCH(24,counts) -> #N/A
    MATCH(99,counts) -> 4
    MATCH(35,falling,-1) -> 2
    MATCH(40,falling,-1) -> 2
    MATCH(10,falling,-1) -> 5
    MATCH(55,falling,-1) -> #N/A
    MATCH(5,falling,-1) -> 5
    MATCH("alder",names,0) -> 1
    MATCH("b*",names,0) -> 2
    MATCH("a~*b",names,0) -> 4
    MATCH("a?b",names,0) -> 4
    MATCH("x",names,0) -> #N/A
    MATCH("3",mixed,0) -> 2
    MATCH(3,mixed,0) -> 1
    MATCH(TRUE,mixed,0) -> 3
    MATCH(39,counts,) -> #N/A
    MATCH(2,{1,2,3},0) -> 2
    MATCH({38;41},counts,0) -> {2;4}
    XMATCH(4,{5,4,3,2,1}) -> 2
    XMATCH(4.5,{5,4,3,2,1},1) -> 1
    XMATCH(4.5,{5,4,3,2,1},-1) -> 2
    XMATCH(6,{5,4,3,2,1},1) -> #N/A
    XMATCH(0,{5,4,3,2,1},-1) -> #N/A
    XMATCH("Alder",names,0,-1) -> 3
    XMATCH("Alder",names) -> 1
    XMATCH("b*",names) -> #N/A
    XMATCH("b*",names,2) -> 2
    XMATCH("a*b",names) -> 4
    XMATCH(3,{1,2,3,4},0,2) -> 3
    XMATCH(3,{4,3,2,1},0,-2) -> 2
    XLOOKUP("Apples",INDEX(fruits,0,1),INDEX(fruits,0,2)) -> 40
    XLOOKUP("x",INDEX(fruits,0,1),INDEX(fruits,0,2)) -> #N/A
    XLOOKUP("x",INDEX(fruits,0,1),INDEX(fruits,0,2),"none") -> "none"
    XLOOKUP(#REF!,counts,counts,"none") -> #REF!
    XLOOKUP(39,counts,hues,,-1) -> "orange"
    XLOOKUP(39,counts,hues,,1) -> "yellow"
    XLOOKUP(24,counts,hues,"less",-1) -> "less"
    XLOOKUP("Or*",INDEX(fruits,0,1),counts,,2) -> 38
    XLOOKUP("Alder",names,{1;2;3;4;5;6},,0,-1) -> 3
    XLOOKUP("Bearings",INDEX(parts,1,0),INDEX(parts,4,0)) -> 8
    XLOOKUP("Bolts",INDEX(parts,1,0),parts) -> {"Bolts";9;10;11}
    XLOOKUP("Pears",INDEX(fruits,0,1),fruits) -> {"Pears",41}
    SUM(XLOOKUP("Bananas",G1:G4,H1:H4):XLOOKUP("Apples",G1:G4,H1:H4)) -> 103
    INDEX(counts,MATCH(MAX(counts),counts,0))-MAX(counts) -> 0
""")

AREAS = cases("""
    INDEX(fruits,2,2) -> 38
    INDEX(fruits,2,1) -> "Oranges"
    INDEX({1,2;3,4},0,2) -> {2;4}
    INDEX({1,2;3,4},2,0) -> {3,4}
    INDEX({1,2;3,4},2,2) -> 4
    INDEX(counts,3) -> 40
    INDEX({7,8,9},2) -> 8
    INDEX(INDEX(parts,1,0),3) -> "Bolts"
    INDEX(fruits,5,1) -> #REF!
    INDEX(fruits,1,3) -> #REF!
    INDEX(fruits,-1,1) -> #VALUE!
    INDEX(names,5) -> 0
    SUM(INDEX(fruits,0,2)) -> 144
    INDEX((A1:A5,F1:F4),2,1,2) -> 38
    INDEX((A1:A5,F1:F4),2,1,3) -> #REF!
    SUM(F1:INDEX(counts,2)) -> 63
    CHOOSE(2,"1st","2nd","3rd") -> "2nd"
    CHOOSE(3.9,"Wide",115,"world",8) -> "world"
    CHOOSE(0,1,2) -> #VALUE!
    CHOOSE(3,1,2) -> #VALUE!
    CHOOSE(1,5,1/0) -> 5
    SUM(CHOOSE(2,frequencies,counts)) -> 144
    SUM(A1:CHOOSE(2,A2,A3)) -> 13.5
    CHOOSE({1,2},"a","b") -> {"a","b"}
    OFFSET(F1,2,0) -> 40
    SUM(OFFSET(F1,1,0,2,1)) -> 78
    SUM(OFFSET(F4,0,0,-2,1)) -> 81
    SUM(OFFSET(counts,0,0)) -> 144
    SUM(OFFSET(F1:F2,2,0)) -> 81
    OFFSET(F1,-1,0) -> #REF!
    OFFSET(F1,0,-6) -> #REF!
    OFFSET(F1,0,0,0,1) -> #REF!
    OFFSET(5,1,1) -> #VALUE!
    INDIRECT("F3") -> 40
    INDIRECT("F"&3) -> 40
    SUM(INDIRECT("F1:F2")) -> 63
    SUM(INDIRECT("counts")) -> 144
    INDIRECT("Data!F3") -> 40
    INDIRECT("Gone!F3") -> #REF!
    INDIRECT("") -> #REF!
    INDIRECT("1+1") -> #REF!
    ADDRESS(2,3) -> "$C$2"
    ADDRESS(2,3,2) -> "C$2"
    ADDRESS(2,3,3) -> "$C2"
    ADDRESS(2,3,4) -> "C2"
    ADDRESS(2,3,2,FALSE) -> "R2C[3]"
    ADDRESS(2,3,3,FALSE) -> "R[2]C3"
    ADDRESS(2,3,1,FALSE,"[Book1]Sheet1") -> "'[Book1]Sheet1'!R2C3"
    ADDRESS(2,3,1,FALSE,"EXCEL SHEET") -> "'EXCEL SHEET'!R2C3"
    ADDRESS(2,3,,,"Sheet1") -> "Sheet1!$C$2"
    ADDRESS(1,16384) -> "$XFD$1"
    ADDRESS(0,1) -> #VALUE!
    ADDRESS(1,16385) -> #VALUE!
    ADDRESS(2,3,5) -> #VALUE!
    INDIRECT(ADDRESS(3,6)) -> 40
    ROW() -> 40
    ROW(C10) -> 10
    ROW(A3:A5) -> {3;4;5}
    SUMPRODUCT(ROW(A1:A4)) -> 10
    COLUMN() -> 40
    COLUMN(D10) -> 4
    COLUMN(B1:D1) -> {2,3,4}
    ROWS(C1:E4) -> 4
    ROWS({1,2,3;4,5,6}) -> 2
    ROWS(5) -> 1
    ROWS(A:A) -> 1048576
    COLUMNS(C1:E4) -> 3
    COLUMNS({1,2,3;4,5,6}) -> 3
    COLUMNS(1:1) -> 16384
    AREAS(B2:D4) -> 1
    AREAS((B2:D4,E5,F6:I9)) -> 3
    AREAS(B2:D4 B2) -> 1
    SHEET() -> 1
    SHEET(A1) -> 1
    SHEET("Data") -> 1
    SHEET("Gone") -> #N/A
    SHEETS() -> 1
    SHEETS(A1:B2) -> 1
    B2:D3 C1:C9 -> {4;5}
    A1:B1 C2:D2 -> #NULL!
""")


@pytest.mark.parametrize(("formula", "expected"), [*TABLES, *AREAS])
def test_lookup(formula: str, expected: str) -> None:
    """The first of equal values, the last that is not larger, wildcards, and areas that can be calculated with."""
    check(formula, expected, GRID)


@pytest.mark.parametrize(("row", "found"), [(1, 25.0), (3, 40.0), (9, None)])
def test_one_cell_of_an_area(row: int, found: float | None) -> None:
    """SINGLE (the sign @) takes the cell of the formula's own row; beside the area there is none."""
    made = computed("SINGLE(F1:F4)", GRID, here=(row, 40))
    assert (made == found) if found is not None else str(made) == "#VALUE!"


def test_references_of_rows_and_columns_by_number() -> None:
    """INDIRECT in R1C1 is not computed, and said so."""
    with pytest.raises(Unsupported, match="R1C1"):
        computed('INDIRECT("R1C1",FALSE)', GRID)
