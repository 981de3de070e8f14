"""How sure a proposal is: each step from sure to none by one thing that changes, and none where it would be wrong."""

from __future__ import annotations

import pytest

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.proposals import Confidence, Proposal, propose

SURE, LIKELY, GUESS = Confidence.SURE, Confidence.LIKELY, Confidence.GUESS
ATTRIBUTES = (
    AttributeDefinition("account_number", "Account number"),
    AttributeDefinition("birth", "Date of birth", AttributeType.DATE),
    AttributeDefinition("fee", "Annual fee", AttributeType.MONEY),
    AttributeDefinition("vip", "Preferred customer", AttributeType.YES_NO),
    AttributeDefinition("plan", "Service plan", AttributeType.CHOICE, choices=("Gold", "Silver", "Bronze")),
    AttributeDefinition("spouse_name", "Name of spouse"),
    AttributeDefinition("phone", "Phone"),
)


def _text(label: str, *, name: str = "f1", page: int = 1, **facts: object) -> FormField:
    return FormField(name, label, "text", page, **facts)  # type: ignore[arg-type]


def _box(label: str, name: str, *, page: int = 1, state: str = "On") -> FormField:
    return FormField(name, label, "checkbox", page, options=((state, state),))


def _one(*fields: FormField) -> Proposal | None:
    return propose(fields, ATTRIBUTES).get(fields[0].name)


def test_the_order_of_confidence() -> None:
    """A sure one is more than a likely one, which is more than a guess; and they are called so."""
    assert SURE > LIKELY > GUESS
    assert [one.word for one in (SURE, LIKELY, GUESS)] == ["sure", "likely", "guess"]


@pytest.mark.parametrize(
    ("label", "confidence"),
    [
        ("Account number", SURE),
        ("Acct no", SURE),
        ("Number of account", SURE),
        ("Your account number", SURE),
        ("Customer account number", LIKELY),
        ("Current account number", LIKELY),
        ("Account numbr", LIKELY),
        ("Main account number", GUESS),
        ("Preferred account number", GUESS),
        ("Savings account number", None),
        ("Account holder", None),
        ("Account", None),
        ("Number", None),
        ("Previous account number", None),
        ("Bank account number", None),
    ],
)
def test_a_label_that_says_a_little_more(label: str, confidence: Confidence | None) -> None:
    """Words that add nothing make it likely, words that say which of several a guess, any other word none."""
    made = _one(_text(label))
    assert (made.confidence if made else None) == confidence
    assert made is None or (made.template, made.key) == ("{{ account_number }}", "account_number")


def test_an_attribute_that_says_a_little_more() -> None:
    """A field that asks for less is likely the same, where the words that it lacks add nothing."""
    assert propose([_text("Code word")], (AttributeDefinition("w", "Current code word"),))["f1"].confidence is LIKELY
    assert propose([_text("Code word")], (AttributeDefinition("w", "Secret code word"),)) == {}


def test_a_name_without_a_label_counts_as_one() -> None:
    """The very same is sure and said to be the same; the same words in another order are sure and not the same."""
    same = _one(_text("x", name="form.account_number", label_is_printed=False))
    assert same
    assert (same.confidence, same.same_name) == (SURE, True)
    turned = _one(_text("x", name="form.numberAccount[0]", label_is_printed=False))
    assert turned
    assert (turned.confidence, turned.same_name) == (SURE, False)
    camel = _one(_text("x", name="a.b.accountNumber[3]", label_is_printed=False))
    assert camel
    assert camel.same_name


def test_what_is_printed_goes_before_the_name() -> None:
    """A field called account_number beside which "Phone" is printed is contested, and nobody's."""
    assert _one(_text("Savings", name="x")) is None
    assert _one(_text("Phone", name="account_number")) is None


def test_somebody_else_s_by_the_same_name_is_a_guess() -> None:
    """A label says whose it is; the name that this workspace gave the field says it is the customer's."""
    made = _one(_text("Employer's phone", name="phone"))
    assert made
    assert made.confidence is GUESS
    assert _one(_text("Employer's phone", name="f1")) is None
    spouse = _one(_text("Name of spouse"))
    assert spouse
    assert (spouse.key, spouse.confidence) == ("spouse_name", SURE)


@pytest.mark.parametrize(
    ("field", "template"),
    [
        (_text("Date of birth"), "{{ birth }}"),
        (_text("Birth date", format="date mm/dd/yyyy"), '{{ birth | date("MM/dd/yyyy") }}'),
        (_text("DOB (dd-mm-yy)"), '{{ birth | date("dd-MM-yy") }}'),
        (_text("Date of birth", format="date yyyy"), "{{ birth }}"),
        (_text("Date of birth", format="number"), None),
        (_text("Annual fee"), "{{ fee }}"),
        (_text("Annual fee", format="number 2"), "{{ fee }}"),
        (_text("Annual fee", format="percent"), "{{ fee }}"),
        (_text("Annual fee", format="date d/m/yyyy"), None),
        (_text("Date of annual fee"), None),
        (_text("Phone", format="number 0"), None),
        (_text("Phone", max_length=3), None),
        (_text("Phone", max_length=4), "{{ phone }}"),
        (_text("Date of birth", max_length=5), None),
        (_text("Date of birth", max_length=6), "{{ birth }}"),
        (_text("Annual fee", max_length=1), "{{ fee }}"),
        (_text("Preferred customer"), None),
        (_text("Phone", read_only=True), None),
        (_text("Phone", calculated=True), None),
        (_text("Account number (first four digits)"), None),
        (_text("Account number, last four digits"), None),
    ],
)
def test_types_and_lengths(field: FormField, template: str | None) -> None:
    """A date where a date is asked for, as it is asked for; a number where numbers are; nothing that cannot fit."""
    made = _one(field)
    assert (made.template if made else None) == template


