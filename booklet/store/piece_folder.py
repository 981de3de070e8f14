"""The pieces that kept files share: a file each, by the SHA-256 of its content, written once.

Whoever writes a file in pieces holds a shared lock until its list has its place; whoever sweeps holds it alone while
pieces are removed. So no piece goes that a list to come will name.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from booklet.file_pieces import FilePiece
from booklet.private_files import private_folder


class PieceFolder:
    """The shared pieces in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound: dict[str, tuple[int, int]] = {}
        """Pieces whose content this process has seen to be right -> size and time of their files."""

    def place(self, sha256: str) -> Path:
        """Return where a piece is, or would be."""
        return self._folder / sha256[:2] / sha256

    def has(self, piece: FilePiece) -> bool:
        """Tell whether a piece is there and sound: its content is read once, from then on its size and time count."""
        path = self.place(piece.sha256)
        try:
            state = _state(path)
        except FileNotFoundError:
            return False
        if self._sound.get(piece.sha256) != state:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != piece.sha256:
                    return False
            self._sound[piece.sha256] = state
        return True

    def suspect(self, sha256: str) -> None:
        """Forget that a piece was seen to be right: its content is read again before it is used again."""
        self._sound.pop(sha256, None)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all pieces from being swept."""
        with self._locked(fcntl.LOCK_SH):
            yield

    def sweep(self, named: Callable[[], set[str]]) -> int:
        """Remove the pieces that no list names, and return the number of bytes that they had.

        `named` gives the pieces of all lists; it is asked again before anything is removed, when nobody writes.
        """
        if not self._folder.exists():
            return 0
        kept = named()
        if all(path.name in kept for path in self._all()):
            return 0
        freed = 0
        with self._locked(fcntl.LOCK_EX):
            kept = named()
            for path in self._all():
                if path.name not in kept:
                    freed += path.stat().st_size
                    path.unlink()
                    self.suspect(path.name)
        return freed

    def _all(self) -> Iterator[Path]:
        return self._folder.glob("??/*")

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        private_folder(self._folder)
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, kind)
            yield
        finally:
            os.close(handle)


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
