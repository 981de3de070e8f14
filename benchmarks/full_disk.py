"""Fill a disk while a job runs, make room again, and look: it waits, says why, goes on, and every book verifies.

    .venv/bin/python benchmarks/full_disk.py [--books 200]

The disk is one in memory, mounted in a user namespace of its own (unshare, of util-linux), so that nothing else fills.
"""

from __future__ import annotations

import argparse
import os
import random
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from booklet import Page, Quarter, Workspace
from booklet.model import ItemState, Job, JobState

QUARTER = Quarter(2026, 3)
_MOUNTED = "BOOKLET_FULL_DISK"
_DISK_BYTES, _ROOM_BYTES = 32_000_000, 1_500_000


def main() -> None:
    """Mount the disk, and run this again on it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--books", type=int, default=200)
    options = parser.parse_args()
    if folder := os.environ.get(_MOUNTED):
        _try(Path(folder), options.books)
        return
    with tempfile.TemporaryDirectory() as folder:
        again = f'mount -t tmpfs -o size={_DISK_BYTES} tmpfs "{folder}" && exec "$@"'
        command = ["unshare", "-Urm", "sh", "-c", again, "sh", sys.executable, *sys.argv]
        sys.exit(subprocess.run(command, env=os.environ | {_MOUNTED: folder}, check=False).returncode)


def _try(folder: Path, books: int) -> None:
    ws = _filled(folder / "workspace", books)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(_free(folder) - _ROOM_BYTES))
    job = ws.jobs.start("Letter", QUARTER, workers=2)
    job = _followed(ws, job, until=lambda job: bool(ws.jobs.why_waiting(job)) and _free(folder) == 0)
    print("it waits:", ws.jobs.why_waiting(job), dict(job.counts), flush=True)
    ballast.unlink()
    job = _followed(ws, job, until=lambda job: not job.is_open)
    runs = ws.generations.find(batch=job.id)
    assert job.state is JobState.DONE, job
    assert job.counts == {ItemState.MADE: books}, job.counts
    assert len({run.customer_id for run in runs}) == len(runs) == books
    assert all(ws.verify(run.id).same for run in runs)
    print(f"there is room again: {books} books made, each once, and all verify", flush=True)


def _filled(folder: Path, books: int) -> Workspace:
    """Return a workspace in which each customer's book is large and unlike the others'."""
    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(5000)]
    ws = Workspace(folder)
    with ws.database.write():
        ws.attributes.define("note")
        for number in range(books):
            ws.customers.add(f"Customer {number:03}")
        notes = {f"Customer {number:03}": {"note": " ".join(chance.choices(words, k=400))} for number in range(books)}
        ws.attributes.set_many(QUARTER, notes)
        ws.books.save("Letter", pages=[Page("text", f"Page {n}", {"markdown": "{{ note }} " * 4}) for n in range(4)])
    return ws


def _free(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _followed(ws: Workspace, job: Job, until: Callable[[Job], bool]) -> Job:
    end = time.monotonic() + 300
    while not until(job):
        if time.monotonic() > end:
            raise SystemExit(f"Nothing came of it in 5 minutes: {job}")
        time.sleep(0.2)
        job = ws.jobs.get(job.id)
    return job


if __name__ == "__main__":
    main()
