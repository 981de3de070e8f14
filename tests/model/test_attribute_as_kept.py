"""Values of every type are parsed, refused and written as they were; tests/as_kept.py says how."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, AttributeType
from tests.as_kept import as_kept

RAW = (
    *(
        "",
        " ",
        "Gold",
        " gold ",
        "GOLD",
        "Platinum",
        "0",
        "1",
        "-1",
        "+5",
        "007",
        "1.50",
        ".5",
        "5.",
        "1e3",
        "1E+61",
        "1E+60",
        "1e-61",
    ),
    *(
        "1,234",
        "1,234.5",
        "12,34",
        "1,23",
        "1.234,5",
        "1 234",
        "1\u00a0234",
        "1\u202f234.5",
        "1'234",
        "\u22125",
        "(5)",
        "(5",
        "(-5)",
        "--5",
    ),
    *(
        "$5",
        "-$5",
        "$-5",
        "($5)",
        "5 USD",
        "USD 5",
        "EUR 1,000.50",
        "5 €",
        "€",
        "£7.25",
        "US$5",
        "5 apples",
        "5%",
        " 12.5 % ",
        "%",
        "-3%",
    ),
    *(
        "nan",
        "inf",
        "Infinity",
        "1_000",
        "0x10",
        "yes",
        "No",
        "Y",
        "n",
        "TRUE",
        "false",
        "on",
        "off",
        "x",
        "ja",
        "2",
        "1.0",
    ),
    *(
        "2026-09-30",
        "20260930",
        "2026-W40-3",
        "2026-9-30",
        "2026-02-30",
        "2026-09-30T10:00",
        "2026-09-30 10:00:00",
        "30.9.2026",
        "soon",
    ),
    *(
        None,
        True,
        False,
        0,
        1,
        7,
        -3,
        10**61,
        0.0,
        1.0,
        2.0,
        1.5,
        1e300,
        float("nan"),
        float("inf"),
        Decimal("1.50"),
        Decimal("1E+3"),
    ),
    *(Decimal("NaN"), date(2026, 9, 30), datetime(2026, 9, 30, 12), [], {}),
)


@pytest.mark.parametrize("type_", AttributeType)
def test_a_value_is_parsed_as_before(type_: AttributeType) -> None:
    """With its canonical text; or refused in a sentence."""
    definition = AttributeDefinition("key", "Label", type_, choices=("Gold", "Silver", "1"))
    as_kept("model/values", str(type_), [f"{raw!r} -> {_told(definition, raw)}" for raw in RAW])


def _told(definition: AttributeDefinition, raw: object) -> str:
    try:
        value = definition.parse(raw)
    except BookletError as refused:
        return str(refused)
    if value is None:
        return "no value"
    text = definition.to_text(value)
    assert definition.from_text(text) == value
    return f"{value!r} {text!r}"


def test_keys() -> None:
    """What may be a key, and what is said of those that may not."""
    keys = (
        "plan",
        "plan_2",
        "Plan",
        "2plan",
        "_plan",
        "plan-x",
        "",
        "class",
        "if",
        "customer",
        "quarter",
        "book",
        "year",
        "page",
        "none",
        "true",
        "null",
        "and",
        "x" * 63,
        "x" * 64,
        "x" * 65,
        "ä",
        "title",
        "pages",
        "range",
        "loop",
        "quarter_number",
    )
    as_kept("model/values", "keys", [f"{key!r} -> {_key_told(key)}" for key in keys])


def _key_told(key: str) -> str:
    try:
        return AttributeDefinition(key, "Label").key
    except BookletError as refused:
        return str(refused)
