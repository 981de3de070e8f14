"""Fields as those who map them see them: in reading order, with what is printed beside each of their boxes."""

from __future__ import annotations

import pikepdf
import pytest

from booklet.page_types.form.button_states import chosen
from booklet.page_types.form.fields import FormField, form_fields
from booklet.pdf import Prepared, prepare
from tests.pdf.form_maker import accounts_form, form_bytes, text


def test_as_a_reader_comes_upon_them_without_signatures() -> None:
    """The upper field first, though the file has it last; nothing goes into a signature or a button."""
    signature = text("signature", 1) | {"FT": pikepdf.Name.Sig}
    fields = form_fields(prepare(form_bytes(text("lower", 2), signature, text("upper", 0))))
    assert [one.name for one in fields] == ["upper", "lower"]


@pytest.fixture
def accounts() -> Prepared:
    return prepare(accounts_form())


def test_a_state_is_called_what_is_printed_beside_it(accounts: Prepared) -> None:
    """The names "1" and "2" say nothing; a book still finds a state by what the file says of it."""
    [field] = form_fields(accounts)
    assert field.options == (("0", "Checking"), ("1", "Savings"))
    assert field.own_options == (("0", "1"), ("1", "2"))


def test_a_state_goes_before_another_that_is_shown_so(accounts: Prepared) -> None:
    """What a table says is a state: "1" is the state 1, not the one that the form shows as 1."""
    [field] = form_fields(accounts)
    assert chosen("Savings", None, field.kind, field.own_options, {"Savings": "1"}) == "1"
    assert chosen("2", None, field.kind, field.own_options, {}) == "1"


def test_words_of_its_own_stay() -> None:
    """What the form itself calls an option is what people read."""
    options = (("1", "Monthly"), ("2", "Weekly"))
    combo = text("often", Opt=pikepdf.Array([pikepdf.Array([*pair]) for pair in options]), Ff=1 << 17)
    [field] = form_fields(prepare(form_bytes(combo | {"FT": pikepdf.Name.Ch})))
    assert isinstance(field, FormField)
    assert field.options == options
