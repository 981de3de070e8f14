"""A file kept in pieces: a list of pieces, and reading them as the one file that they are.

The list is the first line of the file's own file, as JSON: `sha256` and `bytes` of the whole, and `pieces`, in order,
each with `sha256`, `bytes` and `shared`. A shared piece has a file of its own; the others follow the list, one after
the other. docs/kept-books.md shows how to read it without Booklet.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from booklet.errors import DamagedFile
from booklet.file_pieces import Chunk, FileInPieces


@dataclass(frozen=True, slots=True)
class ListedPiece:
    """A piece, as the list has it."""

    sha256: str
    bytes: int
    shared: bool


def written_list(file: FileInPieces) -> Iterator[Chunk]:
    """Yield what the file's own file holds: the list, and the pieces that are not shared."""
    pieces = [asdict(ListedPiece(piece.sha256, piece.size, piece.shared)) for piece in file.pieces]
    yield json.dumps({"sha256": file.sha256, "bytes": file.size, "pieces": pieces}).encode() + b"\n"
    for piece in file.pieces:
        if not piece.shared:
            yield from piece.chunks


def read_list(file: BinaryIO) -> list[ListedPiece]:
    """Return the list at the beginning of a file; what follows it is left to be read. Raises DamagedFile."""
    try:
        entries = json.loads(file.readline())["pieces"]
        return [ListedPiece(str(entry["sha256"]), int(entry["bytes"]), bool(entry["shared"])) for entry in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedFile(f"{file.name} is no list of pieces any more: restore it from a backup.") from error


class JoinedFile(io.RawIOBase):
    """The pieces of a file as the file: read only, from anywhere. Raises DamagedFile where a piece is gone."""

    def __init__(self, own: Path, piece_place: Callable[[str], Path]) -> None:
        self._files = ExitStack()
        self._at = 0
        self.size = 0
        self.pieces: Sequence[ListedPiece] = ()
        self._stretches: list[tuple[int, int, BinaryIO]] = []
        """End in the whole file, how far its beginning there is from that in its own file, that file."""
        try:
            self._open(self._files.enter_context(own.open("rb")), piece_place)
        except BaseException:
            self._files.close()
            raise

    def _open(self, own: BinaryIO, piece_place: Callable[[str], Path]) -> None:
        self.pieces = read_list(own)
        here = own.tell()
        for piece in self.pieces:
            if piece.shared:
                start, file = 0, self._opened(piece_place(piece.sha256))
            else:
                start, file = here, own
                here += piece.bytes
            self._stretches.append((self.size + piece.bytes, start - self.size, file))
            self.size += piece.bytes

    def _opened(self, place: Path) -> BinaryIO:
        try:
            return self._files.enter_context(place.open("rb"))
        except FileNotFoundError as error:
            raise DamagedFile(f"The piece {place} is gone: restore the folder from a backup.") from error

    def damaged(self) -> list[ListedPiece]:
        """Return the pieces that are not what they were."""
        found, start = [], 0
        for piece in self.pieces:
            self.seek(start)
            start += piece.bytes
            if hashlib.sha256(self.read(piece.bytes)).hexdigest() != piece.sha256:
                found.append(piece)
        return found

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place that is read next."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted from the beginning, from here, or from the end."""
        self._at = max(0, offset + (0, self._at, self.size)[whence])
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what `io` calls a WriteableBuffer
        """Read as much as the next piece has; 0 at the end."""
        for end, shift, file in self._stretches:
            if self._at < end:
                file.seek(self._at + shift)
                data = file.read(min(len(buffer), end - self._at))
                buffer[: len(data)] = data
                self._at += len(data)
                return len(data)
        return 0

    def close(self) -> None:
        """Close it, and its pieces' files."""
        self._files.close()
        super().close()
