"""Rules of any author end soon; patterns are those that people know from Python."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import RuleError
from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.rule_limits import linear_pattern
from booklet.rules import check_rule

DEFINITIONS = (AttributeDefinition("note", "Note"), AttributeDefinition("assets", "Assets", AttributeType.MONEY))
QUARTER = Quarter(2026, 3)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "2 << 1000000000 > 1",
        "2 >> 1 > 1",
        "2 ** 1000000000 > 1",
        "assets ** assets > 1",
        "9 ** 9 ** 9 > 1",
        "$sum($range(1000000000)) > 1",
        "$random() > 0",
        '[a for a in [b for b in $split(note)]] == ["x"]',
        "note == " + "(" * 3000 + '"x"' + ")" * 3000,
        'note == "' + "x" * 6000 + '"',
        r'note =~ "(a)\\1"',
        'note =~ "(?=a)b"',
        'note =~ "(a{1000}){1000}"',
    ],
)
def test_what_could_take_for_ever_is_refused(text: str) -> None:
    """When it is written, with a sentence."""
    with pytest.raises(RuleError):
        check_rule(text, DEFINITIONS)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_a_pattern_never_goes_back(pattern: str) -> None:
    """In a note of 30,000 letters too, and between two texts of the rule itself."""
    rule = check_rule(f'note =~ "{pattern}"', DEFINITIONS)
    rule.holds({"note": "a" * 30_000 + "!"}, "Acme", QUARTER)
    check_rule(f'"{"a" * 60}!" =~ "{pattern}"', DEFINITIONS)


@pytest.mark.parametrize(
    ("rule", "note", "holds"),
    [
        (r'note =~ "\\w+ Bakery"', "Ærø Bakery", True),
        (r'note =~~ "\\d{3}"', "room ١٢٣", True),
        (r'note =~ "[\\w-]+$"', "Åsa-Lindqvist", True),
        (r'note =~ "\\W"', "é", False),
        (r'note =~ "a\\sb"', "a\u00a0b", True),
        (r'note =~ "[]x]+$"', "]x]", True),
        ('note == "a << b ** c for d for e $range"', "x", False),
        ('note =~ "(?i)gold.*"', "GOLD plan", True),
        ('$any([one == "b" for one in $split(note)])', "a b", True),
        ("note.length > 2 and assets * 2 > 5", "abc", True),
    ],
)
def test_what_people_write_is_answered(rule: str, note: str, holds: bool) -> None:
    """Letters and digits of all scripts count as such; words within quotation marks are no commands."""
    assert check_rule(rule, DEFINITIONS).holds({"note": note, "assets": 3}, "Acme", QUARTER) is holds


@given(
    pattern=st.from_regex(
        r"([abæ.]|\\w|\\d|\\s|\\S|\\D|\[[abæ]\]|\[\^\\w\]|\[\\d_\])([+*?]|\{1,3\})?\$?", fullmatch=True
    ),
    text=st.text(alphabet="abæ1٣ _\u00a0-é", max_size=6),
)
def test_a_pattern_means_what_it_means_to_python(pattern: str, text: str) -> None:
    """At the beginning of a text, and anywhere in it."""
    ours, theirs = linear_pattern(pattern), re.compile(pattern)
    assert bool(ours.match(text)) == bool(theirs.match(text))
    assert bool(ours.search(text)) == bool(theirs.search(text))
