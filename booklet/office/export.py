"""Books as plain files in a folder, however the workspace keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booklet.errors import BookletError, InputError
from booklet.generate.file_names import file_names
from booklet.model import Generation, GenerationStatus, Quarter
from booklet.whole_files import write_whole
from booklet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """A book that was to be written: its path, or the error that hindered it."""

    generation: Generation
    path: Path
    error: str = ""


def newest_books(
    ws: Workspace, quarter: Quarter, *, book: str | None = None, customer: str | None = None
) -> list[Generation]:
    """Return the runs that made the newest book of each customer in a quarter; of a book or a customer, by name or id.

    Raises NotFound for a name that there is not.
    """
    if book is not None:
        ws.books.get(book)
    if customer is not None:
        ws.customers.get(customer)
    runs = ws.generations.find(book=book, customer=customer, quarter=quarter, status=GenerationStatus.MADE)
    newest = {(run.book_id, run.customer_id): run for run in reversed(runs)}
    return sorted(newest.values(), key=lambda run: (run.book, run.customer, run.id))


def export_books(ws: Workspace, runs: Sequence[Generation], folder: Path) -> list[Exported]:
    """Write the books of runs to a folder, each checked, and whole or not at all; a damaged book does not stop others.

    Raises InputError where the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be made: {error.strerror}. Choose another one.") from error
    return [_export(ws, run, folder / name) for run, name in zip(runs, file_names(runs), strict=True)]


def _export(ws: Workspace, run: Generation, path: Path) -> Exported:
    try:
        write_whole(path, ws.output(run.id))
    except BookletError as error:
        return Exported(run, path, str(error))
    return Exported(run, path)
