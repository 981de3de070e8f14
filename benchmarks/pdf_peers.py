"""The same books by other libraries, in the two ways in which a program can use them.

Opened: each book opens its inputs, as the libraries' documentation does. Kept open: the inputs are opened once for all
books, as Booklet prepares its own once. All write to memory, but qpdf, which is a program that writes to a file.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
from pdf_material import values
from pikepdf.form import DefaultAppearanceStreamGenerator, Form

Make = Callable[[int], int]
"""Makes the book of a customer; returns its size."""


def pypdf_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make:
    """Make the book with pypdf."""
    kept = [pypdf.PdfReader(io.BytesIO(data)) for data in (*brochures, *forms)]

    def make(customer: int) -> int:
        writer, out = pypdf.PdfWriter(), io.BytesIO()
        for place, data in enumerate((*brochures, *forms)):
            writer.append(kept[place] if kept_open else pypdf.PdfReader(io.BytesIO(data)))
        for number in range(len(forms)):
            page = writer.pages[len(writer.pages) - len(forms) + number]
            writer.update_page_form_field_values(page, values(number, customer), auto_regenerate=False)
        writer.write(out)
        return out.tell()

    return make


def pikepdf_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make:
    """Make the book with pikepdf. A form that is kept open is filled anew for each customer."""
    kept = [pikepdf.open(io.BytesIO(data)) for data in (*brochures, *forms)]

    def make(customer: int) -> int:
        sources = kept if kept_open else [pikepdf.open(io.BytesIO(data)) for data in (*brochures, *forms)]
        for number, source in enumerate(sources[len(brochures) :]):
            fields = Form(source, DefaultAppearanceStreamGenerator)
            for name, value in values(number, customer).items():
                fields[name].value = value
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            for source in sources:
                pdf.add_pages_from(source)
            pdf.save(out)
        return out.tell()

    return make


def pdfium_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make | None:
    """Make the book with PDFium, which merges pages but no forms."""
    if forms:
        return None
    kept = [pypdfium2.PdfDocument(data) for data in brochures]

    def make(_: int) -> int:
        out = io.BytesIO()
        with pypdfium2.PdfDocument.new() as pdf:
            for source in kept if kept_open else [pypdfium2.PdfDocument(data) for data in brochures]:
                pdf.import_pages(source)
            pdf.save(out)
        return out.tell()

    return make


def pymupdf_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make | None:
    """Make the book with PyMuPDF, where it is installed."""
    try:
        import pymupdf
    except ImportError:
        return None
    kept = [pymupdf.open(stream=data) for data in (*brochures, *forms)]

    def make(customer: int) -> int:
        sources = kept if kept_open else [pymupdf.open(stream=data) for data in (*brochures, *forms)]
        for number, source in enumerate(sources[len(brochures) :]):
            wanted = values(number, customer)
            for widget in source[0].widgets():
                if widget.field_name in wanted:
                    widget.field_value = wanted[widget.field_name]
                    widget.update()
        with pymupdf.open() as pdf:
            for source in sources:
                pdf.insert_pdf(source)
            return len(pdf.tobytes())

    return make


def pylopdf_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make | None:
    """Make the book with pylopdf, where it is installed; it merges pages but no forms."""
    try:
        import pylopdf
    except ImportError:
        return None
    if forms:
        return None
    kept = [pylopdf.open(stream=data) for data in brochures]

    def make(_: int) -> int:
        pdf = pylopdf.Document()
        for source in kept if kept_open else [pylopdf.open(stream=data) for data in brochures]:
            pdf.insert_pdf(source)
        return len(pdf.tobytes())

    return make


def qpdf_book(brochures: Sequence[bytes], forms: Sequence[bytes], *, kept_open: bool) -> Make | None:
    """Make the book with the program qpdf, which fills no forms and keeps nothing open."""
    if forms or kept_open:
        return None

    def make(_: int) -> int:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{number}.pdf") for number in range(len(brochures))]
            for path, data in zip(paths, brochures, strict=True):
                path.write_bytes(data)
            out = Path(folder, "book.pdf")
            subprocess.run(["qpdf", "--empty", "--pages", *map(str, paths), "--", str(out)], check=True)
            return out.stat().st_size

    return make


LIBRARIES = {
    "pypdf": pypdf_book,
    "pikepdf": pikepdf_book,
    "PDFium": pdfium_book,
    "PyMuPDF": pymupdf_book,
    "pylopdf": pylopdf_book,
    "qpdf": qpdf_book,
}
