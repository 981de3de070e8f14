"""Values as people write them: signs, currencies, thousands and words, for each type and at its edges."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DefinitionError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Value


def _of(type_: str, *choices: str) -> AttributeDefinition:
    return AttributeDefinition("plan", "Plan", AttributeType(type_), choices=choices)


_AMOUNTS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2)


@given(amount=_AMOUNTS, sign=st.sampled_from(["$", "€", "£", "¥", "USD ", "EUR "]))
def test_an_amount_reads_back_with_its_currency(amount: Decimal, sign: str) -> None:
    """Before it or after it, with the minus before the sign, and in an accountant's parentheses."""
    money, plain = _of("money"), f"{abs(amount):,.2f}"
    minus = "-" if amount < 0 else ""
    assert money.parse(f"{minus}{sign}{plain}") == amount
    assert money.parse(f"{minus}{plain} {sign.strip()}") == amount
    if amount < 0:
        assert money.parse(f"({sign}{plain})") == amount
        assert money.parse(f"{sign}({plain})".replace(sign + "(", "(" + sign)) == amount


@given(number=st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=3))
def test_a_number_reads_back_in_every_way_of_writing_it(number: Decimal) -> None:
    """With commas, apostrophes, hard spaces, a real minus sign, and as a plain text."""
    definition, written = _of("number"), f"{number:,}"
    for text in (
        str(number),
        written,
        written.replace(",", "'"),
        written.replace(",", "\u00a0"),
        written.replace(",", "\u202f"),
        written.replace("-", "−"),
    ):
        assert definition.parse(text) == number


@given(number=st.integers(-(10**30), 10**30) | st.floats(1e-9, 1e15) | st.floats(-1e15, -1e-9))
def test_a_program_gives_numbers_as_they_are(number: float) -> None:
    """A float is the decimal that Python shows for it, not its binary expansion."""
    assert _of("number").parse(number) == Decimal(repr(number))
    assert _of("money").parse(number) == Decimal(repr(number))


@given(per_cent=st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=3))
def test_a_percentage_is_its_fraction(per_cent: Decimal) -> None:
    """4.5% is 0.045, with or without a space before the sign; a number without it is the fraction itself."""
    percent = _of("percent")
    assert percent.parse(f"{per_cent}%") == percent.parse(f" {per_cent} % ") == per_cent / 100
    assert percent.parse(str(per_cent)) == per_cent


@given(day=st.dates(), hour=st.integers(0, 23))
def test_a_day_is_read_without_its_time(day: date, hour: int) -> None:
    """As a date, a moment of that day, and the texts of both."""
    definition = _of("date")
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    for raw in (day, moment, day.isoformat(), moment.isoformat(), moment.isoformat(sep=" "), f" {day.isoformat()} "):
        read = definition.parse(raw)
        assert read == day
        assert type(read) is date


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "1", "x", "On", 1, 1.0, True])
def test_words_for_yes(word: object) -> None:
    """In any case, and as numbers."""
    assert _of("yes/no").parse(word) is True


@pytest.mark.parametrize("word", ["no", "N", "False", "0", "OFF", 0, 0.0, False])
def test_words_for_no(word: object) -> None:
    """In any case, and as numbers."""
    assert _of("yes/no").parse(word) is False


@given(
    choices=st.lists(st.text("ABCdef 12", min_size=1).map(str.strip).filter(bool), min_size=1, unique_by=str.casefold)
)
def test_a_choice_is_found_in_any_case(choices: list[str]) -> None:
    """And comes out as the definition writes it."""
    definition = _of("choice", *choices)
    for choice in choices:
        assert definition.parse(choice.upper()) == definition.parse(f" {choice.lower()} ") == choice


