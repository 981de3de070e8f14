"""A book that was made: what screens, notebooks and commands get back from a generation."""

from __future__ import annotations

import base64
import html
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booklet.model import Generation, Problem, Snapshot
from booklet.pdf.picture import page_pictures

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Made:
    """A finished book. `path` lies in the workspace and is named by content; `file_name` is for people.

    In a notebook it shows itself: the first page as a picture, and the PDF.
    """

    generation: Generation
    path: Path
    problems: tuple[Problem, ...] = ()
    """Warnings."""
    reused: bool = False
    """The same inputs had given this book before; nothing was made anew."""
    seconds: float = 0.0

    @property
    def id(self) -> str:
        return self.generation.id

    @property
    def sha256(self) -> str:
        return self.generation.sha256

    @property
    def page_count(self) -> int:
        return self.generation.page_count

    @property
    def bytes(self) -> int:
        return self.generation.bytes

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot.from_json(self.generation.snapshot)

    @property
    def pdf(self) -> bytes:  # type: ignore[valid-type]
        """The whole file, read anew each time."""
        return self.path.read_bytes()

    @property
    def file_name(self) -> str:
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
        picture = base64.b64encode(page_pictures(self.pdf, [0], width_px=420)[0]).decode()
        words = f"{self.file_name}: {self.page_count} pages, {self.bytes / 1e6:.1f} MB, SHA-256 {self.sha256[:12]}…"
        return {
            "text/plain": words,
            "text/html": (
                f'<figure style="margin:0"><img alt="The first page" style="border:1px solid #ccc" '
                f'src="data:image/png;base64,{picture}"><figcaption>{html.escape(words)}</figcaption></figure>'
            ),
            "application/pdf": base64.b64encode(self.pdf).decode(),
        }


def file_name(generation: Generation) -> str:
    """ "Acme Corp - Quarterly Review - 2026Q3.pdf", without what file systems do not take."""
    name = f"{generation.customer} - {generation.book} - {generation.quarter}"
    return _NOT_IN_FILE_NAMES.sub("_", name).strip(". ")[:180] + ".pdf"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, flush, rename: the final name never holds half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
