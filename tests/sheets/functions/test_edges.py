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
