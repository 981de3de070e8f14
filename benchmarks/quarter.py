"""A quarter's books from beginning to end, beside the same work done with other libraries in the same run.

    .venv/bin/python benchmarks/quarter.py [--books 300]        both books, and the memory of a worker
    .venv/bin/python benchmarks/quarter.py --profile            where the time of one book goes

Everything that is measured is made here. Both sides work in two processes, write every book to the disk and flush it;
Booklet plans, checks and records each as well. Times are processor seconds of all processes, because machines are busy,
and so include what a process needs to start.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import os
import pstats
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pypdf
from pdf_material import brochure, form, values
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from booklet import Page, Quarter, Workspace
from booklet.jobs import Pace, Worker
from booklet.model import ItemState

QUARTER = Quarter(2026, 3)
_PROCESSES = 2
_TEXT = "Dear {0}, your plan is {1} and your adviser is {2}. We look back on a quarter with {3} in it. " * 8
_PLANS = ("Gold", "Silver", "Bronze")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--books", type=int, default=300)
    parser.add_argument("--memory-books", type=int, default=1000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ws = filled(Path(folder, "workspace"), max(options.books, options.memory_books))
        if options.profile:
            _profile(ws)
            return
        print("| work | Booklet, ms a book | beside, ms a book | times |", flush=True)
        print("|---|---|---|---|", flush=True)
        for book, beside in (("Static", by_pypdf), ("Drawn", by_reportlab)):
            ours, theirs = booklet_seconds(ws, book, options.books), beside_seconds(beside, options.books)
            print(f"| {book} | {ours * 1000:.1f} | {theirs * 1000:.1f} | {theirs / ours:.1f} |", flush=True)
        print("memory of a worker, MB after so many books:", memory(ws, "Static", options.memory_books), flush=True)


def filled(folder: Path, customers: int) -> Workspace:
    """Return a workspace with customers of 40 attributes, and both books."""
    ws = Workspace(folder)
    with ws.database.write():
        for number in range(customers):
            ws.customers.add(f"Customer {number:04}")
        for number in range(40):
            ws.attributes.define(f"value_{number}")
        rows = {
            f"Customer {number:04}": {f"value_{key}": f"Customer {number} value {key}" for key in range(40)}
            | {"plan": _PLANS[number % 3]}
            for number in range(customers)
        }
        ws.attributes.define("plan")
        ws.attributes.set_many(QUARTER, rows)
    for seed in range(3):
        ws.uploads.add(brochure(seed), name=f"brochure{seed}.pdf")
        ws.uploads.add(form(seed), name=f"form{seed}.pdf")
    static = [Page("static", f"Brochure {seed}", {"upload": f"brochure{seed}.pdf"}) for seed in range(3)]
    forms = [
        Page(
            "form",
            f"Form {seed}",
            {
                "upload": f"form{seed}.pdf",
                "fields": {name: f"{{{{ value_{number} }}}}" for number, name in enumerate(values(seed, 0))},
            },
        )
        for seed in range(3)
    ]
    ws.books.save("Static", pages=[*static, *forms])
    text = _TEXT.format("{{ customer }}", "{{ plan }}", "{{ value_0 }}", "{{ value_1 }}")
    drawn = [Page("text", f"Letter {number}", {"markdown": f"# Letter {number}\n\n{text}"}) for number in range(12)]
    chosen = [Page("choice", "", _choice(number)) for number in range(6)]
    fixed = [
        Page("static", f"Pages {number}", {"upload": "brochure0.pdf", "pages": f"{number + 1}"}) for number in range(2)
    ]
    ws.books.save("Drawn", pages=[*drawn, *chosen, *fixed])
    return ws


def _choice(number: int) -> dict[str, object]:
    page = {"type": "static", "title": "", "config": {"upload": "brochure1.pdf", "pages": f"{number + 1}"}}
    options = [{"name": plan, "rule": f'plan == "{plan}"', "page": page} for plan in _PLANS]
    return {"options": options}


def booklet_seconds(ws: Workspace, book: str, books: int) -> float:
    """Return the processor seconds of a book: in worker processes, from the job's start until all is recorded."""
    customers = [customer.name for customer in ws.customers.all()[:books]]
    before = _processor_seconds()
    batch = ws.generate_batch(book, QUARTER, customers, workers=_PROCESSES)
    assert len(batch.made) == books, batch.failed[0].error
    return (_processor_seconds() - before) / books


