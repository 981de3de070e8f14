"""A program that reads and writes a workspace until it is told to stop or killed; run by test_concurrency.py.

For each unit that was committed it prints the unit's number; nothing that it printed may ever be lost.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from booklet.model import Page, Quarter
from booklet.store import Attributes, Books, Customers, UploadRecords, open_database

QUARTER = Quarter(2026, 3)
COUNTER = "Counter"


def work(folder: Path, name: str, seconds: float) -> None:
    """Count up a number that all share, add a customer and save a book in each unit; read between them."""
    database = open_database(folder)
    customers = Customers(database)
    attributes, books = Attributes(database, customers), Books(database, UploadRecords(database))
    deadline, number, seen = time.monotonic() + seconds, 0, 0
    while time.monotonic() < deadline:
        with database.write():
            count = int(attributes.values(COUNTER, QUARTER)["count"])
            attributes.set(COUNTER, QUARTER, {"count": count + 1}, by=name)
            customers.add(f"{name} {number}")
            books.save(f"Book of {name}", pages=[Page("text", f"{number}")])
        print(number, flush=True)
        number += 1
        now = int(attributes.frame(QUARTER).loc[COUNTER, "count"])
        assert now > max(count, seen), f"read {now} after writing {count + 1} and reading {seen}"
        seen = now


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
