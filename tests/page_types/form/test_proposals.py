"""What is proposed for a form's fields, how sure it is, and what is better not proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.demo.definitions import DEFINITIONS
from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.fields import FormField, form_fields
from booklet.page_types.form.proposals import Confidence, Proposal, propose
from booklet.page_types.form.words import heart_of, words_of
from booklet.pdf import prepare
from tests.conftest import DEMO

_W9 = "topmostSubform[0].Page1[0]."
PERSON = (
    AttributeDefinition("first_name", "First name"),
    AttributeDefinition("last_name", "Last name"),
    AttributeDefinition("birth", "Date of birth", AttributeType.DATE),
    AttributeDefinition("ssn", "Social security number"),
    AttributeDefinition("city", "City"),
    AttributeDefinition("phone", "Phone number"),
    AttributeDefinition("veteran", "Veteran", AttributeType.YES_NO),
    AttributeDefinition("wages", "Wages", AttributeType.MONEY),
)


def _text(label: str, *, name: str = "f1", page: int = 1, **facts: object) -> FormField:
    return FormField(name, label, "text", page, **facts)  # type: ignore[arg-type]


def _one(field: FormField, *others: FormField) -> Proposal | None:
    return propose([field, *others], PERSON).get(field.name)


def test_the_demo_form_with_the_demo_attributes() -> None:
    """A real form and a real list of attributes: right, each as sure as it is, and nothing else."""
    found = propose(form_fields(prepare(DEMO / "fw9.pdf")), DEFINITIONS)
    told = {name.removeprefix(_W9): (made.template, made.confidence) for name, made in found.items()}
    assert told == {
        "f1_01_0_[0]": ("{{ customer }}", Confidence.LIKELY),
        "c1_01[1]": ("{{ entity }}", Confidence.LIKELY),
        "c1_01[2]": ("{{ entity }}", Confidence.LIKELY),
        "c1_01[3]": ("{{ entity }}", Confidence.LIKELY),
        "c1_01[5]": ("{{ entity }}", Confidence.LIKELY),
        "f1_04_0_[0]": ("{{ address }}", Confidence.SURE),
        "f1_05_0_[0]": ("{{ city }}", Confidence.SURE),
    }
    assert found[_W9 + "c1_01[5]"].states["LLC"] == "6"


@pytest.mark.parametrize(
    ("label", "template"),
    [
        ("Tel. no.", "{{ phone }}"),
        ("Your social security number", "{{ ssn }}"),
        ("(2) Last name", "{{ last_name }}"),
        ("Section 1. Question 3. Enter your city.", "{{ city }}"),
        ("Date of birth (MM/DD/YYYY)", '{{ birth | date("MM/dd/yyyy") }}'),
    ],
)
def test_the_same_in_other_words(label: str, template: str) -> None:
    """Abbreviations, numbers and instructions around it do not matter; a date is written as the form asks for it."""
    made = _one(_text(label))
    assert made is not None
    assert (made.template, made.confidence) == (template, Confidence.SURE)


@pytest.mark.parametrize(
    "label",
    [
        "Spouse's last name",
        "Employer's phone number",
        "City of birth of your mother",
        "Name of city official",
        "Last name, if different from above",
        "Date you moved to the city",
        "Wages of your spouse",
        "City (enter the first five letters)",
        "Veteran's last name",
    ],
)
def test_somebody_elses_is_not_proposed(label: str) -> None:
    """No proposal is better than a wrong one."""
    assert _one(_text(label)) is None


def test_types_must_agree() -> None:
    """A date goes where a date is asked for, an amount into no tick, a yes or no into no text."""
    assert _one(_text("Wages", format="date mm/dd/yyyy")) is None
    assert _one(FormField("c1", "Wages", "checkbox", 1, options=(("On", "On"),))) is None
    assert _one(_text("Veteran")) is None
    assert _one(FormField("c1", "Veteran", "checkbox", 1, options=(("On", "On"),))) is not None
    assert _one(_text("Last name", max_length=2)) is None


def test_computed_fields_are_left_to_the_form() -> None:
    """What the form works out itself takes no attribute."""
    assert _one(_text("Wages", calculated=True)) is None


def test_two_of_a_kind_on_a_page_are_nobodys() -> None:
    """One of them is another person's, and nothing on the page that can be read says which."""
    assert propose([_text("Last name"), _text("Last name", name="f2")], PERSON) == {}


