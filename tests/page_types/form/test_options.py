"""Which option of a field means which value of an attribute, by what is printed beside it."""

from __future__ import annotations

import pytest

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.options import boxes_of, has_its_choices, states_for

Options = tuple[tuple[str, str], ...]


def _choice(*choices: str) -> AttributeDefinition:
    return AttributeDefinition("kind", "Kind", AttributeType.CHOICE, choices=choices)


def _field(kind: str, *options: tuple[str, str]) -> FormField:
    return FormField("f", "Field", kind, 1, options=options)


VIP = AttributeDefinition("vip", "Vip", AttributeType.YES_NO)
ENTITY = _choice("C corporation", "S corporation", "LLC", "Partnership")


@pytest.mark.parametrize(
    ("options", "states"),
    [
        ((("1", "Yes"), ("2", "No")), {"yes": "1", "no": "2"}),
        ((("1", "No, never"), ("2", "Yes, always")), {"yes": "2", "no": "1"}),
        ((("Yes", ""), ("No", "")), {"yes": "Yes", "no": "No"}),
        ((("yes", "I agree"), ("NO", "I do not")), {"yes": "yes", "no": "NO"}),
        ((("1", "Yes"), ("2", "Yes")), {}),
        ((("1", "Yes"), ("2", "Maybe")), {}),
        ((("1", "Yesterday"), ("2", "Now"), ("3", "None")), {}),
        ((("1", "Yes"), ("2", "No"), ("3", "No answer")), {"yes": "1", "no": "2"}),
    ],
)
def test_yes_and_no_of_a_group(options: Options, states: dict[str, str]) -> None:
    """Both or neither; by whole words."""
    assert states_for(_field("radio", *options), VIP) == states


def test_a_lone_box_needs_no_table_for_a_yes() -> None:
    """It is ticked or not; a list has no place for a yes or no by itself."""
    assert states_for(_field("checkbox", ("Yes", "Yes")), VIP) == {}
    assert states_for(_field("combo", ("Yes", "Yes"), ("No", "No")), VIP) == {}


ENTITIES: Options = (
    ("1", "Individual"),
    ("2", "C corporation"),
    ("3", "S Corporation"),
    ("4", "Limited liability company. Enter the tax classification"),
    ("5", "Partnership"),
)


@pytest.mark.parametrize("kind", ["radio", "combo"])
def test_each_choice_has_the_option_that_says_so(kind: str) -> None:
    """In other letters, and by initials of the first sentence."""
    states = {"C corporation": "2", "S corporation": "3", "LLC": "4", "Partnership": "5"}
    assert states_for(_field(kind, *ENTITIES), ENTITY) == states


def test_one_choice_may_be_without_but_no_more() -> None:
    """Of four choices three are enough, two say nothing; of two both must be there."""
    assert len(states_for(_field("radio", *ENTITIES[:4]), ENTITY)) == 3
    assert states_for(_field("radio", *ENTITIES[:3]), ENTITY) == {}
    assert states_for(_field("radio", ENTITIES[1]), _choice("C corporation", "S corporation")) == {}
    assert states_for(_field("radio", *ENTITIES[1:3]), _choice("C corporation", "S corporation")) != {}


def test_two_options_for_one_choice_are_none() -> None:
    """Nobody knows which; and no option stands for two choices."""
    twice = (*ENTITIES, ("6", "C Corporation"))
    assert "C corporation" not in states_for(_field("radio", *twice), ENTITY)
    same = _choice("Gold plan", "gold plan ", "Silver plan")
    assert states_for(_field("radio", ("1", "Gold plan"), ("2", "Silver plan")), same) == {}


def test_a_name_in_the_file_that_tells_another_story() -> None:
    """Two words that contradict what is printed beside the button: then neither is believed."""
    plans = _choice("Basic cover", "Full cover")
    honest = (("1", "Basic cover"), ("2", "Full cover"))
    assert states_for(_field("radio", *honest), plans) == {"Basic cover": "1", "Full cover": "2"}
    shifted = (("No insurance", "Basic cover"), ("Dental care", "Full cover"))
    assert states_for(_field("radio", *shifted), plans) == {}
    named = (("Basic cover", ""), ("Full cover", ""))
    assert states_for(_field("radio", *named), plans) == {"Basic cover": "Basic cover", "Full cover": "Full cover"}


@pytest.mark.parametrize(
    ("options", "same"),
    [
        ((("Gold", "Gold"), ("Silver", "Silver")), True),
        ((("", "Select one"), ("Gold", "Gold"), ("Silver", "Silver")), True),
        ((("0", "-"), ("g", "GOLD "), ("s", "silver")), True),
        ((("x", "Please choose"), ("g", "Gold"), ("s", "Silver")), True),
        ((("Gold", "1"), ("Silver", "2")), True),
        ((("Gold", "Gold"), ("Silver", "Silver"), ("Bronze", "Bronze")), False),
        ((("Gold", "Gold"),), False),
        ((("s", "Selected Gold"), ("t", "Silver")), False),
    ],
)
def test_a_list_of_just_the_choices(options: Options, same: bool) -> None:
    """No more and no fewer, but for the line where nothing is chosen yet; as stored or as shown."""
    plans = _choice("Gold", "Silver")
    assert has_its_choices(_field("combo", *options), plans) is same
    assert has_its_choices(_field("radio", *options), plans) is same
    assert not has_its_choices(_field("list", *options), plans)
    assert not has_its_choices(_field("combo", *options), AttributeDefinition("plan", "Plan"))


@pytest.mark.parametrize("choices", [("Yes", "No"), ("Y", "N"), ("A", "B"), ("1", "2", "3"), ("Gold", "Other")])
def test_choices_of_many_a_list_say_nothing(choices: tuple[str, ...]) -> None:
    """Two that tell are needed."""
    assert not has_its_choices(_field("combo", *((choice, choice) for choice in choices)), _choice(*choices))


def _boxes(*labels: str) -> list[FormField]:
    return [FormField(label, label, "checkbox", 1) for label in labels]


def test_the_box_that_stands_for_a_choice() -> None:
    """The one whose label says just that goes before those that mean it too."""
    boxes = _boxes("1. Limited liability company", "LLC", "Partnership (any)", "C Corporation")
    assert [one.name for one in boxes_of("LLC", boxes)] == ["LLC"]
    assert [
        one.name for one in boxes_of("LLC", [boxes[0].__class__("l", "Limited liability company", "checkbox")])
    ] == ["l"]
    assert [one.name for one in boxes_of("Partnership", boxes)] == ["Partnership (any)"]
    assert boxes_of("Trust", boxes) == []
    assert len(boxes_of("C corporation", [*boxes, *_boxes("C corporation")])) == 2


def test_a_letter_by_itself_tells_apart() -> None:
    """A form that knows S corporations only has no box and no option for a C corporation."""
    assert boxes_of("C corporation", _boxes("S corporation")) == []
    assert [one.name for one in boxes_of("C corporation", _boxes("C corporatoin"))] == ["C corporatoin"]
    two = _choice("C corporation", "S corporation")
    assert states_for(_field("radio", ("1", "S corporation"), ("2", "Trust")), two) == {}
