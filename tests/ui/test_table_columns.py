"""Attributes as columns: what is shown can be edited and means the same when it comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas
import pytest

from booklet.model import AttributeDefinition, AttributeType, Value
from booklet.office.written_values import stored_value, written
from booklet.ui.shared.attribute_columns import shown_values


def _definition(type_: str) -> AttributeDefinition:
    return AttributeDefinition("key", "Label", AttributeType(type_), choices=("Gold", "Silver"))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("text", "Acme, Inc."),
        ("number", Decimal("1234567.125")),
        ("money", Decimal("-1250000.5")),
        ("money", Decimal("0.125")),
        ("percent", Decimal("0.045")),
        ("percent", Decimal("1")),
        ("date", date(2026, 9, 30)),
        ("yes/no", False),
        ("choice", "Gold"),
    ],
)
def test_what_is_written_is_read_back(type_: str, value: Value) -> None:
    """The text of a customer's table is the value's own."""
    definition = _definition(type_)
    assert definition.parse(written(definition, value)) == value


def test_an_edited_percentage_is_a_fraction_without_dust() -> None:
    """Binary floats leave no digits behind."""
    assert stored_value(_definition("percent"), 4.35) == Decimal("0.0435")
    assert stored_value(_definition("percent"), 4) == Decimal("0.04")


def test_an_emptied_cell_has_no_value() -> None:
    """Whatever its type."""
    assert stored_value(_definition("text"), "") is None
    assert stored_value(_definition("number"), None) is None


def test_missing_values_stay_missing_where_they_are_shown() -> None:
    """A yes/no without a value is neither word."""
    frame = pandas.DataFrame({"key": pandas.array([True, False, None], dtype="boolean")})
    assert list(shown_values(frame, [_definition("yes/no")])["key"].fillna("")) == ["yes", "no", ""]
