"""Tables of people: definitions saved as one unit, values that two change at once, tables that are taken in."""

from __future__ import annotations

import pytest

from booklet import Quarter, Workspace
from booklet.errors import ValueRefused
from booklet.model import AttributeDefinition, AttributeType
from booklet.office.definition_edits import SavedDefinitions, save_definitions
from booklet.office.table_import import begin, changes_in_words, defining, new_attribute, read_as
from booklet.office.value_edits import Conflict, conflicts
from booklet.store.table_style import TableStyle

QUARTER = Quarter(2026, 3)
BLANK = {
    "label": None,
    "key": None,
    "type": "text",
    "choices": None,
    "required": False,
    "format": None,
    "description": float("nan"),
}


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """A customer and two attributes."""
    empty.customers.add("Acme Corp")
    empty.attributes.define("plan", type="choice", choices=["Gold", "Silver"], label="Plan")
    empty.attributes.define("share", type="percent", label="Share")
    return empty


def row(definition: AttributeDefinition, **changed: object) -> dict[str, object]:
    words = {name: getattr(definition, name) for name in ("label", "key", "type", "required", "format", "description")}
    return {**words, "choices": ", ".join(definition.choices), **changed}


def test_definitions_are_saved_as_they_differ(ws: Workspace) -> None:
    """Changed, added, removed, in the order of the rows; a blank row is passed over."""
    plan, share = before = ws.attributes.definitions()
    rows = [BLANK, {**BLANK, "label": "Home  Town"}, row(plan, choices="Gold, Silver,  Bronze,")]
    saved = save_definitions(ws, before, rows, by="ann")
    assert saved == SavedDefinitions(changed=2, removed=1, reordered=True)
    now = ws.attributes.definitions()
    assert [(one.key, one.label) for one in now] == [("home_town", "Home  Town"), ("plan", "Plan")]
    assert now[1].choices == ("Gold", "Silver", "Bronze")
    assert share.key not in [one.key for one in now]


def test_all_that_is_wrong_is_said_and_nothing_saved(ws: Workspace) -> None:
    """Two rows of one key, a type without a label, a key that cannot be: a line each; the good rows are not saved."""
    before = ws.attributes.definitions()
    rows = [
        *map(row, before),
        row(before[0]),
        {**BLANK, "type": "money"},
        {**BLANK, "label": "City"},
        {**BLANK, "key": "No!"},
    ]
    with pytest.raises(ValueRefused) as refused:
        save_definitions(ws, before, rows)
    assert len(str(refused.value).splitlines()) == 3
    assert 'two rows with the key "plan"' in str(refused.value)
    assert ws.attributes.definitions() == before


def test_a_row_that_cannot_be_read_is_not_one_that_was_removed(ws: Workspace) -> None:
    """All that is said of its attribute is what is wrong with the row, though customers have values of it."""
    ws.attributes.set("Acme Corp", QUARTER, {"plan": "Gold"})
    before = ws.attributes.definitions()
    with pytest.raises(ValueRefused) as refused:
        save_definitions(ws, before, [row(before[0], choices=""), row(before[1])])
    assert len(str(refused.value).splitlines()) == 1
    assert ws.attributes.definitions() == before


def test_nobody_writes_over_what_somebody_has_just_recorded(ws: Workspace) -> None:
    """A value that changed since it was read is a conflict; one that did not, and one that nobody edits, is none."""
    acme = ws.customers.get("Acme Corp").id
    ws.attributes.set(acme, QUARTER, {"plan": "Gold", "share": "5%"})
    before = ws.attributes.texts(QUARTER)
    ws.attributes.set(acme, QUARTER, {"plan": "Silver"})
    assert conflicts(ws, QUARTER, before, {acme: {"plan": None, "share": "6%"}}) == [
        Conflict(acme, "plan", "Gold", "Silver")
    ]
    assert conflicts(ws, QUARTER, before, {acme: {"share": "6%"}}) == conflicts(ws, QUARTER, before, {}) == []


def test_a_table_is_taken_in_step_by_step(ws: Workspace) -> None:
    """Recognized, with a new attribute, read another way: nothing is written before the plan is applied."""
    data = b"customer;Share;Assets\nAcme Corp;4,5;1.000,50\n"
    table = begin(ws, data, "figures.csv", QUARTER)
    assert table.plan.unknown_columns == ("Assets",)
    assets = new_attribute("Assets", {"key": "assets", "label": "", "type": "money", "choices": None}, ())
    table = defining(ws, table, {"Assets": assets})
    style = table.plan.style
    table = read_as(ws, table, TableStyle(style.numbers, style.dates, frozenset(table.plan.percents)))
    assert [change.will_be for change in changes_in_words(table.plan, [*ws.attributes.definitions(), assets])] == [
        "4.5%",
        "1,000.50",
    ]
    assert ws.attributes.values("Acme Corp", QUARTER) == {}
    assert ws.attributes.apply_import(table.plan) == 2
    assert ws.attributes.frame(QUARTER).loc["Acme Corp", "assets"] == 1000.5


def test_a_table_that_is_right_is_not_read_again(ws: Workspace) -> None:
    """Without new attributes and with the style that was recognized, the first plan stays."""
    table = begin(ws, b"customer,Plan\nAcme Corp,Gold\n", "plans.csv", QUARTER)
    assert defining(ws, table, {}) is table
    assert read_as(ws, table, table.plan.style) is table


def test_a_new_choice_takes_the_words_of_its_column() -> None:
    """Unless choices were typed; another type has none."""
    typed = {"key": " plan ", "label": None, "type": "choice", "choices": None}
    assert new_attribute("Plan", typed, ("Gold", "Silver")) == AttributeDefinition(
        "plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")
    )
    assert new_attribute("Plan", {**typed, "choices": "A, B"}, ("Gold",)).choices == ("A", "B")
    assert new_attribute("Plan", {**typed, "type": "text"}, ("Gold",)).choices == ()
