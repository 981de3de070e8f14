"""Serial numbers as dates and times, in Excel's two calendars (ECMA-376 part 1, 18.17.4)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

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
    """Return the date and time rounded to `digits` of a second; None outside of the calendar."""
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
    """Return the serial number of an ISO 8601 date or time; the text itself where it is none."""
    found = _ISO.match(text.strip())
    if not found or not found[0]:
        return text
    day = (date(*(int(found[i]) for i in (1, 2, 3))) - _EPOCH).days if found[1] else 0
    if found[1] and epoch_1904:
        day -= _SHIFT_1904
    clock = int(found[4] or 0) * 3600 + int(found[5] or 0) * 60 + float(found[6] or 0)
    return day + clock / 86_400


def serial_of(when: date, *, epoch_1904: bool = False) -> int:
    """Return the whole serial number of a day after February 1900."""
    return (when - _EPOCH).days - (_SHIFT_1904 if epoch_1904 else 0)
