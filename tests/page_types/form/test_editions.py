"""Two editions of a form: what vanished, appeared or changed, and where what went in goes now."""

from __future__ import annotations

from booklet.page_types.form.editions import carried_over, compare, renames
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.proposals import Confidence

CONFIG = {
    "fields": {"name": "{{ customer }}", "f1_07[0]": "{{ city }}", "vip": "{{ vip }}"},
    "states": {"vip": {"yes": "On"}},
    "empty": ["f1_07[0]", "remarks"],
}
BEFORE = (
    FormField("name", "Name", "text", 1),
    FormField("f1_07[0]", "City, state and ZIP code", "text", 1),
    FormField("vip", "Preferred customer", "checkbox", 1, options=(("On", "On"),)),
    FormField("remarks", "Remarks", "text", 2),
)
AFTER = (
    FormField("name", "Name", "text", 1),
    FormField("f1_08[0]", "City, state, and ZIP code", "text", 1),
    FormField("f1_07[0]x", "List account numbers here", "text", 1),
    FormField("vip", "Preferred customer", "text", 1),
    FormField("remarks", "Remarks", "text", 2),
)


def test_what_lies_between_two_editions() -> None:
    """Only what something goes into can vanish or change; what nobody decided about is new."""
    changes = compare(BEFORE, AFTER, CONFIG)
    assert [field.name for field in changes.vanished] == ["f1_07[0]"]
    assert [field.name for field in changes.appeared] == ["f1_08[0]", "f1_07[0]x"]
    assert [(old.kind, new.kind) for old, new in changes.retyped] == [("checkbox", "text")]


def test_the_heir_has_the_same_label_rather_than_the_same_name() -> None:
    """Forms number their fields anew with every edition: what is printed beside them stays."""
    found = renames(compare(BEFORE, AFTER, CONFIG), AFTER, CONFIG)
    assert found["f1_07[0]"].after == "f1_08[0]"
    assert found["f1_07[0]"].confidence >= Confidence.LIKELY


def test_what_is_somebody_elses_is_no_heir() -> None:
    """A form that no longer asks for the spouse's name does not ask for the customer's in its place."""
    label = "Your spouse's first name and initial"
    before = (FormField("name3", label, "text", 1, label_is_printed=True),)
    after = (FormField("name1", "Your first name and initial", "text", 1, label_is_printed=True),)
    config = {"fields": {"name3": "{{ spouse }}"}}
    assert not renames(compare(before, after, config), after, config)
    same = (FormField("name9", label, "text", 1, label_is_printed=True),)
    assert renames(compare(before, same, config), same, config)["name3"].after == "name9"


def test_an_heir_inherits_all() -> None:
    """The template, the table of values, and that it may stay empty; nothing else moves."""
    moved = carried_over(CONFIG, {"f1_07[0]": "f1_08[0]"})
    assert moved["fields"] == {"name": "{{ customer }}", "f1_08[0]": "{{ city }}", "vip": "{{ vip }}"}
    assert moved["empty"] == ["f1_08[0]", "remarks"]
    assert carried_over(CONFIG, {"f1_07[0]": ""})["fields"].keys() == {"name", "vip"}


def test_a_field_that_no_edition_has_vanished_too() -> None:
    """A mapping made for a form that cannot be read any more is not lost in silence."""
    changes = compare((), AFTER, {"fields": {"gone": "x"}})
    assert [field.name for field in changes.vanished] == ["gone"]
    assert changes.appeared == ()
