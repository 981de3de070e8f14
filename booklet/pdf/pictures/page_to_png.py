"""Pages as pictures, for screens and notebooks; drawn by PDFium."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2

from booklet.errors import DamagedFile
from booklet.pdf.source.pdfium import PDFIUM


def page_pictures(
    pdf: bytes, pages: Sequence[int] | None = None, *, width_px: int = 200, password: str | None = None
) -> list[bytes]:
    """Draw the pages with these indices (all by default) as PNG, each `width_px` wide, form fields included.

    Raises DamagedFile where PDFium cannot open the file, IndexError for a page that is not there.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf, password=password)
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"The pages cannot be shown as pictures: {error}.") from error
        with document:
            document.init_forms()
            return [_picture(document, index, width_px) for index in (range(len(document)) if pages is None else pages)]


def _picture(document: pypdfium2.PdfDocument, index: int, width_px: int) -> bytes:
    page = document[index]
    # At least 1/100 pixel a point: a page of 200 inches must not become a picture of nothing.
    bitmap = page.render(scale=max(width_px / max(page.get_width(), 1.0), 0.01))
    out = io.BytesIO()
    bitmap.to_pil().save(out, "PNG", optimize=False, compress_level=3)
    page.close()
    return out.getvalue()
