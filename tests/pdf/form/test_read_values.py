"""Numbers and dates as people write them, and as formats write them again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.form.field_formats import formatted, out_of_range, plain_number, read_moment, read_number, write_moment
from booklet.pdf.form.scripts import FieldScripts, NumberFormat, Range, understand

AMOUNTS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)).map(lambda m: m.replace(microsecond=0))


@given(AMOUNTS, st.integers(0, 4), st.integers(0, 3), st.sampled_from(["", "$", " €"]), st.booleans())
def test_an_amount_in_a_format_is_read_back_as_it_was(
    amount: Decimal, separators: int, negative: int, currency: str, first: bool
) -> None:
    """In every style of separators and of negative numbers: what shows says the number that is stored."""
    form = NumberFormat(2, separators, negative, currency, first)
    made = formatted(FieldScripts(format=form, shows_format=True), plain_number(amount).replace(".", form_point(form)))
    assert made is not None
    assert Decimal(made.stored) == amount
    point = "," if separators in (2, 3) else "."
    shown = read_number(made.shown, point)
    assert shown == (abs(amount) if negative == 1 else amount)
    assert made.is_red is (amount < 0 and negative in (1, 3))


def form_point(form: NumberFormat) -> str:
    """The decimal sign of a format."""
    return "," if form.separators in (2, 3) else "."


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False))
def test_a_stored_number_is_plain(number: Decimal) -> None:
    """No exponent, no zeros at its end, to a millionth."""
    text = plain_number(number)
    assert abs(Decimal(text) - number) <= Decimal("5e-7")
    assert "e" not in text.lower()
    assert text == "0" or not (text.startswith("-0") and Decimal(text) == 0)
    assert "." not in text or text[-1] not in "0."


@pytest.mark.parametrize(
    ("text", "point", "number"),
    [
        ("1.234", ".", "1.234"),
        ("1.234", ",", "1234"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("12,34", ".", "12.34"),
        ("0,125", ".", "0.125"),
        ("1,234,567", ".", "1234567"),
        ("1.234.567", ".", "1234567"),
        ("1.234,5", ".", "1234.5"),
        ("1,234.5", ",", "1234.5"),
        (".5", ".", "0.5"),
        ("+7", ".", "7"),
        ("\u22127", ".", "-7"),
        ("(1,5)", ",", "-1.5"),
        ("5-", ".", "-5"),
        ("CHF 1'250.50", ".", "1250.50"),
        ("100 kr.", ".", "100"),
    ],
)
def test_the_decimal_sign_is_the_last_or_the_forms(text: str, point: str, number: str) -> None:
    """A lone sign is the form's, unless it can only be one between thousands."""
    assert read_number(text, point) == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "$", "1-2", "(1", "1)2", "1e5", "½", "1,2.3,4x", ".", ","])
def test_other_texts_are_no_numbers(text: str) -> None:
    """Nothing of them is taken for one."""
    assert read_number(text) is None


_PATTERNS = ["mm/dd/yyyy", "d-mmm-yy", "yyyy-mm-dd", "mmmm d, yyyy", "m/d/yy", "dd.mm.yyyy HH:MM:ss", "m/d/yy h:MM tt"]


@given(MOMENTS, st.sampled_from(_PATTERNS))
def test_a_date_is_read_as_its_pattern_wrote_it(moment: datetime, pattern: str) -> None:
    """Down to the second, as far as the pattern goes; midnight and noon keep their halves."""
    wanted = moment
    if "ss" not in pattern:
        wanted = wanted.replace(second=0)
    if "MM" not in pattern:
        wanted = wanted.replace(hour=0, minute=0)
    assert read_moment(pattern, write_moment(pattern, moment)) == wanted


@given(MOMENTS, st.sampled_from(_PATTERNS))
def test_a_date_of_the_database_is_read_in_any_pattern(moment: datetime, pattern: str) -> None:
    """ISO 8601, which is how attributes are kept."""
    assert read_moment(pattern, moment.date().isoformat()) == datetime.combine(moment.date(), datetime.min.time())


