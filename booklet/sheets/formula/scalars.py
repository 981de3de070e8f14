"""Values inside formulas: how they turn into numbers, texts and truth values, and how they compare."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.sheets.formula.text_values import number_of
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.numbers.general_format import general

Scalar = float | str | bool | ErrorValue | None
Array = list[list[Scalar]]
Result = Scalar | Array

_SAME = 5e-16
"""Numbers that differ by less of their size are equal: Excel compares 15 digits."""


class FormulaError(Exception):
    """An error value on its way through a formula; never leaves this package uncaught."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def raised(value: Scalar) -> float | str | bool | None:
    """Return the value; raise an error value."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value.code)
    return value


def as_number(value: Scalar) -> float:
    """Return a number; text that looks like a number, a date or a time counts, and empty is 0."""
    if isinstance(value, float):
        return value
    value = raised(value)
    if value is None:
        return 0.0
    if isinstance(value, (bool, int)):
        return float(value)
    found = number_of(str(value))
    if found is None:
        raise FormulaError("#VALUE!")
    return found


def as_text(value: Scalar) -> str:
    """Return the text as `&` writes it."""
    if isinstance(value, str):
        return value
    value = raised(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return _long_form(value)


def _long_form(value: float) -> str:
    """Return fifteen digits, without an exponent where Excel writes none: from 1E-4 to 1E+20."""
    digits = f"{value:.15g}"
    if "e" not in digits:
        return digits
    if 1e-5 <= abs(value) < 1e20:
        return f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{float(digits):.0f}"
    return general(value, 20)


def as_bool(value: Scalar) -> bool:
    """Return the truth of a value; numbers other than 0 are true."""
    value = raised(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise FormulaError("#VALUE!")
    return bool(value)


def is_number(value: Scalar) -> bool:
    """Return whether the value is a number; truth values are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def cells(result: Result) -> Iterator[Scalar]:
    """Yield every value of an array; a single value by itself."""
    if isinstance(result, list):
        for row in result:
            yield from row
    else:
        yield result


def scalar(result: Result) -> Scalar:
    """Return the value; of an array the first."""
    if isinstance(result, list):
        return result[0][0] if result and result[0] else None
    return result


def as_array(result: Result) -> Array:
    """Return the array; a single value becomes an array of one cell."""
    return result if isinstance(result, list) else [[result]]


def order_key(value: Scalar) -> tuple[int, float | str]:
    """Return the sort key: numbers before texts, texts before truth values; case does not count."""
    value = raised(value)
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.lower()
    return 0, float(value or 0)


def compare(sign: str, left: Scalar, right: Scalar) -> bool:
    """Return the result of one of the six comparisons; an empty cell equals 0 and "" alike."""
    if left is None and isinstance(right, (str, bool)):
        left = "" if isinstance(right, str) else False
    if right is None and isinstance(left, (str, bool)):
        right = "" if isinstance(left, str) else False
    a, b = order_key(left), order_key(right)
    same = a == b or (
        a[0] == b[0] == 0
        and isinstance(a[1], float)
        and isinstance(b[1], float)
        and abs(a[1] - b[1]) <= _SAME * max(abs(a[1]), abs(b[1]))
    )
    if sign in ("=", "<>"):
        return same == (sign == "=")
    if sign in ("<", ">="):
        return (a < b and not same) == (sign == "<")
    return (a > b and not same) == (sign == ">")
