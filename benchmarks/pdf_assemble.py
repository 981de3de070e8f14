"""Assemble books beside other libraries, in one run: python benchmarks/pdf_assemble.py

What is measured is one more book of many, into memory: Booklet has prepared its inputs, the others open theirs for
each book, as their documentation does. Figures are medians of the processor's time, which other programs disturb
least. PyMuPDF takes part where it is installed.
"""

from __future__ import annotations

import io
import os
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


Make = Callable[[int], int]
"""Makes the book of a customer; returns its size."""


def median_ms(make: Make, runs: int, *, first: int = 0, clock: Callable[[], float] = time.process_time) -> float:
    """The median time of a book in milliseconds, after one to warm up; of the processor, unless told otherwise."""
    times = []
    for number in range(first, first + runs + 1):
        start = clock()
        size = make(number)
        times.append(clock() - start)
        assert size > 3_000, size
    return statistics.median(times[1:]) * 1000


def rounds(makers: dict[str, Make | None], count: int = 15) -> dict[str, float]:
    """Median milliseconds of each library, in rounds in which each takes its turn: what else runs hits all alike."""
    times: dict[str, list[float]] = {name: [] for name, make in makers.items() if make}
    for number in range(count):
        for name in times:
            make = makers[name]
            assert make
            times[name].append(median_ms(make, 25 if name == "Booklet" else 1, first=number))
    return {name: statistics.median(found) for name, found in times.items()}


def booklet_books() -> tuple[Make, Make, Make]:
    """Books by Booklet: the brochures alone, and with the forms filled."""
    static = [prepare(data).part() for data in BROCHURES]
    forms = [prepare(data) for data in FORMS]

    def plain(_: int) -> int:
        return len(assemble(static).pdf)

    def filled(customer: int) -> int:
        return len(assemble([*static, *(f.fill(values(i, customer)) for i, f in enumerate(forms))]).pdf)

    return plain, filled, lambda customer: len(assemble([forms[0].fill(values(0, customer))]).pdf)


def pypdf_books() -> tuple[Make, Make, Make]:
    """Books by pypdf."""

    def plain(_: int) -> int:
        return _written(_merged(BROCHURES))

    def filled(customer: int) -> int:
        writer = _merged([*BROCHURES, *FORMS])
        for number in range(len(FORMS)):
            page = writer.pages[len(writer.pages) - len(FORMS) + number]
            writer.update_page_form_field_values(page, values(number, customer), auto_regenerate=False)
        return _written(writer)

    def form_alone(customer: int) -> int:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(FORMS[0]))
        writer.update_page_form_field_values(writer.pages[0], values(0, customer), auto_regenerate=False)
        return _written(writer)

    return plain, filled, form_alone


def _merged(inputs: list[bytes]) -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    for data in inputs:
        writer.append(io.BytesIO(data))
    return writer


def _written(writer: pypdf.PdfWriter) -> int:
    out = io.BytesIO()
    writer.write(out)
    return len(out.getvalue())


def pikepdf_books() -> tuple[Make, Make, Make]:
    """Books by pikepdf."""

    def plain(_: int) -> int:
        return _saved([pikepdf.open(io.BytesIO(data)) for data in BROCHURES])

    def filled(customer: int) -> int:
        static = [pikepdf.open(io.BytesIO(data)) for data in BROCHURES]
        return _saved([*static, *(_filled_by_pikepdf(number, customer) for number in range(len(FORMS)))])

    def form_alone(customer: int) -> int:
        out = io.BytesIO()
        _filled_by_pikepdf(0, customer).save(out)
        return len(out.getvalue())

    return plain, filled, form_alone


def _filled_by_pikepdf(number: int, customer: int) -> pikepdf.Pdf:
    pdf = pikepdf.open(io.BytesIO(FORMS[number]))
    fields = Form(pdf, DefaultAppearanceStreamGenerator)
    for name, value in values(number, customer).items():
        fields[name].value = value
    return pdf


def _saved(sources: list[pikepdf.Pdf]) -> int:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for source in sources:
            pdf.add_pages_from(source)
        pdf.save(out)
    return len(out.getvalue())


def pdfium_books() -> tuple[Make, None, None]:
    """Books by PDFium, which merges pages but no forms."""

    def plain(_: int) -> int:
        out = io.BytesIO()
        with pypdfium2.PdfDocument.new() as pdf:
            for data in BROCHURES:
                with pypdfium2.PdfDocument(data) as source:
                    pdf.import_pages(source)
            pdf.save(out)
        return len(out.getvalue())

    return plain, None, None


def pymupdf_books() -> tuple[Make, None, None] | None:
    """Books by PyMuPDF, where it is installed."""
    try:
        import pymupdf
    except ImportError:
        return None

    def plain(_: int) -> int:
        with pymupdf.open() as pdf:
            for data in BROCHURES:
                pdf.insert_pdf(pymupdf.open(stream=data))
            return len(pdf.tobytes())

    return plain, None, None


def file_ratio(runs: int) -> tuple[float, float]:
    """Milliseconds to make a book in a file, and to write and flush the same bytes to one."""
    static = [prepare(data).part() for data in BROCHURES]
    data = assemble(static).pdf
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.pdf")

        def book(_: int) -> int:
            return assemble(static, path).bytes

        def plain(_: int) -> int:
            with open(path, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return len(data)

        return median_ms(book, runs, clock=time.perf_counter), median_ms(plain, runs, clock=time.perf_counter)


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
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; medians of processor time")
    print(f"| one book | 54 pages, {megabytes:.1f} MB | × | with 3 forms of 40 values | × | a form alone | × |")
    print("|---|---|---|---|---|---|---|")
    present = {name: books for name, books in libraries.items() if books}
    columns = [rounds({name: books[column] for name, books in present.items()}) for column in range(3)]
    for name in present:
        cells = [
            f"{column[name]:.2f} ms | {column[name] / column['Booklet']:.0f}" if name in column else "– | –"
            for column in columns
        ]
        print(f"| {name} | {' | '.join(cells)} |")
    book, same = file_ratio(25)
    print(f"\nTo a file: {book:.1f} ms for the book, {same:.1f} ms for the same bytes ({book / same:.1f} times)")


if __name__ == "__main__":
    main()
