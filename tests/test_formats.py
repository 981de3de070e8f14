"""Values as books show them, in several locales, and formats that are refused with a way out."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DefinitionError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Quarter

US, GERMAN, FRENCH, SWISS = Formats(), Formats("de_DE", "EUR"), Formats("fr_FR", "EUR"), Formats("de_CH", "CHF")
JAPANESE, INDIAN = Formats("ja_JP", "JPY"), Formats("en_IN", "INR")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})


def _of(type_: str, style: str = "") -> AttributeDefinition:
    return AttributeDefinition("key", "Label", AttributeType(type_), style, choices=("Gold",))


@pytest.mark.parametrize(
    ("formats", "style", "written"),
    [
        (US, "", "$1,234.50"),
        (US, "0", "$1,235"),
        (US, "2", "$1,234.50"),
        (US, "EUR", "€1,234.50"),
        (US, "eur 0", "€1,235"),
        (US, "3", "$1,234.500"),
        (US, "3 GBP", "£1,234.500"),
        (US, "JPY", "¥1,235"),
        (GERMAN, "", "1.234,50 €"),
        (GERMAN, "USD 0", "1.235 $"),
        (FRENCH, "", "1 234,50 €"),
        (SWISS, "", "CHF 1'234.50"),
        (JAPANESE, "", "￥1,235"),
        (INDIAN, "", "₹1,234.50"),
    ],
)
def test_amounts(formats: Formats, style: str, written: str) -> None:
    """Currency and decimals by the style, else by the workspace and the currency; signs and places by the locale."""
    assert formats.money(Decimal("1234.5"), style).translate(_SPACES) == written
    assert formats.value(Decimal("1234.5"), _of("money", style)).translate(_SPACES) == written


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        *(("0.005", "$0.01"), ("0.015", "$0.02"), ("-0.005", "-$0.01"), ("2.675", "$2.68"), ("-1234.5", "-$1,234.50")),
        *(("1e9", "$1,000,000,000.00"), ("999999999999.995", "$1,000,000,000,000.00")),
        *(("123456789012.345", "$123,456,789,012.35"), ("1234567890123.455", "$1,234,567,890,123.46")),
    ],
)
def test_halves_go_away_from_zero(amount: str, written: str) -> None:
    """As spreadsheets round, not to the even neighbor, in amounts of any size."""
    assert US.money(Decimal(amount)) == written


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [("2.5", "0", "3"), ("-2.5", "0", "-3"), ("0.125", "2", "0.13"), ("12", "0000.0", "0012.0"), ("0", "", "0")],
)
def test_halves_of_numbers(number: str, style: str, written: str) -> None:
    """The same, and zeros as the style has them."""
    assert US.number(Decimal(number), style) == written


@pytest.mark.parametrize(
    ("fraction", "style", "written"), [("0.12345", "", "12.35%"), ("0.125", "0", "13%"), ("-0.005", "0", "-1%")]
)
def test_halves_of_percentages(fraction: str, style: str, written: str) -> None:
    """Of the percentage, not of the fraction."""
    assert US.percent(Decimal(fraction), style) == written


@given(
    number=st.decimals(-(10**13), 10**13, allow_nan=False, allow_infinity=False, places=4),
    style=st.sampled_from(["", "0", "2", "#,##0.00", "0.0##", "#,##0;(#,##0)", "'x' 0"]),
    formats=st.sampled_from([US, GERMAN, FRENCH, SWISS, INDIAN]),
)
def test_the_quick_way_writes_what_babel_writes(number: Decimal, style: str, formats: Formats) -> None:
    """Whatever the style, the locale and the size."""
    with localcontext(Context(rounding=ROUND_HALF_UP, prec=60)):
        pattern = {"": None, "0": "#,##0", "2": "#,##0.00"}.get(style, style)
        expected = format_decimal(number, format=pattern, locale=formats.locale)
    assert formats.number(number, style) == expected


@given(amount=st.decimals(-(10**14), 10**14, allow_nan=False, allow_infinity=False, places=2))
def test_an_amount_that_was_written_reads_back(amount: Decimal) -> None:
    """What a book shows can be imported again."""
    assert _of("money").parse(US.money(amount)) == amount


@pytest.mark.parametrize(
    ("formats", "style", "written"),
    [
        (US, "", "1,234.568"),
        (US, "0", "1,235"),
        (US, "1", "1,234.6"),
        (US, "#,##0.00", "1,234.57"),
        (US, "0.0", "1234.6"),
        (GERMAN, "", "1.234,568"),
        (GERMAN, "2", "1.234,57"),
        (FRENCH, "1", "1 234,6"),
        (SWISS, "1", "1'234.6"),
        (Formats("en_IN", "INR"), "#,##,##0", "1,235"),
    ],
)
def test_numbers(formats: Formats, style: str, written: str) -> None:
    """A pattern, a number of decimals, or up to three."""
    assert formats.number(Decimal("1234.5678"), style).translate(_SPACES) == written
    assert formats.value(Decimal("1234.5678"), _of("number", style)).translate(_SPACES) == written


@pytest.mark.parametrize(
    ("formats", "style", "written"),
    [
        (US, "", "4.57%"),
        (US, "0", "5%"),
        (US, "1", "4.6%"),
        (US, "0.000%", "4.568%"),
        (GERMAN, "1", "4,6%"),
        (GERMAN, "#,##0.0 %", "4,6 %"),
    ],
)
def test_percentages(formats: Formats, style: str, written: str) -> None:
    """Of a fraction; a pattern, a number of decimals, or up to two."""
    assert formats.percent(Decimal("0.045678"), style).translate(_SPACES) == written
    assert formats.value(Decimal("0.045678"), _of("percent", style)).translate(_SPACES) == written


@pytest.mark.parametrize(
    ("formats", "style", "written"),
    [
        (US, "short", "9/3/26"),
        (US, "medium", "Sep 3, 2026"),
        (US, "long", "September 3, 2026"),
        (US, "full", "Thursday, September 3, 2026"),
        (US, "d MMMM yyyy", "3 September 2026"),
        (US, "yyyy-MM-dd", "2026-09-03"),
        (GERMAN, "short", "03.09.26"),
        (GERMAN, "long", "3. September 2026"),
        (FRENCH, "long", "3 septembre 2026"),
        (JAPANESE, "long", "2026年9月3日"),
    ],
)
def test_days(formats: Formats, style: str, written: str) -> None:
    """By a name or a pattern; medium where nothing is said; a quarter is its last day."""
    day = date(2026, 9, 3)
    assert formats.date(day, style) == formats.value(day, _of("date", style)) == written
    assert US.value(day, _of("date")) == US.date(day) == "Sep 3, 2026"
    assert US.date(Quarter(2026, 3), "yyyy-MM-dd") == "2026-09-30"
    assert GERMAN.date(Quarter(2026, 3), "long") == "30. September 2026"


def test_yes_and_no() -> None:
    """By two words, with a space between or without."""
    assert [US.yesno(value) for value in (True, False)] == ["Yes", "No"]
    assert [US.value(value, _of("yes/no", "Ja, Nein")) for value in (True, False)] == ["Ja", "Nein"]
    assert [US.yesno(value, "on") for value in (True, False)] == ["on", ""]


def test_texts_and_choices_are_as_they_are() -> None:
    """Their format is nothing."""
    assert US.value("Gold & Co", _of("text", "0.00")) == "Gold & Co"
    assert US.value("Gold", _of("choice")) == "Gold"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "Yes"),
        (False, "No"),
        (1234, "1234"),
        (Decimal("1234.5"), "1,234.5"),
        (0.1, "0.1"),
        (date(2026, 9, 3), "Sep 3, 2026"),
        (None, ""),
        ("text", "text"),
    ],
)
def test_what_no_definition_speaks_of(value: object, written: str) -> None:
    """What a template computed: a whole number has no commas, it may be a year."""
    assert US.plain(value) == written


@pytest.mark.parametrize("locale", ["", "xx", "xx_YY", "english", "en_US_x_y_z", 5, None])
def test_a_locale_that_is_none(locale: Any) -> None:
    """Refused when it is set."""
    with pytest.raises(DefinitionError, match="is not a locale: write it like en_US or de_DE"):
        Formats(locale)


@pytest.mark.parametrize("currency", ["", "usd", "US$", "XXY", "Dollar"])
def test_a_currency_that_is_none(currency: str) -> None:
    """Refused when it is set, and in a style."""
    with pytest.raises(DefinitionError, match="is not a currency: write its code, like USD or EUR"):
        Formats("en_US", currency)


@pytest.mark.parametrize("value", [True, "5", None, date(2026, 9, 3)])
@pytest.mark.parametrize("way", ["money", "number", "percent"])
def test_what_is_no_number(way: str, value: object) -> None:
    """Named in the refusal."""
    with pytest.raises(DefinitionError, match=f'^"{value}" is not a number, so it cannot be written as one'):
        getattr(US, way)(value)


def test_what_is_no_day() -> None:
    """Named in the refusal."""
    with pytest.raises(DefinitionError, match='"soon" is not a date'):
        US.date("soon")


@pytest.mark.parametrize(
    ("type_", "style", "said"),
    [
        ("money", "XYZ", '"XYZ" is not a currency'),
        ("number", "abc", "no place for the digits"),
        ("percent", "%", "no place for the digits"),
        ("date", "bbb", "is not a way to write a date: write it like d MMMM yyyy"),
        ("date", "QQQQQQ", "is not a way to write a date: write it like d MMMM yyyy"),
        ("date", "YYYY-MM-dd", "counts the days of the year: write small letters"),
        ("date", "yyyy-MM-DD", "counts the days of the year"),
        ("yes/no", "Yes", "is not two words"),
        ("yes/no", "Yes,", "is not two words"),
        ("yes/no", "Yes, ", "is not two words"),
        ("yes/no", " ,No", "is not two words"),
        ("yes/no", ",No", "is not two words"),
    ],
)
def test_formats_that_nobody_means(type_: str, style: str, said: str) -> None:
    """Refused when the attribute is defined, with its name and a format that is good."""
    with pytest.raises(DefinitionError, match=r"^Label \(key\) has a format that cannot be: ") as refused:
        US.check(_of(type_, style))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("type_", "style"),
    [
        ("money", ""),
        ("money", "EUR 0"),
        ("number", "2"),
        ("number", "#,##0"),
        ("percent", "1"),
        ("percent", "0.0%"),
        ("date", "long"),
        ("date", "d MMM yyyy"),
        ("date", "'week' w 'of' YYYY"),
        ("yes/no", "Ja,Nein"),
        ("text", "anything"),
        ("choice", "YYYY"),
    ],
)
def test_formats_that_are_good(type_: str, style: str) -> None:
    """And texts have none to be wrong."""
    US.check(_of(type_, style))


def test_samples_of_formats() -> None:
    """A value written by the format, for those who choose it; None where there is no format to see."""
    kinds = (("number", "#,##0.0"), ("money", "EUR 0"), ("percent", "1"), ("date", "long"), ("yes/no", "Ja,Nein"))
    shown = [US.sample(_of(kind, style)) for kind, style in kinds]
    assert shown == ["1,234.5", "€1,235", "100.0%", "September 30, 2026", "Ja"]
    assert US.sample(_of("number")) is US.sample(_of("text", "x")) is None
