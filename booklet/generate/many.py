"""Generate a book for many customers: one item, one result, the error inside it; the batch goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from booklet.errors import BookletError, InputError, PreflightFailed
from booklet.generate.archive import write_archive
from booklet.generate.made import Made, file_names
from booklet.generate.one import OnProgress, Order
from booklet.generate.snapshot import QuarterState
from booklet.model import Customer, Problem
from booklet.whole_files import write_whole

_MOST_DEATHS = 3  # of processes in a row: then it is not a customer's book that kills them
_DIED = "The process that made the book died, perhaps for want of memory. Make it alone, or with fewer workers."


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What became of one customer's book: `made`, or `error` with the problems that stopped it."""

    customer: Customer
    made: Made | None
    problems: tuple[Problem, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """The books of one batch, in the order of the customers."""

    id: str
    items: tuple[BatchItem, ...]

    @property
    def made(self) -> tuple[BatchItem, ...]:
        return tuple(item for item in self.items if item.made)

    @property
    def failed(self) -> tuple[BatchItem, ...]:
        return tuple(item for item in self.items if not item.made)

    def write_zip(self, out: Path | str | BinaryIO) -> None:
        """All books that were made, as one archive; under a path it is there whole or not at all."""
        write_archive(out, ((name, made.pdf) for name, made in self._named()))

    def write_folder(self, folder: Path | str) -> list[Path]:
        """All books that were made, each written whole; returns their paths.

        Raises InputError where one cannot be written.
        """
        target = Path(folder)
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"The folder {target} cannot be made: {error.strerror}. Choose another one.") from error
        paths: list[Path] = []
        for name, made in self._named():
            write_whole(target / name, made.pdf)
            paths.append(target / name)
        return paths

    def _named(self) -> list[tuple[str, Made]]:
        books = [item.made for item in self.items if item.made]
        return list(zip(file_names(made.generation for made in books), books, strict=True))


@dataclass(frozen=True, slots=True)
class BatchTask:
    """What makes one customer's book: plain data, which another process can be sent."""

    customer: Customer
    state: QuarterState
    workbooks: Mapping[str, object]
    order: Order


def run_tasks(
    tasks: Sequence[BatchTask],
    make: Callable[[BatchTask], BatchItem],
    *,
    on_progress: OnProgress | None = None,
    workers: int = 1,
) -> tuple[BatchItem, ...]:
    """The results of all tasks, in their order; here, or in `workers` processes.

    `make` never raises for what befalls one customer. If the caller is interrupted, the tasks not yet begun are
    dropped, and those under way come to their end.
    """
    items: list[BatchItem] = []

    def tell(what: str) -> None:
        if on_progress:
            on_progress(len(items), len(tasks), what)

    if workers <= 1:
        for task in tasks:
            tell(task.customer.name)
            items.append(make(task))
    else:
        tell("Starting")
        with closing(_in_processes(tasks, make, min(workers, len(tasks) or 1))) as made:
            for item in made:
                items.append(item)
                tell(item.customer.name)
    tell("Done")
    return tuple(items)


def _in_processes(
    tasks: Sequence[BatchTask], make: Callable[[BatchTask], BatchItem], workers: int
) -> Generator[BatchItem, None, None]:
    """The items in order. A process that dies takes its pool with it: what is left is then made one at a time."""
    done = 0
    try:
        with _pool(workers) as pool:
            for item in pool.map(make, tasks):
                done += 1
                yield item
    except BrokenProcessPool:
        yield from _one_at_a_time(tasks[done:], make)


def _one_at_a_time(
    tasks: Sequence[BatchTask], make: Callable[[BatchTask], BatchItem]
) -> Generator[BatchItem, None, None]:
    """Each in a process that the others survive, so that only the book that kills its process fails."""
    left, deaths = list(tasks), 0
    while left:
        try:
            with _pool(1) as pool:
                while left:
                    item = pool.submit(make, left[0]).result()
                    deaths = 0
                    yield item
                    left.pop(0)
        except BrokenProcessPool as error:
            deaths += 1
            if deaths == _MOST_DEATHS:
                raise BookletError(
                    "The processes of the batch die as soon as they begin. Call it with workers=1; in a script, below "
                    '`if __name__ == "__main__":`. The history has the books that were made.'
                ) from error
            yield failed_item(left.pop(0).customer, BookletError(_DIED))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    # Spawned, not forked: the app that calls this has threads.
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A process of a pool waits for its next task for ever, also where whoever would give it was killed."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def failed_item(customer: Customer, error: BaseException) -> BatchItem:
    """The result of a customer whose book could not be made."""
    problems = error.problems if isinstance(error, PreflightFailed) else ()
    message = str(error) if isinstance(error, BookletError) else f"Unforeseen: {error!r}"
    return BatchItem(customer, None, problems, message)
