"""The connection to the workspace's database, one unit of work at a time.

DuckDB lets one process write or several read, and keeps a file locked while it is open; an app and a few notebooks
must share it. So nobody holds a connection: a unit of work takes a lock on a file *beside* the database (shared to
read, exclusive to write), opens, works, closes. The lock is a blocking one: polling starved a process for seconds.
"""

from __future__ import annotations

import fcntl
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas

from booklet.errors import StoreError, WorkspaceBusy
from booklet.store.migrate import pending_migrations, run_migrations

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # The database neither reads other files, nor downloads extensions, nor guesses Python variables from SQL.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_HELD_ELSEWHERE = re.compile(r"Conflicting lock is held in (?P<program>.*?) \(PID (?P<pid>\d+)\)")
_RETRY_SECONDS = 0.1


class Connection:
    """An open database within one unit of work. Parameters are `$1`, `$2`; library errors come out as StoreError."""

    def __init__(self, raw: duckdb.DuckDBPyConnection, *, writes: bool) -> None:
        self._raw = raw
        self.writes = writes

    def execute(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows as tuples."""
        return self._run(sql, parameters).fetchall()

    def one(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return self._run(sql, parameters).fetchone()

    def records(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """The rows as dictionaries by column name, ready to make dataclasses of."""
        result = self._run(sql, parameters)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, sql: str, *parameters: object) -> pandas.DataFrame:
        """The rows as a DataFrame."""
        return self._run(sql, parameters).df()

    def insert(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run an `insert … select unnest($1 …), unnest($2 …)` over whole columns: 60,000 rows in half a second."""
        if rows:
            self._run(sql, [list(column) for column in zip(*rows, strict=True)])

    def _run(self, sql: str, parameters: Sequence[object]) -> duckdb.DuckDBPyConnection:
        try:
            return self._raw.execute(sql, parameters)
        except duckdb.Error as error:
            raise StoreError(f"The workspace's database refused a statement: {error}") from error


class Database:
    """The database of the workspace in `folder`; made at first use.

    Within a thread, units on the same folder nest: an inner one joins the outer one. A write cannot begin inside a
    read. `busy_timeout_seconds` is how long to wait for a foreign program that opened the file without our lock.
    """

    def __init__(self, folder: Path, *, busy_timeout_seconds: float = 5.0) -> None:
        self.folder = Path(folder).resolve()
        self.path = self.folder / "booklet.duckdb"
        self._lock_path = self.folder / "booklet.lock"
        self._busy_timeout_seconds = busy_timeout_seconds
        self._is_current = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A unit of work that only reads. Raises WorkspaceBusy or WorkspaceTooNew."""
        outer = self.open_unit
        if outer:
            yield outer
            return
        self._bring_up_to_date()
        with self._locked(fcntl.LOCK_SH), self._opened(read_only=True) as raw, self._unit(raw, writes=False) as unit:
            yield unit

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A unit of work that commits at its end, or undoes everything if anything at all is raised inside."""
        outer = self.open_unit
        if outer:
            if not outer.writes:
                raise StoreError("A unit of work that writes was begun inside one that reads: begin with write().")
            yield outer
            return
        self._bring_up_to_date()
        with (
            self._locked(fcntl.LOCK_EX),
            self._opened(read_only=False) as raw,
            transaction(raw),
            self._unit(raw, writes=True) as unit,
        ):
            yield unit

    @property
    def open_unit(self) -> Connection | None:
        """The unit of work that this thread is in."""
        return _units_of_this_thread().get(self.path)

    def _bring_up_to_date(self) -> None:
        if self._is_current and self.path.exists():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._has_pending_migrations(fcntl.LOCK_SH):
            self._is_current = True
            return
        with self._locked(fcntl.LOCK_EX), self._opened(read_only=False) as raw:
            os.chmod(self.path, 0o600)
            run_migrations(raw)
        self._is_current = True

    def _has_pending_migrations(self, lock: int) -> bool:
        """Looks read-only, so that a workspace made by a newer version is refused without a byte changed."""
        with self._locked(lock):
            if not self.path.exists():
                return True
            with self._opened(read_only=True) as raw:
                return bool(pending_migrations(raw))

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        handle = self._open_lock(kind)
        try:
            fcntl.flock(handle, kind)
            yield
        finally:
            os.close(handle)

    def _open_lock(self, kind: int) -> int:
        """Of a folder that cannot be written to, such as a backup's, the lock can still be shared."""
        try:
            return os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            if kind == fcntl.LOCK_SH:
                with suppress(OSError):
                    return os.open(self._lock_path, os.O_RDONLY | os.O_CLOEXEC)
            raise StoreError(
                f"The workspace {self.folder} cannot be written to ({error.strerror}). See whether the disk is full or "
                "protected, and who may write there."
            ) from error

    @contextmanager
    def _opened(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        raw = self._connect(read_only=read_only)
        try:
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
    def _unit(self, raw: duckdb.DuckDBPyConnection, *, writes: bool) -> Iterator[Connection]:
        units = _units_of_this_thread()
        units[self.path] = Connection(raw, writes=writes)
        try:
            yield units[self.path]
        finally:
            del units[self.path]


@contextmanager
def transaction(raw: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end; roll back on BaseException, because a closed browser tab and Ctrl-C are ones."""
    raw.begin()
    try:
        yield
        raw.commit()
    except BaseException as error:
        with suppress(duckdb.Error):  # the engine may have rolled back by itself
            raw.rollback()
        if isinstance(error, duckdb.Error):
            raise StoreError(
                f"The workspace's database could not save a change, and nothing of it was kept: {error}. See whether "
                "the disk is full, then try again."
            ) from error
        raise


def _why_busy(error: duckdb.Error, path: Path) -> str:
    """A sentence for the user if another connection is what keeps `path` from being opened; otherwise empty."""
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


_local = threading.local()


def _units_of_this_thread() -> dict[Path, Connection]:
    """By path rather than by Database, so that two objects for one workspace cannot wait for each other for ever."""
    if not hasattr(_local, "units"):
        _local.units = {}
    units: dict[Path, Connection] = _local.units
    return units
