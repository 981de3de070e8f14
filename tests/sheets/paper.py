"""Workbooks made by openpyxl, and pages read back by PDFium: neither is the code under test."""

from __future__ import annotations

import ctypes
import io
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from openpyxl import Workbook

from booklet.sheets import Rendered


class Written(NamedTuple):
    """A piece of text on a page: its start on the baseline, in points from the top left corner."""

    text: str
    x: float
    y: float
    size: float


class Paper:
    """A rendered PDF as PDFium sees it."""

    def __init__(self, made: Rendered) -> None:
        self.made = made
        self._document = pypdfium2.PdfDocument(made.pdf)

    def size(self, page: int = 0) -> tuple[float, float]:
        """Width and height of a page in points, rounded."""
        width, height = self._document[page].get_size()
        return round(width), round(height)

    def text(self, page: int = 0) -> str:
        """All text of a page."""
        return self._document[page].get_textpage().get_text_range()

    def color_at(self, x: float, y: float, page: int = 0) -> tuple[int, int, int]:
        """The color of a point, measured from the top left corner."""
        picture = self._document[page].render(scale=2).to_pil().convert("RGB")
        return picture.getpixel((round(x * 2), round(y * 2)))

    def written(self, page: int = 0) -> list[Written]:
        """The text objects of a page in the order of drawing."""
        sheet = self._document[page]
        text_page, height = sheet.get_textpage(), sheet.get_height()
        found = []
        for item in sheet.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
            matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
            pdfium.FPDFPageObj_GetMatrix(item.raw, matrix)
            pdfium.FPDFTextObj_GetFontSize(item.raw, size)
            count = pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
            buffer = ctypes.create_string_buffer(count)
            target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, target, count)
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            found.append(Written(text, matrix.e, height - matrix.f, size.value * matrix.a))
        return found

    def find(self, text: str, page: int = 0) -> Written:
        """The first piece of a page with that text."""
        return next(piece for piece in self.written(page) if piece.text.strip() == text)


def as_bytes(book: Workbook) -> bytes:
    """The workbook as a file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
