"""Numbers and lists in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return "1 book", "12 books"; `nouns` for a plural that is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def in_a_row(parts: Sequence[str]) -> str:
    """Return "3 values, 2 customers and 1 attribute"."""
    *others, last = parts or [""]
    return f"{', '.join(others)} and {last}" if others else last
