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
from booklet.templates import Facts, check_template, fill_template, only_attribute

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
        ("{{plan}}{{ plan }} {# said #}\n  {{ assets }}\n", "GoldGold   $1,250,001\n"),
        ("{% raw %}{{ plan }}{% endraw %} {{ 'plan' }}: {{- plan -}} !", "{{ plan }} plan:Gold!"),
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
    assert "“Prepared for {{ customer.name }}”" in str(refused.value)


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


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ fee | number }}", "0.013"),
        ("{{ fee | number(4) }}", "0.0125"),
        ("{{ assets | number('0') }}", "1,250,001"),
        ("{{ (assets / 2) | money('EUR 0') }}", "€625,000"),
        ("{{ quarter.year }}-{{ quarter.number }}", "2026-3"),
        ("{{ quarter.previous() }}", "2026Q2"),
        ("{{ quarter | date }}", "Sep 30, 2026"),
        ("{{ plan | upper }} {{ plan[:2] }}", "GOLD Go"),
        ("{% if assets > 1000000 %}large{% else %}small{% endif %}", "large"),
        ("{% if since < quarter.first_day %}old{% endif %}", "old"),
        ("{% if not vip %}a{% elif plan == 'Gold' %}b{% endif %}", "b"),
        ("{% for n in [1, 2] %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}", "1, 2"),
        ("{{ 2026 }} {{ 1.5 }} {{ true }}", "2026 1.5 Yes"),
        ("{{ none }}|", "|"),
        ("a\n{% if vip %}\nb\n{% endif %}\nc\n", "a\nb\nc\n"),
        ("{# nothing to see #}x", "x"),
        ("{{ '{{' }}", "{{"),
        ("{{ adviser | default(plan) }}", "Gold"),
        ("{{ adviser is defined }}", "No"),
        ("{ plan }", "{ plan }"),
    ],
)
def test_further_things_that_a_template_prints(template: str, text: str) -> None:
    """Arithmetic, conditions, filters and lines, as an office uses them."""
    assert fill_template(template, FACTS) == text


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ plan | money }}", 'failed: "Gold" is not a number'),
        ("{{ 1 / 0 }}", "failed: "),
        ("{{ ''.__class__ }}", "does what templates may not"),
        ("{{ 'ab' * 60000 }}", "it repeats a text too often"),
        ("{{ 60000 * 'ab' }}", "it repeats a text too often"),
        ("{{ [1, 2] * 60000 }}", "it repeats a text too often"),
        ("{{ 2 ** 2 }}", "powers are not allowed"),
        ("{% for i in 'x' * 90000 %}{{ 'y' * 90000 }}{% endfor %}", "more than 1,000,000 characters"),
        ("{{ assets | money('XXQ') }}", '"XXQ" is not a currency'),
        ("{{ since | number }}", "is not a number"),
        ("{{ range(3) }}", 'speaks of "range"'),
        ("{{ plan.upper.__globals__ }}", "one value without parts"),
        ("{{ nobody }}", 'speaks of "nobody", which is not an attribute'),
    ],
)
def test_why_a_template_cannot_be_filled(template: str, said: str) -> None:
    """The template and the reason, in a sentence."""
    with pytest.raises(TemplateError) as refused:
        fill_template(template, FACTS)
    assert said in str(refused.value)
    assert str(refused.value).startswith("The template “")


@pytest.mark.parametrize("repeated", ["{{ 'x' * 100000 }}", "{{ 100000 * 'x' }}", "{{ 3 * 4 }}", "{{ assets * 2 }}"])
def test_what_is_multiplied_within_reason(repeated: str) -> None:
    """Numbers without end, texts up to 100,000 characters."""
    assert fill_template(repeated, FACTS)


@pytest.mark.parametrize("template", [None, 5, ["x"], b"x"])
def test_what_is_no_template(template: object) -> None:
    """A notebook forgot its quotation marks."""
    with pytest.raises(TemplateError, match="put it in quotation marks"):
        fill_template(template, FACTS)  # type: ignore[arg-type]
    with pytest.raises(TemplateError, match="A template is a text"):
        check_template(template, DEFINITIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{{ plan }}", "plan"),
        ("  {{plan}}\n", "plan"),
        ("{{ plan_2 }}", "plan_2"),
        ("{{ plan }}.", None),
        ("{{ plan }} {{ plan }}", None),
        ("{{ plan | upper }}", None),
        ("{{ Plan }}", None),
        ("{{ 2 }}", None),
        ("plan", None),
        ("", None),
    ],
)
def test_a_template_that_is_only_an_attribute(text: str, key: str | None) -> None:
    """Its value keeps its type then, in a cell or a box."""
    assert only_attribute(text) == key


