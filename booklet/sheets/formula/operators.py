"""The operators of formulas, on single values."""

from __future__ import annotations

from booklet.sheets.formula.scalars import FormulaError, Scalar, as_number, as_text, compare
from booklet.sheets.model.cell import ErrorValue

_COMPARISONS = frozenset(("=", "<>", "<", ">", "<=", ">="))
LONGEST_TEXT = 32_767
"""Letters that a cell holds."""
_NOTHING = 1e-15
"""A difference that is so small a part of its operands is 0, as in Excel."""


def unary(sign: str, value: Scalar) -> Scalar:
    """Return the value after the operator +, - or %."""
    if isinstance(value, ErrorValue):
        return value
    if sign == "+":
        return value
    try:
        size = as_number(value)
    except FormulaError as error:
        return ErrorValue(error.code)
    return -size if sign == "-" else size / 100


def binary(sign: str, left: Scalar, right: Scalar) -> Scalar:
    """Return the result of arithmetic, joined texts or a comparison; an error on either side is the result."""
    if isinstance(left, ErrorValue):
        return left
    if isinstance(right, ErrorValue):
        return right
    try:
        if sign in _COMPARISONS:
            return compare(sign, left, right)
        if sign == "&":
            text = as_text(left) + as_text(right)
            return text if len(text) <= LONGEST_TEXT else ErrorValue("#VALUE!")
        return _arithmetic(sign, as_number(left), as_number(right))
    except FormulaError as error:
        return ErrorValue(error.code)
    except (OverflowError, ZeroDivisionError):
        return ErrorValue("#NUM!")


def _arithmetic(sign: str, a: float, b: float) -> Scalar:
    match sign:
        case "+" | "-":
            made = a + b if sign == "+" else a - b
            return 0.0 if made and abs(made) < _NOTHING * abs(a) else made
        case "*":
            made = a * b
        case "/":
            if not b:
                return ErrorValue("#DIV/0!")
            made = a / b
        case _:
            return power(a, b)
    return made if abs(made) < float("inf") else ErrorValue("#NUM!")


def power(a: float, b: float) -> Scalar:
    """Return a to the power of b."""
    if not a and not b:
        return ErrorValue("#NUM!")
    if not a and b < 0:
        return ErrorValue("#DIV/0!")
    if a < 0 and b != int(b) and _is_odd(1 / b):  # the cube root of -8 is -2
        return -float((-a) ** b)
    made = a**b
    return made if isinstance(made, float) else ErrorValue("#NUM!")


def _is_odd(number: float) -> bool:
    nearest = round(number)
    return nearest % 2 == 1 and abs(number - nearest) < 1e-9
