"""A file that is being written, cut into pieces: long enough stretches, each the same object in all files with it."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.file_pieces import Chunk, FilePiece

_SHORTEST_BYTES = 32 << 10
"""What is shorter goes with what follows it: it is not worth a file of its own."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The beginning of a file: the pieces that are shared, and the chunks after the last of them."""

    pieces: tuple[FilePiece, ...] = ()
    rest: tuple[Chunk, ...] = ()

    def with_shared(self, chunks: tuple[Chunk, ...]) -> Cut:
        """Return the file with a stretch more that other files have as well, after the same beginning."""
        rest = (*self.rest, *chunks)
        if sum(map(len, rest)) < _SHORTEST_BYTES:
            return Cut(self.pieces, rest)
        return Cut((*self.pieces, FilePiece(rest, shared=True)))

    def with_own(self, chunks: tuple[Chunk, ...]) -> Cut:
        """Return the file with a stretch more that only this file has."""
        return Cut(self.pieces, (*self.rest, *chunks))

    def ended(self) -> tuple[FilePiece, ...]:
        """Return the pieces of the whole file; the last is this file's own."""
        return (*self.pieces, FilePiece(self.rest, shared=False))
