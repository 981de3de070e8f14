"""Formulas of conditional formats that come to the same in all cells of a row: they are computed once a row."""

from __future__ import annotations

from functools import lru_cache

from booklet.sheets.formula.parser import Unsupported, parse_formula
from booklet.sheets.formula.syntax import Binary, Call, Constant, FormulaNode, Reference, Unary

_FUNCTIONS = frozenset(
    (
        *("ABS", "AND", "DATE", "DAY", "EXACT", "FIND", "IF", "IFERROR", "INT", "ISBLANK", "ISERROR", "ISEVEN"),
        *("ISNUMBER", "ISODD", "ISTEXT", "LEFT", "LEN", "LOWER", "MAX", "MIN", "MOD", "MONTH", "NOT", "OR", "RIGHT"),
        *("ROUND", "ROW", "SEARCH", "SIGN", "TODAY", "TRIM", "UPPER", "WEEKDAY", "YEAR"),
    )
)
"""Functions that give the same for the same arguments, whatever the column of the formula."""


@lru_cache(maxsize=1024)
def is_same_in_row(formula: str) -> bool:
    """Tell whether a formula has the same result in all columns that it is copied to; False where that is not sure."""
    try:
        return _is_same(parse_formula(formula))
    except Unsupported:
        return False


def _is_same(node: FormulaNode | None) -> bool:
    match node:
        case None | Constant():
            return True
        case Reference(_, first, last):
            return first == last and first.fixed_column
        case Unary(_, operand):
            return _is_same(operand)
        case Binary(sign, left, right):
            return sign not in (":", " ", ",") and _is_same(left) and _is_same(right)
        case Call(name, arguments):
            return name.upper() in _FUNCTIONS and all(map(_is_same, arguments))
    return False
