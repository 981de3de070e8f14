"""A DuckDB file that an app and notebooks share.

DuckDB lets one process write or several read, and keeps a file locked while it is open. So nobody holds a connection:
a session takes a lock on a file *beside* the database (shared to read, exclusive to write), opens, works, closes. The
lock blocks: polling starved a process for seconds.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from booklet.errors import StoreError, WorkspaceBusy, WorkspaceUnwritable
from booklet.private_files import private_folder
from booklet.store.duckdb.connection import DuckDBConnection
from booklet.store.duckdb.file_lock import locked
from booklet.store.signs_of_life import LockFiles

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # The database neither reads other files, nor downloads extensions, nor guesses Python variables from SQL.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_HELD_ELSEWHERE = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")
_RETRY_SECONDS = 0.1


class DuckDBEngine:
    """`booklet.store.engine.Engine` over the file `booklet.duckdb` in `folder`; made at first use.

    `busy_timeout_seconds` is how long to wait for a foreign program that opened the file without our lock.
    """

    def __init__(self, folder: Path, *, busy_timeout_seconds: float = 5.0) -> None:
        self.folder = Path(folder).resolve()
        self.path = self.folder / "booklet.duckdb"
        self.signs_of_life = LockFiles(self.folder / "running")
        self._log_path = self.folder / "booklet.duckdb.wal"
        self._lock_path = self.folder / "booklet.lock"
        self._busy_timeout_seconds = busy_timeout_seconds

    @property
    def identity(self) -> Hashable:
        """The file's path."""
        return self.path

    def exists(self) -> bool:
        """Tell whether there is a file yet."""
        return self.path.exists()

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[DuckDBConnection]:
        """Open the file under the lock; close it at the end."""
        if writes:
            private_folder(self.folder)
        with (
            locked(self._lock_path, exclusive=writes),
            self._opened(read_only=not writes) as raw,
            _transaction(raw) if writes else _nothing(),
        ):
            yield DuckDBConnection(raw, writes=writes)

    def size_bytes(self) -> int:
        """Return the size of the file."""
        return self.path.stat().st_size

    def change_mark(self) -> Hashable | None:
        """Return the state of the file and of its log: every commit writes to one or the other."""
        try:
            file = self.path.stat()
        except FileNotFoundError:
            return None
        mark = (file.st_ino, file.st_mtime_ns, file.st_size)
        with suppress(FileNotFoundError):
            log = self._log_path.stat()
            return (*mark, log.st_mtime_ns, log.st_size)
        return mark

    @contextmanager
    def _opened(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        is_new = not self.path.exists()
        raw = self._connect(read_only=read_only)
        try:
            if is_new:
                os.chmod(self.path, 0o600)
            yield raw
        finally:
            raw.close()

    def _connect(self, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        deadline = time.monotonic() + self._busy_timeout_seconds
        while True:
            try:
                return duckdb.connect(self.path, read_only=read_only, config=_CONFIG)
            except (duckdb.IOException, duckdb.ConnectionException) as error:
                busy = _why_busy(error, self.path)
                if not busy:
                    raise StoreError(f"The workspace's database {self.path} cannot be opened: {error}") from error
                if time.monotonic() > deadline:
                    raise WorkspaceBusy(busy) from error
                time.sleep(_RETRY_SECONDS)
            except duckdb.Error as error:
                raise StoreError(f"The workspace's database {self.path} cannot be opened: {error}") from error


@contextmanager
def _transaction(raw: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end; roll back on BaseException, because a closed browser tab and Ctrl-C raise it."""
    raw.begin()
    try:
        yield
        raw.commit()
    except BaseException as error:
        with suppress(duckdb.Error):  # the engine may have rolled back by itself
            raw.rollback()
        if isinstance(error, duckdb.Error):
            raise WorkspaceUnwritable(
                f"The workspace's database could not save a change, and nothing of it was kept: {error}. See whether "
                "the disk is full, then try again."
            ) from error
        raise


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _why_busy(error: duckdb.Error, path: Path) -> str:
    """Return a sentence for the user if another connection keeps `path` from being opened; otherwise an empty text."""
    held = _HELD_ELSEWHERE.search(str(error))
    if held:
        return (
            f"A notebook or another program ({Path(held['program']).name}, PID {held['pid']}) holds the database "
            f"{path} open: close its connection (in a notebook, restart the kernel), then try again."
        )
    if "different configuration" in str(error):
        return (
            f"This program (PID {os.getpid()}) itself holds the database {path} open with duckdb.connect: "
            "close that connection, then try again."
        )
    return ""
