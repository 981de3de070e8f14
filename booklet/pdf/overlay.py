"""What is drawn over a page: stamps, and the fields of a flattened form (ISO 32000-2, 8.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from booklet.pdf.tail import Book


def write_overlays(book: Book) -> None:
    """Write the form XObjects that pages have left room for."""
