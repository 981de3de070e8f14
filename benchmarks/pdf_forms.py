"""Time and memory of filling forms, beside other libraries in the same run.

    python benchmarks/pdf_forms.py

The benchmark measures a further customer of many: a form of 45 fields, all given the same values, in memory. Booklet
has prepared the form, the others open it for each customer, as their documentation does. Figures are medians of
processor time over rounds in which each library takes its turn. PyMuPDF takes part where it is installed.
"""

from __future__ import annotations

import io
import os
import platform
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
from pdf_material import FIELDS, form
from pikepdf.form import DefaultAppearanceStreamGenerator, ExtendedAppearanceStreamGenerator, Form

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.pdf import assemble, prepare

FORM = form(0)
ROUNDS, OWN_RUNS, CUSTOMERS = 15, 20, 1000
Values = dict[str, str]
Fill = Callable[[Values], int]
"""Fills the form; returns the size of the result."""


def values(customer: int, *, accents: bool = False) -> Values:
    """Return a value for each field of the form."""
    words = ("Žltý", "Łódź", "Юлия", "Ωmega") if accents else ("Acme", "Gold", "Main Street", "Adviser")
    return {f"form0.field{number}": f"{words[number % 4]} {customer} {number}" for number in range(FIELDS)}


def by_booklet(*, flatten: bool = False) -> Fill:
    """Fill the form with Booklet, which has prepared it."""
    prepared = prepare(FORM)
    return lambda given: len(assemble([prepared.fill(given, flatten=flatten)]).pdf)


def by_pikepdf(given: Values, generator: type = DefaultAppearanceStreamGenerator) -> int:
    """Fill the form through pikepdf's form interface."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(FORM)) as pdf:
        fields = Form(pdf, generator)
        for name, value in given.items():
            fields[name].value = value
        pdf.save(out)
    return len(out.getvalue())


def by_pypdf(given: Values) -> int:
    """Fill the form with pypdf's writer."""
    out = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(FORM))
    writer.update_page_form_field_values(writer.pages[0], given, auto_regenerate=False)
    writer.write(out)
    return len(out.getvalue())


def by_pymupdf() -> Fill | None:
    """Fill the form through PyMuPDF's widgets; return None where it is not installed."""
    try:
        import pymupdf
    except ImportError:
        return None

    def fill(given: Values) -> int:
        with pymupdf.open(stream=FORM) as document:
            for widget in document[0].widgets():
                widget.field_value = given[widget.field_name]
                widget.update()
            return len(document.tobytes())

    return fill


def median_ms(fillers: dict[str, Fill | None], *, accents: bool = False) -> dict[str, float]:
    """Return the median milliseconds of processor time that each library takes for a customer."""
    times: dict[str, list[float]] = {name: [] for name, fill in fillers.items() if fill}
    for number in range(ROUNDS + 1):
        for name in times:
            fill, runs = fillers[name], OWN_RUNS if name == "Booklet" else 1
            assert fill
            start = time.process_time()
            for run in range(runs):
                assert fill(values(number * runs + run, accents=accents)) > 3_000
            times[name].append((time.process_time() - start) / runs)
    return {name: statistics.median(found[1:]) * 1000 for name, found in times.items()}


def table() -> list[str]:
    """Yield the rows: each library with its times, and their ratio to Booklet's."""
    peers: dict[str, Fill | None] = {
        "pikepdf": by_pikepdf,
        "pikepdf, extended appearances": lambda given: by_pikepdf(given, ExtendedAppearanceStreamGenerator),
        "pypdf": by_pypdf,
        "PyMuPDF": by_pymupdf(),
    }
    plain = median_ms({"Booklet": by_booklet(), **peers})
    flat = median_ms({"Booklet": by_booklet(flatten=True)})
    accents = median_ms({"Booklet": by_booklet()}, accents=True)
    rows = [f"| {name} | {ms:.2f} | {ms / plain['Booklet']:.0f} |" for name, ms in plain.items()]
    rows.append(f"| Booklet, flattened | {flat['Booklet']:.2f} | |")
    rows.append(f"| Booklet, letters that the form's font lacks | {accents['Booklet']:.2f} | |")
    return rows


def memory_bytes() -> tuple[int, int]:
    """Return the process's memory in bytes after the tenth customer and after the thousandth."""
    fill, found = by_booklet(), []
    for customer in range(CUSTOMERS + 1):
        fill(values(customer, accents=customer % 2 == 1))
        if customer in (10, CUSTOMERS):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            found.append(pages * os.sysconf("SC_PAGE_SIZE"))
    return found[0], found[1]


def main() -> None:
    """Print the table, and the memory that 1,000 customers leave occupied."""
    warnings.simplefilter("ignore")
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; medians of processor time\n")
    print(f"| a form of {FIELDS} fields, one customer | ms | times Booklet's |")
    print("|---|---|---|")
    print("\n".join(table()))
    tenth, last = memory_bytes()
    print(f"\nMemory: {tenth / 1e6:.0f} MB after the tenth customer, {last / 1e6:.0f} MB after the thousandth")


if __name__ == "__main__":
    main()