@pytest.mark.parametrize(
    ("hour", "shown"), [(0, "12:05 am"), (1, "1:05 am"), (11, "11:05 am"), (12, "12:05 pm"), (13, "1:05 pm")]
)
def test_noon_is_pm_and_midnight_is_am(hour: int, shown: str) -> None:
    """And there is no hour 0 on such a clock."""
    moment = datetime(2026, 9, 30, hour, 5)
    assert write_moment("h:MM tt", moment) == shown
    assert read_moment("h:MM tt", shown) == datetime(2000, 1, 1, hour, 5)


@pytest.mark.parametrize(
    ("pattern", "text", "day"),
    [
        ("mm/dd/yyyy", "9/3/2026", (2026, 9, 3)),
        ("dd/mm/yyyy", "9/3/2026", (2026, 3, 9)),
        ("mm/dd/yyyy", "Sep 30, 2026", (2026, 9, 30)),
        ("mm/dd/yyyy", "30 September 2026", (2026, 9, 30)),
        ("d-mmm-yy", "3-Mar-49", (2049, 3, 3)),
        ("d-mmm-yy", "3-Mar-50", (1950, 3, 3)),
        ("yyyy-mm-dd", "2026-02-29", None),
        ("mm/dd/yyyy", "13/13/2026", None),
        ("mm/dd/yyyy", "soon", None),
        ("mm/dd/yyyy", "Ma 3, 2026", None),
        ("HH:MM", "9/3/2026", None),
    ],
)
def test_dates_of_other_spellings(pattern: str, text: str, day: tuple[int, int, int] | None) -> None:
    """The order of the pattern decides, a month in letters may stand anywhere, two digits of a year end with 2049."""
    assert read_moment(pattern, text) == (datetime(*day) if day else None)


def test_patterns_have_names_and_escapes() -> None:
    """English, whole or three letters; what follows a backslash is itself."""
    moment = datetime(2026, 3, 7, 9, 4, 5)
    assert write_moment("dddd ddd mmmm mmm yy d dd", moment) == "Saturday Sat March Mar 26 7 07"
    assert write_moment("H HH h hh M MM s ss t \\d", moment) == "9 09 9 09 4 04 5 05 a d"


@pytest.mark.parametrize(
    ("limits", "value", "reason"),
    [
        (Range(1, 9), "0.99", "1 to 9 is allowed"),
        (Range(1, 9), "9.01", "1 to 9 is allowed"),
        (Range(1, 9), "1", ""),
        (Range(1, 9), "9", ""),
        (Range(1, None), "0", "at least 1 is allowed"),
        (Range(None, 9), "10", "at most 9 is allowed"),
        (Range(None, 9), "-10", ""),
        (Range(1, 9), "", ""),
        (Range(1, 9), "many", ""),
        (Range(0.1, 0.3), "0.3", ""),
    ],
)
def test_a_bound_is_still_in_its_range(limits: Range, value: str, reason: str) -> None:
    """What is no number is not out of it; that is told elsewhere."""
    assert out_of_range(FieldScripts(range=limits), value) == reason


@pytest.mark.parametrize(
    ("mask", "value", "stored"),
    [
        ("99-AA", "12-ab", "12-ab"),
        ("99-AA", "12ab", "12-ab"),
        ("99-AA", "1-2ab", None),
        ("99-AA", "1a-bb", None),
        ("OX", "a!", "a!"),
        ("OX", "!a", None),
        ("99", "123", None),
        ("(999)", "555", "(555)"),
    ],
)
def test_masks(mask: str, value: str, stored: str | None) -> None:
    """Their own signs may be left out, all of them or none."""
    made = formatted(understand(F=f'AFSpecial_KeystrokeEx("{mask}")'), value)
    assert (made.stored if made else None) == stored
