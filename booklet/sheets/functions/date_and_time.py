"""Dates and times, in both of Excel's calendars (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable
from datetime import date, timedelta

from booklet.sheets.formula.protocols import Scope
from booklet.sheets.formula.scalars import FormulaError, Result, Scalar, as_number, cells
from booklet.sheets.functions.function_table import define, function, whole
from booklet.sheets.numbers.serial_dates import LAST_SERIAL, Moment, moment, serial_of

_WEEK = 7
_WEEKENDS = {1: (5, 6), 2: (6, 0), 3: (0, 1), 4: (1, 2), 5: (2, 3), 6: (3, 4), 7: (4, 5)} | {
    11 + n: ((6 + n) % 7,) for n in range(7)
}
"""WORKDAY.INTL's numbers -> the days off, Monday = 0."""


def _epoch(scope: Scope) -> bool:
    return scope.evaluator.book.epoch_1904


def _moment(scope: Scope, serial: float) -> Moment:
    when = moment(serial, epoch_1904=_epoch(scope))
    if when is None:
        raise FormulaError("#NUM!")
    return when


def _day(scope: Scope, serial: float) -> date:
    """Return the calendar day; the two days of 1900 that no calendar has become their neighbors."""
    when = _moment(scope, math.floor(serial))
    if when.day == 0:
        return date(1899, 12, 31)
    return date(when.year, when.month, min(when.day, calendar.monthrange(when.year, when.month)[1]))


def _serial(scope: Scope, when: date) -> float:
    found = serial_of(when, epoch_1904=_epoch(scope))
    if not _epoch(scope) and found <= 60:  # before the leap day that 1900 never had
        found -= 1
    if not 0 <= found <= LAST_SERIAL:
        raise FormulaError("#NUM!")
    return float(found)


@function("DATE", "@nnn")
def _date(scope: Scope, year: float, month: float, day: float) -> float:
    y, m, d = whole(year), math.floor(month), math.floor(day)
    if y < (4 if _epoch(scope) else 0):
        raise FormulaError("#NUM!")
    if y < 1900:
        y += 1900
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    if not 1900 <= y <= 9999:
        raise FormulaError("#NUM!")
    found: float = _serial(scope, date(y, m, 1)) + d - 1
    _moment(scope, found)
    return found


def _time(hour: float, minute: float, second: float) -> float:
    seconds = whole(hour) * 3600 + whole(minute) * 60 + whole(second)
    if seconds < 0:
        raise FormulaError("#NUM!")
    return seconds / 86_400 % 1


def _part(name: str) -> Callable[[Scope, float], float]:
    return lambda scope, serial: float(getattr(_moment(scope, serial), name))


def _of_day(name: str) -> Callable[[Scope, float], float]:
    """Return a function of the day alone: a time a moment before midnight belongs to it."""
    return lambda scope, serial: float(getattr(_moment(scope, math.floor(serial)), name))


@function("WEEKDAY", "@n|n")
def _weekday(scope: Scope, serial: float, kind: float = 1.0) -> float:
    sunday_first = _moment(scope, math.floor(serial)).weekday
    number = whole(kind)
    if number == 1 or number == 17:
        return sunday_first + 1.0
    if number == 2 or number == 11:
        return (sunday_first + 6) % 7 + 1.0
    if number == 3:
        return (sunday_first + 6) % 7 + 0.0
    if 12 <= number <= 16:
        return (sunday_first - (number - 10)) % 7 + 1.0
    raise FormulaError("#NUM!")


