"""The books of many customers, as whoever asked for them gets them: an item each, the error inside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from booklet.errors import InputError
from booklet.generate.archive import write_archive
from booklet.generate.file_names import file_names
from booklet.generate.made import Made
from booklet.model import Customer, Problem
from booklet.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A customer's book of a batch: `made`, or `error` with the problems that stopped it."""

    customer: Customer
    made: Made | None
    problems: tuple[Problem, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """The books of a batch, in the order of the customers."""

    id: str
    items: tuple[BatchItem, ...]

    @property
    def made(self) -> tuple[BatchItem, ...]:
        """The items whose book was made."""
        return tuple(item for item in self.items if item.made)

    @property
    def failed(self) -> tuple[BatchItem, ...]:
        """The items whose book was not made."""
        return tuple(item for item in self.items if not item.made)

    def write_zip(self, out: Path | str | BinaryIO) -> None:
        """Write all books that were made, as an archive; under a path it is there whole or not at all."""
        write_archive(out, ((name, made.pdf) for name, made in self._named()))

    def write_folder(self, folder: Path | str) -> list[Path]:
        """Write all books that were made, each whole; return their paths.

        Raises InputError where the folder cannot be made or a book cannot be written.
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
