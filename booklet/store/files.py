"""The contract of a file store: files kept by their content, never overwritten, there entirely or not at all.

A file's name is the SHA-256 of its content (64 lower-case hexadecimal digits), and is all that is needed to find it:
a store need not be able to list what it has. `booklet.store.file_folder` is the store in a folder; an object store
would be another.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from booklet.file_pieces import FileInPieces


class FileStore(Protocol):
    """Files by the SHA-256 of their content. A name that is no such hash is not found."""

    def put(self, data: bytes | BinaryIO | Path, *, suffix: str = "") -> tuple[str, int]:
        """Keep a copy; gives its SHA-256 and its size in bytes.

        `suffix` (none or ".pdf") is for people and other programs, where the store's files have names that they see.
        A copy that is there already is kept, unless its content has rotted: then the new copy takes its place. Raises
        WorkspaceUnwritable where it cannot be written.
        """
        ...

    def put_in_pieces(self, files: Sequence[FileInPieces], *, suffix: str = "", whole: bool = False) -> None:
        """Keep files that are made already; a piece that they share, with one another or with files kept before, once.

        `whole` says to keep each as a file of its own instead. All are safe on the disk when it returns, and flushed
        together: a handful costs hardly more than one. However it ends, each file is there or is not; there may be
        pieces that no file has, which `sweep` removes. The files' SHA-256 are taken to be right. Raises StoreError
        where something cannot be written.
        """
        ...

    def exists(self, sha256: str) -> bool:
        """Tell whether a file of this name is there; its content is not looked at."""
        ...

    def read(self, sha256: str) -> bytes:
        """Return the content, checked against its hash. Raises NotFound or DamagedFile."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading, once its content was checked. Raises NotFound or DamagedFile."""
        ...

    def local_path(self, sha256: str) -> AbstractContextManager[Path]:
        """Give a path to the content, for a program that needs a path; it is read only, and good within the context.

        The content of a whole file is not checked. Raises NotFound, or DamagedFile.
        """
        ...

    def remove(self, sha256: str) -> None:
        """Forget a file; a file that is not there is passed over. Its pieces stay until `sweep`."""
        ...

    def sweep(self) -> int:
        """Remove the pieces that no file has any more, and return the number of bytes that they had.

        Others may put files meanwhile. Raises DamagedFile where a file does not say its pieces any more.
        """
        ...
