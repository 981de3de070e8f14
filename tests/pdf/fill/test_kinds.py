"""All kinds of fields: what a reader has to go on editing with agrees with what it shows."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from booklet.errors import UnsupportedFile
from booklet.pdf import Part, assemble, prepare
from tests.pdf.conftest import opened, unpacked
from tests.pdf.fill.test_fill import shown
from tests.pdf.form_maker import form_bytes, made_form, text, widget


def filled(part: Part) -> tuple[dict[str, Any], bytes]:
    """The entries of the first field of the filled form, as Python has them, and the content of its appearance."""
    with opened(assemble([part]).pdf) as pdf:
        field = pdf.Root.AcroForm.Fields[0]
        entries = {key: _plain(field[key]) for key in ("/V", "/I", "/TI", "/RV") if key in field}
        return entries, bytes(field.AP.N.read_bytes())


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Array):
        return [_plain(item) for item in value]
    return value if isinstance(value, int) else str(value)


def test_a_line_ends_between_words_and_a_long_word_is_broken() -> None:
    """Every line of a multi-line field is within the field, and no letter is lost."""
    value = "several words that fill lines " * 3 + "x" * 80
    form = made_form(widget((20, 100, 180, 280), FT=Name.Tx, Ff=1 << 12, T=String("a"), DA=String("/Helv 10 Tf 0 g")))
    _, content = filled(form.fill({"a": value}))
    lines = re.findall(rb"\(([^)]*)\) Tj", content)
    assert b"".join(lines).replace(b" ", b"") == value.replace(" ", "").encode()
    assert all(line.decode() in value for line in lines)
    assert lines[0] == b"several words that fill lines several"


def test_a_password_is_not_to_be_seen() -> None:
    """The appearance has stars, as many as the value has letters."""
    _, content = filled(made_form(text("a", Ff=1 << 13)).fill({"a": "secret"}))
    assert b"(******) Tj" in content


def test_no_more_than_the_maximum_length_shows() -> None:
    """The rest of a value that is too long is not squeezed in."""
    _, content = filled(made_form(text("a", MaxLen=4)).fill({"a": "1234567"}))
    assert b"(1234) Tj" in content


@pytest.mark.parametrize(("align", "cells"), [(0, (0, 1, 2)), (1, (2, 3, 4)), (2, (4, 5, 6))])
def test_letters_of_a_comb_stand_in_their_cells(align: int, cells: tuple[int, ...]) -> None:
    """Each in the middle of its cell, from the side that the field is aligned to."""
    field = widget((0, 0, 140, 20), FT=Name.Tx, Ff=1 << 24, MaxLen=7, T=String("a"), Q=align, DA=String("/Helv 10 Tf"))
    _, content = filled(made_form(field).fill({"a": "iii"}))
    moves = [float(x) for x in re.findall(rb"([-\d.]+) [-\d.]+ Td", content)]
    places = [sum(moves[: n + 1]) + 1.1 for n in range(3)]
    assert [int(place // 20) for place in places] == list(cells)
    assert all(abs(place % 20 - 10) < 0.2 for place in places)


def test_rich_text_gives_way_to_the_plain_value() -> None:
    """A stale /RV would come back as soon as somebody clicks into the field."""
    form = made_form(text("a", Ff=1 << 25, RV=String("<body><p>Old</p></body>"), V=String("Old")))
    field, content = filled(form.fill({"a": "New"}))
    assert field == {"/V": "New"}
    assert b"(New) Tj" in content


def test_a_list_shows_what_it_says() -> None:
    """Values, their places and the first line in sight agree; the chosen ones stand on a bar."""
    options = Array([String(f"Option {place}") for place in range(20)])
    form = made_form(widget((20, 20, 120, 80), FT=Name.Ch, Ff=1 << 21, T=String("a"), Opt=options, TI=0))
    field, content = filled(form.fill({"a": ["Option 12", "Option 11"]}))
    assert field["/I"] == [11, 12]
    assert field["/V"] == ["Option 12", "Option 11"]
    assert re.findall(rb"\((Option \d+)\) Tj", content)[0] == b"Option %d" % field["/TI"]
    assert content.count(b"re f") == 2


def test_a_combo_box_that_is_editable_takes_any_text() -> None:
    """What is no option is stored and shown as it is; of an option the export value is stored."""
    options = Array([Array([String("de"), String("Germany")])])
    form = made_form(text("a", FT=Name.Ch, Ff=1 << 17 | 1 << 18, Opt=options))
    for value, stored, seen in (("Germany", "de", b"(Germany)"), ("Elsewhere", "Elsewhere", b"(Elsewhere)")):
        field, content = filled(form.fill({"a": value}))
        assert field == {"/V": stored}
        assert seen in content


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90])
def test_turned_widgets_show_their_value_within_their_rectangle(turn: int, rotate: int) -> None:
    """Whichever way the widget is turned, and the page besides."""
    field = widget((100, 100, 160, 180), FT=Name.Tx, T=String("a"), DA=String("/Helv 9 Tf 0 g"), MK=Dictionary(R=turn))
    form = made_form(field, rotate=rotate)
    assert shown(assemble([form.fill({"a": "Acme Corp"})]).pdf, form, "a") == "Acme Corp"


def test_a_field_without_style_gets_one_that_readers_can_edit_with() -> None:
    """Neither appearance nor default appearance: both are there afterwards, and the font that they name."""
    data = form_bytes(widget((20, 20, 200, 40), FT=Name.Tx, T=String("a")))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.AcroForm.DA, pdf.Root.AcroForm.DR
        out = io.BytesIO()
        pdf.save(out)
    with opened(assemble([prepare(out.getvalue()).fill({"a": "x"})]).pdf) as pdf:
        form = pdf.Root.AcroForm
        assert str(form.Fields[0].DA).split()[0] == "/Helv"
        assert "/Helv" in form.DR.Font
        assert not form.get("/NeedAppearances", False)


def test_the_font_of_the_style_stays_in_the_form() -> None:
    """Who goes on editing types in the font of the field; two forms with fonts of one name keep both."""
    forms = [made_form(text("a", DA=String("/Helv 9 Tf 0 g"))) for _ in range(2)]
    data = form_bytes(text("b", DA=String("/Helv 9 Tf 0 g")))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.AcroForm.DR.Font.Helv.BaseFont = Name("/Courier")
        out = io.BytesIO()
        pdf.save(out)
    with opened(assemble([*(form.fill({"a": "x"}) for form in forms), prepare(out.getvalue())]).pdf) as pdf:
        named = [str(field.DA).split()[0] for field in pdf.Root.AcroForm.Fields]
        bases = [str(pdf.Root.AcroForm.DR.Font[name].BaseFont) for name in named]
    assert bases == ["/Helvetica", "/Helvetica", "/Courier"]


def test_parents_without_a_name_and_kids_without_a_type() -> None:
    """Names skip the unnamed; a group whose widgets say the type is one field."""
    unnamed: dict[str, Any] = {"FT": Name.Tx, "Kids": [text("inner")]}
    kids = [{key: value for key, value in text("x", place).items() if key != "T"} for place in (1, 2)]
    form = made_form({"T": String("outer"), "Kids": [unnamed]}, {"T": String("group"), "Kids": kids})
    assert [(field.name, field.kind) for field in form.fields] == [("outer.inner", "text"), ("group", "text")]
    made = assemble([form.fill({"outer.inner": "one", "group": "two"})]).pdf
    assert shown(made, form, "outer.inner") == "one"
    assert shown(made, form, "group") == "two"


def test_hidden_fields_keep_their_value_and_are_not_drawn_into_the_page() -> None:
    """Left fillable the value is there; flattened nothing of it is in the file."""
    form = made_form(text("hidden", F=2), text("seen", 1), text("point", Rect=Array([9, 9, 9, 9])))
    given = {"hidden": "Not to be seen", "seen": "To be seen", "point": "Not to be seen"}
    assert b"Not to be seen" in unpacked(assemble([form.fill(given)]).pdf)
    flat = unpacked(assemble([form.fill(given, flatten=True)]).pdf)
    assert b"(To be seen) Tj" in flat
    assert b"Not to be seen" not in flat


def test_flattened_values_are_only_in_what_is_drawn() -> None:
    """No /V, no option list, no form: the value is once in the file, where the page draws it."""
    form = made_form(text("a"), text("b", 1, FT=Name.Ch, Ff=1 << 17, Opt=Array([String("Unique option")])))
    flat = unpacked(assemble([form.fill({"a": "Unique value", "b": "Unique option"}, flatten=True)]).pdf)
    assert (flat.count(b"Unique value"), flat.count(b"Unique option")) == (1, 1)
    assert b"/AcroForm" not in flat


def _with_xfa(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.AcroForm.XFA = Array([String("template"), pdf.make_stream(b"<template/>")])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_xfa_beside_fields_is_taken_out_and_said() -> None:
    """The ordinary fields are filled; readers that know XFA must not show the old values."""
    form = prepare(_with_xfa(form_bytes(text("a"))))
    made = assemble([form.fill({"a": "Acme"})])
    assert any("XFA" in note for note in made.notes)
    assert b"/XFA" not in unpacked(made.pdf)
    assert shown(made.pdf, form, "a") == "Acme"


def test_a_form_of_xfa_alone_is_refused_with_the_reason() -> None:
    """There is nothing in it that anyone but Adobe's programs could show."""
    with pytest.raises(UnsupportedFile, match="pure XFA"):
        prepare(_with_xfa(form_bytes()))


def test_an_unsigned_signature_field_is_not_filled_and_stays() -> None:
    """It can be signed afterwards; in a flattened form it is gone, and nothing stands for it."""
    form = made_form(widget((20, 20, 200, 60), FT=Name.Sig, T=String("sign")), text("a"))
    with opened(assemble([form.fill({"a": "x"})]).pdf) as pdf:
        assert [str(field.FT) for field in pdf.Root.AcroForm.Fields] == ["/Sig", "/Tx"]
    with opened(assemble([form.fill({"a": "x"}, flatten=True)]).pdf) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_name_of_a_check_box_and_of_texts_is_that_of_the_texts() -> None:
    """Careless forms name a box and the line beside it alike; the value goes where most have the name."""
    form = made_form(widget((250, 250, 270, 270), FT=Name.Btn, T=String("date")), text("date"), text("date", 1))
    assert [(field.name, field.kind) for field in form.fields] == [("date", "text")]
    assert shown(assemble([form.fill({"date": "May 5"})]).pdf, form, "date") == "May 5"
