"""Small forms, each with just what a test is about, made with pikepdf."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.pdfgen.canvas import Canvas

from booklet.pdf import Prepared, prepare

Entries = Mapping[str, Any]


def widget(rect: tuple[float, float, float, float], **entries: Any) -> dict[str, Any]:
    """The entries of a field with one widget; `script` stands for its format, `calculate` for its calculation."""
    actions = {
        event: Dictionary(S=Name.JavaScript, JS=String(entries.pop(key)))
        for event, key in (("/F", "script"), ("/K", "typed"), ("/V", "validate"), ("/C", "calculate"))
        if key in entries
    }
    if actions:
        entries["AA"] = Dictionary(actions)
    return {"Rect": Array([*rect]), "Subtype": Name.Widget, "Type": Name.Annot, "F": 4, **entries}


def text(name: str, place: int = 0, **entries: Any) -> dict[str, Any]:
    """A text field, 200 pt wide and 20 pt high, at the place counted from the top of the page."""
    top = 280 - 30 * place
    return widget(
        (20, top - 20, 220, top), **{"FT": Name.Tx, "T": String(name), "DA": String("/Helv 0 Tf 0 g"), **entries}
    )


def form_bytes(*fields: Entries, form: Entries | None = None, rotate: int = 0) -> bytes:
    """A PDF of one page, 300 x 300 pt, with these fields.

    A field's `Kids` may be entries of its widgets, `looks` a button's states with the content that shows them.
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    page.obj.Annots, page.obj.Rotate = Array(), rotate
    helvetica = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    resources = Dictionary(Font=Dictionary(Helv=helvetica))
    made = {entries.get("T", index): _field(pdf, page, entries) for index, entries in enumerate(fields)}
    acro_form = Dictionary(Fields=Array(made.values()), DR=resources, DA=String("/Helv 0 Tf 0 g"))
    for key, value in (form or {}).items():
        acro_form["/" + key] = Array([made[String(name)] for name in value]) if key == "CO" else value
    pdf.Root.AcroForm = acro_form
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _field(pdf: pikepdf.Pdf, page: pikepdf.Page, entries: Entries) -> pikepdf.Object:
    kids = entries.get("Kids", [])
    field = pdf.make_indirect(
        Dictionary({f"/{key}": value for key, value in entries.items() if key not in ("Kids", "looks")})
    )
    if "looks" in entries:
        field.AP = _looks(pdf, entries["looks"])
    if "Rect" in entries:
        page.obj.Annots.append(field)
    if kids:
        field.Kids = Array([_field(pdf, page, kid) for kid in kids])
        for kid in field.Kids:
            kid.Parent = field
    return field


def made_form(*fields: Entries, form: Entries | None = None, rotate: int = 0) -> Prepared:
    """The same, prepared."""
    return prepare(form_bytes(*fields, form=form, rotate=rotate))


def _looks(pdf: pikepdf.Pdf, states: Mapping[str, bytes]) -> Dictionary:
    """The normal appearances of a button, by state."""
    entries = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 20, 20])}
    drawn = {
        f"/{state}": pdf.make_indirect(Stream(pdf, content, Dictionary(entries))) for state, content in states.items()
    }
    return Dictionary(N=Dictionary(drawn))


def accounts_form() -> bytes:
    """A group, "kind", whose states are 0 and 1, which its options call 1 and 2, as some makers of forms do.

    "Checking" and "Savings" are printed beside them.
    """
    drawn, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(drawn, pagesize=(300, 200))
    for state, (caption, left) in enumerate((("Checking", 40), ("Savings", 160))):
        canvas.acroForm.radio(name="kind", value=str(state), x=left, y=100, size=14, selected=not state)
        canvas.drawString(left + 20, 103, caption)
    canvas.save()
    with pikepdf.open(drawn) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            field.Opt = Array(["1", "2"])
        pdf.save(out)
    return out.getvalue()
