"""A calendar quarter: the unit in which attributes are recorded and books are made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from booklet.errors import BookletError

_WRITTEN = re.compile(r"^\s*(?P<year>\d{4})\s*[-_ ]?\s*Q(?P<number>[1-4])\s*$", re.IGNORECASE)
_WRITTEN_REVERSED = re.compile(r"^\s*Q(?P<number>[1-4])\s*[-/_ ]?\s*(?P<year>\d{4})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`Quarter(2026, 3)`, written `2026Q3`; quarters are ordered in time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        numbers = isinstance(self.year, int) and isinstance(self.number, int)
        if not (numbers and 1900 <= self.year <= 9999 and 1 <= self.number <= 4):
            raise BookletError(f"There is no quarter {self.number} of {self.year}: write it like 2026Q3.")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read "2026Q3", "2026-q3" or "Q3 2026"; raises BookletError for anything else."""
        match = _WRITTEN.match(text) or _WRITTEN_REVERSED.match(text)
        if not match:
            raise BookletError(f'"{text}" is not a quarter: write it like 2026Q3.')
        return cls(int(match["year"]), int(match["number"]))

    @classmethod
    def containing(cls, day: date) -> Quarter:
        """Return the quarter that contains `day`."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """The quarter's first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The quarter's last day."""
        return self.next().first_day - timedelta(days=1)

    def next(self) -> Quarter:
        """Return the following quarter."""
        return self.shifted(1)

    def previous(self) -> Quarter:
        """Return the preceding quarter."""
        return self.shifted(-1)

    def shifted(self, quarters: int) -> Quarter:
        """Return the quarter that many quarters later (earlier, if negative)."""
        count = self.year * 4 + self.number - 1 + quarters
        return Quarter(count // 4, count % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
