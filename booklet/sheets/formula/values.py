"""Values inside formulas: how they turn into numbers, texts and truth values, and how they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.numbers.general import general

Scalar = float | str | bool | ErrorValue | None
Array = list[list[Scalar]]
Result = Scalar | Array


class FormulaError(Exception):
    """An error value on its way through a formula; never leaves this package uncaught."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def raised(value: Scalar) -> float | str | bool | None:
    """The value; an error is raised."""
    if isinstance(value, ErrorValue):
        raise FormulaError(value.code)
    return value


def as_number(value: Scalar) -> float:
    """A number; text that looks like one counts, empty is 0."""
    value = raised(value)
    if value is None:
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    text = value.strip().replace(",", "")
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError as error:
        raise FormulaError("#VALUE!") from error


def as_text(value: Scalar) -> str:
    """Text as `&` writes it."""
    value = raised(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else general(value, 20)


def as_bool(value: Scalar) -> bool:
    """Truth; numbers other than 0 are true."""
    value = raised(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise FormulaError("#VALUE!")
    return bool(value)


def cells(result: Result) -> Iterator[Scalar]:
    """Every value of an array; a single value by itself."""
    if isinstance(result, list):
        for row in result:
            yield from row
    else:
        yield result


def scalar(result: Result) -> Scalar:
    """One value; of an array the first."""
    if isinstance(result, list):
        return result[0][0] if result and result[0] else None
    return result


def order_key(value: Scalar) -> tuple[int, float | str]:
    """Numbers come before texts, texts before truth values; case does not count."""
    value = raised(value)
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.lower()
    return 0, float(value or 0)


def compare(sign: str, left: Scalar, right: Scalar) -> bool:
    """One of the six comparisons; an empty cell equals 0 and "" alike."""
    if left is None and isinstance(right, (str, bool)):
        left = "" if isinstance(right, str) else False
    if right is None and isinstance(left, (str, bool)):
        right = "" if isinstance(left, str) else False
    a, b = order_key(left), order_key(right)
    if sign in ("=", "<>"):
        return (a == b) == (sign == "=")
    if sign in ("<", ">="):
        return (a < b) == (sign == "<")
    return (a > b) == (sign == ">")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What COUNTIF and its like look for: an operator and a value, or text with wildcards."""

    sign: str
    value: float | str | bool | None
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, given: Scalar) -> Criterion:
        """From an argument such as ">5", "a*" or 3."""
        given = raised(given)
        if not isinstance(given, str):
            return cls("=", given, None)
        found = re.match(r"(<=|>=|<>|<|>|=)?(.*)", given, re.DOTALL)
        sign, text = (found[1] or "=", found[2]) if found else ("=", given)
        try:
            return cls(sign, as_number(text) if text else text, None)
        except FormulaError:
            return cls(sign, text, wildcard(text) if sign in ("=", "<>") else None)

    def holds(self, value: Scalar) -> bool:
        """Whether a cell's value meets it."""
        if isinstance(value, ErrorValue):
            return False
        if self.pattern is not None:
            return (isinstance(value, str) and bool(self.pattern.fullmatch(value))) == (self.sign == "=")
        if isinstance(self.value, float) and (not isinstance(value, (int, float)) or isinstance(value, bool)):
            return self.sign == "<>"
        if self.value == "":
            return (value is None or value == "") == (self.sign == "=")
        return compare(self.sign, value, self.value)


def wildcard(text: str) -> re.Pattern[str]:
    """`*` and `?` as in Excel, `~` takes their meaning away."""
    parts, at = [], 0
    while at < len(text):
        letter = text[at]
        if letter == "~" and at + 1 < len(text):
            at += 1
            parts.append(re.escape(text[at]))
        else:
            parts.append({"*": ".*", "?": "."}.get(letter, re.escape(letter)))
        at += 1
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