@function("WEEKNUM", "@n|n")
def _week_number(scope: Scope, serial: float, kind: float = 1.0) -> float:
    when = _day(scope, serial)
    if whole(kind) == 21:
        return float(when.isocalendar().week)
    first_day = {1: 6, 17: 6, 2: 0, 11: 0, 12: 1, 13: 2, 14: 3, 15: 4, 16: 5}.get(whole(kind))
    if first_day is None:
        raise FormulaError("#NUM!")
    begin = date(when.year, 1, 1)
    return float(((when - begin).days + (begin.weekday() - first_day) % 7) // 7 + 1)


def _month_moved(scope: Scope, start: float, months: float, *, end: bool) -> float:
    when = _day(scope, start)
    total = when.year * 12 + when.month - 1 + whole(months)
    year, month = total // 12, total % 12 + 1
    if not 1900 <= year <= 9999:
        raise FormulaError("#NUM!")
    last = calendar.monthrange(year, month)[1]
    return _serial(scope, date(year, month, last if end else min(when.day, last)))


@function("DATEDIF", "@nns")
def _difference(scope: Scope, start: float, end: float, unit: str) -> float:
    if start > end:
        raise FormulaError("#NUM!")
    a, b = _day(scope, start), _day(scope, end)
    months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)
    match unit.upper():
        case "D":
            return math.floor(end) - math.floor(start)
        case "M":
            return float(months)
        case "Y":
            return float(months // 12)
        case "YM":
            return float(months % 12)
        case "MD":
            before = b.replace(day=1) - timedelta(1)
            return float(b.day - a.day if b.day >= a.day else b.day - a.day + before.day)
        case "YD":
            year = b.year if (b.month, b.day) >= (a.month, a.day) else b.year - 1
            return float((b - a.replace(year=year, day=min(a.day, calendar.monthrange(year, a.month)[1]))).days)
    raise FormulaError("#NUM!")


def _days_360(a: date, b: date, *, european: bool) -> int:
    first, last = a.day, b.day
    if european:
        first, last = min(first, 30), min(last, 30)
    else:
        if a.month == 2 and a.day == calendar.monthrange(a.year, 2)[1]:
            first = 30
            if b.month == 2 and b.day == calendar.monthrange(b.year, 2)[1]:
                last = 30
        if last == 31 and first >= 30:
            last = 30
        first = min(first, 30)
    return (b.year - a.year) * 360 + (b.month - a.month) * 30 + last - first


@function("YEARFRAC", "@nn|n")
def _year_fraction(scope: Scope, start: float, end: float, basis: float = 0.0) -> float:
    a, b = sorted((_day(scope, start), _day(scope, end)))
    days = (b - a).days
    match whole(basis):
        case 0:
            return _days_360(a, b, european=False) / 360
        case 1:
            return days / _average_year(a, b)
        case 2:
            return days / 360
        case 3:
            return days / 365
        case 4:
            return _days_360(a, b, european=True) / 360
    raise FormulaError("#NUM!")


def _average_year(a: date, b: date) -> float:
    within_one = (b.year, b.month, b.day) <= (a.year + 1, a.month, a.day)
    if not within_one:
        years = range(a.year, b.year + 1)
        return sum(366 if calendar.isleap(year) else 365 for year in years) / len(years)
    leap_days = [date(y, 2, 29) for y in (a.year, b.year) if calendar.isleap(y)]
    return 366 if any(a <= day <= b for day in leap_days) or (a.year == b.year and calendar.isleap(a.year)) else 365


def _weekend(given: Scalar) -> tuple[int, ...]:
    if isinstance(given, str):
        if len(given) != _WEEK or set(given) - set("01"):
            raise FormulaError("#VALUE!")
        return tuple(day for day, sign in enumerate(given) if sign == "1")
    found = _WEEKENDS.get(whole(as_number(given)) if given is not None else 1)
    if found is None:
        raise FormulaError("#NUM!")
    return found


def _holidays(free: Result) -> set[int]:
    """Return the days off as serial numbers; texts are dates."""
    return {math.floor(as_number(value)) for value in cells(free) if value is not None}


@function("NETWORKDAYS.INTL", "@nn|er")
def _work_days(scope: Scope, start: float, end: float, weekend: Scalar = 1.0, free: Result = None) -> float:
    off, holidays = _weekend(weekend), _holidays(free)
    first, last = sorted((math.floor(start), math.floor(end)))
    if last - first > 400_000:
        raise FormulaError("#NUM!")
    begin = _day(scope, first).weekday()
    count = sum((begin + n) % _WEEK not in off and first + n not in holidays for n in range(last - first + 1))
    return float(count if start <= end else -count)


@function("WORKDAY.INTL", "@nn|er")
def _work_day(scope: Scope, start: float, days: float, weekend: Scalar = 1.0, free: Result = None) -> float:
    off, holidays = _weekend(weekend), _holidays(free)
    at, left, step = math.floor(start), abs(whole(days)), 1 if days > 0 else -1
    if len(off) == _WEEK or left > 400_000:
        raise FormulaError("#VALUE!")
    weekday = _day(scope, at).weekday()
    while left:
        at, weekday = at + step, (weekday + step) % _WEEK
        left -= weekday not in off and at not in holidays
    _moment(scope, at)
    return float(at)


@function("TODAY", "@")
def _today(scope: Scope) -> float:
    return _serial(scope, scope.evaluator.now.date())


@function("NOW", "@")
def _now(scope: Scope) -> float:
    now = scope.evaluator.now
    return _today(scope) + (now.hour * 3600 + now.minute * 60 + now.second) / 86_400  # type: ignore[no-any-return]


def _days_between(end: float, start: float) -> float:
    return float(math.floor(end) - math.floor(start))


define("TIME", "nnn", _time)
define("YEAR", "@n", _of_day("year"))
define("MONTH", "@n", _of_day("month"))
define("DAY", "@n", _of_day("day"))
define("HOUR", "@n", _part("hour"))
define("MINUTE", "@n", _part("minute"))
define("SECOND", "@n", _part("second"))
define("ISOWEEKNUM", "@n", lambda scope, v: float(_day(scope, v).isocalendar().week))
define("EDATE", "@nn", lambda scope, v, n: _month_moved(scope, v, n, end=False))
define("EOMONTH", "@nn", lambda scope, v, n: _month_moved(scope, v, n, end=True))
define("DAYS", "nn", _days_between)
define(
    "DAYS360", "@nn|b", lambda scope, a, b, eu=False: _days_360(_day(scope, a), _day(scope, b), european=eu)
)  # fmt: skip
define("NETWORKDAYS", "@nn|r", lambda scope, a, b, free=None: _work_days(scope, a, b, 1.0, free))
define("WORKDAY", "@nn|r", lambda scope, a, n, free=None: _work_day(scope, a, n, 1.0, free))
