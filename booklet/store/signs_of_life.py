"""Signs of life: which runs are being worked on at this moment, so that a run whose process died is seen to have ended.

A contract, and its implementation for the programs of one machine. Where workers run on several machines, a lease
does the same: a row a run in the database, with its worker and a time that the worker renews; a run whose time has
passed has ended.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from booklet.errors import WorkspaceUnwritable
from booklet.private_files import private_folder


class SignsOfLife(Protocol):
    """The signs of the runs of a workspace. Whoever makes a book begins and ends its run's sign."""

    def begin(self, run_id: str) -> None:
        """Say that this process is at work on a run. Raises WorkspaceUnwritable where that cannot be said."""
        ...

    def end(self, run_id: str) -> None:
        """Say that the run ended; also from a process that did not begin it. Unknown runs are passed over."""
        ...

    def alive(self, run_ids: Iterable[str]) -> set[str]:
        """Return those of the runs that somebody is still at work on."""
        ...


# Of this process, by file: shared by all objects for one workspace, as locks are.
_held: dict[Path, int] = {}
_held_guard = threading.Lock()


def _let_go() -> None:
    """Close the files of the process that this process was forked from: it must not be taken to live on in this one."""
    global _held_guard
    _held_guard = threading.Lock()
    while _held:
        os.close(_held.popitem()[1])


os.register_at_fork(after_in_child=_let_go)


class LockFiles:
    """`SignsOfLife` on one machine: a file in `folder` for each run, locked by the process that makes the book.

    The kernel gives the lock back when the process dies, however it dies, so a lock that can be taken is a run that
    ended; it is seen at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, run_id: str) -> None:
        """Make the run's file and lock it. Raises WorkspaceUnwritable where the folder cannot be written to."""
        try:
            private_folder(self._folder)
            handle = os.open(self._path(run_id), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise WorkspaceUnwritable(
                f"The run cannot begin: {self._folder} cannot be written to ({error.strerror}). See whether the disk "
                "is full or protected, and who may write there."
            ) from error
        fcntl.flock(handle, fcntl.LOCK_EX)
        with _held_guard:
            _held[self._path(run_id)] = handle

    def end(self, run_id: str) -> None:
        """Remove the run's file."""
        self._path(run_id).unlink(missing_ok=True)
        with _held_guard:
            handle = _held.pop(self._path(run_id), None)
        if handle is not None:
            os.close(handle)

    def alive(self, run_ids: Iterable[str]) -> set[str]:
        """Return the runs whose files are locked; also where nothing can be written."""
        return {run_id for run_id in run_ids if self._is_locked(run_id)}

    def _is_locked(self, run_id: str) -> bool:
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
