"""A handful of a job's books: read together, made without the database, recorded together.

    tasks = tasks_of(stores, items)                      in a unit of work
    ended = [make(stores, task) for task in tasks]       the database is closed
    ended = published(stores, ended)                     what was made is safely on the disk
    record(stores, ended)                                in a unit of work

A crash in between costs making some of the books again: the same bytes under the same name, so nothing is there twice.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from booklet.errors import PreflightFailed, WorkspaceUnwritable
from booklet.generate.one import Log, Order, build, is_kept, tell_plan, why_failed
from booklet.generate.plan import make_plan
from booklet.generate.publish import publish
from booklet.generate.resolve import Common
from booklet.generate.snapshot import QuarterState, read_state, take_snapshot
from booklet.generate.stores import Stores
from booklet.model import Customer, Generation, GenerationStatus, ItemState, Job, JobItem, Snapshot
from booklet.page_types.once import Once
from booklet.pdf.types import Assembled
from booklet.store.clock import utc_now
from booklet.store.generations import EndedRun, Output

_CURRENT = "The book was made already, from the same inputs."
_ARCHIVED = "The customer was archived after the job began, so the book was not made. Restore the customer to make it."


@dataclass(frozen=True, slots=True)
class Task:
    """An item to be made: the snapshot, or None with the reason why its book is not made; and the run to reuse."""

    item: JobItem
    snapshot: Snapshot | None
    order: Order
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of the files of the snapshot, by upload id."""
    made: Generation | None = None
    reason: str = ""
    common: Common | None = field(default=None, repr=False)
    """What the customers of a handful have in common."""


@dataclass(frozen=True, slots=True)
class Ended:
    """An item as it ended, and the run to be recorded with it, unless the book was there already.

    `book` is a book that is not published yet.
    """

    task: Task
    item: JobItem
    run: EndedRun | None = None
    book: Assembled | None = field(default=None, repr=False)


def tasks_of(stores: Stores, items: Sequence[JobItem]) -> list[Task]:
    """Read all that some items of a job need, in a single unit of work.

    The book is that of the job's version; everything else is as it is now.
    """
    if not items:
        return []
    with stores.database.read():
        job = stores.jobs.get(items[0].job_id)
        customers = stores.customers.resolve([item.customer_id for item in items])
        version = stores.books.get(job.book_id, version=job.version)
        state = read_state(stores, version, job.quarter, only=list(customers.values()))
        common = Common.of(state.shared, Once())
        tasks = [_task(job, item, customers[item.customer_id], state, common) for item in items]
        if job.force:
            return tasks
        digests = {task.item.position: task.snapshot.digest for task in tasks if task.snapshot}
        made = stores.generations.made_from_any(list(digests.values()), job.quarter)
    return [replace(task, made=made.get(digests.get(task.item.position, ""))) for task in tasks]


def make(stores: Stores, task: Task, keep_alive: Callable[[], None] = lambda: None) -> Ended:
    """Make the book of a task, or find that it is there; whatever is wrong with it is in what is returned.

    `keep_alive` is called with each page. Raises WorkspaceUnwritable where nothing can be kept, which is no book's
    fault.
    """
    if task.snapshot is None:
        return Ended(task, replace(task.item, state=ItemState.SKIPPED, reason=task.reason))
    if task.made and is_kept(stores, task.made):
        return Ended(task, _current(task.item, task.made))
    began, log, book = time.monotonic(), Log(), None
    run = Generation.begun(
        task.snapshot, id=str(uuid.uuid4()), started_at=utc_now(), by=task.order.by, batch=task.order.batch
    )
    try:
        files = stores.files_of(task.snapshot, task.passwords)
        plan = make_plan(task.snapshot, files, lambda *_: keep_alive(), common=task.common)
        stores.told.keep(plan.told)
        tell_plan(plan, log)
        book = build(plan)
    except WorkspaceUnwritable:
        raise
    except PreflightFailed as failed:
        item = replace(task.item, state=ItemState.FAILED, reason=str(failed), problems=failed.problems)
        run = replace(run, status=GenerationStatus.FAILED, error=str(failed))
    except Exception as error:  # the others go on, whatever befell one customer
        log.say(f"{type(error).__name__}: {error}", "error")
        item = replace(task.item, state=ItemState.FAILED, reason=why_failed(task.snapshot, error))
        run = replace(run, status=GenerationStatus.FAILED, error=str(error))
    else:
        item = replace(task.item, state=ItemState.MADE, problems=plan.warnings)
        for note in book.notes:
            log.say(note)
    item = replace(item, generation_id=run.id, seconds=time.monotonic() - began)
    return Ended(task, item, EndedRun(replace(run, finished_at=utc_now()), task.snapshot, log.lines), book)


def published(stores: Stores, ended: Sequence[Ended]) -> list[Ended]:
    """Keep the books that were made; when this returns, they are whole on the disk. Raises WorkspaceUnwritable."""
    made = [one for one in ended if one.book]
    whole = any(one.task.order.whole_files for one in made)
    outputs = iter(publish(stores.files, [one.book for one in made if one.book], whole=whole))
    return [_with_output(one, next(outputs)) if one.book else one for one in ended]


def record(stores: Stores, ended: Sequence[Ended]) -> None:
    """Record what became of some items of a job, in a single unit of work.

    What somebody else has taken over meanwhile is left out. A book that another job made from the same inputs in the
    meantime is not recorded twice: that run is the item's.
    """
    if not ended:
        return
    with stores.database.write():
        held = stores.jobs.held([one.item for one in ended])
        standing = _without_others(stores, [one for one in ended if one.item.position in held])
        stores.generations.add_ended([one.run for one in standing if one.run])
        stores.jobs.record([one.item for one in standing])


def _with_output(ended: Ended, output: Output) -> Ended:
    if not ended.run:
        return ended
    made = replace(
        ended.run.generation,
        status=GenerationStatus.MADE,
        finished_at=utc_now(),
        sha256=output.sha256,
        content_sha256=output.content_sha256,
        page_count=output.page_count,
        bytes=output.bytes,
    )
    return replace(ended, run=replace(ended.run, generation=made), book=None)


def _without_others(stores: Stores, ended: Sequence[Ended]) -> list[Ended]:
    """Return how items ended, with the runs of others in place of those that made the same book."""
    runs = [one.run.generation for one in ended if one.run and not one.task.order.force]
    digests = [run.snapshot_digest for run in runs]
    others = stores.generations.made_from_any(digests, runs[0].quarter) if runs else {}

    def alone(one: Ended) -> Ended:
        other = others.get(one.run.generation.snapshot_digest) if one.run and not one.task.order.force else None
        is_new = other and not (one.task.made and other.id == one.task.made.id)  # it was known, and its file is gone
        return Ended(one.task, _current(one.item, other)) if other and is_new else one

    return [alone(one) for one in ended]


def _task(job: Job, item: JobItem, customer: Customer, state: QuarterState, common: Common) -> Task:
    order = Order(by=job.created_by, batch=job.id, force=job.force, whole_files=state.whole_files)
    if customer.archived and not item.archived:
        return Task(item, None, order, reason=_ARCHIVED)
    files = [*state.uploads.values(), *state.workbooks.get(customer.id, {}).values()]
    passwords = {upload.id: upload.password for upload in files}
    return Task(item, take_snapshot(state, customer), order, passwords, common=common)


def _current(item: JobItem, made: Generation) -> JobItem:
    return replace(item, state=ItemState.SKIPPED, reason=_CURRENT, generation_id=made.id)
