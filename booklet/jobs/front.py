"""Jobs of a workspace: begun, watched, cancelled, resumed; and the batch that is a job which somebody waits for."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.generate.made import Made
from booklet.generate.many import Batch, BatchItem
from booklet.generate.references import BookRef, CustomerRef, customers_of, quarter_of, version_of
from booklet.generate.stores import Stores
from booklet.jobs.crew import Crew, crew_of
from booklet.jobs.together import work_through
from booklet.model import BookVersion, Customer, Generation, GenerationStatus, ItemState, Job, JobItem, Quarter
from booklet.progress import OnProgress
from booklet.store.jobs import NewJob

if TYPE_CHECKING:
    import pandas

_LOOK_SECONDS = 0.25
_IDLE_SECONDS = 300.0
"""So long a process waits for more work, because it takes seconds to start one."""
_ROOM_BYTES = 1_000_000
"""With less than that free, the database cannot be relied upon to grow."""


class Jobs:
    """Jobs by id, or by the beginning of an id where that is unique. All of a job is in the database."""

    def __init__(self, stores: Stores, folder: Path) -> None:
        self._stores = stores
        self._folder = folder

    def start(  # noqa: PLR0913 - the public interface: options by name
        self,
        book: BookRef,
        quarter: Quarter,
        customers: Sequence[CustomerRef] | None = None,
        *,
        force: bool = False,
        refused: Mapping[str, str] | None = None,
        workers: int | None = None,
        by: str = "",
    ) -> Job:
        """Begin to make the book of many customers (all by default), in processes beside this program.

        It goes on whatever becomes of this program, as soon as anybody works again: the rows say what is left to do.
        Where the same is being made already, it is that job. A customer whose book is current is skipped, unless
        `force`. `refused` has, by customer's id, why a book cannot be made. `workers` is the number of processes: as
        the workspace's settings say, or 0 to leave the work to others (`booklet worker`).
        """
        with self._stores.database.write():
            job_id, _ = self._stores.jobs.add(self._asked(book, quarter, customers, refused or {}, force), by=by)
            job = self.get(job_id)
        if job.is_open and workers != 0:
            self.go_on(workers)
        return job

    def make(  # noqa: PLR0913 - the public interface: options by name
        self,
        book: BookRef,
        quarter: Quarter,
        customers: Sequence[CustomerRef] | None = None,
        *,
        force: bool = False,
        refused: Mapping[str, str] | None = None,
        workers: int = 1,
        on_progress: OnProgress | None = None,
        by: str = "",
    ) -> Batch:
        """Do a job and return its books: here, or with `workers` above 1 in that many processes.

        Whoever interrupts the call cancels the job, if it is their own: what was made is kept, `resume` opens it again.
        Raises BookletError where the processes cannot live.
        """
        with self._stores.database.write():
            job_id, is_new = self._stores.jobs.add(self._asked(book, quarter, customers, refused or {}, force), by=by)
            job = self.get(job_id)
        try:
            work_through(self._stores, self._folder, job, workers, on_progress or _silent)
            self.watch(job_id)
        except Exception:
            raise
        except BaseException:
            if is_new:
                self.cancel(job_id, by=by)
            raise
        return self.batch(job_id)

    def get(self, ref: str) -> Job:
        """Return the job and how far it is. Raises NotFound."""
        return self._stores.jobs.get(ref)

    def find(
        self, *, is_open: bool | None = None, quarter: Quarter | None = None, limit: int | None = None
    ) -> list[Job]:
        """Return jobs, the newest first: only those that are open, or not, and of a quarter, where given."""
        return self._stores.jobs.find(is_open=is_open, quarter=quarter, limit=limit)

    def frame(self) -> pandas.DataFrame:
        """Return a row per job by id (the index), the newest first, with the number of items in each state."""
        return self._stores.jobs.frame()

    def items(self, ref: str) -> list[JobItem]:
        """Return what became of each customer's book of a job, in its order. Raises NotFound."""
        with self._stores.database.read():
            return self._stores.jobs.items(self.get(ref).id)

    def batch(self, ref: str) -> Batch:
        """Return the books of a job as far as it is. Raises NotFound."""
        with self._stores.database.read():
            job = self.get(ref)
            items = self._stores.jobs.items(job.id)
            customers = self._stores.customers.resolve([item.customer_id for item in items])
            runs = self._stores.generations.by_id([item.generation_id for item in items if item.generation_id])
        return Batch(job.id, tuple(_batch_item(self._stores, item, customers, runs) for item in items))

    def watch(self, ref: str, on_progress: OnProgress | None = None) -> Job:
        """Wait until a job has ended, whoever works on it; return it as it ended. Raises NotFound."""
        tell, seen = on_progress or _silent, None
        while True:
            state = self._stores.database.revision(), self._no_room()  # costs no unit of work while nothing changes
            if state != seen:
                with self._stores.database.read():
                    seen, job = (self._stores.database.revision(), self._no_room()), self.get(ref)
                tell(job.ended, job.total, self.why_waiting(job) or job.book)
                if not job.is_open:
                    return job
            time.sleep(_LOOK_SECONDS)

    def why_waiting(self, job: Job) -> str:
        """Return why an open job waits, also where the disk is too full to write that down; "" where it goes on."""
        return (job.reason or self._no_room()) if job.is_open else ""

    def cancel(self, ref: str, *, by: str = "") -> Job:
        """Give up what is not made yet; what is made, and what is under way, is kept. Raises NotFound."""
        return self._stores.jobs.cancel(ref, by=by)

    def resume(self, ref: str, *, workers: int | None = None, by: str = "") -> Job:
        """Open a job again for what was cancelled or has failed, and go on with it. Raises NotFound."""
        job = self._stores.jobs.resume(ref, by=by)
        if job.is_open and workers != 0:
            self.go_on(workers)
        return job

    def go_on(self, workers: int | None = None) -> None:
        """See to it that processes beside this program work on all open jobs, if there are any."""
        if not self.find(is_open=True, limit=1):
            return
        settings = self._stores.settings.get()
        count, goes_on = settings.workers if workers is None else workers, settings.workers_go_on
        crew = crew_of(
            (self._folder, count),
            lambda: Crew.of_workers(self._folder, count=count, idle_seconds=_IDLE_SECONDS, goes_on=goes_on),
        )
        crew.ensure(1)

    def _no_room(self) -> str:
        if shutil.disk_usage(self._folder).free >= _ROOM_BYTES:
            return ""
        return f"The disk is full: less than 1 MB is free for {self._folder}. Make room, and the job goes on by itself."

    def _asked(
        self,
        book: BookRef,
        quarter: Quarter,
        customers: Sequence[CustomerRef] | None,
        refused: Mapping[str, str],
        force: bool,
    ) -> NewJob:
        with self._stores.database.read():
            version, asked = version_of(self._stores, book), quarter_of(quarter)
            wanted = customers_of(self._stores, customers)
        items = [_new_item(customer, refused.get(customer.id, "")) for customer in wanted]
        return NewJob(
            request=_request(version, asked, items, force),
            book_id=version.book.id,
            book=version.book.name,
            version=version.number,
            quarter=asked,
            force=force,
            items=items,
        )


def _new_item(customer: Customer, refused: str) -> JobItem:
    state = ItemState.FAILED if refused else ItemState.WAITING
    return JobItem("", 0, customer.id, customer.name, state, reason=refused, archived=customer.archived)


def _request(version: BookVersion, quarter: Quarter, items: Sequence[JobItem], force: bool) -> str:
    """Return a text that is equal for two jobs that ask for the same."""
    wanted = sorted((item.customer_id, item.reason) for item in items)
    asked = json.dumps([version.book.id, version.number, str(quarter), force, wanted])
    return hashlib.sha256(asked.encode()).hexdigest()


def _batch_item(
    stores: Stores, item: JobItem, customers: Mapping[str, Customer], runs: Mapping[str, Generation]
) -> BatchItem:
    run = runs.get(item.generation_id)
    made = None
    if run and run.status is GenerationStatus.MADE:
        made = Made(run, stores, item.problems, item.state is ItemState.SKIPPED, item.seconds)
    return BatchItem(customers[item.customer_id], made, item.problems, "" if made else item.reason)


def _silent(*_: object) -> None:
    pass
