"""Rules are checked when they are written, and answered with what is recorded."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from booklet.errors import MissingValue, RuleError
from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.rules import check_rule

DEFINITIONS = (
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY),
    AttributeDefinition("since", "Customer since", AttributeType.DATE),
    AttributeDefinition("vip", "VIP", AttributeType.YES_NO),
)
VALUES = {"plan": "Gold", "assets": Decimal(1_250_000), "since": date(2020, 1, 1), "vip": True}
QUARTER = Quarter(2026, 3)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('plan == "Gold" and assets > 1000000', True),
        ('plan in ["Silver"]', False),
        ('since < d"2021-01-01"', True),
        ("vip", True),
        ('customer =~ "Acme.*" and quarter == "2026Q3" and year == 2026 and quarter_number == 3', True),
    ],
)
def test_a_rule_is_answered(text: str, holds: bool) -> None:
    """Attributes, the customer's name and the quarter can be asked about."""
    assert check_rule(text, DEFINITIONS).holds(VALUES, "Acme Corp", QUARTER) is holds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('plna == "Gold"', 'Did you mean "plan"?'),
        ("plan == Gold", 'stands in quotes: "Gold"'),
        ('plan == "Glod"', 'Did you mean "Gold"?'),
        ('plan in ["Gold", "Silvr"]', 'Did you mean "Silver"?'),
        ('assets > "x"', "different types"),
        ("plan > 5", "different types"),
        ('vip == "yes"', "yes or no"),
        ("plan", "not a yes/no question"),
        ("assets > 1,000", "cannot be read: write 1000 for 1,000."),
        ('(assets > 1,000,000.50 and\nplan == "Gold")', "write 1000000.50 for 1,000,000.50."),
        ("assets > €1.000,5", "write 1000.5 for €1.000,5."),
        ("assets in [1,000, 2]", "write 1000 for 1,000."),
        ("fee > 5% and assets > 1", "write 0.05 for 5%."),
        ("assets > 100 plan", 'it makes no sense from "plan" on.'),
        ('plan == "Gold', "a quotation mark is not closed."),
        ("assets > 100 and", "it ends too early."),
        ('plan = "Gold"', "a single = compares nothing"),
        ("", "empty"),
        (" \n", "empty"),
        ('"Glod" == plan', 'Did you mean "Gold"?'),
        ("since > 5", "compares"),
        ("assets > $5", "write 5 for $5."),
        ("assets > 1'000", "write 1000 for 1'000."),
    ],
)
def test_a_wrong_rule_is_refused_when_it_is_written(text: str, said: str) -> None:
    """Unknown keys, choices and types that cannot match, and bad syntax are errors with a sentence."""
    with pytest.raises(RuleError, match=re.escape(said)):
        check_rule(text, DEFINITIONS)


def test_a_missing_value_is_an_error_not_a_no() -> None:
    """A rule over a value that nobody recorded names the key."""
    with pytest.raises(MissingValue) as refused:
        check_rule('plan == "Gold" or assets > 5', DEFINITIONS).holds({"plan": "Gold"}, "Acme", QUARTER)
    assert refused.value.keys == ("assets",)


def test_a_rule_may_ask_whether_a_value_is_missing() -> None:
    """Comparing with null says that the value may be missing."""
    rule = check_rule("vip == null or vip", DEFINITIONS)
    assert rule.holds({}, "Acme", QUARTER)
    assert rule.may_miss == {"vip"}
