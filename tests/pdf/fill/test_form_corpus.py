"""Every form of the corpus: what goes in is seen by PDFium and read by pypdf, which did not write it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdf.errors import PdfReadError

from booklet.errors import BookletError
from booklet.pdf import Prepared, assemble, prepare
from booklet.pdf.types import Field
from tests.pdf.conftest import corpus_files

WORDS = ("Acme", "Łódź", "Юлия", "naïve", "東京")


def values_for(form: Prepared) -> dict[str, str]:
    """A short value for each text field that can be seen and typed in, and a state for each button."""
    values = {}
    for place, field in enumerate(form.fields):
        width, height = field.rect[2] - field.rect[0], field.rect[3] - field.rect[1]
        if (
            field.kind == "text"
            and field.pages
            and not field.read_only
            and not field.password
            and width > 60 < 9 * height
        ):
            values[field.name] = f"{WORDS[place % len(WORDS)]}{place}"[: field.max_length or 99]
        elif field.kind in ("checkbox", "radio") and field.options:
            values[field.name] = field.options[0][0]
    return values


def read_back(made: bytes) -> Mapping[str, str]:
    """The values that pypdf finds, by full name; none where a button's widgets are nested, which it refuses."""
    logging.disable(logging.CRITICAL)  # it warns of what the corpus' damaged files are
    try:
        fields = pypdf.PdfReader(io.BytesIO(made)).get_fields() or {}
    except PdfReadError:
        return {}
    finally:
        logging.disable(logging.NOTSET)
    return {name: str(field.get("/V", "")) for name, field in fields.items()}


def unseen(made: bytes, form: Prepared, values: Mapping[str, str]) -> list[Field]:
    """The text fields whose value PDFium does not find in their rectangle, once it has flattened the page."""
    pdf, pages = pypdfium2.PdfDocument(made), {}
    missing = []
    for field in form.fields:
        if field.kind != "text" or field.name not in values:
            continue
        index = field.pages[0]
        if index not in pages:
            page = pdf[index]
            pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
            page.close()
            pages[index] = pdf[index].get_textpage()
        left, bottom, right, top = field.rect
        found = pages[index].get_text_bounded(left=left - 2, bottom=bottom - 2, right=right + 2, top=top + 2)
        if re.sub(r"\s", "", values[field.name]) not in re.sub(r"\s", "", found):
            missing.append(field)
    return missing


@pytest.mark.parametrize(("name", "password"), corpus_files())
def test_a_form_shows_and_holds_what_goes_in(corpus: Path, name: str, password: str | None) -> None:
    """No value is lost: all but hidden ones are seen, and those that pypdf lists are what was given."""
    try:
        form = prepare(corpus / "pdf" / name, password=password)
    except BookletError:
        pytest.skip("not a file that can be read, as test_corpus says")
    values = values_for(form)
    if not values:
        pytest.skip("no form")
    made = assemble([form.fill(values)]).pdf
    assert {field.name for field in unseen(made, form, values)} <= _never_shown(form)
    found = read_back(made)
    wrong = {n: found[n] for n in values.keys() & found.keys() if found[n].lstrip("/") != values[n]}
    assert not wrong


def _never_shown(form: Prepared) -> set[str]:
    """The fields whose first widget is hidden (12.5.3)."""
    return {
        node.name
        for node in form.form.nodes.values()
        if isinstance(flags := node.entries.get("F"), int) and flags & 0b100010
    }