def beside_seconds(make: Callable[[tuple[str, int]], None], books: int) -> float:
    """Return the processor seconds of a book by another library, in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(3):
            Path(folder, f"brochure{seed}.pdf").write_bytes(brochure(seed))
            Path(folder, f"form{seed}.pdf").write_bytes(form(seed))
        before = _processor_seconds()
        with get_context("fork").Pool(_PROCESSES) as pool:
            pool.map(make, [(folder, number) for number in range(books)], chunksize=10)
            pool.close()
            pool.join()
        return (_processor_seconds() - before) / books


def by_pypdf(task: tuple[str, int]) -> None:
    """Make the book of 54 static pages and 3 forms of 40 values with pypdf."""
    folder, customer = task
    writer = pypdf.PdfWriter()
    for seed in range(3):
        writer.append(Path(folder, f"brochure{seed}.pdf"))
    for seed in range(3):
        writer.append(Path(folder, f"form{seed}.pdf"))
        writer.update_page_form_field_values(writer.pages[-1], values(seed, customer), auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    _write(folder, customer, out.getvalue())


def by_reportlab(task: tuple[str, int]) -> None:
    """Make the book of 20 pages, 12 of them drawn, with reportlab and pypdf."""
    folder, customer = task
    writer, styles = pypdf.PdfWriter(), getSampleStyleSheet()
    words = _TEXT.format(f"Customer {customer}", _PLANS[customer % 3], "an adviser", "much")
    for number in range(12):
        page = io.BytesIO()
        story = [Paragraph(f"Letter {number}", styles["Heading1"]), Paragraph(words, styles["BodyText"])]
        SimpleDocTemplate(page).build(story)
        page.seek(0)
        writer.append(page)
    chosen = pypdf.PdfReader(Path(folder, "brochure1.pdf"))
    for number in range(6):
        writer.add_page(chosen.pages[number])
    fixed = pypdf.PdfReader(Path(folder, "brochure0.pdf"))
    for number in range(2):
        writer.add_page(fixed.pages[number])
    out = io.BytesIO()
    writer.write(out)
    _write(folder, customer, out.getvalue())


def _write(folder: str, customer: int, data: bytes) -> None:
    with open(Path(folder, f"book{customer}.pdf"), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


_RSS = """
import sys
from booklet import Workspace
from booklet.jobs import Worker
from booklet.model import ItemState
made = 0

def resident_bytes():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

def count(item):
    global made
    made += item.state is ItemState.MADE
    if item.state is ItemState.MADE and made in (50, 200, 500, 1000):
        print(made, round(resident_bytes() / 1e6), flush=True)

Worker(Workspace(sys.argv[1]).stores, job_id=sys.argv[2], on_item=count).work()
"""


def memory(ws: Workspace, book: str, books: int) -> dict[int, int]:
    """Return the resident megabytes of a worker's process, by how many books it has made."""
    customers = [customer.name for customer in ws.customers.all()[:books]]
    job = ws.jobs.start(book, QUARTER, customers, force=True, workers=0)
    call = [sys.executable, "-c", _RSS, str(ws.folder), job.id]
    said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    return {int(made): int(megabytes) for made, megabytes in (line.split() for line in said.splitlines())}


def _profile(ws: Workspace) -> None:
    """Print where the time goes of a hundred books of each kind, in this process, after a first handful."""
    for book in ("Static", "Drawn"):
        for customers, profile in ((range(10), None), (range(10, 110), cProfile.Profile())):
            names = [f"Customer {number:04}" for number in customers]
            job = ws.jobs.start(book, QUARTER, names, workers=0)
            worker = Worker(ws.stores, job_id=job.id, pace=Pace(visit_seconds=1000))
            if not profile:
                worker.work()
                continue
            profile.runcall(worker.work)
            assert ws.jobs.get(job.id).counts == {ItemState.MADE: 100}
            print(book)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(40)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _processor_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in (own, children))


if __name__ == "__main__":
    main()
