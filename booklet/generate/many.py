"""Generate a book for many customers: one item, one result, the error inside it; the batch goes on."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from booklet.errors import BookletError, PreflightFailed
from booklet.generate.made import Made, file_name, write_whole
from booklet.generate.one import OnProgress, Order
from booklet.generate.snapshot import QuarterState
from booklet.model import Customer, Problem


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
        """All books that were made, as one archive; PDFs are compressed already, so they are only stored."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for made in _books(self.items):
                # A fixed time: the same books give the same archive.
                archive.writestr(zipfile.ZipInfo(file_name(made.generation)), made.pdf)

    def write_folder(self, folder: Path | str) -> list[Path]:
        """All books that were made, each written whole; returns their paths."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        paths = [target / file_name(made.generation) for made in _books(self.items)]
        for path, made in zip(paths, _books(self.items), strict=True):
            write_whole(path, made.pdf)
        return paths


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
        # Processes are spawned, not forked: the app that calls this has threads.
        executor = ProcessPoolExecutor(min(workers, len(tasks) or 1), mp_context=get_context("spawn"))
        try:
            tell("Starting")
            for task, item in zip(tasks, executor.map(make, tasks), strict=True):
                items.append(item)
                tell(task.customer.name)
        finally:
            executor.shutdown(cancel_futures=True)
    tell("Done")
    return tuple(items)


def failed_item(customer: Customer, error: BaseException) -> BatchItem:
    """The result of a customer whose book could not be made."""
    problems = error.problems if isinstance(error, PreflightFailed) else ()
    message = str(error) if isinstance(error, BookletError) else f"Unforeseen: {error!r}"
    return BatchItem(customer, None, problems, message)


def _books(items: Sequence[BatchItem]) -> list[Made]:
    return [item.made for item in items if item.made]
