"""Dates and times as a number format writes them (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

from booklet.sheets.numbers.format_code import FormatSection, FormatToken
from booklet.sheets.numbers.month_names import day_names, month_names
from booklet.sheets.numbers.serial_dates import Moment, moment


def date_text(section: FormatSection, serial: float, *, epoch_1904: bool = False) -> list[FormatToken] | None:
    """Return the section's tokens with dates as literals; None where the serial number is no date."""
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
    chosen = second if hour >= 12 else first
    return chosen if len(text) == len("A/P") else chosen.upper()


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
    """Return the date in the arithmetic Islamic calendar: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30."""
    days = int(serial) + 466_579 + (1 if serial < 60 else 0)
    year = (30 * days + 10_646) // 10_631
    rest = days - 354 * (year - 1) - (3 + 11 * year) // 30
    month = min((2 * rest + 1) // 59, 11)
    return when._replace(year=year, month=month + 1, day=rest - (59 * month + 1) // 2 + 1)
