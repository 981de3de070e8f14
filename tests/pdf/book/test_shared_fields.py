"""Fields of equal names that share a value, by setting: one field with the widgets of all parts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from booklet.pdf import BookOptions, Prepared, assemble, prepare
from tests.pdf.conftest import complaints, opened

Real = Callable[[str], Prepared]
SHARED = BookOptions(same_names_share_a_value=True)


def form_of(**fields: Dictionary) -> Prepared:
    """A page with a widget for each field, which is the field as well."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    widgets = []
    for row, (name, entries) in enumerate(fields.items()):
        widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=name, Rect=[10, 20 * row, 90, 20 * row + 15])
        widgets.append(pdf.make_indirect(Dictionary({**widget, **entries})))
    pdf.pages[0].obj["/Annots"] = pdf.Root["/AcroForm"] = Array(widgets)
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array(widgets), DA="/Helv 10 Tf 0 g")
    out = io.BytesIO()
    pdf.save(out)
    return prepare(out.getvalue())


def text_field(value: str = "") -> Dictionary:
    return Dictionary(FT=Name.Tx, V=value)


def shown(data: bytes) -> list[list[str]]:
    """For each page the values of its widgets, as PDFium reads them."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    environment = document.formenv
    values = []
    for index in range(len(document)):
        page, texts = document[index], []
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, place)
            size = pdfium.FPDFAnnot_GetFormFieldValue(environment, annotation, None, 0)
            buffer = (pdfium.c_ushort * (size // 2))()
            pdfium.FPDFAnnot_GetFormFieldValue(environment, annotation, buffer, size)
            texts.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        values.append(texts)
    return values


def widgets_of(form: Prepared) -> int:
    """How many widgets the pages of a form show."""
    pages = (form.document.annotations(index).values() for index in range(form.page_count))
    return sum(annotation["Subtype"] == "Widget" for page in pages for annotation in page)


def test_one_field_has_the_widgets_of_all_parts(w9: Prepared) -> None:
    """A value given to one part is that of the one field that pypdf and PDFium find; both widgets show it."""
    name = w9.fields[0].name
    made = assemble([w9, w9.fill({name: "both"})], options=SHARED)
    assert not made.renamed_fields
    fields = pypdf.PdfReader(io.BytesIO(made.pdf)).get_fields() or {}
    assert fields[name]["/V"] == "both"
    assert len(fields[name]["/Kids"]) == 2
    assert len(fields) == len(pypdf.PdfReader(io.BytesIO(assemble([w9]).pdf)).get_fields() or {})
    assert [page[0] for page in shown(made.pdf)[:: w9.page_count]] == ["both", "both"]
    appearances = [widget["/AP"]["/N"].get_object().get_data() for widget in fields[name]["/Kids"]]
    assert all(b"(both) Tj" in appearance for appearance in appearances)


def test_values_that_differ_become_the_first() -> None:
    """What is given counts before what an upload has; of several the first counts."""
    one, two = form_of(a=text_field("first"), b=text_field()), form_of(a=text_field("second"), b=text_field("there"))
    assert shown(assemble([one, two], options=SHARED).pdf) == [["first", "there"]] * 2
    given = assemble([one, two.fill({"a": "given"}), one.fill({"a": "late"})], options=SHARED).pdf
    assert shown(given) == [["given", "there"]] * 3


def test_fields_of_different_types_stay_apart() -> None:
    """They get names of their own, as without the setting, and the result says so; a third joins its kind."""
    box = Dictionary(FT=Name.Btn)
    made = assemble(
        [form_of(a=text_field("x")), form_of(a=box), form_of(a=text_field("x")), form_of(a=box)], options=SHARED
    )
    assert made.renamed_fields == {(1, "a"): "a~2", (3, "a"): "a~2"}
    assert 'Part 2: the field "a" is of another type than the one of that name before it' in made.notes[0]
    assert [(field.name, field.kind, field.pages) for field in prepare(made.pdf).fields] == [
        ("a", "text", (0, 2)),
        ("a~2", "checkbox", (1, 3)),
    ]


def test_values_of_pages_left_out_do_not_spread() -> None:
    """A value that only a page left out shows is not that of the book."""
    hidden = prepare(assemble([form_of(b=text_field()), form_of(a=text_field("secret"))]).pdf)
    made = assemble([hidden.select("1"), form_of(a=text_field())], options=SHARED).pdf
    assert shown(made) == [[""], [""]]
    assert b"secret" not in made


@pytest.mark.parametrize(
    "name",
    [
        "form-js--160F-2019.pdf",
        "form-types--AcroFormsBasicFields.pdf",
        "form-merge--form-fields-and-annotations-shared.pdf",
        "form-edge--button-set.pdf",
        "form-i18n--fancy_fields.pdf",
        "form-gov--with_combed_fields.pdf",
    ],
)
def test_real_forms_twice(name: str, real: Real, tmp_path: Path) -> None:
    """Twice the widgets, the same fields with the same values, and no complaint."""
    form, out = real(name), tmp_path / "book.pdf"
    assemble([form, form], out, options=SHARED)
    assert not complaints(out)
    book = prepare(out)
    assert {field.name: field.value for field in book.fields} == {field.name: field.value for field in form.fields}
    with opened(out.read_bytes()) as pdf:
        widgets = [a for page in pdf.pages for a in page.obj.get("/Annots", []) if a.Subtype == "/Widget"]
        assert len(widgets) == 2 * widgets_of(form)
