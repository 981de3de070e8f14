"""Serial numbers as dates and times, in Excel's two calendars (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from booklet.sheets.numbers.format_code import FormatSection, FormatToken
from booklet.sheets.numbers.locales import day_names, month_names

LAST_SERIAL = 2_958_465
"""9999-12-31 in the 1900 calendar."""
_SHIFT_1904 = 1462
_EPOCH = date(1899, 12, 30)
_ISO = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?")


class Moment(NamedTuple):
    """`day_number` counts from Sunday = 0; `fraction` are the digits of the second's part."""

    year: int
    month: int
    day: int
    weekday: int
    hour: int
    minute: int
    second: int
    fraction: str
    seconds_in_all: int


def moment(serial: float, digits: int = 0, *, epoch_1904: bool = False) -> Moment | None:
    """The date and time rounded to `digits` of a second; None outside of the calendar."""
    if not 0 <= serial <= LAST_SERIAL + 1:
        return None
    exact = Decimal(repr(serial))
    rounded = (exact * 86_400).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    seconds = int(rounded)
    days, rest = divmod(seconds, 86_400)
    if days + (_SHIFT_1904 if epoch_1904 else 0) > LAST_SERIAL:
        return None
    fraction = str(rounded).partition(".")[2]
    day = _calendar(days + _SHIFT_1904 if epoch_1904 else days)
    return Moment(*day, rest // 3600, rest // 60 % 60, rest % 60, fraction, seconds)


def _calendar(days: int) -> tuple[int, int, int, int]:
    weekday = (days - 1) % 7
    if days == 0:
        return 1900, 1, 0, weekday
    if days == 60:  # Excel keeps Lotus 1-2-3's leap day of 1900
        return 1900, 2, 29, weekday
    when = _EPOCH + timedelta(days + 1 if days < 60 else days)
    return when.year, when.month, when.day, weekday


def serial_from_iso(text: str, *, epoch_1904: bool = False) -> float | str:
    """The serial number of an ISO 8601 date or time; the text itself where it is none."""
    found = _ISO.match(text.strip())
    if not found or not found[0]:
        return text
    day = (date(*(int(found[i]) for i in (1, 2, 3))) - _EPOCH).days if found[1] else 0
    if found[1] and epoch_1904:
        day -= _SHIFT_1904
    clock = int(found[4] or 0) * 3600 + int(found[5] or 0) * 60 + float(found[6] or 0)
    return day + clock / 86_400


def serial_of(when: date, *, epoch_1904: bool = False) -> int:
    """The whole serial number of a day after February 1900."""
    return (when - _EPOCH).days - (_SHIFT_1904 if epoch_1904 else 0)


def date_text(section: FormatSection, serial: float, *, epoch_1904: bool = False) -> list[FormatToken] | None:
    """The section's tokens with dates as literals; None where the serial number is no date."""
    digits = max((len(t.text) - 1 for t in section.tokens if t.kind == "fraction"), default=0)
    when = moment(serial, digits, epoch_1904=epoch_1904)
    if when is None:
        return None
    if section.hijri:
        when = _hijri(when, serial)
    half_day = any(t.kind == "ampm" for t in section.tokens)
    result = []
    for token in section.tokens:
        if token.kind in ("date", "elapsed", "ampm", "fraction"):
            text = _piece(token, when, section.locale, half_day=half_day)
            result.append(FormatToken("literal", text))
        else:
            result.append(token)
    return result


def _piece(token: FormatToken, when: Moment, locale: int, *, half_day: bool) -> str:
    width = len(token.text)
    if token.kind == "fraction":
        return "." + when.fraction[: width - 1]
    if token.kind == "ampm":
        return _half(token.text, when.hour)
    if token.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(when.seconds_in_all // unit).rjust(width, "0")
    match token.text[0]:
        case "y" | "e":
            return f"{when.year % 100:02}" if width <= 2 and token.text[0] == "y" else str(when.year)
        case "b":
            year = when.year + 543
            return f"{year % 100:02}" if width <= 2 else str(year)
        case "m":
            return _month(when.month, width, locale)
        case "d" | "a":
            return _day(when, width, locale)
        case "h":
            hour = (when.hour + 11) % 12 + 1 if half_day else when.hour
            return str(hour).rjust(min(width, 2), "0")
        case "M":
            return str(when.minute).rjust(width, "0")
        case "s":
            return str(when.second).rjust(min(width, 2), "0")
    return ""  # g: era names, which only Japanese formats have, are not written by Excel outside of Japan


def _half(text: str, hour: int) -> str:
    first, _, second = text.partition("/")
    return (second if hour >= 12 else first).upper()


def _month(month: int, width: int, locale: int) -> str:
    if width <= 2:
        return str(month).rjust(width, "0")
    name, short = month_names(locale)[month - 1]
    return {3: short, 5: name[:1]}.get(width, name)


def _day(when: Moment, width: int, locale: int) -> str:
    if width <= 2:
        return str(when.day).rjust(width, "0")
    name, short = day_names(locale)[when.weekday]
    return short if width == 3 else name


def _hijri(when: Moment, serial: float) -> Moment:
    """The arithmetic Islamic calendar, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of the cycle of 30."""
    days = int(serial) + 466_579 + (1 if serial < 60 else 0)
    year = (30 * days + 10_646) // 10_631
    rest = days - 354 * (year - 1) - (3 + 11 * year) // 30
    month = min((2 * rest + 1) // 59, 11)
    return when._replace(year=year, month=month + 1, day=rest - (59 * month + 1) // 2 + 1)
