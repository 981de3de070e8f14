"""Formulas at the edges of what they take."""

from __future__ import annotations

import pytest

from tests.sheets.computing import Grid, cases, check

GRID = Grid(first=[1, 2, 3], second=[4])

EDGES = """
    0^-0.5 -> #DIV/0!
    0^-1 -> #DIV/0!
    0^0 -> #NUM!
    0^0.5 -> 0
    EDATE(DATE(9999,1,1),11) -> 2958435
    EDATE(DATE(9999,1,1),12) -> #NUM!
    EOMONTH(DATE(9999,12,1),0) -> 2958465
    EDATE(DATE(1900,3,1),-1) -> 32
    INDEX((first,second),1,1,1) -> 1
    INDEX((first,second),1,1,2) -> 4
    INDEX((first,second),1,1,0) -> #REF!
    INDEX((first,second),1,1,3) -> #REF!
    INDEX(first,3) -> 3
    INDEX(first,4) -> #REF!
    INDEX(first,-1) -> #VALUE!
"""


@pytest.mark.parametrize(("formula", "expected"), cases(EDGES))
def test_edges(formula: str, expected: str) -> None:
    """The last that is there, and the first that is not."""
    check(formula, expected, GRID)


HUGE = """
    COMBIN(1E9,1E8) -> #NUM!
    COMBIN(1000000,2) -> 499999500000
    COMBIN(1029,514) -> ~1.42982E+308
    COMBINA(1E9,1E9) -> #NUM!
    COMBINA(0,0) -> #NUM!
    PERMUT(1E9,1E9) -> #NUM!
    PERMUT(170,170) -> ~7.257415615E+306
    FACTDOUBLE(300) -> ~81.544141E+306
    FACTDOUBLE(1E9) -> #NUM!
    MULTINOMIAL(1E9) -> 1
    MULTINOMIAL(1E9,1) -> 1000000001
    MULTINOMIAL(1E9,1E9) -> #NUM!
    POISSON(1E9,2,FALSE) -> 0
    POISSON(1000,1000,TRUE) -> ~0.5084094
    POISSON(0,0,FALSE) -> 1
    POISSON(1,0,FALSE) -> 0
    POISSON(3,0,TRUE) -> 1
    BINOM.DIST(5000,10000,0.5,FALSE) -> ~0.00797865
    BINOM.DIST(5000,10000,0.5,TRUE) -> ~0.50398932
    BINOM.DIST(2000,2000,1,FALSE) -> 1
    DDB(1000,100,1E9,1E9) -> ~0.00000027
    RRI(2,-1,4) -> #NUM!
    SERIESSUM(-2,0.5,1,1) -> #NUM!
    XNPV(-2,first,first) -> #NUM!
    SHEET({"Data","b"}) -> 1
    LEN(BASE(7,2,255)) -> 255
    BASE(7,2,256) -> #NUM!
    BASE(2^53,2) -> #NUM!
    BASE(2^53-1,36) -> "2GOSA7PA2GV"
    DEC2BIN(5,10) -> "0000000101"
    DEC2BIN(5,11) -> #NUM!
    DEC2HEX(-1,99) -> "FFFFFFFFFF"
    WRAPROWS(first,1E9) -> {1,2,3}
    WRAPCOLS(first,1E9) -> {1;2;3}
    EXPAND(first,1E9) -> #NUM!
    SEQUENCE(1000001) -> #VALUE!
"""


@pytest.mark.parametrize(("formula", "expected"), cases(HUGE))
def test_what_is_huge_costs_no_time(formula: str, expected: str) -> None:
    """It is worked out at once, or refused with Excel's error; what has no real result is an error too."""
    check(formula, expected, GRID)
