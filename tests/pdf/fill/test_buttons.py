"""Check boxes and radio buttons: the value, the state and the appearance agree, in every reader."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from booklet.errors import DefinitionError
from booklet.pdf import Prepared, assemble, prepare
from tests.pdf.conftest import opened, unpacked
from tests.pdf.form_maker import form_bytes, made_form, widget

_MARK, _NONE = b"0 0 20 20 re f", b""


def box(name: str, place: int = 0, **entries: object) -> dict[str, object]:
    """A check box, 20 pt wide; `looks` its states."""
    entries = {"looks": {"Yes": _MARK, "Off": _NONE}, **entries}
    return widget((20 + 30 * place, 20, 40 + 30 * place, 40), FT=Name.Btn, T=String(name), **entries)


def states(form: Prepared, **values: str | bool) -> list[tuple[str, str]]:
    """For each widget of the filled form its state, and the value of its field."""
    with opened(assemble([form.fill(values)]).pdf) as pdf:
        widgets = list(pdf.pages[0].obj.Annots)
        fields = [widget if "/T" in widget else widget.Parent for widget in widgets]
        return [(str(w.get("/AS")), str(f.get("/V"))) for w, f in zip(widgets, fields, strict=True)]


@pytest.mark.parametrize("state", ["1", "X Y", "Ja/Nein", "Größe", "Off2"])
def test_on_states_have_any_name(state: str) -> None:
    """Spaces, slashes and umlauts in the name of a state; the field's value is the same name."""
    form = made_form(box("a", looks={state: _MARK, "Off": _NONE}))
    assert form.fields[0].options == ((state, state),)
    [(shown, value)] = states(form, a=state)
    assert shown == value != "/Off"


def test_radio_buttons_exclude_each_other_and_unison_ones_do_not() -> None:
    """Of a group the widget with the state is on; with equal states all that have it are."""
    kids = [box("", place) | {"looks": {state: _MARK, "Off": _NONE}} for place, state in enumerate("aab")]
    for kid in kids:
        del kid["T"]
    form = made_form({"FT": Name.Btn, "Ff": 1 << 15 | 1 << 25, "T": String("r"), "Kids": kids})
    assert states(form, r="a") == [("/a", "/a"), ("/a", "/a"), ("/Off", "/a")]
    assert states(form, r="b") == [("/Off", "/b"), ("/Off", "/b"), ("/b", "/b")]
    assert states(form, r=False) == [("/Off", "/Off")] * 3


def test_options_name_what_the_states_stand_for() -> None:
    """With /Opt a value may be the option's text; the state stays its number."""
    kids = [box("", place) | {"looks": {str(place): _MARK, "Off": _NONE}} for place in range(2)]
    for kid in kids:
        del kid["T"]
    options = Array([String("Savings"), String("Checking")])
    form = made_form({"FT": Name.Btn, "Ff": 1 << 15, "T": String("r"), "Opt": options, "Kids": kids})
    assert states(form, r="Checking") == [("/Off", "/1"), ("/1", "/1")]


def test_an_unknown_state_is_an_error_that_names_those_there_are() -> None:
    """Nothing is guessed."""
    with pytest.raises(DefinitionError, match="Its states are: Yes"):
        assemble([made_form(box("a")).fill({"a": "Nein"})])


@pytest.mark.parametrize("content", [b"", b"q Q", b"% nothing\nq 1 0 0 1 0 0 cm Q"])
def test_a_state_that_shows_nothing_is_drawn(content: bytes) -> None:
    """An appearance without ink, or without a box, is as good as none: both states are drawn."""
    form = made_form(box("a", looks={"Yes": content, "Off": _NONE}, MK=Dictionary(CA=String("8"))))
    with opened(assemble([form.fill({"a": True})]).pdf) as pdf:
        assert b"(8) Tj" in pdf.pages[0].Annots[0].AP.N.Yes.read_bytes()
        assert b"Tj" not in pdf.pages[0].Annots[0].AP.N.Off.read_bytes()


def test_states_stand_in_the_widget_itself() -> None:
    """poppler shows no state of an appearance dictionary that is an object of its own."""
    with pikepdf.open(io.BytesIO(form_bytes(box("a")))) as pdf:
        shared = pdf.pages[0].Annots[0].AP
        shared.N = pdf.make_indirect(shared.N)
        pdf.pages[0].Annots[0].AP = pdf.make_indirect(shared)
        out = io.BytesIO()
        pdf.save(out)
    with opened(assemble([prepare(out.getvalue()).fill({"a": True})]).pdf) as pdf:
        assert not pdf.pages[0].Annots[0].AP.N.is_indirect
        assert pdf.pages[0].Annots[0].AP.N.Yes.read_bytes() == _MARK


def test_states_whose_name_is_no_text_can_be_chosen() -> None:
    """A state that is neither UTF-8 nor ASCII is found as other libraries spell it."""
    data = form_bytes(box("a")).replace(b"/Yes", b"/Ye#90")
    assert b"/AS /Ye#90" in unpacked(assemble([prepare(data).fill({"a": "Ye\udc90"})]).pdf)
