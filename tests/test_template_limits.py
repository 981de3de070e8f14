"""Templates of any author end soon and stay small, when they are checked and when they are filled."""

from __future__ import annotations

import resource

import pytest

from booklet.errors import TemplateError
from booklet.formats import Formats
from booklet.model import AttributeDefinition, Quarter
from booklet.templates import Facts, check_template, fill_template

FACTS = Facts("Acme", Quarter(2026, 3), "Review", {"plan": "Gold"}, (AttributeDefinition("plan", "Plan"),), Formats())
A_LOT = "{% for a in 'x' * 90000 %}"
DOUBLED = "{% set a = 'x' * 90000 %}" + "{% set a = a ~ a %}" * 40
SET = "{% set a %}{{ 'x' * 90000 }}{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40
MACRO = "{% macro m0() %}{{ 'x' * 90000 }}{% endmacro %}" + "".join(
    f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 40)
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x'|center(1000000000) }}",
        "{{ 'x'.center(1000000000) }}",
        "{{ plan|center(width=1000000000) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ '1'.zfill(1000000000) }}",
        "{{ '\t'.expandtabs(1000000000) }}",
        "{{ 'x'|indent(1000000000, true) }}",
        "{{ ['x']|batch(1000000000, 'y')|list }}",
        "{{ ['x']|slice(1000000000)|list }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d' % (1000000000, 1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:{}}'.format(1, 1000000000) }}",
        "{{ ('x' * 90000)|replace('x', 'y' * 90000) }}",
        "{{ ('x' * 90000).replace('x', 'y' * 90000) }}",
        "{{ ('x' * 90000)|join('y' * 90000) }}",
        "{{ ('y' * 90000).join('x' * 90000) }}",
        "{{ ('x' * 90000)|list|map('center', 9000)|join }}",
        "{{ ('x' * 90000)|list|map('center', 9000)|list }}",
        "{{ 3.5|round(1000000000) }}",
        "{{ 5|tojson(indent=1000000000) }}",
        "{{ (5).to_bytes(1000000000) }}",
        "{{ 2 ** 1000000000 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        DOUBLED + "{{ a }}",
        DOUBLED.replace("~", "+") + "{{ a }}",
        SET + "{{ a }}",
        MACRO + "{{ m39() }}",
        A_LOT * 3 + "{% endfor %}" * 3,
        A_LOT + A_LOT.replace("for a", "for b") + "{{ a }}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(80) }}",
        "{% for a in ['x'] recursive %}{{ loop(['x']) }}{{ loop(['x']) }}{% endfor %}",
        "{% filter center(1000000000) %}x{% endfilter %}",
        "{% set a | center(1000000000) %}x{% endset %}",
    ],
)
def test_a_template_without_an_end_is_refused(text: str) -> None:
    """Without taking memory; when it is checked already, or when it is filled."""

    def use() -> str:
        check_template(text, FACTS.definitions)
        return fill_template(text, FACTS)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TemplateError):
        use()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 << 10


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{% for one in [1, 2, 3] %}{{ one }} of {{ loop.length }}{{ ', ' if not loop.last }}{% endfor %}", None),
        ("{{ 'Plan: ' ~ plan ~ '!' }}", "Plan: Gold!"),
        ("{% set a %}{{ plan }} plan{% endset %}{{ a }}", "Gold plan"),
        ("{% set a | upper %}{{ plan }}{% endset %}{{ a }}", "GOLD"),
        ("{{ plan.replace('G', 'B') }} {{ plan|replace('o', '0') }}", "Bold G0ld"),
        ("{{ ['a', 'b']|join(', ') }} {{ '-'.join(['a', 'b']) }}", "a, b a-b"),
        ("{{ plan|center(8) }}|{{ '%5.1f' % 2.25 }}|{{ '{:>6}'.format(plan) }}", "  Gold  |  2.2|  Gold"),
        ("{{ ['b', 'a']|map('upper')|sort|join }}", "AB"),
        ("{% for a in 'x' * 90000 %}{% endfor %}done", "done"),
        ("{% macro hello(who) %}Hello {{ who }}{% endmacro %}{{ hello(plan) }}", "Hello Gold"),
        ("{% for a in [1, 2] %}{% if a == 2 %}{{ a }}{% else %}-{% endif %}{% else %}none{% endfor %}", "-2"),
        ("{{ 1000000|default(2) + 2000000 }}", "3000000"),
    ],
)
def test_what_people_write_is_filled(text: str, filled: str | None) -> None:
    """The limits change nothing of it."""
    check_template(text, FACTS.definitions)
    assert fill_template(text, FACTS) == (filled or "1 of 3, 2 of 3, 3 of 3")


def test_each_template_has_its_own_steps() -> None:
    """What another has used does not count."""
    for _ in range(3):
        assert fill_template("{% for a in 'x' * 60000 %}{% endfor %}" + "ok", FACTS) == "ok"
