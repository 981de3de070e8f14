"""A form's fields as they are described to whoever fills them in."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from booklet.pdf import Prepared
from booklet.pdf.types import Field
from tests.pdf.book.test_shared_fields import form_of

TEXT, CHOICE, BUTTON = Name.Tx, Name.Ch, Name.Btn


def _field(**entries: object) -> Field:
    (field,) = form_of(one=Dictionary(**entries)).fields
    return field


@pytest.mark.parametrize(
    ("kind", "flags", "named"),
    [
        *((TEXT, 0, "text"), (CHOICE, 0, "list"), (CHOICE, 1 << 17, "combo")),
        *((BUTTON, 0, "checkbox"), (BUTTON, 1 << 15, "radio"), (BUTTON, 1 << 16, "button"), (Name.Sig, 0, "signature")),
    ],
)
def test_kinds(kind: Name, flags: int, named: str) -> None:
    """By type and flags."""
    assert _field(FT=kind, Ff=flags).kind == named


@pytest.mark.parametrize(
    ("bit", "name"), [(13, "multiline"), (14, "password"), (25, "comb"), (1, "read_only"), (2, "required")]
)
def test_flags_of_texts(bit: int, name: str) -> None:
    """Each by its bit; the others stay off."""
    names = ("multiline", "password", "comb", "read_only", "required")
    field = _field(FT=TEXT, Ff=1 << (bit - 1), MaxLen=5)
    assert [one for one in names if getattr(field, one)] == [name]


@pytest.mark.parametrize("bit", [13, 14])
def test_flags_that_only_texts_have(bit: int) -> None:
    """Mean nothing in a choice."""
    field = _field(FT=CHOICE, Ff=1 << (bit - 1))
    assert (field.multiline, field.password) == (False, False)


@pytest.mark.parametrize(
    ("kind", "given", "most"), [(TEXT, 12, 12), (TEXT, 0, 0), (CHOICE, 12, None), (BUTTON, 12, None)]
)
def test_the_most_letters(kind: Name, given: int, most: int | None) -> None:
    """Are those of texts alone."""
    assert _field(FT=kind, MaxLen=given).max_length == most


def test_what_a_text_may_hold_is_a_number() -> None:
    """Anything else is no limit."""
    assert _field(FT=TEXT, MaxLen=Name.Many).max_length is None
    assert _field(FT=TEXT).max_length is None


def test_options_of_choices() -> None:
    """Stored and shown, or one text for both."""
    options = Array([Array(["g", "Gold"]), "Silver"])
    assert _field(FT=CHOICE, Opt=options).options == (("g", "Gold"), ("Silver", "Silver"))


def test_labels_and_values() -> None:
    """The tooltip is the label; the value is the field's."""
    field = _field(FT=TEXT, TU="Your name", V="Ann")
    assert (field.label, field.value, field.pages) == ("Your name", "Ann", (0,))
    assert (_field(FT=TEXT).label, _field(FT=TEXT).value) == ("", "")
    assert field.rect[2] - field.rect[0] == pytest.approx(80)


def _without_a_list(prepared_of: bool) -> Prepared:
    import io

    from booklet.pdf import prepare

    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    widget = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=TEXT, T="lost", V="x", Rect=[10, 10, 90, 30])
    )
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, T="Ann", Rect=[0, 0, 9, 9]))
    pdf.pages[0].obj["/Annots"] = Array([widget, note])
    if prepared_of:
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]))
    pdf.save(out)
    return prepare(out.getvalue())


@pytest.mark.parametrize("has_form", [True, False])
def test_a_field_that_the_form_does_not_list(has_form: bool) -> None:
    """Is found on its page; a note with a title is none."""
    assert [(field.name, field.value) for field in _without_a_list(has_form).fields] == [("lost", "x")]
