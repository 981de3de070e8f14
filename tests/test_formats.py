"""Values as books show them: each style, each default, and the styles that are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from booklet.errors import DefinitionError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Quarter, Value

US = Formats()


def _defined(kind: AttributeType, style: str = "") -> AttributeDefinition:
    return AttributeDefinition("key", "Label", kind, format=style)


@pytest.mark.parametrize(
    ("kind", "style", "value", "written"),
    [
        (AttributeType.TEXT, "", "Gold", "Gold"),
        (AttributeType.MONEY, "", Decimal("-1234.5"), "-$1,234.50"),
        (AttributeType.MONEY, "eur 0", Decimal("1234.5"), "€1,235"),
        (AttributeType.MONEY, "3", Decimal("1234.5"), "$1,234.500"),
        (AttributeType.MONEY, "JPY", Decimal("1234.5"), "¥1,235"),
        (AttributeType.NUMBER, "", Decimal("1234.5678"), "1,234.568"),
        (AttributeType.NUMBER, "0", Decimal("2.5"), "3"),
        (AttributeType.NUMBER, "0", Decimal("-2.5"), "-3"),
        (AttributeType.NUMBER, "2", Decimal("0.125"), "0.13"),
        (AttributeType.NUMBER, "0000.0", Decimal(12), "0012.0"),
        (AttributeType.PERCENT, "", Decimal("0.12345"), "12.35%"),
        (AttributeType.PERCENT, "0", Decimal("0.125"), "13%"),
        (AttributeType.PERCENT, "1", Decimal("0.5"), "50.0%"),
        (AttributeType.PERCENT, "0.000%", Decimal("0.5"), "50.000%"),
        (AttributeType.DATE, "", date(2026, 9, 30), "Sep 30, 2026"),
        (AttributeType.DATE, "yyyy-MM-dd", date(2026, 9, 30), "2026-09-30"),
        (AttributeType.YES_NO, "", True, "Yes"),
        (AttributeType.YES_NO, "", False, "No"),
        (AttributeType.YES_NO, "ja, nein", False, "nein"),
    ],
)
def test_a_value_is_written_as_its_definition_says(kind: AttributeType, style: str, value: Value, written: str) -> None:
    """By its style, or by its type's default; halves are rounded away from zero, as spreadsheets do."""
    definition = _defined(kind, style)
    assert US.value(value, definition) == written
    US.check(definition)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "Yes"),
        (False, "No"),
        (2026, "2026"),
        (1234.5, "1,234.5"),
        (Decimal("0.1235"), "0.124"),
        (date(2026, 9, 30), "Sep 30, 2026"),
        (None, ""),
        ("text", "text"),
    ],
)
def test_a_value_without_a_definition(value: object, written: str) -> None:
    """A whole number has no thousands separators, since it may be a year; a missing value is nothing."""
    assert US.plain(value) == written


def test_a_quarter_as_a_date_is_its_last_day() -> None:
    """In the words of the locale."""
    assert Formats("de_DE", "EUR").date(Quarter(2026, 3), "long") == "30. September 2026"


@pytest.mark.parametrize(
    ("kind", "style", "said"),
    [
        (AttributeType.NUMBER, "abc", "no place for the digits"),
        (AttributeType.PERCENT, "%", "no place for the digits"),
        (AttributeType.DATE, "YYYY-MM-dd", "days of the year"),
        (AttributeType.DATE, "yyyy-MM-DD", "days of the year"),
        (AttributeType.YES_NO, "Yes", "not two words"),
        (AttributeType.YES_NO, "Yes,", "not two words"),
        (AttributeType.YES_NO, " ,No", "not two words"),
        (AttributeType.MONEY, "XXY", "not a currency"),
    ],
)
def test_a_format_that_nobody_means_is_refused(kind: AttributeType, style: str, said: str) -> None:
    """When it is defined, with the attribute's name, and before any value is written with it."""
    with pytest.raises(DefinitionError, match=rf"Label \(key\) has a format that cannot be: .*{said}"):
        US.check(_defined(kind, style))


def test_a_week_date_may_count_the_week_s_year() -> None:
    """Capital letters are right beside the number of a week."""
    US.check(_defined(AttributeType.DATE, "YYYY 'week' w"))


@pytest.mark.parametrize(("locale", "currency"), [("xx_YY", "USD"), ("", "USD"), ("en_US", "usd dollars")])
def test_a_locale_or_currency_that_does_not_exist(locale: str, currency: str) -> None:
    """It is refused when the formats are made."""
    with pytest.raises(DefinitionError, match=r"is not a (locale|currency): write"):
        Formats(locale, currency)


def test_what_is_of_another_kind_is_no_number_and_no_date() -> None:
    """A yes is not the number 1, and a text is not read as a date."""
    for write in (US.number, US.percent, US.money):
        with pytest.raises(DefinitionError, match='"True" is not a number'):
            write(True)
    with pytest.raises(DefinitionError, match="is not a date"):
        US.date("2026-09-30")
