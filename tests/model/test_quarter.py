"""Quarters: written, read, ordered and counted."""

from __future__ import annotations

from datetime import date

import pytest

from booklet.errors import BookletError
from booklet.model import Quarter


@pytest.mark.parametrize("text", ["2026Q3", "2026-q3", " 2026 Q3 ", "Q3 2026", "q3/2026"])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    """And written in one way."""
    assert Quarter.parse(text) == Quarter(2026, 3)
    assert str(Quarter.parse(text)) == "2026Q3"


@pytest.mark.parametrize("text", ["2026", "2026Q5", "third", "", "20260Q1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    """With how to write one."""
    with pytest.raises(BookletError, match="2026Q3"):
        Quarter.parse(text)


def test_quarters_follow_each_other() -> None:
    """Across years, in both directions, and in order."""
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert Quarter(2026, 1).previous() == Quarter(2025, 4)
    assert Quarter(2026, 3).shifted(-7) == Quarter(2024, 4)
    assert sorted([Quarter(2026, 1), Quarter(2025, 4)])[0] == Quarter(2025, 4)


def test_a_quarter_has_its_days() -> None:
    """First and last day, and which quarter a day lies in."""
    assert (Quarter(2026, 3).first_day, Quarter(2026, 3).last_day) == (date(2026, 7, 1), date(2026, 9, 30))
    assert Quarter.containing(date(2026, 12, 31)) == Quarter(2026, 4)