@pytest.mark.parametrize(
    ("label", "confidence"),
    [
        ("Customer name", SURE),
        ("Name of company", SURE),
        ("Legal business name", SURE),
        ("Name", LIKELY),
        ("Full name", LIKELY),
        ("Name of applicant", LIKELY),
        ("Name of the insured (print)", LIKELY),
        ("name of company, in full", None),
        ("Name of employer", None),
        ("Name of witness", None),
        ("Name and date", None),
        ("Company", None),
        ("Name if a company", None),
    ],
)
def test_the_customer_s_name(label: str, confidence: Confidence | None) -> None:
    """Sure where the label says whose; likely for a plain name; none for another's, a condition, or half a sentence."""
    made = propose([_text(label)], ()).get("f1")
    assert (made.confidence if made else None) == confidence
    assert made is None or (made.template, made.key) == ("{{ customer }}", "customer")


def test_a_name_needs_room_and_no_format() -> None:
    """Twelve letters, and no digits or dates only."""
    assert propose([_text("Customer name", max_length=12)], ())
    assert not propose([_text("Customer name", max_length=11)], ())
    assert not propose([_text("Customer name", format="number 0")], ())


def test_boxes_that_stand_for_a_choice_each() -> None:
    """Sure where every choice has one, likely where one lacks, none where two say the same or only one is there."""
    boxes = [_box(label, f"c{number}") for number, label in enumerate(("Gold", "Silver", "Bronze"))]
    whole = propose(boxes, ATTRIBUTES)
    assert {made.confidence for made in whole.values()} == {SURE}
    assert whole["c1"].states == {"Gold": "", "Silver": "On", "Bronze": ""}
    part = propose(boxes[:2], ATTRIBUTES)
    assert {made.confidence for made in part.values()} == {LIKELY}
    assert part.keys() == {"c0", "c1"}
    assert propose(boxes[:1], ATTRIBUTES) == {}
    assert propose([*boxes, _box("Gold", "again")], ATTRIBUTES) == {}
    assert propose([boxes[0], _box("Silver", "c1", page=2)], ATTRIBUTES) == {}


def test_equal_lists_are_a_guess_a_sure_one_stays() -> None:
    """Two lists of the plans: which is meant is a guess; but not for a list that is called as the attribute is."""
    options = (("g", "Gold"), ("s", "Silver"), ("b", "Bronze"))
    one, two = (FormField(name, "List", "combo", 1, options=options) for name in ("a", "b"))
    called = FormField("c", "Service plan", "combo", 2, options=options)
    assert propose([one], ATTRIBUTES)["a"].confidence is LIKELY
    assert {made.confidence for made in propose([one, two], ATTRIBUTES).values()} == {GUESS}
    assert propose([one, called], ATTRIBUTES)["c"].confidence is SURE
    assert propose([called], ATTRIBUTES)["c"].states == {"Gold": "g", "Silver": "s", "Bronze": "b"}


def test_two_attributes_that_fit_alike_propose_nothing() -> None:
    """A person has to say which; one that fits better is proposed."""
    twins = (AttributeDefinition("fee_a", "Yearly fee"), AttributeDefinition("fee_b", "Yearly fee"))
    assert propose([_text("Yearly fee")], twins) == {}
    better = (*twins[:1], AttributeDefinition("fee_c", "Current yearly fee"))
    made = propose([_text("Yearly fee")], better)["f1"]
    assert (made.key, made.confidence) == ("fee_a", SURE)


def test_of_several_fields_for_one_attribute_the_surest_stays() -> None:
    """On the same page: the others are a guess."""
    found = propose([_text("Account number"), _text("Current account number", name="f2")], ATTRIBUTES)
    assert {name: made.confidence for name, made in found.items()} == {"f1": SURE, "f2": GUESS}
    apart = propose([_text("Account number"), _text("Current account number", name="f2", page=2)], ATTRIBUTES)
    assert apart["f2"].confidence is LIKELY


@pytest.mark.parametrize(("times", "kept"), [(1, 1), (2, 2), (3, 3), (4, 0)])
def test_so_many_places_for_one_value(times: int, kept: int) -> None:
    """Two or three of a page are guesses, more are a table; each stays sure on a page of its own."""
    fields = [_text("Account number", name=f"f{number}") for number in range(times)]
    found = propose(fields, ATTRIBUTES)
    assert len(found) == kept
    assert {made.confidence for made in found.values()} <= ({SURE} if times == 1 else {GUESS})
    spread = [_text("Account number", name=f"f{number}", page=number + 1) for number in range(times)]
    assert {made.confidence for made in propose(spread, ATTRIBUTES).values()} == {SURE}


def test_what_every_person_has_is_the_customer_s_on_the_first_page_only() -> None:
    """Further on it is a guess, and twice on a page nobody's."""
    assert propose([_text("Phone"), _text("Phone", name="f2", page=2)], ATTRIBUTES)["f2"].confidence is GUESS
    assert propose([_text("Phone"), _text("Phone", name="f2")], ATTRIBUTES) == {}
    assert propose([_text("Phone", page=3)], ATTRIBUTES)["f1"].confidence is SURE


def test_a_value_that_holds_more_than_its_field_asks_for() -> None:
    """A form with a field for the city and another for the state takes no "city and state" in either."""
    both = (AttributeDefinition("place", "Current city"),)
    assert propose([_text("City")], both)["f1"].confidence is LIKELY
    assert propose([_text("City"), _text("Current", name="f2")], both) == {}
