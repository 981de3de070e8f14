"""Loans, savings, returns and depreciation."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from booklet.sheets.formula.scalars import FormulaError, Result, cells
from booklet.sheets.functions.function_table import define, function, numbers, whole

_ROUNDS = 100
_NEAR = 1e-10
_SMALL = 1e-6
"""A part of the first guess's error that is nothing: a flat stretch far from 0 is no root."""


def payment(rate: float, count: float, present: float, future: float = 0.0, due: float = 0.0) -> float:
    """Return the amount paid each time."""
    if not count:
        raise FormulaError("#NUM!")
    if not rate:
        return -(present + future) / count
    grown = math.pow(1 + rate, count)
    return -rate * (present * grown + future) / ((1 + rate * bool(due)) * (grown - 1))


def future_value(rate: float, count: float, paid: float, present: float = 0.0, due: float = 0.0) -> float:
    """Return the value after the last payment."""
    if not rate:
        return -(present + paid * count)
    grown = math.pow(1 + rate, count)
    return -(present * grown + paid * (1 + rate * bool(due)) * (grown - 1) / rate)


def _present_value(rate: float, count: float, paid: float, future: float = 0.0, due: float = 0.0) -> float:
    if not rate:
        return -(future + paid * count)
    grown = math.pow(1 + rate, count)
    return -(future + paid * (1 + rate * bool(due)) * (grown - 1) / rate) / grown


def _interest(rate: float, period: float, count: float, present: float, future: float = 0.0, due: float = 0.0) -> float:
    if not 1 <= period <= count:
        raise FormulaError("#NUM!")
    if due and period == 1:
        return 0.0
    paid = payment(rate, count, present, future, due)
    if due:  # what is left after the payment one period ago has borne interest since
        return (future_value(rate, period - 2, paid, present, due) - paid) * rate
    return future_value(rate, period - 1, paid, present, due) * rate


def _principal(
    rate: float, period: float, count: float, present: float, future: float = 0.0, due: float = 0.0
) -> float:
    return payment(rate, count, present, future, due) - _interest(rate, period, count, present, future, due)


def _cumulated(part: Callable[..., float]) -> Callable[..., float]:
    def total(rate: float, count: float, present: float, first: float, last: float, due: float) -> float:
        if min(rate, count, present) <= 0 or not 1 <= first <= last <= count or due not in (0, 1):
            raise FormulaError("#NUM!")
        periods = range(math.ceil(first), whole(last) + 1)
        return math.fsum(part(rate, float(n), count, present, 0.0, due) for n in periods)

    return total


@function("NPER", "nnn|nn")
def _periods(rate: float, paid: float, present: float, future: float = 0.0, due: float = 0.0) -> float:
    if not rate:
        return -(present + future) / paid
    each = paid * (1 + rate * bool(due))
    return math.log((each - future * rate) / (each + present * rate)) / math.log(1 + rate)


@function("RATE", "nnn|nnn")
def _rate(
    count: float, paid: float, present: float, future: float = 0.0, due: float = 0.0, guess: float = 0.1
) -> float:
    return _root(lambda rate: future_value(rate, count, paid, present, due) - future, guess)


def _root(worth: Callable[[float], float], guess: float) -> float:
    """Return the root of a function by the secant method, else by halving. Raises FormulaError."""
    one, other = guess, guess * 1.01 + 1e-4
    try:
        a, b = worth(one), worth(other)
        close = max(abs(a), 1.0) * _SMALL
        for _ in range(_ROUNDS):
            if b == a:
                break
            one, other = other, other - b * (other - one) / (b - a)
            a, b = b, worth(other)
            if abs(other - one) < _NEAR * max(abs(other), 1e-3) and abs(b) < close:
                return other
    except (OverflowError, ZeroDivisionError, ValueError, TypeError):
        pass
    return _halved(worth)


def _halved(worth: Callable[[float], float]) -> float:
    steps = [-0.999999, -0.9, -0.5, -0.2, -0.1, -0.01, 0.0, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0]
    for low, high in pairwise(steps):
        if worth(low) * worth(high) <= 0:
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (low, middle) if worth(low) * worth(middle) <= 0 else (middle, high)
            return (low + high) / 2
    raise FormulaError("#NUM!")


def _discounted(rate: float, values: list[float]) -> float:
    return math.fsum(value / (1 + rate) ** (place + 1) for place, value in enumerate(values))


@function("IRR", "r|n")
def _internal_return(values: Result, guess: float = 0.1) -> float:
    found = numbers(values)
    if min(found, default=0) >= 0 or max(found, default=0) <= 0:
        raise FormulaError("#NUM!")
    return _root(lambda rate: _discounted(rate, found), guess)