def test_a_long_template_is_named_by_its_beginning() -> None:
    """On one line, of sixty characters."""
    with pytest.raises(TemplateError) as refused:
        check_template("Dear all,\n" + "x" * 100 + "{{ nobody }}", DEFINITIONS)
    assert f"“Dear all, {'x' * 47}…”" in str(refused.value)


def test_the_line_of_a_mistake_is_told() -> None:
    """Where there are several."""
    with pytest.raises(TemplateError, match="cannot be read in line 3"):
        check_template("a\nb\n{{ plan", DEFINITIONS)
    with pytest.raises(TemplateError, match="cannot be read: "):
        check_template("{{ plan", DEFINITIONS)


def test_only_what_is_missing_is_named() -> None:
    """A value that the template can do without, or has a word for, is none; each other once."""
    facts = replace(FACTS, values={"plan": "Gold"})
    fill_template("{{ plan }} {{ adviser | default('-') }}{% if fee is defined %}{{ fee }}{% endif %}", facts)
    with pytest.raises(MissingValue) as refused:
        fill_template("{{ plan }} {{ since }} {{ since | date }} {{ adviser | default('-') }}", facts)
    assert refused.value.keys == ("since",)


@pytest.mark.parametrize(
    "template", ["{{ assets | money }}", "{{ assets * 2 }}", "{% if assets %}x{% endif %}", "{{ since.year }}"]
)
def test_a_missing_value_is_missing_in_every_use(template: str) -> None:
    """Never a blank, a nought or a no in its place."""
    with pytest.raises(MissingValue) as refused:
        fill_template(template, replace(FACTS, values={}))
    assert len(refused.value.keys) == 1


def test_values_are_escaped_and_words_of_the_template_are_not() -> None:
    """Also what a filter or arithmetic made of them."""
    shout = fill_template("*{{ plan }}* {{ assets }} {{ plan | upper }}", FACTS, escape=lambda text: f"<{text}>")
    assert shout == "*<Gold>* <$1,250,001> <GOLD>"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if vip %}{{ plan | mony }}{% endif %}", 'the filter "mony", which does not exist. Did you mean "money"?'),
        ("{{ (plan | nosuch) if vip else plan }}", 'the filter "nosuch", which does not exist'),
        ("{% if plan is odder %}x{% endif %}", 'the test "odder", which does not exist.'),
    ],
)
def test_a_filter_that_is_only_reached_by_some_is_refused_too(template: str, said: str) -> None:
    """When the template is written, not when the first preferred customer's book is made."""
    with pytest.raises(TemplateError) as refused:
        check_template(template, DEFINITIONS)
    assert said in str(refused.value)


def test_names_that_every_template_knows() -> None:
    """Customer, quarter and book are no attributes; running lines know more, which is given with them."""
    assert check_template("{{ customer }} {{ quarter }} {{ book }}", DEFINITIONS) == frozenset()
    assert check_template("{{ assets | money }}{% if plan is defined %}x{% endif %}", DEFINITIONS) == {"assets", "plan"}
    assert fill_template("{{ page }} of {{ pages }}", FACTS, {"page": 3, "pages": 12}) == "3 of 12"


def test_a_mistake_that_only_compiling_finds() -> None:
    """Two blocks of one name."""
    with pytest.raises(TemplateError, match="cannot be read"):
        check_template("{% block a %}{% endblock %}{% block a %}{% endblock %}", DEFINITIONS)


@pytest.mark.parametrize(
    "template",
    [
        '{% if adviser == "Ann" %}x{% endif %}',
        '{% if adviser != "Ann" %}x{% endif %}',
        "{{ adviser | length }}",
        "{% for letter in adviser %}{{ letter }}{% endfor %}",
        '{{ {"Ann": 1}[adviser] }}',
        '{% if adviser in ["Ann"] %}x{% endif %}',
        "{{ adviser > 5 }}",
        "{{ adviser + 5 }}",
    ],
)
def test_a_missing_value_is_missed_however_it_is_asked(template: str) -> None:
    """A comparison or a loop needs it as a print does: preflight names the value, not the template."""
    with pytest.raises(MissingValue) as missed:
        fill_template(template, FACTS)
    assert missed.value.keys == ("adviser",)
