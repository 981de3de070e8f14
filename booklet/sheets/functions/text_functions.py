"""Texts: cut, found, changed, and numbers written as texts."""

from __future__ import annotations

import re

from booklet.sheets.formula.criteria import wildcard
from booklet.sheets.formula.operators import LONGEST_TEXT
from booklet.sheets.formula.protocols import Scope
from booklet.sheets.formula.scalars import Array, FormulaError, Result, Scalar, as_number, as_text, cells, raised
from booklet.sheets.formula.text_values import date_of, moment_of, number_of
from booklet.sheets.functions.function_table import define, function, whole
from booklet.sheets.functions.math import rounded
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.numbers import display

_SHORT_DATES = {"short date": "m/d/yyyy", "long date": "dddd, mmmm d, yyyy"}


def _count(value: float) -> int:
    if value < 0:
        raise FormulaError("#VALUE!")
    return whole(value)


def _mid(text: str, start: float, count: float) -> str:
    if start < 1:
        raise FormulaError("#VALUE!")
    return text[whole(start) - 1 : whole(start) - 1 + _count(count)]


def _right(text: str, count: float = 1.0) -> str:
    return text[-_count(count) :] if _count(count) else ""


def _replace(text: str, start: float, count: float, new: str) -> str:
    if start < 1:
        raise FormulaError("#VALUE!")
    return text[: whole(start) - 1] + new + text[whole(start) - 1 + _count(count) :]


def _find(needle: str, text: str, start: float = 1.0) -> float:
    return _found(text.find(needle, whole(start) - 1), start, text)


def _search(needle: str, text: str, start: float = 1.0) -> float:
    match = wildcard(needle).search(text, max(whole(start) - 1, 0))
    return _found(match.start() if match else -1, start, text)


def _found(at: int, start: float, text: str) -> float:
    if at < 0 or start < 1 or start > len(text) + 1:
        raise FormulaError("#VALUE!")
    return at + 1.0


def _substitute(text: str, old: str, new: str, which: float | None = None) -> str:
    if not old:
        return text
    if which is None:
        return text.replace(old, new)
    parts, at = text.split(old), whole(which)
    if at < 1:
        raise FormulaError("#VALUE!")
    return text if at >= len(parts) else old.join(parts[:at]) + new + old.join(parts[at:])


def _proper(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0].upper() + word[0][1:].lower(), text)


def _long_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise FormulaError("#VALUE!")
    return text


@function("TEXT", "@vs")
def _text(scope: Scope, value: float | str | bool | None, code: str) -> str:
    if isinstance(value, str) and (number := number_of(value)) is not None:
        value = number
    if not code:
        return ""
    code = _SHORT_DATES.get(code.lower(), code)
    shown = display(0.0 if value is None else value, code, epoch_1904=scope.evaluator.book.epoch_1904)
    if shown.overflow:
        if isinstance(value, float) and value < 0:
            raise FormulaError("#VALUE!")
        return as_text(value)
    return shown.text


@function("VALUE", "v")
def _value(value: Scalar) -> float:
    if isinstance(value, bool):
        raise FormulaError("#VALUE!")
    return as_number(value)


@function("NUMBERVALUE", "s|ss")
def _number_value(text: str, decimal: str = ".", group: str = ",") -> float:
    plain, percents = re.sub(r"\s", "", text), 0
    while plain.endswith("%"):
        plain, percents = plain[:-1], percents + 1
    before, point, after = plain.partition(decimal[:1] or ".")
    if (group[:1] and group[:1] in after) or decimal[:1] in after:
        raise FormulaError("#VALUE!")
    number = before.replace(group[:1], "") + "." * bool(point) + after
    return as_number(number or "0") / 100.0**percents


def _fixed(number: float, digits: float = 2.0, plain: bool = False) -> str:
    places = max(whole(digits), 0)
    made = rounded(number, digits)
    return f"{made:.{places}f}" if plain else f"{made:,.{places}f}"


def _dollar(number: float, digits: float = 2.0) -> str:
    text = _fixed(abs(number), digits)
    return f"(${text})" if number < 0 else f"${text}"


def _join(delimiter: Result, skip_empty: Result, *values: Result) -> str:
    marks = [as_text(mark) for mark in cells(delimiter)]
    parts = [as_text(value) for result in values for value in cells(result)]
    if skip_empty is None or skip_empty:
        parts = [part for part in parts if part]
    made = "".join(part + marks[place % len(marks)] for place, part in enumerate(parts[:-1]))
    return _long_enough(made + (parts[-1] if parts else ""))


def _char(code: float) -> str:
    if not 1 <= code < 256:
        raise FormulaError("#VALUE!")
    return bytes([whole(code)]).decode("cp1252", "replace")


def _code(text: str) -> float:
    if not text:
        raise FormulaError("#VALUE!")
    return float(text[0].encode("cp1252", "replace")[0])


def _unicode_letter(number: float) -> str:
    code = whole(number)
    if not 1 <= code <= 0x10FFFF:
        raise FormulaError("#VALUE!")
    if 0xD800 <= code <= 0xDFFF:  # half of a letter
        raise FormulaError("#N/A")
    return chr(code)


