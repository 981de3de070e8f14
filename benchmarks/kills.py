"""Kill workers at random moments of a job, then look: nothing lost, nothing made twice, every book verifies.

.venv/bin/python benchmarks/kills.py [--kills 100] [--books 600] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from booklet import Page, Quarter, Workspace
from booklet.jobs import Pace, Worker
from booklet.model import ItemState, JobState

QUARTER = Quarter(2026, 3)


def main() -> None:
    """Kill, then finish the job and look at everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--books", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        ws = Workspace(Path(folder))
        with ws.database.write():
            for number in range(options.books):
                ws.customers.add(f"Customer {number:04}")
            ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
        ws.generate("Letter", "Customer 0000", QUARTER)  # what this process has ready, those forked from it have too
        job = ws.jobs.start("Letter", QUARTER, workers=0, force=True)
        for _ in range(options.kills):
            _kill_one(ws, chance.uniform(0.02, 1.0))
        print(f"after {options.kills} kills: {dict(ws.jobs.get(job.id).counts)}", flush=True)
        Worker(ws.stores).work()
        _look(ws, job.id, options.books)


def _kill_one(ws: Workspace, after_seconds: float) -> None:
    process = os.fork()
    if not process:
        Worker(ws.stores, pace=Pace(handful=10, together=3)).work()
        os._exit(0)
    time.sleep(after_seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _look(ws: Workspace, job_id: str, books: int) -> None:
    job, runs = ws.jobs.get(job_id), ws.generations.find(batch=job_id)
    assert job.state is JobState.DONE, job
    assert job.counts == {ItemState.MADE: books}, job.counts
    assert len(runs) == len({run.customer_id for run in runs}) == books, len(runs)
    wrong = [run.id for run in runs if not ws.verify(run.id).same]
    assert not wrong, wrong
    print(f"{books} books, each made once; all verify. {job.interruptions} interruptions.")


if __name__ == "__main__":
    main()
