"""A book that was made: what screens, notebooks and commands get back from a generation."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from booklet.errors import DamagedFile, NotFound
from booklet.generate.file_names import file_name
from booklet.generate.stores import Stores
from booklet.model import Generation, Problem, Snapshot
from booklet.pdf.pictures.page_to_png import page_pictures
from booklet.store.files import FileStore
from booklet.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class Made:
    """A finished book, which the workspace keeps; `save` writes it to a file of its own.

    In a notebook it shows itself: the first page as a picture, and the PDF.
    """

    generation: Generation
    stores: Stores = field(repr=False, compare=False)
    """Where the book and its inputs are kept."""
    problems: tuple[Problem, ...] = ()
    """Warnings; none where the book is `reused`: they are in the log of the run that made it."""
    reused: bool = False
    """The same inputs had given this book before; nothing was made anew."""
    seconds: float = 0.0

    @property
    def id(self) -> str:
        """The id of the run."""
        return self.generation.id

    @property
    def sha256(self) -> str:
        """The SHA-256 of the output file, in hex.

        Where a password encrypts the book, `generation.content_sha256` is of the book before encryption.
        """
        return self.generation.sha256

    @property
    def page_count(self) -> int:
        """The number of PDF pages."""
        return self.generation.page_count

    @property
    def bytes(self) -> int:
        """The size of the PDF in bytes."""
        return self.generation.bytes

    @property
    def snapshot(self) -> Snapshot:
        """The inputs that the book was made from."""
        return self.stores.generations.snapshot_of(self.generation)

    @property
    def pdf(self) -> bytes:  # type: ignore[valid-type]
        """The whole file, read and checked anew each time. Raises NotFound or DamagedFile."""
        return read_output(self.stores.files, self.generation)

    @property
    def file_name(self) -> str:
        """The name for a download, as `file_name` makes it."""
        return file_name(self.generation)

    def save(self, path: Path | str) -> Path:
        """Write the book to a file, whole or not at all; into a folder under its own name."""
        target = Path(path)
        if target.is_dir():
            target = target / self.file_name
        write_whole(target, self.pdf)
        return target

    def _repr_mimebundle_(
        self,
        include: Sequence[str] | None = None,  # noqa: ARG002 - IPython's signature
        exclude: Sequence[str] | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        words = f"{self.file_name}: {self.page_count} pages, {self.bytes / 1e6:.1f} MB, SHA-256 {self.sha256[:12]}…"
        return {
            "text/plain": words,
            "text/html": (
                f'<figure style="margin:0">{self._picture()}<figcaption>{html.escape(words)}</figcaption></figure>'
            ),
            "application/pdf": base64.b64encode(self.pdf).decode(),
        }

    def _picture(self) -> str:
        """Return the first page as HTML; nothing for a book that only its password opens."""
        if self.snapshot.settings.open_password:
            return ""
        picture = base64.b64encode(page_pictures(self.pdf, [0], width_px=420)[0]).decode()
        return f'<img alt="The first page" style="border:1px solid #ccc" src="data:image/png;base64,{picture}">'


def read_output(files: FileStore, generation: Generation) -> bytes:
    """Return the book that a run made. Raises NotFound where it is gone, DamagedFile where it is not what it was."""
    remedy = "Generate it again, or restore the file from a backup."
    try:
        return files.read(generation.sha256)
    except NotFound as error:
        raise NotFound(f"The book {file_name(generation)} is gone from the disk. {remedy}") from error
    except DamagedFile as error:
        raise DamagedFile(
            f"The book {file_name(generation)} has changed on the disk since it was made. {remedy}"
        ) from error
