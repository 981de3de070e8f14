"""Readiness of all books of a quarter at once, beside planning and drawing each by itself.

    .venv/bin/python benchmarks/readiness.py [customers] [sample]

A book of 20 pages for 2,000 customers with 40 attributes: a cover, contents, brochures, two forms of 40 fields,
letters, choices by rule, and a workbook that is filled. Nothing known; all known; after a change of a value; after a
change of the book; then `preflight` for each customer. Processor time of this process, medians where it is
repeated; what other processes read (uploads, once) is not in it.
"""

from __future__ import annotations

import io
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from booklet import BookSettings, Page, Quarter, Workspace

QUARTER = Quarter(2026, 3)
_BOOK = "Quarterly report"
_DEMO = Path(__file__).parent.parent / "data" / "demo"
_KINDS = (
    *(["text"] * 12 + ["money"] * 10 + ["number"] * 4 + ["percent"] * 3),
    *(["date"] * 4 + ["yes/no"] * 3 + ["choice"] * 4),
)
_KEYS = [f"attribute_{number:02}" for number in range(len(_KINDS))]
_PLANS = ("Gold", "Silver", "Bronze")
_TEXT = "# For {{ customer }}\n\nYou have {{ attribute_12 }} in {{ attribute_39 }}.\n\n" + "More of the same. " * 60
_FORM_FIELD_EACH_PT = 18


def build(folder: Path, customers: int) -> Workspace:
    """Return a workspace with the book, and every customer's values, a few of which are missing."""
    ws, random = Workspace(folder), Random(1)
    for key, kind in zip(_KEYS, _KINDS, strict=True):
        ws.attributes.define(key, type=kind, **({"choices": list(_PLANS)} if kind == "choice" else {}))
    names = [f"Customer {number:04} & Söhne" for number in range(customers)]
    with ws.database.write():
        for name in names:
            ws.customers.add(name)
    ws.attributes.set_many(QUARTER, {name: _values(random) for name in names})
    for name in ("investment-guide.pdf", "service-plans.pdf"):
        ws.uploads.add(_DEMO / name)
    ws.uploads.add(_form(), "form.pdf")
    ws.uploads.add(_workbook(), "sheet.xlsx")
    ws.books.save(_BOOK, pages=_pages(), settings=_settings())
    return ws


def _values(random: Random) -> dict[str, Any]:
    makers: dict[str, Callable[[], Any]] = {
        "text": lambda: "".join(random.choices("abcdefghij klmnop", k=random.randint(5, 25))).strip() or "x",
        "money": lambda: round(random.random() * 1e7, 2),
        "number": lambda: random.randint(1, 10**6),
        "percent": lambda: round(random.random(), 4),
        "date": lambda: date(2000, 1, 1) + timedelta(random.randint(0, 9000)),
        "yes/no": lambda: random.random() < 0.5,
        "choice": lambda: random.choice(_PLANS),
    }
    return {key: makers[kind]() for key, kind in zip(_KEYS, _KINDS, strict=True) if random.random() > 0.002}


def _form() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(len(_KEYS)):
        y = 796 - number * _FORM_FIELD_EACH_PT
        canvas.drawString(50, y + 4, f"Field {number}")
        canvas.acroForm.textfield(
            name=f"f{number:02}", x=150, y=y, width=200, height=15, fontSize=0 if number % 2 else 9, borderWidth=0
        )
    canvas.save()
    return out.getvalue()


def _workbook() -> bytes:
    workbook, out = openpyxl.Workbook(), io.BytesIO()
    sheet = workbook.active
    sheet["A1"], sheet["B2"], sheet["B3"] = "Report for {{ customer }}", "{{ attribute_12 }}", "=B2*2"
    workbook.save(out)
    return out.getvalue()


def _pages() -> list[Page]:
    fields = {f"f{number:02}": f"{{{{ {key} }}}}" for number, key in enumerate(_KEYS)}
    return [
        Page("text", "", {"markdown": "# {{ book }}\n\n{{ customer }}", "layout": "cover"}),
        Page("contents", "Contents", {"depth": 1}),
        *(Page("static", f"Brochure {n}", {"upload": "investment-guide.pdf", "pages": "1-3"}) for n in range(6)),
        *(Page("form", f"Form {n}", {"upload": "form.pdf", "fields": fields}) for n in range(2)),
        *(Page("text", f"Letter {n}", {"markdown": f"{_TEXT}{n}"}) for n in range(6)),
        *(_choice(n) for n in range(3)),
        Page("worksheet", "Report", {"upload": "sheet.xlsx"}),
    ]


def _choice(number: int) -> Page:
    def option(name: str, rule: str, page: str) -> dict[str, Any]:
        config = {"upload": "service-plans.pdf", "pages": page}
        return {"name": name, "rule": rule, "page": {"type": "static", "title": name, "config": config}}

    options = [option("Gold", 'attribute_36 == "Gold"', "2"), option("Rich", "attribute_12 > 5000000", "3")]
    other = {"type": "text", "title": "Other", "config": {"markdown": "Nothing for {{ attribute_00 }}"}}
    return Page("choice", f"Choice {number}", {"options": options, "default": {"name": "Other", "page": other}})


def _settings() -> BookSettings:
    return BookSettings(
        header="{{ title }}",
        footer="{{ customer }}",
        page_numbers="{{ page }} of {{ pages }}",
        title="{{ book }} for {{ customer }}",
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(ws: Workspace, sample: int) -> None:
    """Print the table."""
    rows = len(ws.readiness(QUARTER, known_only=True))
    checks = ws.folder / "cache" / "checks"

    def cold() -> None:
        shutil.rmtree(checks, ignore_errors=True)
        ws.readiness(QUARTER)

    first = _seconds(cold)
    again = statistics.median(_seconds(cold) for _ in range(3))
    kept = statistics.median(_seconds(lambda: ws.readiness(QUARTER)) for _ in range(3))
    name = ws.customers.all()[rows // 2].name
    value = []
    for number in range(3):
        ws.attributes.set(name, QUARTER, {_KEYS[0]: f"another {number}"})
        value.append(_seconds(lambda: ws.readiness(QUARTER)))
    ws.books.save(_BOOK, pages=[*ws.books.get(_BOOK).pages[:-1]], settings=_settings())
    book = _seconds(lambda: ws.readiness(QUARTER))
    some = ws.customers.all()[: max(1, sample)]
    alone = _seconds(lambda: [ws.preflight(_BOOK, one, QUARTER) for one in some]) / len(some)
    print(f"{rows:,} books of {len(_pages())} pages, seconds of processor time")
    print(f"  nothing known, files not prepared   {first:7.2f}")
    print(f"  nothing known                       {again:7.2f}   {again / rows * 1000:.2f} ms a book")
    print(f"  all known                           {kept:7.2f}")
    print(f"  one value changed                   {statistics.median(value):7.2f}")
    print(f"  the book changed                    {book:7.2f}")
    print(f"  preflight one by one, from {len(some):>4}     {alone * rows:7.2f}   {alone * rows / again:.0f} times")


def main() -> None:
    """Build a workspace in a temporary folder, and measure."""
    customers, sample = (int(given or usual) for given, usual in zip_longest(sys.argv[1:], ("2000", "40")))
    with tempfile.TemporaryDirectory() as folder:
        measure(build(Path(folder), customers), sample)


if __name__ == "__main__":
    main()
