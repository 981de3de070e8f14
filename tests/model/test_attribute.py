"""Values: read as people and spreadsheets write them, refused with what is expected."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from booklet.errors import DefinitionError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Value

T = AttributeType


def _definition(kind: AttributeType) -> AttributeDefinition:
    return AttributeDefinition("key", "The key", kind, choices=("Gold", "Silver") if kind is T.CHOICE else ())


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (T.TEXT, "  Ann Lee ", "Ann Lee"),
        (T.TEXT, 42.0, "42"),
        (T.NUMBER, "1,250.75", Decimal("1250.75")),
        (T.NUMBER, "(5)", Decimal(-5)),
        (T.NUMBER, 0.1, Decimal("0.1")),
        (T.MONEY, "$1,250,000.00", Decimal(1250000)),
        (T.MONEY, "-5 EUR", Decimal(-5)),
        (T.PERCENT, "4.5%", Decimal("0.045")),
        (T.PERCENT, 0.045, Decimal("0.045")),
        (T.DATE, "2026-09-30", date(2026, 9, 30)),
        (T.DATE, datetime(2026, 9, 30, 12), date(2026, 9, 30)),
        (T.YES_NO, "Yes", True),
        (T.YES_NO, 0.0, False),
        (T.CHOICE, "gold", "Gold"),
        (T.NUMBER, "  ", None),
        (T.NUMBER, float("nan"), None),
    ],
)
def test_a_value_is_read_as_people_write_it(kind: AttributeType, raw: object, value: Value | None) -> None:
    """And its canonical text reads back as the same value."""
    definition = _definition(kind)
    assert definition.parse(raw) == value
    if value is not None:
        assert definition.from_text(definition.to_text(value)) == value


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (T.NUMBER, "12a"),
        (T.NUMBER, "1,25"),
        (T.NUMBER, True),
        (T.NUMBER, "inf"),
        (T.MONEY, "a lot"),
        (T.DATE, "30.09.2026"),
        (T.DATE, 46000),
        (T.YES_NO, "maybe"),
        (T.CHOICE, "Bronze"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(kind: AttributeType, raw: object) -> None:
    """The message names the label, the key, the value and what is expected."""
    with pytest.raises(ValueRefused) as refused:
        _definition(kind).parse(raw)
    for said in ("The key", "(key)", str(raw), _definition(kind).expected):
        assert said in str(refused.value)


@pytest.mark.parametrize("key", ["Plan", "1st", "a-b", "", "customer", "if", "a" * 70])
def test_a_key_that_templates_cannot_use_is_refused(key: str) -> None:
    """Keys are lower-case identifiers that mean nothing else."""
    with pytest.raises(DefinitionError):
        AttributeDefinition(key, "Label")
