"""Rules and templates are answered, filled and refused as they were; tests/as_kept.py says how."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from booklet.errors import BookletError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.rules import check_rule
from booklet.templates import Facts, check_template, fill_template, only_attribute
from tests.as_kept import as_kept

DEFINITIONS = (
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY, format="USD 0"),
    AttributeDefinition("fee", "Fee", AttributeType.PERCENT),
    AttributeDefinition("units", "Units", AttributeType.NUMBER),
    AttributeDefinition("since", "Customer since", AttributeType.DATE),
    AttributeDefinition("vip", "VIP", AttributeType.YES_NO),
    AttributeDefinition("note", "Note"),
)
CUSTOMERS = (
    {
        "plan": "Gold",
        "assets": Decimal(1_250_000),
        "fee": Decimal("0.05"),
        "units": Decimal(3),
        "since": date(2020, 1, 1),
        "vip": True,
        "note": "a *note* of {{ plan }}",
    },
    {"plan": "Silver", "assets": Decimal("-0.5"), "vip": False, "note": ""},
    {},
)
RULES = [
    rule
    for line in r"""
    plan == "Gold" ¦ plan != "Gold" ¦ plan == null ¦ plan != null and plan == "Gold"
    plan in ["Gold", "Silver"] ¦ not vip ¦ vip ¦ assets > 1000000 ¦ assets >= 1250000 ¦ assets < 0
    assets == -0.5 ¦ assets + units > 5 ¦ fee > 0.04 ¦ fee > 5% ¦ fee == 0.05 ¦ since < d"2021-01-01"
    since > d"2020-01-01" ¦ since == d"2020-01-01" ¦ since.year == 2020 ¦ since > "2020-01-01"
    customer == "Acme" ¦ customer =~ "A.*" ¦ quarter == "2026Q3" ¦ year >= 2026 ¦ quarter_number in [1, 3]
    quarter_number < 3 ¦ vip or assets > 5 ¦ vip and since == null
    (vip or plan == "Gold") and not (assets < 5) ¦ note == "" ¦ note.length > 3 ¦ note =~ ".*note.*"
    "note" in note ¦ note.as_lower == "x" ¦ plan == "gold" ¦ plan = "Gold" ¦ plan == Gold ¦ plan == 'Gold'
    assets > 1,000 ¦ assets > 1.000,5 ¦ assets > $5 ¦ assets > "5" ¦ assets ¦ plan ¦ units ¦ since ¦ 1 == 1
    true ¦ null ¦ 5 ¦ plna == "Gold" ¦ plan == "Glod" ¦ vip == "yes" ¦ vip == 1 ¦ plan > 5 ¦ plan == "Gold
    plan == "Gold" and ¦ and ¦ ( ¦ plan "Gold" ¦ [x for x in [1, 2] if x > 1] ¦ plan ? vip : not vip
    $today > since ¦ assets ** 2 > 4 ¦ assets / 0 > 1 ¦ units % 2 == 1 ¦ fee * 100 == 5
    assets > 1000000 or plan == "Silvr" ¦ assets == null ¦ plan == null or vip ¦ since == null and note == null
    book == "x" ¦ page == 1
""".strip().splitlines()
    for rule in line.strip().split(" ¦ ")
]
TEMPLATES = [
    text
    for line in r"""
    {{ customer }} ¦ {{ quarter }} {{ quarter.year }} {{ quarter.number }} ¦ {{ book }} ¦ {{ plan }} ¦ {{plan}}
    {{ assets }} ¦ {{ fee }} ¦ {{ units }} ¦ {{ since }} ¦ {{ vip }} ¦ {{ note }} ¦ {{ note | safe }}
    {{ assets | money }} ¦ {{ assets | money("EUR 0") }} ¦ {{ assets | number("0.0") }} ¦ {{ fee | percent(1) }}
    {{ since | date("d MMM yy") }} ¦ {{ vip | yesno("on,off") }} ¦ {{ plan | upper }}
    {{ plan | default("none") }} ¦ {{ nothing | default("x") }} ¦ {% if vip %}yes{% else %}no{% endif %}
    {% if plan is defined %}d{% endif %} ¦ {% if plan == "Gold" %}g{% elif plan == "Silver" %}s{% endif %}
    {% for n in range(3) %}{{ n }}{% endfor %} ¦ {{ assets * 2 }} ¦ {{ assets + units }}
    {{ quarter.last_day | date }} ¦ {{ plna }} ¦ {{ plan | uper }} ¦ {{ plan is nice }} ¦ {{ plan
    {% if plan %} ¦ {{ }} ¦ {{ plan.x }} ¦ {{ plan[0] }} ¦ {{ ''.__class__ }} ¦ {{ assets | money("XXY") }}
    {{ plan | number }} ¦ {# a remark #}x ¦ {% raw %}{{ x }}{% endraw %} ¦ {{ page }} ¦ {{ "a" ~ plan ~ "b" }}
    {{ [plan, vip] | join("-") }} ¦ {{ 1 / 0 }} ¦ {{ "x" * 9999999 }} ¦ {% set x = plan %}{{ x }} ¦ }} ¦ plain {
    {{ fee * 100 }} ¦ {{ since.year }} ¦ {{ plan | length }} ¦ {{ plan | e }} ¦ {{ since - since }} ¦ {{ true }}
    {{ none }} ¦ {% include "x" %}
""".strip().splitlines()
    for text in line.strip().split(" ¦ ")
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule(rule: str) -> None:
    """What it needs, and what it answers for three customers; or why it is refused."""
    as_kept("rules", f"rule {rule}", [_asked(rule, number) for number in range(len(CUSTOMERS))])


def _asked(rule: str, number: int) -> str:
    try:
        made = check_rule(rule, DEFINITIONS)
        told = f"{sorted(made.keys)} {sorted(made.may_miss)} {made.asks_who} {made.missing(CUSTOMERS[number])}"
    except BookletError as refused:
        return f"refused: {refused}"
    try:
        return f"{told} {made.holds(CUSTOMERS[number], 'Acme', Quarter(2026, 3))}"
    except BookletError as problem:
        return f"{told} {type(problem).__name__}: {problem}"


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template(template: str) -> None:
    """What it speaks of, and what it prints for three customers; or why it is refused."""
    lines = [_checked(template), str(only_attribute(template))]
    as_kept("rules", f"template {template}", lines + [_filled(template, number) for number in range(len(CUSTOMERS))])


def _checked(template: str) -> str:
    try:
        return f"{sorted(check_template(template, DEFINITIONS))}"
    except BookletError as refused:
        return f"refused: {refused}"


def _filled(template: str, number: int) -> str:
    facts = Facts("Acme & Co", Quarter(2026, 3), "Review", CUSTOMERS[number], DEFINITIONS, Formats("en_US", "USD"))
    try:
        return repr(fill_template(template, facts))
    except BookletError as problem:
        return f"{type(problem).__name__}: {problem}"
