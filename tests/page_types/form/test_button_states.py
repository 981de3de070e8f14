"""Which box is ticked for which value: by the table, by the state's own name, by a plain yes or no."""

from __future__ import annotations

from typing import Any

import pytest

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.button_states import chosen, on_state, values_to_place, without_state
from booklet.page_types.form.fields import FormField

ON = (("On", "On"),)
RADIO = (("0", "Checking"), ("1", "Savings"))


@pytest.mark.parametrize(
    ("text", "kind", "options", "goes_in"),
    [
        ("Savings", "radio", RADIO, "1"),
        ("0", "radio", RADIO, "0"),
        ("/1", "radio", RADIO, "1"),
        (" Savings ", "radio", RADIO, "1"),
        ("savings", "radio", RADIO, "savings"),
        ("Money", "radio", RADIO, "Money"),
        ("", "radio", RADIO, False),
        ("no", "radio", RADIO, False),
        ("yes", "radio", RADIO, "yes"),
        ("On", "checkbox", ON, "On"),
        ("/On", "checkbox", ON, "On"),
        ("yes", "checkbox", ON, True),
        ("TRUE", "checkbox", ON, True),
        ("x", "checkbox", ON, True),
        ("1", "checkbox", (("1", ""),), "1"),
        ("1", "checkbox", ON, True),
        ("off", "checkbox", ON, False),
        ("No", "checkbox", ON, False),
        ("0", "checkbox", ON, False),
        ("", "checkbox", ON, False),
        ("", "checkbox", (("On", ""),), False),
        ("perhaps", "checkbox", ON, "perhaps"),
        ("yes", "text", (), "yes"),
        (" no ", "text", (), " no "),
        ("Gold", "combo", (("g", "Gold"),), "Gold"),
    ],
)
def test_a_text_means_a_state(text: str, kind: str, options: Any, goes_in: str | bool) -> None:
    """A state by its name or by what is shown beside it; a box by yes and no; what means none stays, to be refused."""
    assert chosen(text, None, kind, options, {}) == goes_in
    assert type(chosen(text, None, kind, options, {})) is type(goes_in)


def test_a_state_s_name_goes_before_what_another_shows() -> None:
    """A form whose state 1 is shown as 2: "2" is what is shown, unless there is a state 2."""
    assert chosen("2", None, "radio", (("1", "2"), ("3", "1")), {}) == "1"
    assert chosen("1", None, "radio", (("3", "1"), ("1", "2")), {}) == "1"


@pytest.mark.parametrize(
    ("text", "value", "states", "goes_in"),
    [
        ("Gold", "Gold", {"Gold": "On"}, "On"),
        ("Gold", "Gold", {"Gold": ""}, False),
        ("Gold", "Gold", {"Silver": "On"}, "Gold"),
        ("Ja", True, {"yes": "", "no": "On"}, False),
        ("Nein", False, {"yes": "", "no": "On"}, "On"),
        ("Ja", True, {"Ja": "On", "yes": ""}, "On"),
        ("Ja", True, {}, True),
        ("Nein", False, {}, False),
        ("Ja", True, {"no": "On"}, True),
    ],
)
def test_the_table_goes_first(text: str, value: Any, states: dict[str, str], goes_in: str | bool) -> None:
    """By the text, or a yes and a no by these words whatever the attribute's own are; without a row, by itself."""
    assert chosen(text, value, "checkbox", ON, states) == goes_in


def test_a_radio_group_takes_no_plain_yes() -> None:
    """It has no one state that is on: the table says which."""
    options = (("a", "Yes"), ("b", "No"))
    assert chosen("Yes", True, "radio", options, {}) == "a"
    assert chosen("Ja", True, "radio", options, {}) == "Ja"
    assert chosen("Ja", True, "radio", options, {"yes": "a"}) == "a"


def test_the_state_of_a_box() -> None:
    """Its own, or the usual name."""
    assert on_state(FormField("c", "C", "checkbox", options=(("2", "2"), ("3", "3")))) == "2"
    assert on_state(FormField("c", "C", "checkbox")) == "Yes"


PLAN = AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver"))
VIP = AttributeDefinition("vip", "Vip", AttributeType.YES_NO)
NOTE = AttributeDefinition("note", "Note")


def test_values_that_a_table_has_rows_for() -> None:
    """The choices, yes and no; of other types there is no end."""
    assert [values_to_place(one) for one in (PLAN, VIP, NOTE)] == [("Gold", "Silver"), ("yes", "no"), ()]


@pytest.mark.parametrize(
    ("definition", "kind", "options", "states", "missing"),
    [
        (PLAN, "radio", (("Gold", ""), ("Silver", "")), {}, []),
        (PLAN, "radio", (("g", "Gold"), ("s", "Silver")), {}, []),
        (PLAN, "radio", (("g", "Gold"),), {}, ["Silver"]),
        (PLAN, "radio", (("g", ""), ("s", "")), {}, ["Gold", "Silver"]),
        (PLAN, "radio", (("g", ""), ("s", "")), {"Gold": "g", "Silver": "s"}, []),
        (PLAN, "radio", (("g", ""), ("s", "")), {"Gold": "g", "Silver": "t"}, ["Silver"]),
        (PLAN, "checkbox", ON, {"Gold": "On"}, ["Silver"]),
        (PLAN, "checkbox", ON, {"Gold": "On", "Silver": ""}, []),
        (PLAN, "combo", (("g", "Gold"), ("s", "Silver")), {}, []),
        (PLAN, "combo", (("g", "gold"), ("s", "Silver")), {}, ["Gold"]),
        (VIP, "checkbox", ON, {}, []),
        (VIP, "radio", (("a", "Yes"), ("b", "No")), {}, []),
        (VIP, "radio", (("a", "Agree"), ("b", "Decline")), {}, ["yes"]),
        (VIP, "radio", (("a", "Agree"), ("b", "Decline")), {"yes": "a", "no": "b"}, []),
        (NOTE, "radio", (("a", ""),), {}, []),
    ],
)
def test_values_without_a_state(
    definition: AttributeDefinition, kind: str, options: Any, states: dict[str, str], missing: list[str]
) -> None:
    """Those with which a book cannot be made: neither the table nor the field itself says what they are."""
    assert without_state(definition, kind, options, states) == missing
