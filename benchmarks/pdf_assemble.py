"""Assemble books beside other libraries, in one run: python benchmarks/pdf_assemble.py

Every library keeps its inputs open from book to book, as a batch would; what is measured is one more book, into
memory. Each figure is the median of the runs. PyMuPDF takes part where it is installed.
"""

from __future__ import annotations

import io
import platform
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
from pdf_material import brochure, form, values
from pikepdf.form import DefaultAppearanceStreamGenerator, Form

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.pdf import assemble, prepare

warnings.simplefilter("ignore")
BROCHURES = [brochure(seed) for seed in range(3)]
FORMS = [form(seed) for seed in range(3)]


def median_ms(make: Callable[[int], int], runs: int) -> float:
    """The median time of a book in milliseconds, after two to warm up."""
    times = []
    for number in range(runs + 2):
        start = time.perf_counter()
        size = make(number)
        times.append(time.perf_counter() - start)
        assert size > 1_000_000, size
    return statistics.median(times[2:]) * 1000


def booklet_books() -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Books by Booklet: the brochures alone, and with the forms filled."""
    static = [prepare(data).part() for data in BROCHURES]
    forms = [prepare(data) for data in FORMS]

    def plain(_: int) -> int:
        return len(assemble(static).pdf)

    def filled(customer: int) -> int:
        return len(assemble([*static, *(f.fill(values(i, customer)) for i, f in enumerate(forms))]).pdf)

    return plain, filled


def pypdf_books() -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Books by pypdf."""
    static = [pypdf.PdfReader(io.BytesIO(data)) for data in BROCHURES]
    forms = [pypdf.PdfReader(io.BytesIO(data)) for data in FORMS]

    def plain(_: int) -> int:
        return _written(_merged(static))

    def filled(customer: int) -> int:
        writer = _merged([*static, *forms])
        for number in range(len(forms)):
            page = writer.pages[len(writer.pages) - len(forms) + number]
            writer.update_page_form_field_values(page, values(number, customer), auto_regenerate=False)
        return _written(writer)

    return plain, filled


def _merged(readers: list[pypdf.PdfReader]) -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    for reader in readers:
        writer.append(reader)
    return writer


def _written(writer: pypdf.PdfWriter) -> int:
    out = io.BytesIO()
    writer.write(out)
    return len(out.getvalue())


def pikepdf_books() -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Books by pikepdf."""
    static = [pikepdf.open(io.BytesIO(data)) for data in BROCHURES]

    def plain(_: int) -> int:
        return _saved(static)

    def filled(customer: int) -> int:
        forms = []
        for number, data in enumerate(FORMS):
            pdf = pikepdf.open(io.BytesIO(data))
            fields = Form(pdf, DefaultAppearanceStreamGenerator)
            for name, value in values(number, customer).items():
                fields[name].value = value
            forms.append(pdf)
        return _saved([*static, *forms])

    return plain, filled


def _saved(sources: list[pikepdf.Pdf]) -> int:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for source in sources:
            pdf.add_pages_from(source)
        pdf.save(out)
    return len(out.getvalue())


def pdfium_books() -> tuple[Callable[[int], int], None]:
    """Books by PDFium, which merges pages but no forms."""
    static = [pypdfium2.PdfDocument(data) for data in BROCHURES]

    def plain(_: int) -> int:
        out = io.BytesIO()
        pdf = pypdfium2.PdfDocument.new()
        for source in static:
            pdf.import_pages(source)
        pdf.save(out)
        pdf.close()
        return len(out.getvalue())

    return plain, None


def pymupdf_books() -> tuple[Callable[[int], int], None] | None:
    """Books by PyMuPDF, where it is installed."""
    try:
        import pymupdf
    except ImportError:
        return None
    static = [pymupdf.open(stream=data) for data in BROCHURES]

    def plain(_: int) -> int:
        with pymupdf.open() as pdf:
            for source in static:
                pdf.insert_pdf(source)
            return len(pdf.tobytes())

    return plain, None


def file_ratio(runs: int) -> tuple[float, float]:
    """Milliseconds to make a book in a file, and to write and flush the same bytes to one."""
    static = [prepare(data).part() for data in BROCHURES]
    data = assemble(static).pdf
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.pdf")

        def book(_: int) -> int:
            return assemble(static, path).bytes

        def plain(_: int) -> int:
            import os

            with open(path, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return len(data)

        return median_ms(book, runs), median_ms(plain, runs)


def main() -> None:
    """Print the table that README shows."""
    libraries = {
        "Booklet": booklet_books(),
        "pypdf": pypdf_books(),
        "pikepdf": pikepdf_books(),
        "PDFium": pdfium_books(),
        "PyMuPDF": pymupdf_books(),
    }
    megabytes = sum(map(len, BROCHURES)) / 1e6
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; medians")
    print(f"| one book | 54 pages, {megabytes:.1f} MB | × | with 3 forms of 40 values | × |")
    print("|---|---|---|---|---|")
    base = (0.0, 0.0)
    for name, books in libraries.items():
        if books is None:
            continue
        plain = median_ms(books[0], 100 if name == "Booklet" else 15)
        filled = median_ms(books[1], 50 if name == "Booklet" else 9) if books[1] else 0.0
        base = base if base[0] else (plain, filled)
        shown = f"{filled:.2f} ms | {filled / base[1]:.0f}" if filled else "– | –"
        print(f"| {name} | {plain:.2f} ms | {plain / base[0]:.0f} | {shown} |")
    book, same = file_ratio(25)
    print(f"\nTo a file: {book:.1f} ms for the book, {same:.1f} ms for the same bytes ({book / same:.1f} times)")


if __name__ == "__main__":
    main()
