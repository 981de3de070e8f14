"""Forms: what goes in can be read back by other libraries, and seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from booklet.errors import DefinitionError
from booklet.pdf import Prepared, assemble, check_values, prepare
from tests.pdf.conftest import complaints, opened, unpacked

Real = Callable[[str], Prepared]


def shown(data: bytes, prepared: Prepared, name: str) -> str:
    """The text that PDFium finds inside a field's rectangle, once it has flattened the page."""
    field = next(field for field in prepared.fields if field.name == name)
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[field.pages[0]]
    pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
    page.close()
    left, bottom, right, top = field.rect
    text = pdf[field.pages[0]].get_textpage()
    return text.get_text_bounded(left=left - 2, bottom=bottom - 2, right=right + 2, top=top + 2).strip()


def names(prepared: Prepared, kind: str) -> list[str]:
    """The names of a form's fields of one kind."""
    return [field.name for field in prepared.fields if field.kind == kind]


@pytest.mark.parametrize("value", ["Acme & Sons (Ltd) 100%", "Žltý Łódź", "Юлия", "Ωmega", "naïve €5"])
def test_text_is_seen_and_read_back(w9: Prepared, value: str) -> None:
    """PDFium shows the value in its place, and pypdf reads it as the field's."""
    name = names(w9, "text")[0]
    made = assemble([w9.fill({name: value})]).pdf
    assert shown(made, w9, name).endswith(value)
    assert pypdf.PdfReader(io.BytesIO(made)).get_fields()[name]["/V"] == value


def test_check_boxes_take_names_and_true(w9: Prepared) -> None:
    """The state and the value agree; a box that is not named stays as it was."""
    first, second, third = names(w9, "checkbox")[:3]
    state = next(field for field in w9.fields if field.name == second).options[0][0]
    with opened(assemble([w9.fill({first: True, second: "/" + state})]).pdf) as pdf:
        states = {
            str(annot.T): annot.get("/AS", "/Off")
            for page in pdf.pages
            for annot in page.obj.get("/Annots", [])
            if annot.get("/FT") == "/Btn"
        }
    on = [states[name.rpartition(".")[2]] != "/Off" for name in (first, second, third)]
    assert on == [True, True, False]


def test_radio_buttons_turn_each_other_off(real: Real) -> None:
    """One of a group is on, chosen by its state or by what its option says."""
    form = real("form-types--issue17492.pdf")
    name = names(form, "radio")[0]
    for state, _ in next(field for field in form.fields if field.name == name).options:
        with opened(assemble([form.fill({name: state})]).pdf) as pdf:
            on = [a for p in pdf.pages for a in p.obj.Annots if "/Parent" in a and a.get("/AS") == "/" + state]
            assert len(on) == 1
            assert "/" + state == on[0].Parent.V


def test_choices_show_the_text_and_keep_the_stored_value(real: Real) -> None:
    """A combo box given what is shown stores what it stands for; a list box takes several."""
    form = real("form-types--issue17492.pdf")
    combo, several = names(form, "combo")[0], names(form, "list")[0]
    options = {field.name: field.options for field in form.fields}
    stored, text = options[combo][1]
    both = [option for option, _ in options[several][:2]]
    made = assemble([form.fill({combo: text, several: both})]).pdf
    fields = pypdf.PdfReader(io.BytesIO(made)).get_fields()
    assert fields[combo]["/V"] == stored
    assert fields[several]["/V"] == both
    assert shown(made, form, combo) == text


def test_buttons_without_appearance_get_one(real: Real) -> None:
    """Radio buttons that come without any appearance are drawn, on and off."""
    whole, out = real("form-edge--radio_with_options.pdf"), io.BytesIO()
    with pikepdf.open(io.BytesIO(whole.document.source.buffer[:])) as pdf:
        for annot in (annot for page in pdf.pages for annot in page.obj.get("/Annots", [])):
            if "/Parent" in annot and annot.Parent.get("/T") == "Checking/Savings":
                del annot["/AP"]
        pdf.save(out)
    made = assemble([prepare(out.getvalue()).fill({"Checking/Savings": "Savings"})]).pdf
    with opened(made) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if field.get("/T") == "Checking/Savings")
        assert all("/Off" in widget.AP.N and len(widget.AP.N.keys()) == 2 for widget in field.Kids)
        assert [widget.AS for widget in field.Kids].count(field.V) == 1


