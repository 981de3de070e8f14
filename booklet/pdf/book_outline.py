"""The outline of a book (ISO 32000-2, 12.3.3): its parts' titles, with the parts' own bookmarks below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from booklet.pdf.objects import Hole, string, text_string
from booklet.pdf.writer import OUTLINE

if TYPE_CHECKING:
    from booklet.pdf.tail import Book, Placing


@dataclass(frozen=True, slots=True)
class _Item:
    number: int
    visible: int
    """How many lines it takes with what is open below it."""
    entries: bytes
    """Its dictionary without the links to its neighbours."""


def write_outline(book: Book) -> bool:
    """Write the outline into the tail; False where it would be empty."""
    items = [item for placing in book.placings for item in _items(book, placing)]
    for position, item in enumerate(items):
        links = b"/Parent %d 0 R" % OUTLINE
        if position:
            links += b"/Prev %d 0 R" % items[position - 1].number
        if position + 1 < len(items):
            links += b"/Next %d 0 R" % items[position + 1].number
        book.writer.put(item.number, b"<<%b%b>>" % (item.entries, links))
    if items:
        ends = (items[0].number, items[-1].number, sum(item.visible for item in items))
        book.writer.put(OUTLINE, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
    return bool(items)


def _items(book: Book, placing: Placing) -> list[_Item]:
    """What a piece adds to the first level."""
    piece, table = placing.piece, placing.table
    bookmarks = piece.block.bookmarks
    if not piece.is_first or not piece.part.title:
        found = []
        for bookmark in bookmarks:
            text, slots = piece.block.open_bookmarks[bookmark.number]
            visible = 1 + (bookmark.visible() if bookmark.is_open else 0)
            found.append(_Item(int(table[bookmark.number][:-4]), visible, (text % tuple(map(table.__getitem__, slots)))))
        return found
    entries = b"/Title%b" % string(text_string(piece.part.title))
    entries += b"/Dest[%b/Fit]" % book.page(piece.first_page)
    if bookmarks:
        below = len(bookmarks) + sum(item.visible() for item in bookmarks if item.is_open)
        first, last = table[bookmarks[0].number], table[bookmarks[-1].number]
        entries += b"/First %b/Last %b/Count -%d" % (first, last, below)
    number = int(table[Hole("title", 0)][:-4]) if bookmarks else book.writer.new_number()
    return [_Item(number, 1, entries)]
