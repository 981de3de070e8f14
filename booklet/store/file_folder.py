"""The file store in a folder: one copy of equal files, in 256 folders by the first letters of their names.

A file is there whole, as `<sha256>` or `<sha256>.pdf`, or in pieces: `<sha256>.pieces` lists them (`joined_files.py`),
and those that it shares with other files are in the folder `pieces`.
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from booklet.errors import DamagedFile, NotFound, WorkspaceUnwritable
from booklet.file_pieces import Chunk, FileInPieces
from booklet.store.incoming import Incoming
from booklet.store.joined_files import JoinedFile, read_list, written_list
from booklet.store.piece_folder import PieceFolder

_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_SUFFIXES = ("", ".pdf")
_IN_PIECES = ".pieces"
_KINDS = (*_SUFFIXES, _IN_PIECES)
_CHUNK_BYTES = 1 << 20


class FileFolder:
    """`booklet.store.files.FileStore` over the files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._pieces = PieceFolder(self._folder / "pieces")

    def put(self, data: bytes | BinaryIO | Path, *, suffix: str = "") -> tuple[str, int]:
        """Keep a copy: written beside, flushed to disk and renamed, so that it is never seen half written."""
        _require_known(suffix)
        digest = hashlib.sha256()
        with self._told(), Incoming(self._folder / "incoming") as incoming, _reading(data) as source:
            written = incoming.write(_chunks(source, digest))
            sha256, size = digest.hexdigest(), written.stat().st_size
            if not self._is_sound(sha256):
                self._publish(incoming, {sha256: written}, suffix)
        return sha256, size

    def put_in_pieces(self, files: Sequence[FileInPieces], *, suffix: str = "", whole: bool = False) -> None:
        """Keep files: shared pieces first, each once, and when those are safe the rest of each file with its list."""
        _require_known(suffix)
        with self._told(), Incoming(self._folder / "incoming") as incoming:
            new = {file.sha256: file for file in files if not self._is_sound(file.sha256)}
            apart = {} if whole else {sha256: file for sha256, file in new.items() if file.has_shared}
            with self._pieces.writing() if apart else nullcontext():
                self._write_pieces(incoming, apart.values())
                self._publish(incoming, {key: incoming.write(written_list(apart[key])) for key in apart}, _IN_PIECES)
            wholes = {key: incoming.write(file.chunks()) for key, file in new.items() if key not in apart}
            self._publish(incoming, wholes, suffix)

    def _write_pieces(self, incoming: Incoming, files: Iterable[FileInPieces]) -> None:
        shared = {piece.sha256: piece for file in files for piece in file.pieces if piece.shared}
        for sha256, piece in shared.items():
            if not self._pieces.has(piece):
                incoming.place(incoming.write(piece.chunks), self._pieces.place(sha256))
        incoming.publish()

    def _publish(self, incoming: Incoming, written: Mapping[str, Path], suffix: str) -> None:
        """Bring files to their places; rotten copies of another kind, which would be found first, go then."""
        for sha256, path in written.items():
            incoming.place(path, self._place(sha256, suffix))
        incoming.publish()
        for sha256 in written:
            for other in _KINDS:
                if other != suffix:
                    self._place(sha256, other).unlink(missing_ok=True)

    def exists(self, sha256: str) -> bool:
        """Tell whether a file of this name is there; its content is not looked at."""
        return self._find(sha256) is not None

    def path(self, sha256: str) -> Path:
        """Return the path of the file, or of its list of pieces, which must not be written to. Raises NotFound."""
        found = self._find(sha256)
        if not found:
            raise NotFound(
                f"The stored file {sha256[:12]}… is gone from {self._folder}: upload it again, or restore the folder "
                "from a backup."
            )
        return found

    @contextmanager
    def local_path(self, sha256: str) -> Iterator[Path]:
        """Give the path of the file itself, or of a copy where it is in pieces. Raises NotFound or DamagedFile."""
        path = self.path(sha256)
        if path.suffix != _IN_PIECES:
            yield path
            return
        with tempfile.NamedTemporaryFile(suffix=".pdf") as copy, self.open(sha256) as file:
            copy.writelines(iter(lambda: file.read(_CHUNK_BYTES), b""))
            copy.flush()
            yield Path(copy.name)

    def remove(self, sha256: str) -> None:
        """Delete the file; pieces that it shares are left to `sweep`."""
        found = self._find(sha256)
        if found:
            found.unlink(missing_ok=True)

    def sweep(self) -> int:
        """Remove the pieces that no file has. Raises DamagedFile for a list that cannot be read: nothing goes then."""
        return self._pieces.sweep(self._pieces_in_use())

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading, once its content was checked. Raises NotFound or DamagedFile."""
        handle = self._opened(self.path(sha256))
        try:
            if hashlib.file_digest(cast(Any, handle), "sha256").hexdigest() != sha256:
                self._suspect(handle)
                raise _damaged(sha256)
            handle.seek(0)
        except BaseException:
            handle.close()
            raise
        return handle

    def read(self, sha256: str) -> bytes:
        """Return the content, checked against its hash. Raises NotFound or DamagedFile."""
        with self._opened(self.path(sha256)) as handle:
            data = handle.read()
            if hashlib.sha256(data).hexdigest() != sha256:
                self._suspect(handle)
                raise _damaged(sha256)
        return data

    def _opened(self, path: Path) -> BinaryIO:
        if path.suffix != _IN_PIECES:
            return path.open("rb")
        return cast(BinaryIO, io.BufferedReader(JoinedFile(path, self._pieces.place), _CHUNK_BYTES))

    def _suspect(self, handle: BinaryIO) -> None:
        """Have the pieces of a damaged file looked at again before they are used for another."""
        joined = getattr(handle, "raw", None)
        for piece in joined.pieces if isinstance(joined, JoinedFile) else ():
            self._pieces.suspect(piece.sha256)

    def _find(self, sha256: str) -> Path | None:
        """Return the file whatever its suffix, which is that of the first copy; None where there is none."""
        if not _SHA256.match(sha256):
            return None
        names = (self._place(sha256, suffix) for suffix in _KINDS)
        return next((path for path in names if path.exists()), None)

    def _place(self, sha256: str, suffix: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}{suffix}"

    def _is_sound(self, sha256: str) -> bool:
        """Tell whether a copy is there that has not rotted."""
        try:
            self.open(sha256).close()
        except (DamagedFile, NotFound):
            return False
        return True

    def _pieces_in_use(self) -> Callable[[], set[str]]:
        """Return a function that gives the pieces of all lists; asked again, it reads only the lists that are new."""
        known: dict[Path, set[str]] = {}

        def named() -> set[str]:
            for path in self._folder.glob(f"??/*{_IN_PIECES}"):
                if path not in known:
                    with suppress(FileNotFoundError), path.open("rb") as file:  # else it was removed meanwhile
                        known[path] = {piece.sha256 for piece in read_list(file) if piece.shared}
            return set().union(*known.values())

        return named

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is wrong where a file cannot be written."""
        try:
            yield
        except OSError as error:
            raise WorkspaceUnwritable(
                f"The file cannot be kept in {self._folder} ({error.strerror}). See whether the disk is full or "
                "protected, then try again."
            ) from error


def _require_known(suffix: str) -> None:
    if suffix not in _SUFFIXES:
        raise ValueError(f"{suffix!r} is no suffix of stored files: they have none, or .pdf")


@contextmanager
def _reading(data: bytes | BinaryIO | Path) -> Iterator[BinaryIO]:
    if isinstance(data, Path):
        with data.open("rb") as handle:
            yield handle
    else:
        yield io.BytesIO(data) if isinstance(data, bytes) else data


def _chunks(source: BinaryIO, digest: Any) -> Iterator[Chunk]:
    """Yield the content, and let a digest see it."""
    while chunk := source.read(_CHUNK_BYTES):
        digest.update(chunk)
        yield chunk


def _damaged(sha256: str) -> DamagedFile:
    return DamagedFile(
        f"The stored file {sha256[:12]}… has changed on the disk since it was uploaded: upload it again, or restore "
        "it from a backup."
    )
