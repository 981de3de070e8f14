"""Attribute definitions: what fits a type, what does not, and the one text of each value."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DefinitionError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Value


def _of(type_: str) -> AttributeDefinition:
    choices = ("Gold", "Silver Plus") if type_ == "choice" else ()
    return AttributeDefinition("plan", "Plan", AttributeType(type_), choices=choices)


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        ("text", " Gold ", "Gold"),
        ("text", 7.0, "7"),
        ("number", "1,250.75", Decimal("1250.75")),
        ("number", "(5)", Decimal(-5)),
        ("number", "−3", Decimal(-3)),
        ("number", "1\u00a0250", Decimal(1250)),
        ("number", 0.1, Decimal("0.1")),
        ("money", "$1,250,000.00", Decimal(1250000)),
        ("money", "-$5", Decimal(-5)),
        ("money", "-5 EUR", Decimal(-5)),
        ("money", "1250 EUR", Decimal(1250)),
        ("percent", "4.5%", Decimal("0.045")),
        ("percent", 0.045, Decimal("0.045")),
        ("date", "2026-09-30", date(2026, 9, 30)),
        ("date", datetime(2026, 9, 30, 12), date(2026, 9, 30)),
        ("date", "2026-09-30T00:00:00", date(2026, 9, 30)),
        ("yes/no", "Yes", True),
        ("yes/no", 0.0, False),
        ("yes/no", False, False),
        ("choice", "silver plus", "Silver Plus"),
    ],
)
def test_what_people_and_spreadsheets_write_is_read(type_: str, raw: object, value: Value) -> None:
    """As a value of the type."""
    read = _of(type_).parse(raw)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize("type_", list(AttributeType))
@pytest.mark.parametrize("nothing", [None, "", "  ", float("nan")])
def test_empty_means_no_value(type_: str, nothing: object) -> None:
    """For every type."""
    assert _of(type_).parse(nothing) is None


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        ("number", "lots"),
        ("number", "1,25"),
        ("number", "1.250,75"),
        ("number", True),
        ("number", "1e999"),
        ("number", "NaN"),
        ("number", "inf"),
        ("money", "5 apples"),
        ("percent", "%"),
        ("date", "30.9.2026"),
        ("date", "2026-02-30"),
        ("date", 46000),
        ("yes/no", "perhaps"),
        ("yes/no", 2),
        ("choice", "Bronze"),
    ],
)
def test_what_does_not_fit_is_refused(type_: str, raw: object) -> None:
    """With label, key, value and what is expected."""
    definition = _of(type_)
    with pytest.raises(ValueRefused) as refused:
        definition.parse(raw)
    assert str(refused.value) == f'Plan (plan): "{raw}" does not fit; expected is {definition.expected}.'


@given(
    value=st.text(min_size=1).filter(lambda text: text.strip() == text)
    | st.booleans()
    | st.dates()
    | st.decimals(-(10**50), 10**50, allow_nan=False)
)
def test_a_value_is_the_same_after_its_text(value: Value) -> None:
    """Text and back loses nothing, and equal values have equal texts."""
    types = {bool: "yes/no", str: "text", date: "date", Decimal: "number"}
    definition = _of(types[type(value)])
    text = definition.to_text(value)
    assert definition.from_text(text) == value
    assert definition.to_text(definition.from_text(text)) == text


@pytest.mark.parametrize(
    ("same", "text"), [(("1.50", "1.5", "1.500"), "1.5"), (("1e3", "1000", "1,000.0"), "1000"), (("-0", "0.00"), "0")]
)
def test_equal_numbers_have_one_text(same: tuple[str, ...], text: str) -> None:
    """However they were written."""
    definition = _of("number")
    for raw in same:
        value = definition.parse(raw)
        assert value is not None
        assert definition.to_text(value) == text


@pytest.mark.parametrize("key", ["", "Plan", "1st", "a b", "a-b", "class", "customer", "true", "x" * 64])
def test_a_key_that_templates_could_not_use_is_refused(key: str) -> None:
    """No lower-case identifier, or a word with a meaning of its own."""
    with pytest.raises(DefinitionError):
        AttributeDefinition(key, "Label")


def test_a_choice_needs_choices() -> None:
    """Or nothing would ever fit it."""
    with pytest.raises(DefinitionError, match="list the values"):
        AttributeDefinition("plan", "Plan", AttributeType.CHOICE)
