"""The books of several runs as one archive, under the names that people know them by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from booklet.generate.archive import write_archive
from booklet.generate.file_names import file_names
from booklet.model import Generation
from booklet.workspace import Workspace


def write_zip(ws: Workspace, made: Sequence[Generation], out: Path | str | BinaryIO) -> None:
    """Write the books that these runs made, under a path or into a binary file; the same runs give the same bytes.

    Raises DamagedFile where a kept book is no longer what it was.
    """
    write_archive(out, zip(file_names(made), (ws.output(run.id) for run in made), strict=True))
