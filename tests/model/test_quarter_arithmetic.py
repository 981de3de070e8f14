"""Quarters counted, compared and refused at the edges of what there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import BookletError
from booklet.model import Quarter

_QUARTERS = st.builds(Quarter, st.integers(1920, 9900), st.integers(1, 4))


@given(quarter=_QUARTERS, first=st.integers(-30, 30), second=st.integers(-30, 30))
def test_shifts_add_up(quarter: Quarter, first: int, second: int) -> None:
    """Four quarters are a year."""
    assert quarter.shifted(first).shifted(second) == quarter.shifted(first + second)
    assert quarter.shifted(4) == Quarter(quarter.year + 1, quarter.number)


@given(day=st.dates(date(1900, 1, 1), date(9999, 9, 30)))
def test_every_day_is_in_one_quarter(day: date) -> None:
    """Between its first day and its last; the day after the last is the next quarter's."""
    quarter = Quarter.containing(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert Quarter.containing(quarter.last_day + timedelta(days=1)) == quarter.next()
    assert quarter.first_day.month in (1, 4, 7, 10)
    assert quarter.first_day.day == 1


@given(quarters=st.lists(_QUARTERS, min_size=2))
def test_quarters_sort_as_their_texts_do(quarters: list[Quarter]) -> None:
    """The database sorts texts; both orders are the same."""
    assert [str(quarter) for quarter in sorted(quarters)] == sorted(map(str, quarters))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 31), "2026Q1"),
        (date(2026, 4, 1), "2026Q2"),
        (date(2026, 6, 30), "2026Q2"),
        (date(2026, 12, 31), "2026Q4"),
        (date(2027, 1, 1), "2027Q1"),
    ],
)
def test_the_turn_of_a_quarter(day: date, written: str) -> None:
    """Between two days, and between two years."""
    assert str(Quarter.containing(day)) == written


def test_the_neighbors_of_a_year_s_ends() -> None:
    """The first quarter follows the fourth."""
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert Quarter(2027, 1).previous() == Quarter(2026, 4)


@pytest.mark.parametrize(("year", "number"), [(1899, 4), (10_000, 1), (2026, 5), (2026, 0), ("2026", 3), (2026, 1.5)])
def test_there_is_no_such_quarter(year: object, number: object) -> None:
    """From 1900 to 9999, in whole numbers."""
    with pytest.raises(BookletError, match=f"There is no quarter {number} of {year}: write it like 2026Q3"):
        Quarter(year, number)  # type: ignore[arg-type]


@pytest.mark.parametrize(("year", "number"), [(1900, 1), (9999, 4)])
def test_the_first_and_the_last_quarter(year: int, number: int) -> None:
    """Both can be made; what lies beyond cannot."""
    assert str(Quarter(year, number)) == f"{year}Q{number}"
    with pytest.raises(BookletError):
        Quarter(year, number).shifted(-1 if year == 1900 else 1)


@pytest.mark.parametrize("text", ["2026 - Q3", "Q3-2026", "Q32026", "2026_q3", "\t2026Q3\n"])
def test_further_ways_of_writing_a_quarter(text: str) -> None:
    """With a sign and spaces between, or nothing."""
    assert Quarter.parse(text) == Quarter(2026, 3)


@pytest.mark.parametrize("text", ["2026Q3 x", "x 2026Q3", "02026Q3", "Q5 2026", "Q3 26", "Q 3 2026", "2026//Q3"])
def test_what_only_looks_like_a_quarter(text: str) -> None:
    """Nothing may stand before or after it."""
    with pytest.raises(BookletError, match="is not a quarter"):
        Quarter.parse(text)
