"""The mapping of a form as plain data: what a row says, and what becomes of what is typed into it."""

from __future__ import annotations

from booklet.model import AttributeDefinition, AttributeType
from booklet.office.form_mapping import FILLED, OPEN, Mapped, edited, one_template, takes, with_template
from booklet.page_types.form.fields import FormField

NAME = FormField("name", "Name", "text", 1)
VIP = FormField("vip", "Preferred", "checkbox", 1, options=(("On", "On"),))
SUM = FormField("sum", "Sum", "text", 1, calculated=True, format="number, 2 decimals")


def test_what_a_field_takes_in_a_word() -> None:
    """What the form computes is said to be; a format comes before a mere text."""
    assert [takes(one) for one in (NAME, VIP, SUM)] == ["Text", "Tick", "Computed"]
    assert takes(FormField("d", "Day", "text", format="date mm/dd/yyyy; a script of its own")) == "Date mm/dd/yyyy"
    assert takes(FormField("s", "S", "text", format="a script of its own", max_length=4)) == "Text, up to 4"


def test_of_two_cells_the_new_one_wins() -> None:
    """Whichever of attribute and text was there before gives way."""
    assert one_template("{{ plan }}", "plan", "Gold {{ plan }}") == "Gold {{ plan }}"
    assert one_template("Gold", "plan", "Gold") == "{{ plan }}"


def test_another_attribute_has_a_table_of_its_own() -> None:
    """The states that were said of the old one's values are not those of the new one's."""
    config = {"fields": {"vip": "{{ plan }}"}, "states": {"vip": {"Gold": "On"}}}
    assert with_template(config, "vip", "{{ plan }}")["states"] == {"vip": {"Gold": "On"}}
    assert with_template(config, "vip", "{{ other }}")["states"] == {}


def test_an_attribute_picked_by_hand_brings_its_table() -> None:
    """Where the words beside the buttons say which value ticks which; once, so that it can be changed afterwards."""
    kind = AttributeDefinition("kind", "Kind", AttributeType.CHOICE, choices=("Checking", "Savings"))
    group = FormField("g", "Account", "radio", 1, options=(("0", "Checking"), ("1", "Savings")))
    picked = {0: {"attribute": "kind"}}
    config, _ = edited({}, [group], picked, [kind])
    assert config["states"] == {"g": {"Checking": "0", "Savings": "1"}}
    other = {**config, "states": {"g": {"Checking": "1"}}}
    assert edited(other, [group], picked, [kind])[0]["states"] == other["states"]


def test_a_cleared_row_is_undecided() -> None:
    """Nothing goes in any more, and that is not the same as "may stay empty"."""
    config, competing = edited({"fields": {"name": "{{ plan }}"}}, [NAME], {0: {"attribute": None}})
    assert (config["fields"], competing) == ({}, False)


def test_computed_fields_are_nobodys_to_decide() -> None:
    """They are no work that is left, and are told apart, so that the counts add up."""
    locked = FormField("locked", "Office", "text", 1, read_only=True)
    assert Mapped((NAME, SUM, locked), {}).needing_nothing == ["1 computed by the form", "1 read-only"]
    mapped = Mapped((NAME, VIP, SUM), {})
    assert mapped.undecided({"fields": {"name": "x"}}) == ["vip"]
    assert [one.name for one in mapped.in_view({"fields": {"name": "x"}}, OPEN)] == ["vip"]
    assert [one.name for one in mapped.in_view({"fields": {"name": "x"}}, FILLED)] == ["name"]
