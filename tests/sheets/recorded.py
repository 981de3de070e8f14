"""What a pen draws, operator by operator, to be held against what it drew before (tests/as_kept.py).

A drawing is the page's content stream with each text before it as a comment, so that a difference can be read: a place,
a size, a color, a dash, a clip that is not what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