@function("MIRR", "rnn")
def _modified_return(values: Result, finance: float, reinvest: float) -> float:
    found = numbers(values)
    count = len(found)
    gains = math.fsum(v * (1 + reinvest) ** (count - 1 - n) for n, v in enumerate(found) if v > 0)
    costs = math.fsum(v / (1 + finance) ** n for n, v in enumerate(found) if v < 0)
    if not gains or not costs:
        raise FormulaError("#DIV/0!")
    return float((gains / -costs) ** (1 / (count - 1))) - 1


def _dated(rate: float, values: list[float], days: list[float]) -> float:
    if min(days, default=0) < (days[0] if days else 0):
        raise FormulaError("#NUM!")
    return math.fsum(v / math.pow(1 + rate, (day - days[0]) / 365) for v, day in zip(values, days, strict=True))


@function("XNPV", "nrr")
def _dated_value(rate: float, values: Result, days: Result) -> float:
    return _dated(rate, numbers(values), [math.floor(day) for day in numbers(days)])


@function("XIRR", "rr|n")
def _dated_return(values: Result, days: Result, guess: float = 0.1) -> float:
    found, when = numbers(values), [float(math.floor(day)) for day in numbers(days)]
    if min(found, default=0) >= 0 or max(found, default=0) <= 0 or len(found) != len(when):
        raise FormulaError("#NUM!")
    return _root(lambda rate: _dated(rate, found, when), guess)


def _digits(cost: float, salvage: float, life: float, period: float) -> float:
    if not 1 <= period <= life:
        raise FormulaError("#NUM!")
    return (cost - salvage) * (life - period + 1) * 2 / (life * (life + 1))


@function("DB", "nnnn|n")
def _declining(cost: float, salvage: float, life: float, period: float, months: float = 12.0) -> float:
    if cost < 0 or salvage < 0 or life <= 0 or not 1 <= period <= life + (months < 12):
        raise FormulaError("#NUM!")
    if not cost:
        return 0.0
    rate = round(1 - float((salvage / cost) ** (1 / life)), 3)
    first = cost * rate * months / 12
    total = written = first
    for n in range(2, whole(period) + 1):
        written = (cost - total) * rate * ((12 - months) / 12 if n == life + 1 else 1)
        total += written
    return written


@function("DDB", "nnnn|n")
def _double_declining(cost: float, salvage: float, life: float, period: float, factor: float = 2.0) -> float:
    if not 1 <= period <= life or cost < 0 or salvage < 0 or factor <= 0:
        raise FormulaError("#NUM!")
    rate = min(factor / life, 1.0)
    left = max(cost * (1 - rate) ** (math.ceil(period) - 1), min(salvage, cost))
    return max(min(left * rate, left - salvage), 0.0)


def _schedule(principal: float, rates: Result) -> float:
    if any(isinstance(rate, str | bool) for rate in cells(rates)):
        raise FormulaError("#VALUE!")
    return principal * math.prod(1 + rate for rate in numbers(rates))


def _effective(rate: float, count: float) -> float:
    if rate <= 0 or count < 1:
        raise FormulaError("#NUM!")
    return float((1 + rate / whole(count)) ** whole(count)) - 1


def _nominal(rate: float, count: float) -> float:
    if rate <= 0 or count < 1:
        raise FormulaError("#NUM!")
    return whole(count) * (float((1 + rate) ** (1 / whole(count))) - 1)


def _growth(count: float, present: float, future: float) -> float:
    if count <= 0:
        raise FormulaError("#NUM!")
    return math.pow(future / present, 1 / count) - 1


def _duration(rate: float, present: float, future: float) -> float:
    if min(rate, present, future) <= 0:
        raise FormulaError("#NUM!")
    return (math.log(future) - math.log(present)) / math.log(1 + rate)


define("PMT", "nnn|nn", payment)
define("FV", "nnn|nn", future_value)
define("PV", "nnn|nn", _present_value)
define("IPMT", "nnnn|nn", _interest)
define("PPMT", "nnnn|nn", _principal)
define("CUMIPMT", "nnnnnn", _cumulated(_interest))
define("CUMPRINC", "nnnnnn", _cumulated(_principal))
define("NPV", "nr*", lambda rate, *values: _discounted(rate, numbers(*values)))
define("SLN", "nnn", lambda cost, salvage, life: (cost - salvage) / life)
define("SYD", "nnnn", _digits)
define("EFFECT", "nn", _effective)
define("NOMINAL", "nn", _nominal)
define("RRI", "nnn", _growth)
define("PDURATION", "nnn", _duration)
define("FVSCHEDULE", "nr", _schedule)
define("ISPMT", "nnnn", lambda rate, period, count, present: present * rate * (period / count - 1))
