"""Dates, times, numbers and masks of form fields: read as people write them, and written as the form asks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from booklet.pdf.form.field_formats import formatted, plain_number, read_moment, write_moment
from booklet.pdf.form.scripts import understand

_MOMENT = datetime(2026, 9, 3, 14, 5, 7)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("yyyy-mm-dd", "2026-09-03"),
        ("m/d/yy", "9/3/26"),
        ("mm/dd/yyyy", "09/03/2026"),
        ("d mmm yyyy", "3 Sep 2026"),
        ("mmmm d, yyyy", "September 3, 2026"),
        ("ddd", "Thu"),
        ("dddd", "Thursday"),
        ("HH:MM:ss", "14:05:07"),
        ("H:M:s", "14:5:7"),
        ("hh:MM tt", "02:05 pm"),
        ("h:MM t", "2:05 p"),
        ("\\dd", "d3"),
    ],
)
def test_a_moment_is_written(pattern: str, text: str) -> None:
    """Each part as its letters ask, with zeros where there are two."""
    assert write_moment(pattern, _MOMENT) == text


@pytest.mark.parametrize(
    ("hour", "text"), [(0, "12 am"), (1, "1 am"), (11, "11 am"), (12, "12 pm"), (13, "1 pm"), (23, "11 pm")]
)
def test_hours_of_half_a_day(hour: int, text: str) -> None:
    """Midnight and noon are twelve; there and back."""
    assert write_moment("h tt", datetime(2000, 1, 1, hour)) == text
    assert read_moment("h tt", text) == datetime(2000, 1, 1, hour)
    assert read_moment("h tt", text.upper()) == datetime(2000, 1, 1, hour)


@pytest.mark.parametrize("month", range(1, 13))
def test_months_by_name(month: int) -> None:
    """Whole, or their first letters; two letters are too few."""
    moment = datetime(2026, month, 1)
    for pattern in ("mmmm d yyyy", "mmm d yyyy"):
        assert read_moment(pattern, write_moment(pattern, moment)) == moment
    assert read_moment("mm/dd/yyyy", f"1 {write_moment('mmm', moment)} 2026") == moment
    assert read_moment("mm/dd/yyyy", f"1 {write_moment('mmm', moment)[:2]} 2026") is None


@given(some.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)).map(lambda one: one.replace(microsecond=0)))
def test_what_is_written_is_read_back(moment: datetime) -> None:
    """By the pattern that wrote it."""
    day = moment.replace(hour=0, minute=0, second=0)
    assert read_moment("yyyy-mm-dd HH:MM:ss", write_moment("yyyy-mm-dd HH:MM:ss", moment)) == moment
    for pattern in ("d.m.yy", "dddd, d. mmmm yyyy", "mm/dd/yyyy", "yymmdd"):
        assert read_moment(pattern, write_moment(pattern, day)) == day


@pytest.mark.parametrize(
    ("pattern", "text", "moment"),
    [
        ("mm/dd/yyyy", "2026-09-03", (2026, 9, 3)),
        ("mm/dd/yyyy", "2026-09-03T10:20:30", (2026, 9, 3, 10, 20, 30)),
        ("mm/dd/yyyy", "Sep 3, 2026", (2026, 9, 3)),
        ("mm/dd/yyyy", "3 September 2026", (2026, 9, 3)),
        ("dd.mm.yyyy", "Sep 3, 2026", (2026, 9, 3)),
        ("mm/dd/yyyy", "9-3-2026", (2026, 9, 3)),
        ("dd/mm/yyyy", "9-3-2026", (2026, 3, 9)),
        ("yyyy-mm-dd", "2026.9.3", (2026, 9, 3)),
        ("mm/yyyy", "9-2026", (2026, 9, 1)),
        ("yyyy", "2026", (2026, 1, 1)),
        ("m/d/yy", "9/3/49", (2049, 9, 3)),
        ("m/d/yy", "9/3/50", (1950, 9, 3)),
        ("m/d/yyyy", "9/3/99", (1999, 9, 3)),
        ("mm/dd/yyyy", " 09/03/2026 ", (2026, 9, 3)),
        ("HH:MM", "14:05", (2000, 1, 1, 14, 5)),
    ],
)
def test_a_moment_is_read(pattern: str, text: str, moment: tuple[int, ...]) -> None:
    """As the pattern has it, as ISO 8601, or by the order of its parts; years of two digits begin in 1950."""
    year, month, day, *clock = moment
    assert read_moment(pattern, text) == datetime(year, month, day, *clock)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("mm/dd/yyyy", "13/03/2026"),
        ("mm/dd/yyyy", "02/30/2026"),
        ("mm/dd/yyyy", "2026-02-30"),
        ("mm/dd/yyyy", "9/3"),
        ("mm/dd/yyyy", "9/3/2026/1"),
        ("mm/dd/yyyy", "9/3/2026!"),
        ("mm/dd/yyyy", "Sep Oct 2026"),
        ("mm/dd/yyyy", "Foo 3 2026"),
        ("HH:MM", "25:00"),
        ("HH:MM", "2:05 o'clock"),
        ("mm/dd/yyyy", ""),
    ],
)
def test_what_is_no_moment(pattern: str, text: str) -> None:
    """Days that are not there, too few or too many parts."""
    assert read_moment(pattern, text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("5", "5"),
        ("5.10", "5.1"),
        ("-0.0", "0"),
        ("0.000001", "0.000001"),
        ("0.0000014", "0.000001"),
        ("0.0000015", "0.000002"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("-2.50", "-2.5"),
    ],
)
def test_a_number_as_it_is_stored(number: str, text: str) -> None:
    """A point, six decimals at most, no zeros at the end."""
    assert plain_number(Decimal(number)) == text


def _shown(script: str, value: str) -> tuple[str, bool] | None:
    made = formatted(understand(F=script), value)
    return (made.shown, made.is_red) if made else None


@pytest.mark.parametrize(
    ("style", "shown", "red"), [(0, "-$1.50", False), (1, "$1.50", True), (2, "($1.50)", False), (3, "($1.50)", True)]
)
def test_negative_numbers(style: int, shown: str, red: bool) -> None:
    """With a minus, in red, in parentheses, or both; positive ones and nothing are never red."""
    script = f'AFNumber_Format(2, 0, {style}, 0, "$", true);'
    assert _shown(script, "-1.5") == (shown, red)
    assert _shown(script, "1.5") == ("$1.50", False)
    assert _shown(script, "0") == ("$0.00", False)


@pytest.mark.parametrize(
    ("style", "shown"),
    [(0, "1,234,567.25"), (1, "1234567.25"), (2, "1.234.567,25"), (3, "1234567,25"), (4, "1'234'567.25")],
)
def test_thousands_and_the_point(style: int, shown: str) -> None:
    """As five countries write them; half a cent is rounded up."""
    assert _shown(f'AFNumber_Format(2, {style}, 0, 0, "", true);', "1234567.245") == (shown, False)


def test_percentages() -> None:
    """A fraction shows times a hundred; one that is typed with its sign is what it says."""
    assert _shown("AFPercent_Format(2, 0);", "0.12345") == ("12.35%", False)
    assert _shown("AFPercent_Format(0, 0);", "50%") == ("50%", False)
    assert _shown("AFPercent_Format(1, 0);", "-0.5") == ("-50.0%", False)


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        ("99-99", "1234", "12-34"),
        ("99-99", "12-34", "12-34"),
        ("99-99", "12 34", None),
        ("99-99", "123", None),
        ("99-99", "12345", None),
        ("99-99", "12a4", None),
        ("AA9", "ab1", "ab1"),
        ("AA9", "a11", None),
        ("OO", "a1", "a1"),
        ("OO", "a-", None),
        ("XX", "-?", "-?"),
        ("(999)", "123", "(123)"),
    ],
)
def test_masks(mask: str, value: str, shown: str | None) -> None:
    """Digits, letters, either, or anything; the mask's own signs may be left out, all of them."""
    made = formatted(understand(F=f'AFSpecial_KeystrokeEx("{mask}");'), value)
    assert (made.shown if made else None) == shown
