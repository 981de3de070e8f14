"""The periods of conditional formats on dates (ECMA-376 part 1, 18.18.82)."""

from __future__ import annotations

from datetime import timedelta

from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.numbers.serial_dates import serial_of


def in_period(period: str, serial: float, evaluator: Evaluator) -> bool:
    """Return whether a date lies in a period around today; weeks begin on Sunday."""
    today = evaluator.now.date()
    day = int(serial)

    def number(when: object) -> int:
        return serial_of(when, epoch_1904=evaluator.book.epoch_1904)  # type: ignore[arg-type]

    week = today - timedelta((today.weekday() + 1) % 7)
    month = today.replace(day=1)
    next_month = (month + timedelta(32)).replace(day=1)
    after_next = (next_month + timedelta(32)).replace(day=1)
    last_month = (month - timedelta(1)).replace(day=1)
    one = timedelta(1)
    spans = {
        "today": (today, today + one),
        "yesterday": (today - one, today),
        "tomorrow": (today + one, today + 2 * one),
        "last7Days": (today - 6 * one, today + one),
        "thisWeek": (week, week + 7 * one),
        "lastWeek": (week - 7 * one, week),
        "nextWeek": (week + 7 * one, week + 14 * one),
        "thisMonth": (month, next_month),
        "lastMonth": (last_month, month),
        "nextMonth": (next_month, after_next),
    }
    if period not in spans:
        return False
    begin, end = spans[period]
    return number(begin) <= day < number(end)
