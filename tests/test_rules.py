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


MORE = (*DEFINITIONS, AttributeDefinition("fee", "Fee", AttributeType.PERCENT), AttributeDefinition("note", "Note"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("assets > 5.000,5", "write 5000.5 for 5.000,5."),
        ("assets > 1'000", "write 1000 for 1'000."),
        ("assets > 1 000 000", "write 1000000 for 1 000 000."),
        ("assets > $5", "write 5 for $5."),
        ("fee > 5 %", "write 0.05 for 5 %."),
        ("fee > 0.5%", "write 0.005 for 0.5%."),
        ("assets > 007", "007"),
        ("assets > 1,00", "1.00 for 1,00"),
        ("vip = true", "a single = compares nothing, it is ==, >= or <="),
        ("plan == 'Gold", "cannot be read"),
        ("(vip", "it ends too early."),
        ("vip or or vip", 'it makes no sense from "or vip" on.'),
        ("note + 5", "different types"),
        ('since > "2021-01-01"', "different types"),
        ('since == "x" or vip', 'A date is written d"2026-09-30".'),
        ("vip == 1", "yes or no"),
        ('"Gld" == plan', 'Did you mean "Gold"?'),
        ('plan != "Gld"', 'none of the choices of "plan"'),
        ('plan == "gold"', 'Did you mean "Gold"?'),
        ("assets == true", "an amount"),
        ("page == 1", 'speaks of "page", which is not an attribute'),
        ("assets + 1", "not a yes/no question"),
        ("   ", "The rule is empty. Write it like:"),
    ],
)
def test_further_slips_in_a_rule(text: str, said: str) -> None:
    """Numbers as offices write them, quotes, types and choices: each with what to write instead."""
    with pytest.raises(RuleError) as refused:
        check_rule(text, MORE)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('plan != "Silver"', True),
        ('"Gold" == plan', True),
        ('plan in ["Gold", "Silver"]', True),
        ('plan not in ["Gold"]', False),
        ("assets >= 1250000", True),
        ("assets > 1250000", False),
        ("assets <= 1250000", True),
        ("1250000 < assets", False),
        ("assets / 2 > 600000", True),
        ('since == d"2020-01-01"', True),
        ('since > d"2020-01-01"', False),
        ("vip == true and not (vip == false)", True),
        ('quarter == "2026Q3"', True),
        ("quarter_number == 3 and year > 2025", True),
        ("quarter_number == 4 or year == 2025", False),
        ('customer == "Acme Corp"', True),
        ("note == null", True),
        ("note != null and note == 'x'", False),
        ("null == note", True),
        ("true", True),
    ],
)
def test_comparisons_at_their_edge(text: str, holds: bool) -> None:
    """Equal is not more, and a day is its own day in any time zone."""
    assert check_rule(text, MORE).holds(VALUES, "Acme Corp", QUARTER) is holds


def test_a_rule_knows_what_it_reads() -> None:
    """Attributes, not the customer or the quarter; what it compares with null may be missing."""
    rule = check_rule('plan == "Gold" and (note == null or fee > 0.01) and year > 2000', MORE)
    assert (rule.keys, rule.may_miss) == ({"plan", "note", "fee"}, {"note"})
    assert rule.missing({}) == ["fee", "plan"]
    assert rule.missing({"plan": "Gold", "fee": Decimal(1)}) == []
    with pytest.raises(MissingValue, match=r'needs "fee" and "plan"\.$') as refused:
        rule.holds({"note": "x"}, "Acme", QUARTER)
    assert refused.value.keys == ("fee", "plan")


def test_null_for_one_value_excuses_no_other() -> None:
    """Only what is compared itself may be missing."""
    rule = check_rule("note == null and vip", MORE)
    with pytest.raises(MissingValue):
        rule.holds({}, "Acme", QUARTER)
    assert rule.holds({"vip": True}, "Acme", QUARTER)


def test_a_rule_that_cannot_be_answered_names_the_customer() -> None:
    """What only shows with its values, such as a pattern that is none."""
    with pytest.raises(RuleError, match=r"cannot be answered for Acme Corp: "):
        check_rule('"x" =~ note', MORE).holds({"note": "("}, "Acme Corp", QUARTER)
