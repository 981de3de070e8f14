"""What a pen draws, operator by operator, held against what it drew before: BOOKLET_RENEW_GOLDEN=1 keeps it anew.

A kept drawing is the page's content stream with each text before it as a comment, so that a difference can be read:
a place, a size, a color, a dash, a clip that is not what it was. It says nothing of whether the drawing was right when
it was kept: the tests beside say that, and somebody has looked at the pages.
"""

from __future__ import annotations

import base64
import difflib
import json
import os
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.draw.header_footer import PageNumber, draw_header_footer
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.printed_page import draw_page
from booklet.sheets.draw.sheet_drawing import SheetDrawing
from booklet.sheets.layout.pagination import PrintedPage, pages_of
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text import Span
from booklet.sheets.model.sheet import Workbook
from booklet.sheets.model.style import Color
from booklet.sheets.render_options import RenderOptions
from tests.sheets.model_sheets import sheet_of, view_of

KEPT = Path(__file__).parents[1] / "golden" / "sheets"
SIDE = 300.0


class RecordingPen(Pen):
    """A pen that says which text it writes."""

    def text(self, x: float, baseline: float, span: Span, color: Color, *, text: str | None = None) -> None:
        """Write as every pen does, behind a comment."""
        shown = span.text if text is None else text
        self._code.append(f"% {shown.encode('unicode_escape').decode()}")
        super().text(x, baseline, span, color, text=text)

    @property
    def lines(self) -> list[str]:
        """The page as far as it is drawn."""
        return self._code[:]


def recorded(draw: Callable[[Pen], object], *, black_and_white: bool = False) -> list[str]:
    """Return what is drawn on a paper of 300 by 300 points."""
    pen = RecordingPen(Canvas("", invariant=1))
    pen.begin_page(PrintedPage(view_of(sheet_of({})), SIDE, SIDE, 0, 0, 1.0, (), (), SIDE))
    begun = len(pen.lines)
    pen.black_and_white = black_and_white
    draw(pen)
    return pen.lines[begun:]


def recorded_pages(book: Workbook, options: RenderOptions) -> list[str]:
    """Return the pages of a workbook's first sheet: the paper, the cells and what is over them, header and footer."""
    evaluator = Evaluator(book, options.created)
    if options.scale is not None:
        book.sheets[0].page_setup = replace(book.sheets[0].page_setup, fit_to_page=False, scale=options.scale)
    view = SheetView(book, book.sheets[0], options, evaluator)
    pages, canvas, found = pages_of(view, options), Canvas("", invariant=1), list[str]()
    pen, drawing, gallery = RecordingPen(canvas), SheetDrawing(view), Gallery(options.limits.drawing_pixels)
    for place, page in enumerate(pages, 1):
        pen.begin_page(page)
        begun = len(pen.lines)
        draw_page(pen, page, drawing, gallery)
        first = book.sheets[0].page_setup.first_page_number or 1
        draw_header_footer(pen, page, PageNumber(first + place - 1, place, len(pages)), options, gallery)
        found += [f"page {page.width:.2f} {page.height:.2f} {page.printed}", *pen.lines[begun:]]
        pen.end_page()
    return [*found, *(f"misfit {at} {m.error} {m.hashes} {m.cut}" for at, m in drawing.misfits.items())]


def as_kept(group: str, name: str, lines: list[str]) -> None:
    """Fail where the lines are not those of that name in tests/golden/sheets, saying where; numbers are near enough."""
    path = KEPT / f"{group}.json"
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        kept = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps({**kept, name: _packed(lines)}, indent=0, sort_keys=True) + "\n")
    before = _unpacked(json.loads(path.read_text())[name])
    if lines != before and list(map(_words, lines)) != list(map(_words, before)):
        told = difflib.unified_diff(before, lines, "kept", "now", n=4)
        pytest.fail(f"{name} is not as it was:\n" + "\n".join(told))


def _words(line: str) -> list[object]:
    """Return the words of a line, its numbers so that they are equal where they differ by nothing that is seen."""
    return [_number(word) for word in re.split(r"([ ,;{}]+)", line)]


def _number(word: str) -> object:
    try:
        return pytest.approx(float(word), rel=1e-7, abs=1e-14)
    except ValueError:
        return word


def _packed(lines: list[str]) -> str:
    return base64.b85encode(zlib.compress("\n".join(lines).encode(), 9)).decode()


def _unpacked(text: str) -> list[str]:
    return zlib.decompress(base64.b85decode(text)).decode().split("\n")
