"""Short ways for what most cells hold give what the long ways give: pages, texts of numbers, lines, conditions."""

from __future__ import annotations

import gc
import random
from importlib import import_module

import pytest

from booklet.errors import DamagedFile
from booklet.sheets.draw.pdf_document import Drawn, draw_document
from booklet.sheets.layout import text
from booklet.sheets.layout.pagination import pages_of
from booklet.sheets.layout.row_formulas import is_same_in_row
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.cell import Cell, ErrorValue, Run
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.model.style import CellAlignment, CellStyle, Font
from booklet.sheets.render_request import RenderRequest
from booklet.sheets.workbook_to_pdf import draw_workbook
from tests.sheets.model_sheets import book_of, columns_of, sheet_of, view_of

numbers = import_module("booklet.sheets.numbers.display")  # the package has a function of that name
VALUES = (0.0, 1.0, -12.5, 1234567.891, 45000.5, True, "short", "a longer text", "two\nlines", "Zürich", "", "שלום",
          ErrorValue("#N/A"), None)  # fmt: skip
ALIGNMENTS = [
    CellAlignment(horizontal, vertical, **more)
    for horizontal in ("general", "left", "center", "right", "fill", "distributed")
    for vertical in ("bottom", "center", "top", "justify")
    for more in ({}, {"indent": 2}, {"wrap": True}, {"shrink": True}, {"reading_order": 2}, {"rotation": 45})
]
FORMATS = ("General", "@", "#,##0.00", "0.0%", "d.m.yyyy", "[Red]0;-0", "* 0", '0 "é"')


def _sheet(seed: int) -> tuple[Sheet, list[CellStyle]]:
    """Make a sheet of 600 cells in chance styles, with narrow and wide columns, low rows and a merged area."""
    chance = random.Random(seed)
    fonts = [Font(), Font(size=8, bold=True), Font("Times New Roman", underline="single"), Font(raised="superscript")]
    styles = [
        CellStyle(chance.choice(fonts), alignment=alignment, number_format=chance.choice(FORMATS))
        for alignment in ALIGNMENTS
    ]
    cells = {f"{'ABCDEF'[n % 6]}{n // 6 + 1}": Cell(chance.choice(VALUES), chance.randrange(145)) for n in range(600)}
    return sheet_of(cells, columns=columns_of(12, 3, 9, 20, 6, 0)), [*styles]


def _drawn(sheet: Sheet, styles: list[CellStyle]) -> Drawn:
    view = view_of(sheet, book_of(sheet, styles=styles))
    return draw_document(pages_of(view, view.options), view.options)


@pytest.mark.parametrize("seed", range(4))
def test_plain_cells_are_drawn_as_all_others(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without the short way for plain cells the bytes are the same, and so is what does not fit."""
    made = _drawn(*_sheet(seed))
    monkeypatch.setattr(SheetView, "plain_style_of", lambda *_: None)
    other = _drawn(*_sheet(seed))
    assert made.pdf == other.pdf
    assert [*made.misfits.values()] == [*other.misfits.values()]


@pytest.mark.parametrize("code", ["0", "0.00", "#,##0.00", "0.0%", "$#,##0", "0_);(0)", "0;-0", "0%%", "[Red]0.0"])
def test_usual_formats_are_written_as_all_others(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of all sizes look the same by Decimal's own format and placeholder by placeholder."""
    chance = random.Random(code)
    values = [0.0, -0.0, 0.5, -0.004, 999.995, 1e15, -1e300, *(chance.gauss(0, 10.0 ** (n % 12)) for n in range(200))]
    assert any(usual for usual, _ in numbers.usual_formats(code))
    numbers.display.cache_clear()
    made = [numbers.display(value, code) for value in values]
    monkeypatch.setattr(numbers, "usual_formats", lambda _: ((None, False),) * 3)
    numbers.display.cache_clear()
    assert made == [numbers.display(value, code) for value in values]


@pytest.mark.parametrize(
    "code", ["#", "#.0", "000", "0.0#", "# ?/?", "0.0E+0", "0,", "0 0", "0* ", "[>9]0;0.0", "d.m.", "@"]
)
def test_other_formats_have_no_short_way(code: str) -> None:
    """Formats that leave digits out, pad them, or choose by the value are not usual."""
    assert not any(usual for usual, _ in numbers.usual_formats(code))


def test_words_are_wrapped_as_all_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines, and widths to the last bit, are those that letter by letter come out."""
    chance = random.Random(5)
    parts = ["word", "a", "Zürich", "long-winded", "(x)", "%", "12.5", "_", "-", "–x", "\t", "\u00a0", "x,", "é", "  "]
    spans = [
        text.spans_of(
            [Run("".join(f"{chance.choice(parts)}{chance.choice((' ', ''))}" for _ in range(14)), None)], Font()
        )
        for _ in range(400)
    ]
    one = [each for each in spans if len(each) == 1]
    made = [text._wrapped(each, 80) for each in one]
    assert sum(text._wrapped_words(each[0], 80) is not None for each in one) > 100
    monkeypatch.setattr(text, "_wrapped_words", lambda *_: None)
    assert made == [text._wrapped(each, 80) for each in one]


@pytest.mark.parametrize(
    ("formula", "same"),
    [("MOD($A2,5)=0", True), ("$B$1>3", True), ("AND($A1>0,NOT($B1))", True), ("0", True), ("A1>0", False),
     ("A$1>0", False), ("COLUMN()=2", False), ("SUM($A1:$B1)>0", False), ("$A1:$A1>0", True), ("Total>1", False),
     ("RAND()>0.5", False), ("MOD(", False)],
)  # fmt: skip
def test_formulas_that_are_the_same_in_a_row(formula: str, same: bool) -> None:
    """Only those whose references keep their column, in functions that do not ask where they stand."""
    assert is_same_in_row(formula) is same


def test_the_garbage_collector_is_on_again_afterwards() -> None:
    """Also after a workbook that cannot be read."""
    assert gc.isenabled()
    with pytest.raises(DamagedFile):
        draw_workbook(b"PK no workbook", RenderRequest())
    assert gc.isenabled()
