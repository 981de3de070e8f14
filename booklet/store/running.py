"""Signs of life: a file for each run, locked by the process that makes the book for as long as it lives.

The kernel gives the lock back when the process dies, however it dies, so a lock that can be taken is a run that ended.
"""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from pathlib import Path

from booklet.errors import StoreError

# Of this process, by file: shared by all objects for one workspace, as locks are.
_held: dict[Path, int] = {}
_held_guard = threading.Lock()


class RunningMarks:
    """The marks of the runs of a workspace, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, run_id: str) -> None:
        """Say that this process is at work on a run. Raises StoreError where the folder cannot be written to."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._path(run_id), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"The run cannot begin: {self._folder} cannot be written to ({error.strerror}). See whether the disk "
                "is full or protected, and who may write there."
            ) from error
        fcntl.flock(handle, fcntl.LOCK_EX)
        with _held_guard:
            _held[self._path(run_id)] = handle

    def remove(self, run_id: str) -> None:
        """Say that the run ended; also in another process than the one that began it."""
        self._path(run_id).unlink(missing_ok=True)
        with _held_guard:
            handle = _held.pop(self._path(run_id), None)
        if handle is not None:
            os.close(handle)

    def is_alive(self, run_id: str) -> bool:
        """Whether the process that put the mark lives and has not removed it; also where nothing can be written."""
        try:
            handle = os.open(self._path(run_id), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        with suppress(OSError):  # on a protected disk it stays, and says the same again
            self._path(run_id).unlink()
        return False

    def _path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.lock"
