"""Disk and time that it takes to keep many customers' books, in pieces and as whole files, without the database.

    python benchmarks/kept_outputs.py [--books 300] [--folder DIR]

A book has 54 static pages (5.3 MB) and three forms of 40 values. Books are assembled and kept, alone or a handful at a
time, and everything is flushed to the disk of DIR; each way has its turn in rounds, so that other load on the machine
affects all alike. Processor time is this process's.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pdf_material import brochure, form, values

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.file_pieces import FileInPieces
from booklet.pdf import assemble, prepare
from booklet.store import FileFolder, incoming

HANDFUL = 32
STATIC = [prepare(brochure(seed)).part() for seed in range(3)]
FORMS = [prepare(form(seed)) for seed in range(3)]


def book(customer: int) -> FileInPieces:
    """Assemble a customer's book."""
    filled = [each.fill(values(number, customer)) for number, each in enumerate(FORMS)]
    return assemble([*STATIC, *filled]).file


@contextmanager
def counted_flushes() -> Iterator[list[int]]:
    """Count the calls that wait for the disk."""
    count = [0]
    fsync, flush_all = os.fsync, incoming._flush_all

    def counting(flush: Callable[[int], None]) -> Callable[[int], None]:
        def flushed(handle: int) -> None:
            count[0] += 1
            flush(handle)

        return flushed

    os.fsync, incoming._flush_all = counting(fsync), counting(flush_all)  # type: ignore[assignment]
    try:
        yield count
    finally:
        os.fsync, incoming._flush_all = fsync, flush_all


def disk_bytes(folder: Path) -> int:
    """Return what the files take on the disk, in whole blocks, with their folders."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))


def measured(folder: Path, books: range, *, handful: int, whole: bool) -> tuple[float, float, int]:
    """Keep books; return processor seconds, seconds and flushes."""
    files = FileFolder(folder)
    with counted_flushes() as flushes:
        cpu, clock = time.process_time(), time.perf_counter()
        for first in range(books.start, books.stop, handful):
            together = [book(number) for number in range(first, min(first + handful, books.stop))]
            files.put_in_pieces(together, suffix=".pdf", whole=whole)
        return time.process_time() - cpu, time.perf_counter() - clock, flushes[0]


def main() -> None:
    """Print a line for each way to keep them."""
    options = argparse.ArgumentParser()
    options.add_argument("--books", type=int, default=300)
    options.add_argument("--folder", type=Path, default=None)
    asked = options.parse_args()
    plain = sum(book(number).size for number in range(asked.books))
    cpu = time.process_time()
    for number in range(50):
        book(number)
    alone = (time.process_time() - cpu) / 50
    print(
        f"{platform.machine()}, Python {platform.python_version()}; {asked.books} books, {plain / 1e6:,.0f} MB plain;"
    )
    print(f"to assemble one takes {alone * 1000:.1f} ms of processor time, of which the lines below have it all\n")
    print("| kept | processor, a book | elapsed, a book | flushes, a book | on disk | of the plain files |")
    print("|---|---|---|---|---|---|")
    ways = [(whole, handful) for whole in (True, False) for handful in (1, HANDFUL)]
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        found = {way: [0.0, 0.0, 0.0] for way in ways}
        for first in range(0, asked.books, HANDFUL):
            turn = range(first, min(first + HANDFUL, asked.books))
            for way in ways:
                folder = Path(temporary, f"{way[0]}-{way[1]}")
                sums = measured(folder, turn, whole=way[0], handful=way[1])
                found[way] = [have + more for have, more in zip(found[way], sums, strict=True)]
        for (whole, handful), sums in found.items():
            cpu, clock, flushes = (one / asked.books for one in sums)
            disk = disk_bytes(Path(temporary, f"{whole}-{handful}"))
            kept = f"{'whole' if whole else 'in pieces'}, {handful} at a time"
            times = f"{cpu * 1000:.1f} ms | {clock * 1000:.1f} ms | {flushes:.2f}"
            print(f"| {kept} | {times} | {disk / 1e6:,.1f} MB | {disk / plain:.2%} |")


if __name__ == "__main__":
    main()