def test_further_pages_are_a_guess() -> None:
    """The first page asks for the customer's own, later ones for anybody's."""
    found = propose([_text("Last name"), _text("Last name", name="f2", page=3)], PERSON)
    assert [made.confidence for made in found.values()] == [Confidence.SURE, Confidence.GUESS]


def test_a_part_of_a_value_is_not_the_value() -> None:
    """A number in three boxes takes three templates, which a person has to write."""
    assert propose([_text("Social security number"), _text("Social security number (part 2)", name="f2")], PERSON) == {}


def test_the_very_same_name_is_said_to_be() -> None:
    """Forms made for this workspace name their fields as its attributes; those can be filled by themselves."""
    made = _one(_text("f7", name="form1.first_name", label_is_printed=False))
    assert made is not None
    assert made.same_name
    assert made.confidence is Confidence.SURE


def test_a_group_of_buttons_takes_a_choice(corpus: Path) -> None:
    """Each choice has the button that is printed beside it, whatever its state is called in the file."""
    status = AttributeDefinition(
        "status",
        "Filing status",
        AttributeType.CHOICE,
        choices=("Single", "Married filing joint return", "Married filing separate return"),
    )
    fields = form_fields(prepare(corpus / "pdf" / "form-gov--it201-TY2023.pdf"))
    [made] = [made for made in propose(fields, [status]).values() if made.states]
    assert made.states["Single"] == "1 Single"
    assert len(set(made.states.values())) == 3


def test_equal_choices_are_a_list_for_the_attribute() -> None:
    """Whatever the list is called; but not where several lists offer the same, nor for a mere yes and no."""
    tax = AttributeDefinition("tax_class", "Tax class", AttributeType.CHOICE, choices=("C", "S", "P"))
    options = (("", "Select one"), ("C", "C"), ("S", "S"), ("P", "P"))
    lists = [FormField(name, "DropDownList1", "combo", 1, options=options) for name in ("d1", "d2")]
    made = propose(lists[:1], [tax])["d1"]
    assert (made.confidence, made.states) == (Confidence.LIKELY, {"C": "C", "S": "S", "P": "P"})
    assert {made.confidence for made in propose(lists, [tax]).values()} == {Confidence.GUESS}
    answer = AttributeDefinition("paid", "Paid", AttributeType.CHOICE, choices=("Yes", "No"))
    assert propose([FormField("d", "D", "combo", 1, options=(("Yes", "Yes"), ("No", "No")))], [answer]) == {}


def test_one_value_in_two_places_is_a_guess_in_each() -> None:
    """An order and a payment address both ask for it; what every person has is rather somebody else's."""
    legal = AttributeDefinition("legal_name", "Legal name")
    twice = [_text("Individual Tax or Business Legal Name:", name=name) for name in ("f1", "f2")]
    assert [made.confidence for made in propose(twice, [legal]).values()] == [Confidence.GUESS, Confidence.GUESS]
    assert propose(twice[:1], [legal])["f1"].confidence is Confidence.LIKELY
    table = [_text(f"Legal name (row {row})", name=f"f{row}") for row in (2, 3)]
    assert propose(table, [legal]) == {}


def test_words_and_hearts() -> None:
    """What a label asks for is left when all around it is taken away."""
    assert words_of("ZIP or Postal Code") == words_of("Zip")
    assert heart_of("1a Home address (number and street). If you have a P.O. box, see instructions.") == "Home address"
