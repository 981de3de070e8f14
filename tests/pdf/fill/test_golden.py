"""Pictures of filled forms, one for each kind of field, drawn by PDFium and compared with those in tests/golden/forms.

To renew them after a change that is meant: BOOKLET_RENEW_GOLDEN=1 python -m pytest tests/pdf/test_form_golden.py,
and look at each before it is committed.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from booklet.pdf import Part, Prepared, assemble
from tests.pdf.form_maker import made_form, text, widget

GOLDEN = Path(__file__).parents[2] / "golden" / "forms"
SCALE = 0.8  # pixels a point: letters can be told apart, and a picture has about 3 kB

_LOOK = Dictionary(BC=Array([0.2, 0.3, 0.6]), BG=Array([0.95, 0.95, 0.85]))
_SENTENCE = "The quick brown fox jumps over the lazy dog, and the dog does not mind. "


def _texts(values: dict[str, str], **entries: Any) -> Part:
    """A field for each value, one below the other, filled."""
    fields = [text(name, place, MK=_LOOK, **entries) for place, name in enumerate(values)]
    return made_form(*fields).fill(values)


def _styled(**styles: dict[str, Any]) -> Part:
    """A field for each style, filled with the style's name."""
    fields = [text(name, place, **{"MK": _LOOK, **entries}) for place, (name, entries) in enumerate(styles.items())]
    return made_form(*fields).fill({name: name.replace("_", " ") for name in styles})


def _boxed(rect: tuple[float, float, float, float], **entries: Any) -> dict[str, Any]:
    own = {"FT": Name.Tx, "T": String("a"), "DA": String("/Helv 0 Tf 0 g"), "MK": _LOOK}
    return widget(rect, **{**own, **entries})


def _sizes_and_places() -> Part:
    return _styled(
        left={"Q": 0}, center={"Q": 1}, right={"Q": 2}, small={"DA": String("/Helv 6 Tf 1 0 0 rg")}, automatic={}
    )


def _lines(size: float) -> Part:
    field = _boxed((20, 150, 280, 280), Ff=1 << 12, DA=String(f"/Helv {size} Tf 0 g"))
    return made_form(field).fill({"a": _SENTENCE * 3 + "\n\nA new paragraph.\n" + "x" * 90})


def _squeezed() -> Part:
    field = _boxed((20, 220, 160, 280), Ff=1 << 12)
    return made_form(field).fill({"a": _SENTENCE * 5})


def _combs() -> Part:
    comb = {"Ff": 1 << 24, "MaxLen": 9}
    return _styled(Comb={**comb}, Centered={**comb, "Q": 1}, Right={**comb, "Q": 2}, Plain={**comb, "MK": Dictionary()})


def _secrets_and_limits() -> Part:
    return _styled(password={"Ff": 1 << 13}, limited_to_7={"MaxLen": 7})


def _borders() -> Part:
    return _styled(
        **{
            name: {"BS": Dictionary(W=2, S=Name("/" + style))}
            for name, style in (("solid", "S"), ("dashed", "D"), ("raised", "B"), ("sunken", "I"), ("underline", "U"))
        }
    )


def _turned(rotate: int) -> Part:
    places = {0: (20, 240, 120, 270), 90: (200, 180, 230, 280), 180: (20, 180, 120, 210), 270: (250, 180, 280, 280)}
    turns = [
        widget(
            rect,
            FT=Name.Tx,
            T=String(f"turn {turn}"),
            DA=String("/Helv 0 Tf 0 g"),
            MK=Dictionary(R=turn, BC=Array([0])),
        )
        for turn, rect in places.items()
    ]
    form = made_form(*turns, rotate=rotate)
    return form.fill({field.name: field.name for field in form.fields})


def _bare() -> Part:
    """Neither appearance nor default appearance nor look."""
    return made_form(widget((20, 250, 220, 270), FT=Name.Tx, T=String("a"))).fill({"a": "Bare field"})


def _rich() -> Part:
    style = String("font: bold 12pt Helvetica; color:#FF0000")
    rich = String('<?xml version="1.0"?><body><p>Old <b>rich</b> value</p></body>')
    return made_form(text("a", Ff=1 << 25, DS=style, RV=rich, V=String("Old rich value"))).fill(
        {"a": "New plain value"}
    )


