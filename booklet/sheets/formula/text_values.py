"""Texts that Excel takes for numbers: "1,200", "$5", "12%", "(3)", "1/31/2026", "31-Jan-2026", "9:30 PM"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from booklet.sheets.numbers.serial_dates import serial_of

_NUMBER = re.compile(r"([-+]?)\s*[$€£¥]?\s*([-+]?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(%?)")
_CLOCK = re.compile(r"(\d{1,4})(?::(\d{1,2}))?(?::(\d{1,2}(?:\.\d+)?))?\s*([AaPp][Mm]?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})[-/](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[-/ ]+(?P<n>[A-Za-z]{3,9})\.?(?:[-/, ]+(?P<y>\d{4}|\d{2}))?"),
    re.compile(r"(?P<n>[A-Za-z]{3,9})\.?[-/ ]+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?[-/ ]+(?P<y>\d{4})"),
    re.compile(r"(?P<n>[A-Za-z]{3,9})\.?[-/, ]+(?P<y>\d{4})"),
)
_DATES_OF_THIS_YEAR = (
    re.compile(r"(?P<n>[A-Za-z]{3,9})\.?[-/ ]*(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/ ]*(?P<n>[A-Za-z]{3,9})"),
    re.compile(r"(?P<m>\d{1,2})[-/](?P<d>\d{1,2})"),
)
_FIRST_FULL_YEAR = 30
"""Years of two digits from here on are of the last century."""


@lru_cache(maxsize=4096)
def number_of(text: str) -> float | None:
    """Return the number, date or time (in the 1900 calendar) that a text stands for; None where it stands for none."""
    text = text.strip()
    if not text or len(text) > 60:
        return None
    found = _plain(text)
    return found if found is not None else moment_of(text)


def _plain(text: str) -> float | None:
    negative = text.startswith("(") and text.endswith(")")
    match = _NUMBER.fullmatch(text[1:-1].strip() if negative else text)
    if not match or not any(letter.isdigit() for letter in match[3]) or match[3].lower().startswith("e"):
        return None
    value = float(match[3].replace(",", ""))
    if "-" in (match[1], match[2]) or negative:
        value = -value
    return value / 100 if match[4] else value


def moment_of(text: str) -> float | None:
    """Return the serial number of a date, a time, or both; None for anything else."""
    text = " ".join(text.split())
    day = date_of(text)
    if day is not None:
        return day
    clock = time_of(text)
    if clock is not None:
        return clock
    for cut in (i for i, letter in enumerate(text) if letter in " T"):
        day, clock = date_of(text[:cut]), time_of(text[cut + 1 :])
        if day is not None and clock is not None:
            return day + clock
    return None


def date_of(text: str, this_year: int | None = None) -> float | None:
    """Return the serial number of a date in a form of the United States; `this_year` is for dates without a year."""
    for pattern in _DATES if this_year is None else (*_DATES, *_DATES_OF_THIS_YEAR):
        match = pattern.fullmatch(text)
        if match:
            return _serial(match.groupdict(), this_year)
    return None


def _serial(found: dict[str, str | None], this_year: int | None) -> float | None:
    name = found.get("n")
    month = int(found["m"] or 0) if "m" in found else 0
    if name:
        if not any(name.lower() == full[: len(name)] for full in _full_months()):
            return None
        month = _MONTHS.index(name[:3].lower()) + 1
    year_text = found.get("y") or (str(this_year) if this_year else "")
    if not year_text:
        return None
    year = int(year_text)
    if year < 100:
        year += 2000 if year < _FIRST_FULL_YEAR else 1900
    try:
        return float(serial_of(date(year, month, int(found.get("d") or 1)))) if year >= 1900 else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _full_months() -> tuple[str, ...]:
    return ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip


def time_of(text: str) -> float | None:
    """Return the part of a day that a time such as "9:30", "21:05:10" or "9 PM" is."""
    match = _CLOCK.fullmatch(text.strip())
    if not match or not (match[2] or match[4]):
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), float(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4][0] in "Pp" else 0)
    if minute > 59 or second >= 60:
        return None
    return (hour * 3600 + minute * 60 + second) / 86_400
