"""Prepared uploads on disk, for the next process: the PDF as the engine reads it, by memory map.

A file has the PDF first, then what else is known of it as JSON, then the length of that and a magic word. Its name
comes from the engine's version, the upload and its password. What cannot be read is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import tempfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

from booklet.pdf.types import ENGINE_VERSION
from booklet.private_files import private_folder

_MAGIC = b"BOOKLETP"
_SUFFIX, _UNFINISHED = ".prepared", ".part"
_ABANDONED_SECONDS = 3600
DEFAULT_BYTES = 2 << 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A PDF that is known to be sound, with what `prepare` found out about the upload."""

    buffer: bytes | mmap.mmap
    rewritten: bool
    """False where it is the upload as it came."""
    encrypted: bool
    notes: tuple[str, ...]


class Cache:
    """A folder of entries. Any number of processes may use it: files appear whole, and are never changed."""

    def __init__(self, folder: Path, *, most_bytes: int = DEFAULT_BYTES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def load(self, data: bytes, password: str | None) -> Entry | None:
        """Return the entry of an upload; None where there is none that can be used."""
        path = self._path(data, password)
        try:
            with open(path, "rb") as file:
                entry = _read(file.fileno())
            os.utime(path)  # the oldest go first when the folder is full
        except (OSError, ValueError, KeyError):
            return None
        return entry

    def save(self, data: bytes, password: str | None, entry: Entry) -> Entry:
        """Keep an entry, and return it as it is read from disk. A folder that cannot be written to keeps nothing."""
        path = self._path(data, password)
        try:
            private_folder(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=_UNFINISHED)
        except OSError:
            return entry
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(entry.buffer)
                file.write(_footer(entry))
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            return entry
        self._make_room()
        return self.load(data, password) or entry

    def _path(self, data: bytes, password: str | None) -> Path:
        digest = hashlib.sha256(hashlib.sha256(data).digest() + (password or "").encode()).hexdigest()
        return self._folder / f"{ENGINE_VERSION}-{digest}{_SUFFIX}"

    def _make_room(self) -> None:
        """Remove the entries that were not used for longest, and what an interrupted process left."""
        files = []
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):
                status = path.stat()
                if path.suffix == _SUFFIX:
                    files.append((status.st_mtime, status.st_size, path))
                elif path.suffix == _UNFINISHED and status.st_mtime < time.time() - _ABANDONED_SECONDS:
                    path.unlink()
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files, key=lambda item: item[0])[:-1]:
            if total <= self._most_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size


def _footer(entry: Entry) -> bytes:
    about = {
        "length": len(entry.buffer),
        "checksum": zlib.crc32(entry.buffer),
        "rewritten": entry.rewritten,
        "encrypted": entry.encrypted,
        "notes": entry.notes,
    }
    text = json.dumps(about).encode()
    return text + len(text).to_bytes(8, "big") + _MAGIC


def _read(handle: int) -> Entry:
    """Read an entry. Raises ValueError or KeyError for a file that is not whole."""
    size = os.fstat(handle).st_size
    end = os.pread(handle, 16, max(size - 16, 0))
    length = int.from_bytes(end[:8], "big")
    if end[8:] != _MAGIC or length > size - 16:
        raise ValueError("no entry")
    about = json.loads(os.pread(handle, length, size - 16 - length))
    if about["length"] != size - 16 - length:
        raise ValueError("cut off")
    buffer = mmap.mmap(handle, about["length"], prot=mmap.PROT_READ)
    if zlib.crc32(buffer) != about["checksum"]:
        raise ValueError("damaged")
    return Entry(buffer, bool(about["rewritten"]), bool(about["encrypted"]), tuple(about["notes"]))
