"""Quarters: written, read, ordered, counted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import BookletError
from booklet.model import Quarter

_QUARTERS = st.builds(Quarter, st.integers(1950, 2500), st.integers(1, 4))


@pytest.mark.parametrize("text", ["2026Q3", "2026-q3", " 2026 Q3 ", "Q3 2026", "q3/2026", "2026_Q3"])
def test_a_quarter_is_read_as_people_write_it(text: str) -> None:
    """In either order, with or without a sign between."""
    assert Quarter.parse(text) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "2026Q0", "26Q3", "third quarter", "2026Q33"])
def test_anything_else_is_refused(text: str) -> None:
    """With how to write it."""
    with pytest.raises(BookletError, match="2026Q3"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (26, 1), (10000, 1)])
def test_a_quarter_that_cannot_be_is_refused(year: int, number: int) -> None:
    """When it is made, not when it is used."""
    with pytest.raises(BookletError, match="no quarter"):
        Quarter(year, number)


@given(quarter=_QUARTERS)
def test_what_is_written_reads_back(quarter: Quarter) -> None:
    """`str` and `parse` undo each other."""
    assert Quarter.parse(str(quarter)) == quarter


@given(quarter=_QUARTERS, steps=st.integers(-100, 100))
def test_quarters_are_counted_across_years(quarter: Quarter, steps: int) -> None:
    """Forwards and back again is where one was; later quarters are greater."""
    moved = quarter.shifted(steps)
    assert moved.shifted(-steps) == quarter
    assert (moved > quarter) == (steps > 0)
    assert quarter.next().previous() == quarter


@given(quarter=_QUARTERS)
def test_a_quarter_contains_its_days(quarter: Quarter) -> None:
    """From the first to the last, and they touch the next."""
    assert Quarter.containing(quarter.first_day) == Quarter.containing(quarter.last_day) == quarter
    assert (quarter.next().first_day - quarter.last_day).days == 1


def test_the_days_of_a_quarter_are_known() -> None:
    """As the calendar has them."""
    assert (Quarter(2026, 3).first_day, Quarter(2024, 1).last_day) == (date(2026, 7, 1), date(2024, 3, 31))
