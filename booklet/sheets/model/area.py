"""A rectangle of cells. Rows and columns count from 1, as in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


class Area(NamedTuple):
    """Inclusive on all sides."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Return whether the cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Return whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield every (row, column), row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def __str__(self) -> str:
        first = f"{column_name(self.left)}{self.top}"
        last = f"{column_name(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


def column_name(number: int) -> str:
    """Return the letters of a column: 1 -> "A", 28 -> "AB"."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column's letters: "A" -> 1, "AB" -> 28."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?$")


def parse_area(text: str) -> Area | None:
    """Return the area of "A1", "$A$1:$C$9", "A:C" or "1:3"; None for anything else."""
    first, _, last = text.partition(":")
    start, end = _corner(first), _corner(last or first)
    if start is None or end is None or (not last and 0 in start):
        return None
    rows = sorted((start[0] or 1, end[0] or LAST_ROW))
    columns = sorted((start[1] or 1, end[1] or LAST_COLUMN))
    if rows[1] > LAST_ROW or columns[1] > LAST_COLUMN:
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])


def _corner(text: str) -> tuple[int, int] | None:
    found = _CORNER.match(text.strip())
    if not found or not (found[1] or found[2]):
        return None
    return int(found[2] or 0), column_number(found[1] or "")
