"""A line stands in a form's field as it stands in a worksheet's cell."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Alignment

from booklet.pdf import assemble
from booklet.pdf.form.field_plan import ValueStyle
from booklet.pdf.form.text_runs import runs
from booklet.pdf.form.text_setting import wrap
from booklet.sheets import RenderOptions, render
from booklet.sheets.layout.text import make_line, spans_of, wrapped_lines
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Font
from tests.pdf.form_maker import made_form, text
from tests.sheets.paper import as_bytes

LINES = [
    "מחיר: 1,200$",
    "מחיר: $1,200 (כולל מע״מ)",
    "שנה (2026) 5%",
    "-5 מעלות, +3.5%",
    "מתאריך 31/12/2026 ועד 2027-01-31",
    "אבג [abc, דה] 12",
    "Total: אבג 5% (x)",
    "abc אבג (def) 12",
    "عدد 12-15 (ABC)",
    "السعر 1,200.50 USD",
    "رقم ٣٤,٥ و ٦٪",
    "Invoice «فاتورة» 12/2026",
]
STYLE = ValueStyle(None, ("Carlito", False, False), 10.0, b"", 0)
FONT = Font("Calibri", 10.0)
LETTERS = "ab12 ()[]-+,.:/%$אבעבل٣"


def in_a_form(line: str) -> str:
    """The letters of a line from left to right, as a form's field shows them."""
    return _plain("".join("".join(glyph.text for glyph in run.glyphs) or run.text for run in runs(STYLE, line)))


def in_a_worksheet(line: str) -> str:
    """The same in a worksheet's cell."""
    return _plain("".join(span.text for span in make_line(spans_of([Run(line, None)], FONT), FONT).spans))


def _plain(letters: str) -> str:
    return unicodedata.normalize("NFKC", letters)


@pytest.mark.parametrize("line", LINES)
def test_the_order_is_the_same(line: str) -> None:
    """Letters, numbers, signs and brackets follow each other in the same order, none is lost."""
    assert in_a_form(line) == in_a_worksheet(line)
    assert len(in_a_form(line)) == len(_plain(line))


@given(st.text(LETTERS, min_size=1, max_size=20))
def test_the_order_of_any_line_is_the_same(line: str) -> None:
    """Whatever stands beside what."""
    assert in_a_form(line) == in_a_worksheet(line)


def test_wrapped_lines_keep_the_direction_of_their_paragraph() -> None:
    """A Latin line of a Hebrew paragraph has its full stop at the left, in both, and the next paragraph its own."""
    value = "אבגדה abc.\nabc אבגדה."
    form = [_plain("".join(glyph.text for run in line for glyph in run.glyphs)) for line in wrap(STYLE, value, 3600.0)]
    cell = ["".join(span.text for span in line.spans) for line in wrapped_lines((Run(value, None),), FONT, 36.0)]
    assert form == cell == ["הדגבא", ".abc", "abc", "הדגבא."]


def test_pages_show_the_same_order() -> None:
    """PDFium finds the letters of every line at places that are in the same order in a form and in a worksheet."""
    form = made_form(*(text(f"f{place}", place) for place in range(9)))
    filled = assemble([form.fill({f"f{place}": line for place, line in enumerate(LINES[:9])}, flatten=True)]).pdf
    book = Workbook()
    for place, line in enumerate(LINES[:9], 1):
        book.active.cell(place, 1, line)
    book.active.column_dimensions["A"].width = 60
    drawn = render(as_bytes(book), options=RenderOptions(apart=False)).pdf
    lines = _lines_on_paper(filled)
    assert lines == _lines_on_paper(drawn)
    assert lines[0] == "1,200$:ריחמ"


def test_cells_of_a_comb_are_filled_in_the_order_of_the_line() -> None:
    """The first letter of a Hebrew value stands in the rightmost of the cells that it takes."""
    form = made_form(text("a", Ff=1 << 24, MaxLen=8))
    assert _lines_on_paper(assemble([form.fill({"a": "אב 12"}, flatten=True)]).pdf) == ["12בא"]


def test_a_cell_may_say_its_direction() -> None:
    """Of readingOrder, 1 is from left to right and 2 from right to left, whatever the first letter is."""
    found = []
    for order in (0, 1, 2):
        book = Workbook()
        book.active["A1"] = "אבג abc."
        book.active["A1"].alignment = Alignment(readingOrder=order)
        book.active.column_dimensions["A"].width = 30
        found += _lines_on_paper(render(as_bytes(book), options=RenderOptions(apart=False)).pdf)
    assert found == [".abcגבא", "גבאabc.", ".abcגבא"]


def _lines_on_paper(pdf: bytes) -> list[str]:
    """The lines of the first page from the top, each with its letters from left to right, without spaces.

    Brackets are all one sign, because PDFium guesses which of them were mirrored.
    """
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    lines: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(page.raw, index))
        if letter.isspace() or not pdfium.FPDFText_GetCharOrigin(page.raw, index, x, y):
            continue
        lines[round(y.value)].append((x.value, "|" if letter in "()[]«»" else letter))
    ordered = ([letter for _, letter in sorted(lines[at])] for at in sorted(lines, reverse=True))
    return [_plain("".join(line)) for line in ordered]
