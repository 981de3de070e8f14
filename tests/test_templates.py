"""Templates: what they print, what they refuse, and what they name as missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from booklet.errors import MissingValue, TemplateError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.pdf.typeset.text_pages import escape_markdown
from booklet.templates import Facts, check_template, fill_template

DEFINITIONS = (
    AttributeDefinition("plan", "Plan"),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY, format="USD 0"),
    AttributeDefinition("since", "Customer since", AttributeType.DATE, format="long"),
    AttributeDefinition("vip", "VIP", AttributeType.YES_NO),
    AttributeDefinition("fee", "Fee", AttributeType.PERCENT),
    AttributeDefinition("adviser", "Adviser"),
)
FACTS = Facts(
    customer="Acme Corp",
    quarter=Quarter(2026, 3),
    book="Review",
    values={
        "plan": "Gold",
        "assets": Decimal("1250000.5"),
        "since": date(2020, 1, 31),
        "vip": True,
        "fee": Decimal("0.0125"),
    },
    definitions=DEFINITIONS,
    formats=Formats("en_US", "USD"),
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ customer }}, {{ quarter }}, {{ book }}", "Acme Corp, 2026Q3, Review"),
        ("{{ assets }}", "$1,250,001"),
        ("{{ assets | money('EUR') }}", "€1,250,000.50"),
        ("{{ assets * 2 }}", "2,500,001"),
        ("{{ since }} {{ since | date('d MMM yy') }}", "January 31, 2020 31 Jan 20"),
        ("{{ quarter.last_day | date('long') }}", "September 30, 2026"),
        ("{{ vip }} {{ vip | yesno('Ja,Nein') }} {% if vip %}on{% endif %}", "Yes Ja on"),
        ("{{ fee }} {{ fee | percent(1) }}", "1.25% 1.3%"),
        ("{{ adviser | default('none yet') }}", "none yet"),
        ("{% if adviser is defined %}x{% else %}-{% endif %}", "-"),
        ("no template", "no template"),
    ],
)
def test_what_a_template_prints(template: str, text: str) -> None:
    """Values are written as their definitions say, or as a filter does."""
    assert fill_template(template, FACTS) == text


def test_the_locale_decides_how_numbers_are_written() -> None:
    """The same template in German."""
    facts = replace(FACTS, formats=Formats("de_DE", "EUR"))
    assert fill_template("{{ assets | money }} {{ since }}", facts) == "1.250.000,50\u00a0€ 31. Januar 2020"


def test_all_missing_values_are_named_at_once() -> None:
    """Not the first missing value only: a user records them all in one go."""
    facts = replace(FACTS, values={})
    with pytest.raises(MissingValue) as refused:
        fill_template("{{ plan }} {% if vip %}{{ fee | percent }}{% endif %} {{ assets }}", facts)
    assert set(refused.value.keys) >= {"plan", "vip", "assets"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ plna }}", 'Did you mean "plan"'),
        ("{{ plan | mony }}", 'Did you mean "money"'),
        ("{{ plan", "cannot be read"),
        ("{{ page }}", "not an attribute"),
    ],
)
def test_a_wrong_template_is_refused_when_it_is_written(template: str, said: str) -> None:
    """Unknown names and filters and bad syntax are errors that name the nearest."""
    with pytest.raises(TemplateError, match=said):
        check_template(template, DEFINITIONS)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ 'x' * 100000000 }}",
        "{{ 9 ** 999999 }}",
        "{{ 1 / 0 }}",
        "{{ plan | money }}",
        "{% for i in [1] * 90000 %}{{ 'y' * 90000 }}{% endfor %}",
    ],
)
def test_what_a_template_may_not_do(template: str) -> None:
    """The sandbox: no way to Python's insides, no text without end, and every failure is a sentence."""
    with pytest.raises(TemplateError):
        fill_template(template, FACTS)


def test_a_part_of_a_value_is_told_from_the_value() -> None:
    """What other programs write as customer.name is the customer here, and the message says so, not Python's words."""
    with pytest.raises(TemplateError, match=r"Write \{\{ customer \}\}") as refused:
        fill_template("Prepared for {{ customer.name }}", FACTS)
    assert "object" not in str(refused.value)


def test_a_template_says_which_attributes_it_uses() -> None:
    """So that a screen can show what a page depends on; `page` and the like only where they are known."""
    assert check_template("{{ plan }} {{ page }}", DEFINITIONS, extra_names={"page"}) == {"plan"}


def test_values_are_no_markdown() -> None:
    """What a customer is called must not become a heading, a list or bold; `safe` lets it through on purpose."""
    facts = replace(FACTS, customer="#1 *Best* Plumbing", values={"plan": "1. Gold\nsecond line", "adviser": "**Ann**"})
    filled = fill_template("{{ customer }}\n\n{{ plan }}\n\n{{ adviser | safe }}", facts, escape=escape_markdown)
    from markdown_it import MarkdownIt

    assert MarkdownIt().render(filled) == (
        "<p>#1 *Best* Plumbing</p>\n<p>1. Gold<br />\nsecond line</p>\n<p><strong>Ann</strong></p>\n"
    )
