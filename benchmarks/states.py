"""Speed of `ws.states` with years of history: 2,000 customers, 5 books, 20 quarters, 200,000 generations.

    .venv/bin/python benchmarks/states.py [FOLDER]

FOLDER is a workspace of big_workspace.py, and made where it is not there. Prints the median of five calls in
milliseconds of the clock and of processors, each with the opening of the database, the size of the file, and what a run
adds to it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from big_workspace import LAST, Size, build, record_runs

from booklet import Workspace

_CALLS = 5


def main() -> None:
    """Build a workspace if need be, then measure."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if sys.argv[1:] else Path(temporary) / "big"
        ws = Workspace(folder) if folder.exists() else build(folder)
        _measure(ws)
        _weigh(Path(temporary))


def _measure(ws: Workspace) -> None:
    states = ws.states(LAST)
    print(f"{len(states):,} books: {dict(Counter(str(standing.state) for standing in states))}")
    print(f"{'the database':45}{ws.database.size_bytes() / 1e6:9.0f} MB")
    stale = [standing for standing in states if standing.changed][:50]
    book = ws.books.all()[0].name
    calls: dict[str, Callable[[], object]] = {
        "states of all books": lambda: ws.states(LAST),
        "states of one book": lambda: ws.states(LAST, book=book),
        "input keys of one book": lambda: ws.input_keys(book, LAST),
        "reasons of 50 books out of date": lambda: ws.reasons(stale),
        "50 runs of the history, and their number": lambda: (ws.generations.find(limit=50), ws.generations.count()),
        "the frame of all runs": ws.generations.frame,
    }
    for what, call in calls.items():
        wall, processor = _median_ms(call)
        print(f"{what:45}{wall:9.0f} ms{processor:9.0f} ms of processors")


def _weigh(folder: Path) -> None:
    """Print what 10,000 runs add: 2,000 customers with 40 attributes, five times."""
    small = build(folder / "without", Size(quarters=1, books=5, generations=0))
    with small.database.read() as connection:
        rows = connection.one(
            """select count(*), sum(length(own_inputs) + length(id) + length(book_id) + length(book)
                                    + length(customer_id) + length(customer) + length(shared_inputs)
                                    + length(values_digest) + length(snapshot_digest) + length(sha256)
                                    + length(content_sha256) + length(batch) + 60) from generations"""
        )
        shared = connection.one("select count(*), sum(length(inputs)) from shared_inputs")
    if rows and shared:
        print(f"{'a run, the bytes of its columns':45}{rows[1] / rows[0]:9.0f} bytes, of {rows[0]:,} runs")
        print(f"{'inputs that they share':45}{shared[1]:9.0f} bytes in {shared[0]} rows")
    before = small.database.size_bytes()
    for version in small.books.newest_versions():
        record_runs(small, version, LAST, small.customers.all())
    grown = small.database.size_bytes() - before
    print(f"{'what 10,000 runs add to the file':45}{grown / 10_000:9.0f} bytes a run, with 10 lines of log")


def _median_ms(call: Callable[[], object]) -> tuple[float, float]:
    walls, processors = [], []
    for _ in range(_CALLS):
        wall, processor = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return statistics.median(walls) * 1000, statistics.median(processors) * 1000


if __name__ == "__main__":
    main()
