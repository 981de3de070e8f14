"""Definitions of attributes: added, changed as far as the recorded values allow, removed, reordered."""

from __future__ import annotations

import pytest

from booklet.errors import DefinitionError, NotFound, ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.store import Attributes

Q1, Q2, Q3 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3)


def test_a_definition_is_kept_as_it_was_made(attributes: Attributes) -> None:
    """Every field of it is read back."""
    plan = AttributeDefinition("plan", "Plan", AttributeType.CHOICE, "", True, "What they bought", ("Gold", "Silver"))
    attributes.define(plan)
    assert attributes.definition("plan") == plan
    assert attributes.definitions() == [plan]


def test_a_key_with_options_is_enough(attributes: Attributes) -> None:
    """The label comes from the key; a second call changes only what it names."""
    attributes.define("plan_name", type="choice", choices=["Gold"])
    changed = attributes.define("plan_name", required=True)
    assert (changed.label, changed.type, changed.choices, changed.required) == ("Plan name", "choice", ("Gold",), True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"type": "color"}, "choose one of text, number"),
        ({"color": "red"}, "Options are label"),
        ({"type": "choice"}, "list"),
    ],
)
def test_wrong_options_say_which_there_are(attributes: Attributes, options: dict[str, object], message: str) -> None:
    """An unknown type, an unknown option, a choice of nothing."""
    with pytest.raises(DefinitionError, match=message):
        attributes.define("plan", **options)
    assert attributes.definitions() == []


@pytest.mark.parametrize(
    ("type_", "format_"),
    [("money", "BLAH"), ("number", "%d"), ("date", "rubbish"), ("date", "YYYY-MM-DD"), ("yes/no", "Yes")],
)
def test_a_format_that_cannot_be_is_refused(attributes: Attributes, type_: str, format_: str) -> None:
    """With the attribute, what is wrong, and how it is written instead; the good ones are taken."""
    with pytest.raises(DefinitionError, match=r"Fee \(fee\) has a format that cannot be: .*write"):
        attributes.define("fee", type=type_, format=format_)
    assert attributes.definitions() == []
    good = {"money": "EUR 0", "number": "#,##0.00", "date": "d MMMM yyyy", "yes/no": "Ja,Nein"}[type_]
    assert attributes.define("fee", type=type_, format=good).format == good


def test_a_type_that_values_do_not_fit_is_refused(attributes: Attributes) -> None:
    """The message names the customers, their values and the quarters."""
    attributes.set("Acme", Q1, {"plan": "Gold"})
    attributes.set("Beta", Q2, {"plan": "7"})
    with pytest.raises(ValueRefused, match=r'Acme \("Gold", 2026Q1\)') as refused:
        attributes.define("plan", type="number")
    assert "Beta" not in str(refused.value)
    assert attributes.definition("plan").type is AttributeType.TEXT


def test_a_choice_in_use_cannot_be_taken_away(attributes: Attributes) -> None:
    """Once the value was replaced everywhere, it can."""
    attributes.define("plan", type="choice", choices=["Gold", "Silver"])
    attributes.set("Acme", Q1, {"plan": "Gold"})
    with pytest.raises(ValueRefused, match="Acme"):
        attributes.define("plan", choices=["Silver"])
    attributes.set("Acme", Q1, {"plan": "Silver"})
    assert attributes.define("plan", choices=["Silver"]).choices == ("Silver",)


def test_values_are_written_anew_in_the_form_of_a_new_type(attributes: Attributes) -> None:
    """An amount that came as a text becomes a number; the history keeps both."""
    attributes.set("Acme", Q1, {"assets": "$1,250.50"})
    attributes.define("assets", type="money", by="ann")
    acme = attributes.frame(Q1).loc["Acme"]
    assert acme["assets"] == 1250.5
    assert list(attributes.history("Acme")["value"]) == ["1250.5", "$1,250.50"]
    assert attributes.history("Acme")["recorded_by"][0] == "ann"


def test_what_was_known_before_a_change_of_type_can_still_be_read(attributes: Attributes) -> None:
    """A frame of a past moment reads old texts by the definition of today."""
    attributes.set("Acme", Q1, {"assets": "$1,250.50"})
    attributes.define("assets", type="money")
    rewritten_at = attributes.history("Acme")["recorded_at"][0].to_pydatetime()
    assert attributes.frame(Q1, recorded_before=rewritten_at).loc["Acme", "assets"] == 1250.5


def test_an_unknown_key_names_the_nearest(attributes: Attributes) -> None:
    """As with customers."""
    attributes.define("adviser")
    with pytest.raises(NotFound, match='"adviser"'):
        attributes.definition("advisor")


def test_a_definition_with_values_cannot_be_removed(attributes: Attributes) -> None:
    """Not even where only an old quarter has one; when all are cleared, it can."""
    attributes.set("Acme", Q1, {"plan": "Gold"})
    attributes.clear("Acme", Q2, ["plan"])
    with pytest.raises(DefinitionError, match="Acme has a value"):
        attributes.undefine("plan")
    attributes.clear("Acme", Q1, ["plan"])
    attributes.undefine("plan")
    assert attributes.definitions() == []
    assert attributes.origins("Acme", Q3) == {}
    assert len(attributes.history("Acme")) == 3


def test_definitions_keep_the_order_that_people_chose(attributes: Attributes) -> None:
    """New ones come last; reordering moves what it names to the front; columns follow."""
    for key in ("zip_code", "plan", "assets"):
        attributes.define(key)
    attributes.reorder(["assets", "zip_code"])
    attributes.define("age")
    attributes.define("plan", label="The plan")
    assert [definition.key for definition in attributes.definitions()] == ["assets", "zip_code", "plan", "age"]
    assert list(attributes.frame(Q1).columns) == ["assets", "zip_code", "plan", "age"]
