"""Files that are written whole or not at all: whatever stops the program, nobody finds half a file under its name."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from booklet.errors import InputError


@contextmanager
def written_whole(path: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file to write to, beside `path`; at the end it is flushed to the disk and renamed.

    Who may read it is what `mode` and the process's umask leave. Raises InputError where it cannot be written.
    """
    beside = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with open(beside, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror or error}. See whether the disk is full or protected, or "
            "choose another place for it."
        ) from error
    finally:
        with suppress(OSError):  # renamed already, or never begun
            beside.unlink()


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write bytes to a file, whole or not at all, as `written_whole` does."""
    with written_whole(path, mode=mode) as out:
        out.write(data)
