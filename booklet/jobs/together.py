"""A job done while somebody waits: in this process, or in processes whose hints are passed on to whoever waits."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from booklet.errors import BookletError
from booklet.generate.stores import Stores
from booklet.jobs.crew import Crew
from booklet.jobs.worker import Worker
from booklet.model import ItemState, Job, JobItem
from booklet.progress import OnProgress

_HINT_SECONDS = 0.25


def work_through(stores: Stores, folder: Path, job: Job, workers: int, tell: OnProgress) -> None:
    """Make all that can be made of a job, in this process or in `workers` others; what others hold is left to them.

    Raises BookletError where the processes die as soon as they begin.
    """
    counted = _Counted(job.ended, job.total, tell)
    if workers <= 1:
        Worker(stores, job_id=job.id, on_item=counted.take).work()
    elif job.is_open:
        tell(job.ended, job.total, "Starting")
        _in_processes(folder, job.id, min(workers, job.total), counted)
    tell(counted.ended, job.total, "Done")


class _Counted:
    """Counts the items that ended, and tells of each item that begins."""

    def __init__(self, ended: int, total: int, tell: OnProgress) -> None:
        self.ended = ended
        self._total = total
        self._tell = tell

    def take(self, item: JobItem) -> None:
        if item.state is ItemState.RUNNING:
            self._tell(self.ended, self._total, item.customer)
        elif item.state is ItemState.WAITING:
            self._tell(self.ended, self._total, f"Waiting: {item.reason}")
        else:
            self.ended += 1


def _in_processes(folder: Path, job_id: str, workers: int, counted: _Counted) -> None:
    """Pass on the hints of the processes in the caller's thread, which may be stopped by what it shows."""
    hints: SimpleQueue[JobItem] = SimpleQueue()
    crew = Crew.of_workers(folder, count=workers, job_id=job_id, on_item=hints.put)
    crew.ensure(1)
    done = Thread(target=crew.wait, daemon=True)
    done.start()
    try:
        while done.is_alive() or not hints.empty():
            try:
                counted.take(hints.get(timeout=_HINT_SECONDS))
            except Empty:
                continue
    except BaseException:
        crew.end()
        raise
    if crew.error:
        raise BookletError(
            f"The processes of the batch die as soon as they begin: {crew.error} Call it with workers=1. The history "
            "has the books that were made."
        )
