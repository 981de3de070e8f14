"""A book as a whole: begun anew or from another book, and renamed."""

from __future__ import annotations

from booklet.model import BookVersion, Page
from booklet.workspace import Workspace

BOOK_MADE = "The book was made"


def first_pages() -> tuple[Page, ...]:
    """Return a cover and a table of contents, with which most books begin."""
    cover = "# {{ book }}\n\n## {{ customer }}\n\n{{ quarter }}"
    return (
        Page("text", "Cover", {"markdown": cover, "layout": "cover"}),
        Page("contents", "Contents", {"heading": "Contents", "depth": 0}),
    )


def make_book(ws: Workspace, name: str, description: str, pages: tuple[Page, ...], *, by: str = "") -> BookVersion:
    """Save a new book. Raises AlreadyExists for a name that is taken: it must not become that book's next version."""
    return ws.books.save(name, pages=pages, description=description, comment=BOOK_MADE, by=by, based_on=0)


def copy_book(  # noqa: PLR0913 - what is said of a book, by name
    ws: Workspace, source: BookVersion, name: str, description: str, *, comment: str = "", by: str = ""
) -> BookVersion:
    """Save a new book with the pages and settings of another. Raises AlreadyExists for a name that is taken."""
    return ws.books.save(
        name,
        pages=source.pages,
        settings=source.settings,
        description=description,
        comment=comment or f"A copy of {source.book.name}, version {source.number}",
        by=by,
        based_on=0,
    )


def rename_book(ws: Workspace, book_id: str, name: str, description: str, *, by: str = "") -> None:
    """Give a book another name and description, as one unit. Raises AlreadyExists for a name that is taken."""
    with ws.database.write():
        ws.books.rename(book_id, name, by=by)
        newest = ws.books.get(book_id)
        ws.books.save(book_id, pages=newest.pages, description=description, by=by)


def restore_version(ws: Workspace, version: BookVersion, *, by: str = "") -> BookVersion:
    """Save a version of the past as the next."""
    return ws.books.save(
        version.book.id,
        pages=version.pages,
        settings=version.settings,
        comment=f"Version {version.number} restored",
        by=by,
    )
