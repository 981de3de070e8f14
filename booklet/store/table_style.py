"""The reading of the texts of a table: 1,234.56 or 1.234,56; 9/30/2026 or 30/9/2026; 4.5 or 0.045 for 4.5%.

A CSV does not say. So it is recognized from all cells together, shown before anything is recorded, and people can say
otherwise. Numbers and dates that a spreadsheet keeps as such need none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from babel.dates import get_date_format
from babel.numbers import get_decimal_symbol

from booklet.model import AttributeDefinition, AttributeType


class NumberStyle(StrEnum):
    """The sign before the decimals, by an example."""

    POINT = "1,234.56"
    COMMA = "1.234,56"


class DateOrder(StrEnum):
    """The reading of a date that is not written as 2026-09-30, by an example."""

    DAY_FIRST = "30/9/2026"
    MONTH_FIRST = "9/30/2026"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """The style of a table; `points` are the columns of percentages, by heading, in which 4.5 means 4.5%, not 450%."""

    numbers: NumberStyle = NumberStyle.POINT
    dates: DateOrder = DateOrder.MONTH_FIRST
    points: frozenset[str] = frozenset()


Column = tuple[str, AttributeDefinition, Sequence[object]]
"""A heading, what the column is for, and its cells."""

_NUMERIC = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.PERCENT)
_DIGITS = re.compile(r"\d[\d.,'\u2019\u00a0\u202f ]*")
_DATE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_TURNED = str.maketrans(",.", ".,")
_CENTURY = 2000


def recognized(columns: Iterable[Column], *, like: TableStyle | None = None) -> TableStyle:
    """Return the style that most cells speak for; where none speaks, that of `like`."""
    like = like or TableStyle()
    known = list(columns)
    numbers = [text for _, definition, cells in known if definition.type in _NUMERIC for text in _texts(cells)]
    dates = [text for _, definition, cells in known if definition.type is AttributeType.DATE for text in _texts(cells)]
    style = TableStyle(_number_style(numbers, like.numbers), _date_order(dates, like.dates))
    points = (
        name
        for name, definition, cells in known
        if definition.type is AttributeType.PERCENT and _in_points(cells, style)
    )
    return TableStyle(style.numbers, style.dates, frozenset(points))


def style_of_locale(locale: str) -> TableStyle:
    """Return the style of numbers and dates in a locale such as "de_CH"."""
    is_comma = get_decimal_symbol(locale) == ","
    pattern = str(get_date_format("short", locale=locale))
    day_first = pattern.lower().find("d") < pattern.find("M")
    return TableStyle(
        NumberStyle.COMMA if is_comma else NumberStyle.POINT,
        DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST,
    )


def has_numbers_as_text(columns: Iterable[Column]) -> bool:
    """Tell whether it matters which sign is before the decimals."""
    cells = [c for _, definition, column in columns if definition.type in _NUMERIC for c in _texts(column)]
    return any("," in cell or "." in cell for cell in cells)


def has_dates_as_text(columns: Iterable[Column]) -> bool:
    """Tell whether it matters what comes first in a date."""
    cells = [c for _, definition, column in columns if definition.type is AttributeType.DATE for c in _texts(column)]
    return any(_DATE.fullmatch(cell) for cell in cells)


def has_bare_percents(definition: AttributeDefinition, cells: Sequence[object]) -> bool:
    """Tell whether it matters what 4.5 means: 4.5% or 450%."""
    return definition.type is AttributeType.PERCENT and any(_number(cell) is not None for cell in cells)


def expected(definition: AttributeDefinition, style: TableStyle) -> str:
    """Return what a cell must look like, in words, with examples in the table's own style."""
    if definition.type is AttributeType.DATE:
        return f"{definition.expected} or {style.dates}"
    if definition.type in _NUMERIC and style.numbers is NumberStyle.COMMA:
        return _DIGITS.sub(lambda found: found[0].translate(_TURNED), definition.expected)
    return definition.expected


def plain_cell(cell: object, definition: AttributeDefinition, heading: str, style: TableStyle) -> object:
    """Return the cell as `definition.parse` takes it: a decimal point, dates as 2026-09-30, percents as such."""
    if isinstance(cell, str) and definition.type in _NUMERIC:
        cell = plain_number(cell, style.numbers)
    elif isinstance(cell, str) and definition.type is AttributeType.DATE:
        return plain_date(cell, style.dates)
    if definition.type is AttributeType.PERCENT and heading in style.points and not isinstance(cell, bool):
        return f"{cell}%" if _number(cell) is not None else cell
    return cell


def plain_number(text: str, style: NumberStyle) -> str:
    """Return a number as text with a point before its decimals, and nothing in place of commas of thousands."""
    if style is NumberStyle.POINT:
        return text

    def turned(match: re.Match[str]) -> str:
        whole, comma, decimals = match[0].rstrip().partition(",")
        if not re.fullmatch(r"\d{1,3}(\.\d{3})+|[\d'\u2019\u00a0\u202f ]+", whole) or not re.fullmatch(
            r"\d*", decimals
        ):
            return match[0]
        return re.sub(r"\D", "", whole) + ("." if comma else "") + decimals + match[0][len(match[0].rstrip()) :]

    return _DIGITS.sub(turned, text)


def plain_date(text: str, order: DateOrder) -> str:
    """Return 2026-09-30 for a date with its day or its month first; anything else as it is."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return text
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day, month = (first, second) if order is DateOrder.DAY_FIRST or found[2] == "." else (second, first)
    try:
        return date(year + _CENTURY if len(found[4]) == 2 else year, month, day).isoformat()
    except ValueError:
        return text


def _texts(cells: Sequence[object]) -> list[str]:
    return [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]


def _number_style(texts: Sequence[str], like: NumberStyle) -> NumberStyle:
    """Return the style: a separator with three digits after it may be of thousands; others are before decimals."""
    votes = 0
    for text in texts:
        found = _DIGITS.search(text)
        signs = re.sub(r"[^.,]", "", found[0]) if found else ""
        if not found or not signs:
            continue
        last = signs[-1]
        after = found[0].rstrip().rpartition(last)[2]
        is_decimal = signs.count(last) == 1 and (len(set(signs)) == 2 or len(after) != 3)
        is_thousands = signs.count(last) > 1
        if is_decimal or is_thousands:
            votes += 1 if (last == ",") is is_decimal else -1
    if not votes:
        return like
    return NumberStyle.COMMA if votes > 0 else NumberStyle.POINT


def _date_order(texts: Sequence[str], like: DateOrder) -> DateOrder:
    found = [match for text in texts if (match := _DATE.fullmatch(text))]
    if any(int(match[1]) > 12 for match in found) or (found and all(match[2] == "." for match in found)):
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if any(int(match[3]) > 12 for match in found) else like


def _in_points(cells: Sequence[object], style: TableStyle) -> bool:
    """Tell whether most of a column of percentages without signs would be above 100% as fractions."""
    plain = [plain_number(cell, style.numbers) if isinstance(cell, str) else cell for cell in cells]
    numbers = [number for cell in plain if (number := _number(cell)) is not None]
    return sum(abs(number) > 1 for number in numbers) * 2 > len(numbers)


def _number(cell: object) -> Decimal | None:
    """Return the number in a cell without a percent sign; None for any other cell."""
    if isinstance(cell, bool) or cell is None:
        return None
    try:
        number = Decimal(str(cell).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