def _unicode_number(text: str) -> float:
    if not text:
        raise FormulaError("#VALUE!")
    return float(ord(text[0]))


def _hyperlink(link: Scalar, shown: Scalar = None) -> Scalar:
    return raised(link if shown is None else shown)


def _delimiters(marks: Result, *, ignore_case: bool) -> re.Pattern[str] | None:
    """Return the pattern of the delimiters, the longest first; None where there is none."""
    texts = sorted((as_text(mark) for mark in cells(marks)), key=len, reverse=True)
    found = "|".join(re.escape(text) for text in texts if text)
    return re.compile(found, re.IGNORECASE if ignore_case else 0) if found else None


def _at_place(text: str, marks: Result, which: Scalar, ignore_case: float, at_end: float) -> tuple[int, int] | None:
    """Return the place of the nth delimiter, counted from the end for a negative number.

    With `at_end` the end that is counted towards is one too; an empty delimiter stands where the counting begins.
    """
    number = 1 if which is None else whole(as_number(which))
    if not number:
        raise FormulaError("#VALUE!")
    pattern = _delimiters(marks, ignore_case=bool(ignore_case))
    begin, end = ((0, 0), (len(text), len(text)))
    places = [match.span() for match in pattern.finditer(text)] if pattern else [begin if number > 0 else end]
    if at_end:
        places = [*places, end] if number > 0 else [begin, *places]
    at = number - 1 if number > 0 else number
    return places[at] if -len(places) <= at < len(places) else None


def _before(
    text: str, marks: Result, which: Scalar = None, case: float = 0, end: float = 0, missing: Scalar = None
) -> Scalar:
    place = _at_place(text, marks, which, case, end)
    return _or_missing(missing) if place is None else text[: place[0]]


def _after(
    text: str, marks: Result, which: Scalar = None, case: float = 0, end: float = 0, missing: Scalar = None
) -> Scalar:
    place = _at_place(text, marks, which, case, end)
    return _or_missing(missing) if place is None else text[place[1] :]


def _or_missing(missing: Scalar) -> Scalar:
    if missing is None:
        raise FormulaError("#N/A")
    return missing


@function("TEXTSPLIT", "sa|aeee")
def _split(
    text: str, across: Result, down: Result = None, skip: Scalar = False, case: Scalar = None, pad: Scalar = None
) -> Array:
    def parts(piece: str, marks: Result) -> list[str]:
        pattern = _delimiters(marks, ignore_case=bool(case))
        found = pattern.split(piece) if pattern else [piece]
        return [part for part in found if part or not skip]

    rows: list[list[str]] = [parts(line, across) for line in parts(text, down)]
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise FormulaError("#CALC!")
    fill: Scalar = ErrorValue("#N/A") if pad is None else pad
    return [[*row, *[fill] * (width - len(row))] for row in rows]


@function("DATEVALUE", "@s")
def _date_value(scope: Scope, text: str) -> float:
    found = moment_of(text)
    if found is None:
        found = date_of(text.strip(), scope.evaluator.now.year)
    if found is None:
        raise FormulaError("#VALUE!")
    return float(int(found)) - (1462 if scope.evaluator.book.epoch_1904 else 0)


@function("TIMEVALUE", "s")
def _time_value(text: str) -> float:
    found = moment_of(text)
    if found is None:
        raise FormulaError("#VALUE!")
    return found % 1


define("LEN LENB", "s", lambda v: float(len(v)))
define("LEFT LEFTB", "s|n", lambda v, n=1.0: v[: _count(n)])
define("RIGHT RIGHTB", "s|n", _right)
define("MID MIDB", "snn", _mid)
define("TRIM", "s", lambda v: " ".join(part for part in v.split(" ") if part))
define("CLEAN", "s", lambda v: "".join(letter for letter in v if letter >= " "))
define("UPPER", "s", str.upper)
define("LOWER", "s", str.lower)
define("PROPER", "s", _proper)
define("CONCATENATE", "s*", lambda *v: _long_enough("".join(v)))
define("CONCAT", "r*", lambda *v: _long_enough("".join(as_text(x) for r in v for x in cells(r))))
define("TEXTJOIN", "aer*", _join)
define("SEARCH SEARCHB", "ss|n", _search)
define("FIND FINDB", "ss|n", _find)
define("SUBSTITUTE", "sss|n", _substitute)
define("REPLACE REPLACEB", "snns", _replace)
define("REPT", "sn", lambda v, n: _long_enough(v * min(_count(n), LONGEST_TEXT + 1)))
define("EXACT", "ss", lambda a, b: a == b)
define("CHAR", "n", _char)
define("CODE", "s", _code)
define("UNICHAR", "n", _unicode_letter)
define("UNICODE", "s", _unicode_number)
define("T", "v", lambda v: v if isinstance(v, str) else "")
define("FIXED", "n|nb", _fixed)
define("DOLLAR USDOLLAR", "n|n", _dollar)
define("HYPERLINK", "e|e", _hyperlink)
define("TEXTBEFORE", "sa|enne", _before)
define("TEXTAFTER", "sa|enne", _after)
