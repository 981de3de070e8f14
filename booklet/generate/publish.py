"""Publish books: keep them in the file store, whole or not at all, a handful at a time."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.pdf.types import Assembled
from booklet.store.files import FileStore
from booklet.store.generations import Output


def publish(files: FileStore, books: Sequence[Assembled], *, whole: bool = False) -> list[Output]:
    """Keep books, and return what is to be recorded of each; all are safe on the disk when it returns.

    What they share is kept once, unless `whole`: then each is a file of its own. Raises WorkspaceUnwritable where there
    is no room: some of the books may be there then, and are not kept twice when they are published again.
    """
    files.put_in_pieces([book.file for book in books], suffix=".pdf", whole=whole)
    return [Output(book.file.sha256, book.sha256, book.page_count, book.bytes) for book in books]
