"""The lock between an app and its notebooks: on a file beside the database, shared to read, exclusive to write.

It blocks, and the kernel serves those who wait; polling for DuckDB's own lock starved a process for seconds.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from booklet.errors import WorkspaceUnwritable


@contextmanager
def locked(path: Path, *, exclusive: bool) -> Iterator[None]:
    """Hold the lock. Raises WorkspaceUnwritable where its file cannot be opened."""
    handle = _opened(path, exclusive=exclusive)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def _opened(path: Path, *, exclusive: bool) -> int:
    """Open the file; where the folder cannot be written to, as a backup's, the lock can still be shared."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if not exclusive:
            with suppress(OSError):
                return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        raise WorkspaceUnwritable(
            f"The workspace {path.parent} cannot be written to ({error.strerror}). See whether the disk is full or "
            "protected, and who may write there."
        ) from error
