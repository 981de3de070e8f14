"""What a value or a cell is, and one unit of measurement in another."""

from __future__ import annotations

import pytest

from tests.sheets.computing import Grid, cases, check

GRID = Grid(
    kinds=[7, "Region1", True, None, "=1/0", "=NA()", "=1+1", ""],
    dates=["2011-04-17"],
)

KINDS = cases("""
    ISBLANK(INDEX(kinds,4)) -> TRUE
    ISBLANK(INDEX(kinds,2)) -> FALSE
    ISBLANK("") -> FALSE
    ISBLANK(INDEX(kinds,5)) -> FALSE
    ISERROR(INDEX(kinds,5)) -> TRUE
    ISERROR(INDEX(kinds,6)) -> TRUE
    ISERROR(INDEX(kinds,1)) -> FALSE
    ISERR(INDEX(kinds,5)) -> TRUE
    ISERR(INDEX(kinds,6)) -> FALSE
    ISERR("#REF!") -> FALSE
    ISNA(INDEX(kinds,6)) -> TRUE
    ISNA(INDEX(kinds,5)) -> FALSE
    ISNUMBER(INDEX(kinds,1)) -> TRUE
    ISNUMBER("7") -> FALSE
    ISNUMBER(TRUE) -> FALSE
    ISNUMBER(INDEX(kinds,4)) -> FALSE
    ISNUMBER(#N/A) -> FALSE
    ISTEXT(INDEX(kinds,2)) -> TRUE
    ISTEXT("") -> TRUE
    ISTEXT(7) -> FALSE
    ISTEXT(INDEX(kinds,4)) -> FALSE
    ISNONTEXT(INDEX(kinds,4)) -> TRUE
    ISNONTEXT("a") -> FALSE
    ISNONTEXT(#N/A) -> TRUE
    ISLOGICAL(TRUE) -> TRUE
    ISLOGICAL("TRUE") -> FALSE
    ISLOGICAL(INDEX(kinds,3)) -> TRUE
    ISEVEN(-1) -> FALSE
    ISEVEN(2.5) -> TRUE
    ISEVEN(5) -> FALSE
    ISEVEN(0) -> TRUE
    ISEVEN("x") -> #VALUE!
    ISEVEN(TRUE) -> #VALUE!
    ISODD(-1) -> TRUE
    ISODD(2.5) -> FALSE
    ISODD(5) -> TRUE
    ISODD(-2.9) -> FALSE
    ISODD("x") -> #VALUE!
    ISREF(A1) -> TRUE
    ISREF(kinds) -> TRUE
    ISREF(1) -> FALSE
    ISREF("A1") -> FALSE
    ISFORMULA(A7) -> TRUE
    ISFORMULA(A1) -> FALSE
    ISFORMULA(1) -> #VALUE!
    N(7) -> 7
    N("Even") -> 0
    N(TRUE) -> 1
    N(FALSE) -> 0
    N("7") -> 0
    N(#N/A) -> #N/A
    N(INDEX(kinds,4)) -> 0
    NA() -> #N/A
    NA(1) -> refused
    TYPE(7) -> 1
    TYPE("Smith") -> 2
    TYPE("Mr. "&"x") -> 2
    TYPE(TRUE) -> 4
    TYPE(2+"x") -> 16
    TYPE({1,2;3,4}) -> 64
    TYPE(INDEX(kinds,4)) -> 1
    ERROR.TYPE(#NULL!) -> 1
    ERROR.TYPE(1/0) -> 2
    ERROR.TYPE("x"+1) -> 3
    ERROR.TYPE(#REF!) -> 4
    ERROR.TYPE(#NAME?) -> 5
    ERROR.TYPE(SQRT(-1)) -> 6
    ERROR.TYPE(#N/A) -> 7
    ERROR.TYPE(7) -> #N/A
    ISNUMBER({1,"x";#N/A,TRUE}) -> {TRUE,FALSE;FALSE,FALSE}
""")

UNITS = cases("""
    CONVERT(1,"lbm","kg") -> 0.45359237
    CONVERT(68,"F","C") -> 20
    CONVERT(2.5,"ft","sec") -> #N/A
    CONVERT(CONVERT(100,"ft","m"),"ft","m") -> 9.290304
    CONVERT(1,"mi","km") -> 1.609344
    CONVERT(1,"Nmi","m") -> 1852
    CONVERT(1,"in","cm") -> 2.54
    CONVERT(72,"Picapt","in") -> 1
    CONVERT(1,"yd","ft") -> 3
    CONVERT(1,"day","hr") -> 24
    CONVERT(1,"hr","mn") -> 60
    CONVERT(1,"yr","day") -> 365.25
    CONVERT(1,"atm","Pa") -> 101325
    CONVERT(1,"atm","psi") -> ~14.695949
    CONVERT(1,"lbf","N") -> ~4.448222
    CONVERT(1,"HPh","J") -> ~2684519.5
    CONVERT(1,"Wh","J") -> 3600
    CONVERT(1,"HP","W") -> ~745.69987
    CONVERT(1,"T","ga") -> 10000
    CONVERT(1,"gal","l") -> ~3.785411784
    CONVERT(1,"gal","qt") -> 4
    CONVERT(1,"cup","tbs") -> 16
    CONVERT(1,"tbs","tsp") -> 3
    CONVERT(1,"uk_pt","l") -> ~0.56826125
    CONVERT(1,"m3","l") -> 1000
    CONVERT(1,"ha","m2") -> 10000
    CONVERT(1,"us_acre","m^2") -> ~4046.8726
    CONVERT(1,"byte","bit") -> 8
    CONVERT(1,"kibyte","byte") -> 1024
    CONVERT(1,"kbyte","byte") -> 1000
    CONVERT(1,"mph","km/h") -> ~1.609344
    CONVERT(1,"m/s","m/h") -> 3600
    CONVERT(1,"kn","m/h") -> 1852
    CONVERT(0,"C","K") -> 273.15
    CONVERT(100,"C","F") -> 212
    CONVERT(0,"K","Rank") -> 0
    CONVERT(1,"km2","m2") -> 1000000
    CONVERT(1,"kin","in") -> #N/A
    CONVERT(1,"stone","lbm") -> 14
    CONVERT(1,"ton","lbm") -> 2000
    CONVERT(1,"ozm","g") -> ~28.349523125
    CONVERT(1,"cal","J") -> 4.1868
    CONVERT(1,"c","J") -> 4.184
    CONVERT(1,"M","m") -> #N/A
    CONVERT("x","m","km") -> #VALUE!
    CONVERT(CONVERT(7,"lbm","g"),"g","lbm") -> 7
    CONVERT(CONVERT(7,"F","C"),"C","F") -> ~7.000000000000
""")


@pytest.mark.parametrize(("formula", "expected"), KINDS)
def test_information(formula: str, expected: str) -> None:
    """Errors are looked at, not passed on."""
    check(formula, expected, GRID)


@pytest.mark.parametrize(("formula", "expected"), UNITS)
def test_units(formula: str, expected: str) -> None:
    """Units of one kind only, prefixes where a unit takes them."""
    check(formula, expected)
