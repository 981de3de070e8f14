"""A workspace of an office that has used Booklet for years, built in a few minutes without making a book.

    .venv/bin/python benchmarks/big_workspace.py FOLDER [customers] [quarters] [books] [generations] [uploads]

2,000 customers with 40 attributes, of which a third change each quarter; books of text pages and a form; runs that are
recorded as made, with the inputs that the books would be made from and the output of none: what lists, states and
screens read. The newest quarter's books are made, to do and out of date, as in the middle of a quarter.
"""

from __future__ import annotations

import hashlib
import sys
import time
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from booklet import Page, Quarter, Workspace
from booklet.generate.snapshot import read_state, take_snapshot
from booklet.model import BookVersion, Customer, Generation, GenerationStatus
from booklet.store.generations import EndedRun
from booklet.store.values_as_of import NewChange, record

LAST = Quarter(2026, 3)
_KEYS = 40
_TYPES = ("text", "number", "money", "percent", "date", "yes/no")
_EACH = 2_000
_DEMO = Path(__file__).parent.parent / "booklet" / "demo"


@dataclass(frozen=True, slots=True)
class Size:
    """The numbers of things in the workspace."""

    customers: int = 2_000
    quarters: int = 20
    books: int = 5
    generations: int = 200_000
    uploads: int = 4


def build(folder: Path, size: Size | None = None) -> Workspace:
    """Fill a folder that is not there yet, and return its workspace."""
    size = size or Size()
    ws = Workspace(folder)
    for number in range(_KEYS):
        ws.attributes.define(_key(number), type=_TYPES[number % len(_TYPES)])
    with ws.database.write():
        customers = [ws.customers.add(f"Customer {number:04} & Co") for number in range(size.customers)]
    _add_uploads(ws, size.uploads)
    versions = [ws.books.save(f"Book {number:02}", pages=_pages(number)) for number in range(size.books)]
    rounds = max(1, size.generations // (size.customers * size.books * size.quarters))
    for back in reversed(range(size.quarters)):
        quarter = LAST.shifted(-back)
        _record_values(ws, customers, quarter, everything=back == size.quarters - 1)
        for again in range(rounds):
            for version in versions:
                made = customers[: len(customers) * 3 // 4] if not back and again == rounds - 1 else customers
                record_runs(ws, version, quarter, made)
    _record_values(ws, customers[::10], LAST, everything=False)
    return ws


def _pages(number: int) -> list[Page]:
    text = "# Dear {{ customer }}\n\n" + "\n\n".join(
        f"Your {_key(key).replace('_', ' ')} is {{{{ {_key(key)} }}}}, part {number} of what we have to say."
        for key in range(12)
    )
    return [Page("text", f"Letter {part}", {"markdown": f"{text}\n\n{part}"}) for part in range(10)]


def _add_uploads(ws: Workspace, number: int) -> None:
    """Add small PDFs that differ: what is in them does not matter here."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    for each in range(number):
        out = io.BytesIO()
        canvas = Canvas(out, invariant=1)
        canvas.drawString(72, 720, f"Brochure {each}")
        canvas.save()
        ws.uploads.add(out.getvalue(), f"brochure-{each:03}.pdf")


def _key(number: int) -> str:
    return f"attribute_of_the_customer_{number:02}"


def _record_values(ws: Workspace, customers: list[Customer], quarter: Quarter, *, everything: bool) -> None:
    count = quarter.year * 4 + quarter.number
    with ws.database.write() as connection:
        changed = [
            NewChange(customer.id, _key(key), _text(number, key, count), quarter)
            for number, customer in enumerate(customers)
            for key in range(_KEYS)
            if everything or (number + key + count) % 3 == 0
        ]
        record(connection, changed, by="import")


def _text(customer: int, key: int, count: int) -> str:
    return (
        f"text {customer} {count}",
        str(customer + count * 10),
        f"{customer * 1000 + count}.5",
        f"0.{customer + count}",
        f"2020-{1 + count % 12:02}-{1 + customer % 28:02}",
        "true" if (customer + count) % 2 else "false",
    )[key % len(_TYPES)]


def record_runs(ws: Workspace, version: BookVersion, quarter: Quarter, customers: list[Customer]) -> None:
    """Record a batch as made: what its books would be made from, and outputs that are nowhere."""
    state, batch = read_state(ws.stores, version, quarter), str(uuid.uuid4())
    moment = datetime(quarter.year, quarter.number * 3, 1, 9)
    for first in range(0, len(customers), _EACH):
        runs = []
        for number, customer in enumerate(customers[first : first + _EACH]):
            snapshot = take_snapshot(state, customer)
            at = moment + timedelta(milliseconds=number * 20)
            run = Generation.begun(snapshot, id=str(uuid.uuid4()), started_at=at, by="ann", batch=batch)
            output = hashlib.sha256(run.id.encode()).hexdigest()
            made = replace(
                run,
                status=GenerationStatus.FAILED if number % 97 == 96 else GenerationStatus.MADE,
                finished_at=at + timedelta(milliseconds=15),
                sha256=output,
                content_sha256=output,
                page_count=20,
                bytes=5_400_000,
            )
            log = [("info", f"{page.title}: 2 pages, from page {n * 2 + 1}") for n, page in enumerate(snapshot.pages)]
            runs.append(EndedRun(made, snapshot, log))
        ws.generations.add_ended(runs)


def main() -> None:
    """Build one in the folder that is named, and say how long it took."""
    folder, *numbers = sys.argv[1:]
    began = time.perf_counter()
    ws = build(Path(folder), Size(*(int(number) for number in numbers)))
    print(f"{time.perf_counter() - began:.0f} s, {ws.database.size_bytes() / 1e6:.0f} MB in {folder}")


if __name__ == "__main__":
    main()
