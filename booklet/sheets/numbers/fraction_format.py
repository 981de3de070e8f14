"""The fraction that Excel shows for a number."""

from __future__ import annotations

from math import floor


def nearest_fraction(value: float, most: int) -> tuple[int, int]:
    """Return (numerator, denominator) of the last convergent of the continued fraction with a denominator up to `most`.

    That is what Excel shows: 1.3 in one digit is 1 1/3 although 1 2/7 is nearer.
    """
    rest = value
    before, last = (0, 1), (1, 0)
    while True:
        part = floor(rest)
        before, last = last, (part * last[0] + before[0], part * last[1] + before[1])
        if last[1] > most:
            return before
        if rest - part < 5e-8:
            return last
        rest = 1 / (rest - part)
