"""The file store in a folder: one copy of equal files, in 256 folders by the first letters of their names."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from booklet.errors import DamagedFile, NotFound, StoreError

_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_SUFFIXES = ("", ".pdf")
_CHUNK_BYTES = 1 << 20
_ABANDONED_AFTER_SECONDS = 24 * 3600


class FileFolder:
    """`booklet.store.files.FileStore` over the files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._incoming = self._folder / "incoming"

    def put(self, data: bytes | BinaryIO | Path, *, suffix: str = "") -> tuple[str, int]:
        """Keep a copy: written beside, flushed to disk and renamed, so that it is never seen half written."""
        if suffix not in _SUFFIXES:
            raise ValueError(f"{suffix!r} is no suffix of stored files: they have none, or .pdf")
        with _reading(data) as source:
            try:
                return self._put(source, suffix)
            except OSError as error:
                raise StoreError(
                    f"The file cannot be kept in {self._folder} ({error.strerror}). See whether the disk is full or "
                    "protected, then try again."
                ) from error

    def _put(self, source: BinaryIO, suffix: str) -> tuple[str, int]:
        self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._remove_abandoned()
        with self._written_beside() as (target, written):
            sha256, size = _copy(source, target)
            target.flush()
            os.fsync(target.fileno())
            self._publish(written, sha256, suffix)
        return sha256, size

    def exists(self, sha256: str) -> bool:
        """Tell whether a file of this name is there; its content is not looked at."""
        return self._find(sha256) is not None

    def path(self, sha256: str) -> Path:
        """Return the path of the file, which must not be written to. Raises NotFound."""
        found = self._find(sha256)
        if not found:
            raise NotFound(
                f"The stored file {sha256[:12]}… is gone from {self._folder}: upload it again, or restore the folder "
                "from a backup."
            )
        return found

    @contextmanager
    def local_path(self, sha256: str) -> Iterator[Path]:
        """Give the path of the file itself. Raises NotFound."""
        yield self.path(sha256)

    def remove(self, sha256: str) -> None:
        """Delete the file."""
        found = self._find(sha256)
        if found:
            found.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading, once its content was checked. Raises NotFound or DamagedFile."""
        handle = self.path(sha256).open("rb")
        try:
            if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:
                raise _damaged(sha256)
            handle.seek(0)
        except BaseException:
            handle.close()
            raise
        return handle

    def read(self, sha256: str) -> bytes:
        """Return the content, checked against its hash. Raises NotFound or DamagedFile."""
        data = self.path(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _damaged(sha256)
        return data

    def _find(self, sha256: str) -> Path | None:
        """Return the file whatever its suffix, which is that of the first copy; None where there is none."""
        if not _SHA256.match(sha256):
            return None
        names = (self._folder / sha256[:2] / f"{sha256}{suffix}" for suffix in _SUFFIXES)
        return next((path for path in names if path.exists()), None)

    @contextmanager
    def _written_beside(self) -> Iterator[tuple[BinaryIO, Path]]:
        handle, name = tempfile.mkstemp(dir=self._incoming)  # with mode 0600
        try:
            with os.fdopen(handle, "wb") as target:
                yield target, Path(name)
        finally:
            Path(name).unlink(missing_ok=True)

    def _publish(self, written: Path, sha256: str, suffix: str) -> None:
        present = self._find(sha256)
        if present and hashlib.sha256(present.read_bytes()).hexdigest() == sha256:
            return
        final = present or self._folder / sha256[:2] / f"{sha256}{suffix}"
        final.parent.mkdir(mode=0o700, exist_ok=True)
        os.replace(written, final)
        _flush_folder(final.parent)
        _flush_folder(self._folder)

    def _remove_abandoned(self) -> None:
        """Remove what a process that was killed left half written."""
        before = time.time() - _ABANDONED_AFTER_SECONDS
        for file in self._incoming.iterdir():
            try:
                if file.stat().st_mtime < before:
                    file.unlink()
            except FileNotFoundError:  # another process finished, or removed it first
                continue


@contextmanager
def _reading(data: bytes | BinaryIO | Path) -> Iterator[BinaryIO]:
    if isinstance(data, Path):
        with data.open("rb") as handle:
            yield handle
    else:
        yield io.BytesIO(data) if isinstance(data, bytes) else data


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        size += target.write(chunk)
    return digest.hexdigest(), size


def _flush_folder(folder: Path) -> None:
    """Flush a folder: without it a power cut may lose a new name although the content is on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _damaged(sha256: str) -> DamagedFile:
    return DamagedFile(
        f"The stored file {sha256[:12]}… has changed on the disk since it was uploaded: upload it again, or restore "
        "it from a backup."
    )
