"""What a value means to its field: the option or the state that it names, the text that is kept and shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name, String

from booklet.errors import DefinitionError
from booklet.pdf import Prepared
from booklet.pdf.form.field_plan import FieldPlan
from booklet.pdf.form.field_values import as_text, chosen_state, clean, stored_and_shown, value_of
from booklet.pdf.types import FieldValue
from tests.pdf.form_maker import made_form, text, widget

_COMB, _PASSWORD, _MULTILINE, _COMBO = 1 << 24, 1 << 13, 1 << 12, 1 << 17


def _plan(**entries: object) -> FieldPlan:
    return made_form(text("a", **entries)).form.plans["a"]


@pytest.fixture(scope="module")
def buttons() -> Prepared:
    """A group of two states with options, as some makers of forms write it, and a check box."""
    looks = [{"0": b"0 0 9 9 re f", "Off": b""}, {"1": b"0 0 9 9 re f", "Off": b""}]
    kids = [widget((20 + 30 * place, 20, 40 + 30 * place, 40), looks=look) for place, look in enumerate(looks)]
    return made_form(
        {"T": String("kind"), "FT": Name.Btn, "Ff": 1 << 15, "Opt": Array(["Checking", "Savings"]), "Kids": kids},
        widget((20, 80, 40, 100), T=String("agree"), FT=Name.Btn, looks={"Yes#20please": b"0 0 9 9 re f", "Off": b""}),
    )


@pytest.mark.parametrize(
    ("field", "value", "state"),
    [
        ("kind", "0", "0"),
        ("kind", "/1", "1"),
        ("kind", "Savings", "1"),
        ("kind", True, "0"),
        ("kind", False, "Off"),
        ("kind", "", "Off"),
        ("kind", "Off", "Off"),
        ("agree", True, "Yes#20please"),
        ("agree", "Off", "Off"),
    ],
)
def test_a_state_by_its_name_its_option_or_yes(buttons: Prepared, field: str, value: FieldValue, state: str) -> None:
    """With or without the slash; nothing, no and Off are off."""
    assert chosen_state(buttons.form.plans[field], value).replace("#2320", "#20") == state


def test_a_state_that_is_not_there_is_an_error_with_those_that_are(buttons: Prepared) -> None:
    """The field and its states by their names."""
    with pytest.raises(DefinitionError, match=r'The field "kind" has no state "2"\. Its states are: 0, 1\.'):
        chosen_state(buttons.form.plans["kind"], "2")


@pytest.mark.parametrize(
    ("value", "written"), [(True, "Yes"), (False, ""), ("text", "text"), (["a", "b"], "a\nb"), ([], "")]
)
def test_values_as_text(value: FieldValue, written: str) -> None:
    """Several stand below each other."""
    assert as_text(value) == written


def test_an_option_by_what_is_stored_or_shown() -> None:
    """What is stored counts first, where another option shows the same."""
    plan = _plan(FT=Name.Ch, Ff=_COMBO, Opt=Array([Array(["1", "2"]), Array(["2", "3"]), "4"]))
    assert stored_and_shown(plan, "2") == ("2", "3")
    assert stored_and_shown(plan, "3") == ("2", "3")
    assert stored_and_shown(plan, "1") == ("1", "2")
    assert stored_and_shown(plan, "4") == ("4", "4")
    assert stored_and_shown(plan, "5") == ("5", "5")


@pytest.mark.parametrize(
    ("flags", "value", "kept"),
    [
        (0, "a\tb\r\nc", "a b c"),
        (_MULTILINE, "a\r\nb\rc\nd", "a\nb\nc\nd"),
        (0, "a\x00\x07b", "ab"),
        (0, "e\u0301", "é"),
        (0, "plain", "plain"),
    ],
)
def test_a_text_is_tidied(flags: int, value: str, kept: str) -> None:
    """One kind of line break where there may be any, no control characters, accents joined."""
    assert clean(_plan(Ff=flags), value) == kept


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.integers(1, 8))
def test_a_clean_text_stays_what_it_is(value: str, length: int) -> None:
    """Cleaned twice is cleaned once, and it is never longer than the field allows."""
    plan = replace(_PLAIN, max_length=length)
    once = clean(plan, value)
    assert clean(plan, once) == once
    assert len(once) <= length
    assert "\n" not in once


_PLAIN = _plan()


def test_what_is_kept_is_whole_and_what_shows_is_as_long_as_allowed() -> None:
    """The field's own value is not cut; a password shows as stars."""
    assert value_of(_plan(MaxLen=3), "12345")[:2] == ("12345", "123")
    assert value_of(_plan(Ff=_PASSWORD), "secret")[:2] == ("secret", "******")
    assert value_of(_plan(Ff=_COMB, MaxLen=4), "123456")[:2] == ("123456", "1234")


def test_a_comb_keeps_the_text_where_the_format_would_not_fit_its_cells() -> None:
    """Four cells have no room for a comma."""
    script = 'AFNumber_Format(0, 0, 0, 0, "", true);'
    assert value_of(_plan(Ff=_COMB, MaxLen=4, script=script), "1234").shown == "1234"
    assert value_of(_plan(Ff=_COMB, MaxLen=5, script=script), "1234").shown == "1,234"
