"""All pages as one PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from booklet.sheets.draw.header_footer import draw_header_footer
from booklet.sheets.draw.page import draw_page
from booklet.sheets.draw.pen import Pen
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.layout.pages import Page
from booklet.sheets.options import RenderOptions

# Streams as text are a quarter larger, and reportlab packs them in Python, a megabyte a second.
rl_config.useA85 = 0


def draw_document(pages: Sequence[Page], options: RenderOptions) -> bytes:
    """The PDF of the pages, in order; a sheet's first page gets a bookmark with its name."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    canvas.setCreator("Booklet")
    canvas.setProducer("Booklet")
    pen, gallery = Pen(canvas), Gallery(options.limits.drawing_pixels)
    numbers = _page_numbers(pages)
    before = None
    for page, number in zip(pages, numbers, strict=True):
        pen.begin_page(page.width, page.height)
        if options.bookmarks and page.view.sheet.name != before:
            before = page.view.sheet.name
            canvas.bookmarkPage(before)
            canvas.addOutlineEntry(before, before)
        draw_page(pen, page, gallery)
        draw_header_footer(pen, page, number, len(pages), options, gallery)
        pen.end_page()
    canvas.save()
    return target.getvalue()


def _page_numbers(pages: Sequence[Page]) -> list[tuple[int, int]]:
    """(number to print, place within its sheet from 1) of each page: the count runs on from sheet to sheet."""
    numbers: list[tuple[int, int]] = []
    number, place, sheet = 0, 0, None
    for page in pages:
        number, place = number + 1, place + 1
        if page.view.sheet is not sheet:
            sheet, place = page.view.sheet, 1
            number = sheet.page_setup.first_page_number or number
        numbers.append((number, place))
    return numbers
