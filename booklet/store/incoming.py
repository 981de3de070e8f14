"""Files written beside their places, flushed to the disk and renamed: none is ever seen half written.

To flush costs more than to write: some milliseconds for each file and each folder. A handful of files is flushed at
once, with all of its file system (syncfs), where the system can do that: a book then costs a fraction of a flush.
"""

from __future__ import annotations

import ctypes
import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from booklet.file_pieces import Chunk
from booklet.private_files import private_folder

_ABANDONED_AFTER_SECONDS = 24 * 3600
_SINGLY = 4
"""So many files are flushed one by one: other programs' files need not be flushed for them."""
_syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)  # Linux has it, macOS does not


class Incoming:
    """New files in a folder of their own, until `publish`; those that do not get so far are removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: list[Path] = []
        self._placed: dict[Path, Path] = {}

    def __enter__(self) -> Incoming:
        private_folder(self._folder)
        self._remove_abandoned()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path in self._written:
            path.unlink(missing_ok=True)

    def write(self, chunks: Iterable[Chunk]) -> Path:
        """Write a file that has no place yet."""
        handle, name = tempfile.mkstemp(dir=self._folder)  # with mode 0600
        self._written.append(Path(name))
        with os.fdopen(handle, "wb") as target:
            target.writelines(chunks)
        return Path(name)

    def place(self, written: Path, place: Path) -> None:
        """Say where a file is to be; what is there is replaced."""
        self._placed[place] = written

    def publish(self) -> None:
        """Bring the files to their places, once their content is safe; then the new names are safe, too."""
        if not self._placed:
            return
        _flush(self._placed.values())
        folders = {place.parent: None for place in self._placed}
        for folder in list(folders):
            if not folder.exists():
                private_folder(folder)
                folders[folder.parent] = None
        for place, written in self._placed.items():
            os.replace(written, place)
        _flush(folders)
        self._placed.clear()

    def _remove_abandoned(self) -> None:
        """Remove what a process that was killed left half written."""
        before = time.time() - _ABANDONED_AFTER_SECONDS
        for file in self._folder.iterdir():
            try:
                if file.stat().st_mtime < before:
                    file.unlink()
            except FileNotFoundError:  # another process finished, or removed it first
                continue


def _flush(paths: Iterable[Path]) -> None:
    """Flush files and folders of one file system to the disk: without it a power cut may lose them."""
    several = list(paths)
    at_once = _syncfs is not None and len(several) > _SINGLY
    for path in several[:1] if at_once else several:
        handle = os.open(path, os.O_RDONLY)
        try:
            if at_once:
                _flush_all(handle)
            else:
                os.fsync(handle)
        finally:
            os.close(handle)


def _flush_all(handle: int) -> None:
    assert _syncfs
    if _syncfs(handle):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