def test_flattened_fields_are_gone_but_seen(w9: Prepared, tmp_path: Path) -> None:
    """The value is in the page; no widget, no form and no field's value is in the file."""
    name = names(w9, "text")[0]
    out = tmp_path / "flat.pdf"
    assemble([w9.fill({name: "Flat Value"}, flatten=True)], out)
    assert not complaints(out)
    assert shown(out.read_bytes(), w9, name).endswith("Flat Value")
    with opened(out.read_bytes()) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any(a.get("/Subtype") == "/Widget" for p in pdf.pages for a in p.obj.get("/Annots", []))
    assert b"/V (Flat" not in unpacked(out.read_bytes())


def test_orphan_widgets_are_fields(real: Real) -> None:
    """Widgets that no form lists are found, filled and listed."""
    for name, count in (("form-edge--21P-530.pdf", 88), ("form-edge--SF424_page2.pdf", 20)):
        form = real(name)
        assert len(form.fields) == count
        field = names(form, "text")[0]
        made = assemble([form.fill({field: "X1"})]).pdf
        assert pypdf.PdfReader(io.BytesIO(made)).get_fields()[field]["/V"] == "X1"


def test_the_same_form_five_times(w9: Prepared) -> None:
    """Five copies with five values keep them apart."""
    name = names(w9, "text")[0]
    values = {f.value for f in prepare(assemble([w9.fill({name: f"v{i}"}) for i in range(5)]).pdf).fields}
    assert {f"v{i}" for i in range(5)} <= values


def test_a_signature_field_stays_signable(real: Real) -> None:
    """An unsigned field stays; a signature that holds no more is taken out, and said."""
    assert len(names(prepare(assemble([real("form-signature--md502-TY2024.pdf")]).pdf), "signature")) == 3
    made = assemble([real("signed--minimal-signed-twice-no-sig-type.pdf")])
    assert any("signatures" in note for note in made.notes)
    assert b"/ByteRange" not in unpacked(made.pdf)


def test_what_would_not_show_is_found_before(w9: Prepared) -> None:
    """Unknown names and states, too long values with what fits, letters without a font."""
    text, box = names(w9, "text")[0], names(w9, "checkbox")[0]
    long, letters = check_values(w9, {text: "x" * 500}), check_values(w9, {text: "no \U0010fffd"})
    assert (long[0].reason, letters[0].reason) == ("too long", "missing letters")
    assert long[0].fits
    assert not check_values(w9, {text: "x" * long[0].fits})
    assert "U+10FFFD" in letters[0].message
    assert check_values(w9, {box: "Nope"})[0].reason == "unknown option"
    assert check_values(w9, {"zzz": "1"})[0].reason == "unknown field"
    assert not check_values(w9, {text: "Acme", box: True})


def test_an_unknown_field_is_an_error(w9: Prepared) -> None:
    """The message names the nearest field."""
    name = names(w9, "text")[0]
    with pytest.raises(DefinitionError, match="Did you mean") as caught:
        w9.fill({name + "x": "1"})
    assert name in str(caught.value)


def test_a_comb_puts_each_letter_in_its_cell(real: Real) -> None:
    """As many text positions as letters, evenly apart."""
    form = real("form-gov--fw9.pdf")
    field = next(field for field in form.fields if field.comb)
    made = assemble([form.fill({field.name: "123456789"[: field.max_length]})]).pdf
    page = pypdfium2.PdfDocument(made)[field.pages[0]]
    assert shown(made, form, field.name).replace(" ", "") == "123456789"[: field.max_length]
    page.close()
