"""The making of a customer's book as a task: plain data in, plain data out, here or in another process.

A task says all that there is to know, and a result names the run that keeps the rest, so that either can be written
down as JSON, and a task can be done by whoever has the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from booklet.errors import BookletError, PreflightFailed
from booklet.generate.one import Order, generate_one
from booklet.generate.stores import Stores, open_stores
from booklet.model import Problem, Snapshot
from booklet.progress import OnProgress

_MOST_DEATHS = 3  # of processes in a row: then it is not a customer's book that kills them
_DIED = "The process that made the book died, perhaps for want of memory. Make it alone, or with fewer workers."


@dataclass(frozen=True, slots=True)
class BatchTask:
    """A customer's book to be made, from a snapshot (as JSON) and what a run is told besides."""

    customer_id: str
    customer: str
    snapshot: str
    by: str
    batch: str
    force: bool
    whole_files: bool = False

    @classmethod
    def of(cls, snapshot: Snapshot, order: Order) -> BatchTask:
        """Return the task of making the book of a snapshot."""
        text = snapshot.to_json()
        return cls(snapshot.customer_id, snapshot.customer, text, order.by, order.batch, order.force, order.whole_files)


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The outcome of a task: the id of the run that made the book, or "" and why there is none."""

    customer_id: str
    customer: str
    generation_id: str = ""
    problems: tuple[Problem, ...] = ()
    error: str = ""
    reused: bool = False
    seconds: float = 0.0


def make_book(stores: Stores, task: BatchTask) -> TaskResult:
    """Do a task; whatever goes wrong is in the result."""
    try:
        order = Order(by=task.by, batch=task.batch, force=task.force, whole_files=task.whole_files)
        outcome = generate_one(stores, Snapshot.from_json(task.snapshot), order)
    except Exception as error:  # a batch goes on, whatever befell one customer
        return failed(task.customer_id, task.customer, error)
    return TaskResult(
        customer_id=task.customer_id,
        customer=task.customer,
        generation_id=outcome.generation.id,
        problems=outcome.problems,
        reused=outcome.reused,
        seconds=outcome.seconds,
    )


def make_book_in(folder: Path, task: BatchTask) -> TaskResult:
    """Do a task in the workspace of a folder, which this process opens once: a worker of a pool is given this."""
    return make_book(_opened(folder), task)


@cache
def _opened(folder: Path) -> Stores:
    return open_stores(folder)


def failed(customer_id: str, customer: str, error: BaseException) -> TaskResult:
    """Return the result for a customer whose book could not be made."""
    problems = error.problems if isinstance(error, PreflightFailed) else ()
    message = str(error) if isinstance(error, BookletError) else f"Unforeseen: {error!r}"
    return TaskResult(customer_id, customer, problems=problems, error=message)


def run_tasks(
    tasks: Sequence[BatchTask],
    make: Callable[[BatchTask], TaskResult],
    *,
    on_progress: OnProgress | None = None,
    workers: int = 1,
) -> tuple[TaskResult, ...]:
    """Return the results of all tasks, in their order; made here, or in `workers` processes.

    `make` never raises for what befalls a customer. If the caller is interrupted, the tasks not yet begun are
    dropped, and those under way come to their end.
    """
    results: list[TaskResult] = []

    def tell(what: str) -> None:
        if on_progress:
            on_progress(len(results), len(tasks), what)

    if workers <= 1:
        for task in tasks:
            tell(task.customer)
            results.append(make(task))
    else:
        tell("Starting")
        with closing(_in_processes(tasks, make, min(workers, len(tasks) or 1))) as made:
            for result in made:
                results.append(result)
                tell(result.customer)
    tell("Done")
    return tuple(results)


def _in_processes(
    tasks: Sequence[BatchTask], make: Callable[[BatchTask], TaskResult], workers: int
) -> Generator[TaskResult, None, None]:
    """Yield the results in order. A process that dies takes its pool with it: the rest is then made singly."""
    done = 0
    try:
        with _pool(workers) as pool:
            for result in pool.map(make, tasks):
                done += 1
                yield result
    except BrokenProcessPool:
        yield from _one_at_a_time(tasks[done:], make)


def _one_at_a_time(
    tasks: Sequence[BatchTask], make: Callable[[BatchTask], TaskResult]
) -> Generator[TaskResult, None, None]:
    """Make each book in a process that the others survive, so that only the book that kills its process fails."""
    left, deaths = list(tasks), 0
    while left:
        try:
            with _pool(1) as pool:
                while left:
                    result = pool.submit(make, left[0]).result()
                    deaths = 0
                    yield result
                    left.pop(0)
        except BrokenProcessPool as error:
            deaths += 1
            if deaths == _MOST_DEATHS:
                raise BookletError(
                    "The processes of the batch die as soon as they begin. Call it with workers=1; in a script, below "
                    '`if __name__ == "__main__":`. The history has the books that were made.'
                ) from error
            lost = left.pop(0)
            yield failed(lost.customer_id, lost.customer, BookletError(_DIED))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    # Spawned, not forked: the app that calls this has threads.
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """End a pool's process with its parent: it would wait for its next task for ever if the parent was killed."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
