"""Proposals and heirs for forms by chance, seeded, are what they were; tests/as_kept.py says how.

The tests beside say what is right; these find what they do not ask for, such as a limit that moved.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.editions import carried_over, compare, renames
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.proposals import propose
from booklet.page_types.form.words import heart_of, words_of
from tests.as_kept import as_kept

KNOWN = (
    *(
        AttributeDefinition(key, label)
        for key, label in (
            ("first_name", "First name"),
            ("last_name", "Last name"),
            ("phone", "Phone number"),
            ("city", "City"),
            ("address", "Street address"),
            ("email", "E-mail"),
            ("ssn", "Social security number"),
            ("legal_name", "Legal name"),
            ("account_no", "Account number"),
            ("spouse_name", "Spouse's name"),
            ("place", "City, state, and ZIP code"),
            ("employer", "Employer"),
            ("remarks", "Remarks"),
            ("owner2", "Second owner"),
        )
    ),
    AttributeDefinition("birth", "Date of birth", AttributeType.DATE),
    AttributeDefinition("since", "Customer since", AttributeType.DATE),
    AttributeDefinition("wages", "Wages", AttributeType.MONEY),
    AttributeDefinition("share", "Share of stocks", AttributeType.PERCENT),
    AttributeDefinition("children", "Number of children", AttributeType.NUMBER),
    AttributeDefinition("veteran", "Veteran", AttributeType.YES_NO),
    AttributeDefinition(
        "entity", "Entity type", AttributeType.CHOICE, choices=("Individual", "C corporation", "S corporation", "LLC")
    ),
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver", "Bronze")),
)
LABELS = [
    label
    for line in """
    First name ¦ 1 Last name ¦ Your last name ¦ Name ¦ Full legal name ¦ Name of business ¦ Company name, if any
    Customer's name ¦ name of the above ¦ Spouse's last name ¦ Name of spouse ¦ Employer's phone ¦ Tel. no.
    Phone ¦ Daytime phone number ¦ Mobile phone ¦ City ¦ City or town ¦ City, state, and ZIP code ¦ State
    ZIP code ¦ Citty ¦ Address (number, street) ¦ Mailing address ¦ Home address of applicant ¦ E-mail address
    SSN ¦ Account no. ¦ Social security number (part 1) ¦ Social security number (part 2)
    Date of birth (mm/dd/yyyy) ¦ DOB ¦ Date ¦ Birth date DD/MM/YY ¦ Wages ¦ Total wages of the year
    Wages, date paid ¦ Share of stocks ¦ Stock share ¦ Veteran ¦ Are you a veteran? ¦ Individual ¦ C corporation
    S Corporation ¦ Limited liability company. Enter ¦ Other ¦ Gold ¦ Silver plan ¦ Bronze ¦ Plan
    Type of entity ¦ Number of children ¦ Children ¦ Remarks ¦ Remark ¦ Second owner ¦ Signature of owner
    Amount ¦ Last 4 digits of your SSN ¦ Legal name (row 2) ¦ Preparer's name ¦ Section 2. City.
""".strip().splitlines()
    for label in line.strip().split(" ¦ ")
]
_YES_NO = (("1", "Yes"), ("0", "No"))
_PLANS = (("g", "Gold"), ("s", "Silver"), ("b", "Bronze"))
_ENTITIES = (
    ("", "Select one"),
    ("I", "Individual"),
    ("C", "C corporation"),
    ("S", "S corporation"),
    ("L", "Limited liability company"),
)
_KINDS = (
    *({"kind": "text"},) * 8,
    {"kind": "text", "format": "date mm/dd/yyyy"},
    {"kind": "text", "format": "number 2"},
    {"kind": "text", "max_length": 3},
    {"kind": "text", "max_length": 5},
    {"kind": "text", "max_length": 11},
    {"kind": "text", "max_length": 12},
    {"kind": "text", "calculated": True},
    {"kind": "checkbox", "options": (("On", "On"),)},
    {"kind": "checkbox", "options": (("On", "On"),)},
    {"kind": "radio", "options": _YES_NO},
    {"kind": "radio", "options": _PLANS},
    {"kind": "combo", "options": _PLANS},
    {"kind": "combo", "options": _ENTITIES},
    {"kind": "list", "options": _PLANS},
    {"kind": "text", "label_is_printed": False},
)


def _form(chance: random.Random) -> list[FormField]:
    fields = []
    for number in range(chance.randint(1, 9)):
        facts = dict(chance.choice(_KINDS))
        label = chance.choice(LABELS)
        name = f"f{number}" if chance.random() < 0.7 else f"page.{label.replace(' ', '_')}[{number % 2}]"
        fields.append(
            FormField(f"{name}" if name[0] == "f" else f"{number}.{name}", label, page=chance.randint(1, 2), **facts)
        )
    return fields


@pytest.mark.parametrize("number", range(120))
def test_what_is_proposed_for_a_form(number: int) -> None:
    """The template, how sure it is, and the table of values, field by field."""
    fields = _form(random.Random(number))
    found = propose(fields, KNOWN)
    lines = [f"{one.page} {one.kind} {one.name} {one.label!r} -> {found.get(one.name)}" for one in fields]
    as_kept("proposals", f"form {number}", lines)


@pytest.mark.parametrize("kind", range(len(_KINDS)))
def test_what_is_proposed_for_a_label_alone(kind: int) -> None:
    """Each label in a field of each kind."""
    facts = dict(_KINDS[kind])
    fields = [FormField("f1", label, page=1, **facts) for label in LABELS]
    as_kept("proposals", f"kind {kind}", [f"{one.label!r} -> {propose([one], KNOWN).get('f1')}" for one in fields])


def test_words_and_hearts() -> None:
    """Of each label."""
    as_kept("proposals", "words", [f"{label!r}: {sorted(words_of(label))} {heart_of(label)!r}" for label in LABELS])


@pytest.mark.parametrize("number", range(80))
def test_heirs_in_another_edition(number: int) -> None:
    """What vanished, appeared and changed, the heirs, and the settings that they inherit."""
    chance = random.Random(f"edition {number}")
    before = _form(chance)
    after = [_changed(one, chance) for one in before if chance.random() < 0.9] + _form(chance)[:2]
    filled = {one.name: "{{ x }}" for one in before if chance.random() < 0.8}
    config = {
        "fields": filled,
        "empty": [one.name for one in before if chance.random() < 0.2],
        "states": {before[0].name: {"a": "b"}},
    }
    changes = compare(before, after, config)
    heirs = renames(changes, after, config)
    lines = [f"{part} {sorted(map(str, getattr(changes, part)))}" for part in ("vanished", "appeared", "retyped")]
    carried = carried_over(config, {old: made.after for old, made in heirs.items()})
    as_kept("proposals", f"edition {number}", [*lines, *map(str, heirs.values()), str(carried)])


def _changed(one: FormField, chance: random.Random) -> FormField:
    way = chance.randrange(6)
    if way == 0:
        return replace(one, name=f"{one.name}_new")
    if way == 1:
        return replace(one, name=f"x{one.name}", label=f"{one.label}s")
    if way == 2:
        return replace(one, name=f"renamed{len(one.name)}", label=one.label.upper(), page=3)
    if way == 3:
        return replace(one, kind="text", options=())
    return one
