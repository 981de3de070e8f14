"""All pages as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.canvas.structure_tree import ROOT_TO_COME, with_structure
from booklet.sheets.canvas.tagged_pen import TaggedPen
from booklet.sheets.draw.header_footer import PageNumber, draw_header_footer
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.draw.printed_page import draw_page
from booklet.sheets.draw.sheet_drawing import Misfits, SheetDrawing
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.model.sheet import Workbook
from booklet.sheets.render_options import RenderOptions

# Streams as text are a quarter larger, and reportlab packs them in Python, a megabyte a second.
rl_config.useA85 = 0


class Drawn(NamedTuple):
    """A PDF, and what was found while its sheets were drawn: by (the id of its view), what each does not show."""

    pdf: bytes
    misfits: dict[int, Misfits]


def draw_document(pages: Sequence[PrintedPage], options: RenderOptions) -> Drawn:
    """Draw the pages, in order; a sheet's first page gets a bookmark with its name."""
    canvas = Canvas("", invariant=1, pageCompression=1, pdfVersion=(1, 7) if options.tagged else None)
    canvas.setCreator("Booklet")
    canvas.setProducer("Booklet")
    tagged = TaggedPen(canvas, len(pages)) if options.tagged else None
    pen, gallery = tagged or Pen(canvas), Gallery(options.limits.drawing_pixels)
    numbers = _page_numbers(pages)
    sheets: dict[int, SheetDrawing] = {}
    before = None
    for page, number in zip(pages, numbers, strict=True):
        pen.begin_page(page)
        if options.bookmarks and page.view.sheet.name != before:
            before = page.view.sheet.name
            canvas.bookmarkPage(before)
            canvas.addOutlineEntry(before, before)
        sheet = sheets.setdefault(id(page.view), SheetDrawing(page.view))
        draw_page(pen, page, sheet, gallery)
        draw_header_footer(pen, page, number, options, gallery)
        pen.end_page()
    return Drawn(_finished(canvas, tagged, pages, options), {id_: sheet.misfits for id_, sheet in sheets.items()})


def _finished(canvas: Canvas, tagged: TaggedPen | None, pages: Sequence[PrintedPage], options: RenderOptions) -> bytes:
    if tagged is None:
        return bytes(canvas.getpdfdata())
    _promise_structure(canvas, pages[0].view.book, options)
    return with_structure(canvas.getpdfdata(), tagged.tags)


def _promise_structure(canvas: Canvas, book: Workbook, options: RenderOptions) -> None:
    """Write the catalog of a tagged PDF (ISO 32000-2, 14.7.1, 14.9.2 and 12.2); the tree itself is appended."""
    catalog = canvas._doc.Catalog
    catalog.StructTreeRoot, catalog.MarkInfo = ROOT_TO_COME, "<</Marked true>>"
    if book.language:
        catalog.Lang = pdfdoc.PDFString(book.language)
    title = book.title or PurePath(options.file_name).stem
    if title:
        canvas.setTitle(title)
        catalog.ViewerPreferences = "<</DisplayDocTitle true>>"


def _page_numbers(pages: Sequence[PrintedPage]) -> list[PageNumber]:
    """Return the number of each page; the count runs on from sheet to sheet."""
    numbers: list[PageNumber] = []
    number, place, sheet = 0, 0, None
    for page in pages:
        number, place = number + 1, place + 1
        if page.view.sheet is not sheet:
            sheet, place = page.view.sheet, 1
            number = sheet.page_setup.first_page_number or number
        numbers.append(PageNumber(number, place, len(pages)))
    return numbers