def _button_fields(kind: int, marks: str) -> Part:
    fields = [
        widget(
            (20 + 40 * place, 200, 50 + 40 * place, 230),
            FT=Name.Btn,
            T=String(f"b{place}"),
            Ff=kind,
            MK=Dictionary(CA=String(mark), BC=Array([0])),
        )
        for place, mark in enumerate(marks)
    ]
    form = made_form(*fields)
    return form.fill({field.name: True for field in form.fields})


def _choices() -> Part:
    options = Array([Array([String(f"o{i}"), String(f"Option {i}")]) for i in range(8)])
    combo = text("combo", FT=Name.Ch, Ff=1 << 17, Opt=options, MK=_LOOK)
    own = text("own", 1, FT=Name.Ch, Ff=1 << 17 | 1 << 18, Opt=options, MK=_LOOK)
    several = _boxed((20, 100, 220, 180), T=String("list"), FT=Name.Ch, Ff=1 << 21, Opt=options)
    return made_form(combo, own, several).fill({"combo": "o3", "own": "Something else", "list": ["o5", "Option 6"]})


def _formats() -> Part:
    form = made_form(
        text("price", script='AFNumber_Format(2, 0, 3, 0, "$", true);', Q=2),
        text("date", 1, script='AFDate_FormatEx("mmmm d, yyyy");'),
        text("ssn", 2, script="AFSpecial_Format(3);"),
        text("total", 3, script="AFPercent_Format(1, 0);", calculate='AFSimple_Calculate("PRD", ["price"]);'),
        form={"CO": ["total"]},
    )
    return form.fill({"price": "-1234.5", "date": "2026-09-30", "ssn": "123456789"})


def _hidden() -> Part:
    form = made_form(text("hidden", F=2), text("no view", 1, F=32), text("read-only", 2, Ff=1), text("printed", 3))
    return form.fill({field.name: field.name for field in form.fields}, flatten=True)


def _flat() -> Part:
    part = _borders()
    return part.prepared.fill(part.values or {}, flatten=True)


def _undrawn() -> Part:
    """A value that the upload holds, without an appearance: it is drawn although nothing is filled."""
    form: Prepared = made_form(text("a", V=String("Held value")), text("b", 1))
    return form.fill({"b": "New value"})


FORMS: dict[str, Callable[[], Part]] = {
    "places": _sizes_and_places,
    "lines": lambda: _lines(10),
    "lines-automatic": lambda: _lines(0),
    "lines-squeezed": _squeezed,
    "combs": _combs,
    "password-and-limit": _secrets_and_limits,
    "borders": _borders,
    "turned-widgets": lambda: _turned(0),
    "turned-page": lambda: _turned(90),
    "bare": _bare,
    "rich": _rich,
    "check-boxes": lambda: _button_fields(0, "48luHn"),
    "radio-buttons": lambda: _button_fields(1 << 15, "l4u"),
    "choices": _choices,
    "formats": _formats,
    "hidden-flat": _hidden,
    "flat": _flat,
    "undrawn": _undrawn,
    "european": lambda: _texts({"a": "Žltý kôň", "b": "Łódź", "c": "Юлия", "d": "Ωmega ĳ ŧ"}),
    "east-asian": lambda: _texts({"a": "東京都 12", "b": "上海市", "c": "울산 광역시", "d": "ひらがなカタカナ"}),
    "right-to-left": lambda: _texts({"a": "القاهرة", "b": "שלום (abc) 12", "c": "Abc عربي 5%"}, Q=2),
    "indic-and-thai": lambda: _texts({"a": "नमस्ते हिंदी", "b": "เชียงใหม่", "c": "e\u0301 a\u0323\u0302"}),
}


def drawn(part: Part) -> Image.Image:
    """The form's page as PDFium shows it, values and all."""
    page = pypdfium2.PdfDocument(assemble([part]).pdf)
    flat = page[0]
    pypdfium2.raw.FPDFPage_Flatten(flat.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
    flat.close()
    return page[0].render(scale=SCALE).to_pil().convert("L")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_looks_as_it_should(name: str) -> None:
    """The picture differs in at most a few points from the one that somebody has looked at."""
    picture, golden = drawn(FORMS[name]()), GOLDEN / f"{name}.png"
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        picture.quantize(16).save(golden, optimize=True)
    kept = Image.open(io.BytesIO(golden.read_bytes())).convert("L")
    difference = np.abs(np.asarray(picture, int) - np.asarray(kept, int))
    assert picture.size == kept.size
    assert (difference > 60).mean() < 0.0005
