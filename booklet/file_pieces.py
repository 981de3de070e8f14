"""Files in pieces: a stretch that many files share is one object in all of them, and need be hashed and kept only once.

The engine makes books of pieces (`pdf.assemble`), and the file store keeps them so (`store/files.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

Chunk = bytes | memoryview


@dataclass(frozen=True, eq=False)
class FilePiece:
    """A stretch of a file: bytes that nobody changes; `shared` where other files are to have it, too."""

    chunks: tuple[Chunk, ...]
    shared: bool

    @cached_property
    def size(self) -> int:
        """The number of bytes."""
        return sum(map(len, self.chunks))

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hex; of a shared piece it is worked out once, whatever the number of files."""
        digest = hashlib.sha256()
        for chunk in self.chunks:
            digest.update(chunk)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class FileInPieces:
    """A whole file, as the pieces that it consists of, in order; `sha256` is of all its bytes."""

    sha256: str
    pieces: Sequence[FilePiece]

    @property
    def size(self) -> int:
        """The number of bytes."""
        return sum(piece.size for piece in self.pieces)

    @property
    def has_shared(self) -> bool:
        """True where other files have some of the pieces, too."""
        return any(piece.shared for piece in self.pieces)

    def chunks(self) -> Iterator[Chunk]:
        """Yield all bytes, in order."""
        for piece in self.pieces:
            yield from piece.chunks

    def join(self) -> bytes:
        """Return all bytes."""
        return b"".join(self.chunks())