@pytest.mark.parametrize(
    ("raw", "value"), [(7.0, "7"), (7.5, "7.5"), (7, "7"), (True, "True"), ("\n Gold\t", "Gold"), ("0", "0")]
)
def test_a_text_is_what_a_cell_shows(raw: object, value: str) -> None:
    """A spreadsheet's whole number has no ".0"."""
    assert _of("text").parse(raw) == value


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        ("number", "1,234,56"),
        ("number", "12,34"),
        ("number", ",123"),
        ("number", "1234,567"),
        ("number", "1,234.5,6"),
        ("number", "5)"),
        ("number", "(5"),
        ("number", "15)"),
        ("number", "(15"),
        ("money", "$15)"),
        ("money", "($15"),
        ("number", "--5"),
        ("number", Decimal("1e61")),
        ("number", Decimal("1e-61")),
        ("number", float("inf")),
        ("money", "$"),
        ("money", "US$5"),
        ("money", True),
        ("money", "5 usd"),
        ("percent", "5%%"),
        ("percent", False),
        ("date", "2026/09/30"),
        ("date", "2026-09-30T25:00"),
        ("date", True),
        ("yes/no", 1.5),
        ("yes/no", "yes and no"),
        ("choice", ["Gold"]),
    ],
)
def test_near_misses_are_refused(type_: str, raw: object) -> None:
    """A value that could mean two things, or nothing, is nobody's guess."""
    with pytest.raises(ValueRefused):
        _of(type_, "Gold").parse(raw)


@pytest.mark.parametrize(
    ("number", "fits"), [("9e60", True), ("1e-60", True), ("1e61", False), ("9e-61", False), ("0", True)]
)
def test_a_number_has_a_sensible_size(number: str, fits: bool) -> None:
    """Sixty digits either way; a spreadsheet's overflow is no amount."""
    if fits:
        assert _of("number").parse(number) == Decimal(number)
    else:
        with pytest.raises(ValueRefused):
            _of("number").parse(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("100"), "100"),
        (Decimal("0.100"), "0.1"),
        (Decimal("-12.50"), "-12.5"),
        (Decimal("1." + "1" * 40), "1." + "1" * 40),
        (date(2026, 9, 3), "2026-09-03"),
        ("As it is ", "As it is "),
    ],
)
def test_the_canonical_text(value: Value, text: str) -> None:
    """No exponent, no trailing zeros, no digit lost, no minus before nothing."""
    assert _of("text").to_text(value) == text


@given(number=st.decimals(allow_nan=False, allow_infinity=False).filter(lambda n: abs(n.adjusted()) <= 60))
def test_equal_numbers_have_equal_texts(number: Decimal) -> None:
    """However many zeros they carry: a digest of inputs must not change with them."""
    definition = _of("number")
    exponent = number.as_tuple().exponent
    padded = Decimal(f"{number:f}" + ("0" if isinstance(exponent, int) and exponent < 0 else ".0"))
    assert padded == number
    assert definition.to_text(padded) == definition.to_text(number)
    assert Decimal(definition.to_text(number)) == number


def test_a_text_that_no_longer_fits_its_type_is_refused() -> None:
    """The type was changed after the value was recorded."""
    with pytest.raises(ValueRefused, match=r'^Plan \(plan\): "Gold" does not fit; expected is a number, such as'):
        _of("number").from_text("Gold")


def test_a_refusal_in_other_words() -> None:
    """A grid that names the attribute itself says what it expects in its own."""
    assert _of("date").refusal("soon") == '"soon" does not fit; expected is a date, such as 2026-09-30.'
    assert _of("date").refusal("soon", expected="a day") == '"soon" does not fit; expected is a day.'
    assert _of("choice", "Gold", "Silver").refusal(1) == '"1" does not fit; expected is one of Gold, Silver.'


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Plan", "lower-case letters"),
        ("_plan", "lower-case letters"),
        ("plan\n", "lower-case letters"),
        ("lambda", "lower-case letters"),
        ("quarter_number", "a meaning of its own"),
        ("loop", "a meaning of its own"),
        ("pages", "a meaning of its own"),
    ],
)
def test_why_a_key_is_refused(key: str, said: str) -> None:
    """A key that is no name, and a name that templates and rules have taken."""
    with pytest.raises(DefinitionError, match=said):
        AttributeDefinition(key, "Label")


@pytest.mark.parametrize("key", ["a", "plan_2", "x" * 63, "customers", "number"])
def test_keys_that_are_good(key: str) -> None:
    """Up to 63 characters, and near to a reserved word."""
    assert AttributeDefinition(key, "Label").key == key
