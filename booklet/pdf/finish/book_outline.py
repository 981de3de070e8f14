"""The outline of a book (ISO 32000-2, 12.3.3): its parts' titles, with the parts' own bookmarks below them.

A part's bookmarks are written with its block. What is left for each book is a part's title, or without a title the
neighbors of its first and last bookmark.
"""

from __future__ import annotations

from dataclasses import dataclass

from booklet.pdf.book.tail import Placing, Tail
from booklet.pdf.syntax.objects import Hole, string, text_string
from booklet.pdf.syntax.writer import OUTLINE


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbors on the first level that a piece brings."""

    placing: Placing
    first: int
    """Object number."""
    last: int
    lines: int
    """The number of lines that a reader shows for them."""


def write_outline(tail: Tail) -> bool:
    """Write the outline into the tail, and return True, unless it would be empty."""
    stretches = [stretch for placing in tail.placings if (stretch := _stretch(tail, placing))]
    for before, stretch, after in zip((None, *stretches), stretches, (*stretches[1:], None), strict=False):
        previous = b"/Prev %d 0 R" % before.last if before else b""
        following = b"/Next %d 0 R" % after.first if after else b""
        if _has_title(stretch.placing):
            _write_title(tail, stretch, previous + following)
        else:
            _close_ends(tail, stretch.placing, previous, following)
    if stretches:
        ends = (stretches[0].first, stretches[-1].last, sum(stretch.lines for stretch in stretches))
        tail.writer.put(OUTLINE, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
    return bool(stretches)


def _has_title(placing: Placing) -> bool:
    return bool(placing.piece.is_first and placing.piece.part.title)


def _stretch(tail: Tail, placing: Placing) -> _Stretch | None:
    block, table = placing.piece.block, placing.table
    if _has_title(placing):
        number = table.number(Hole("title", 0)) if block.bookmarks else tail.writer.new_number()
        return _Stretch(placing, number, number, 1)
    if not block.bookmarks:
        return None
    first, last = (table.number(block.bookmarks[i].number) for i in (0, -1))
    return _Stretch(placing, first, last, block.bookmark_lines)


def _write_title(tail: Tail, stretch: _Stretch, neighbors: bytes) -> None:
    piece, table, bookmarks = stretch.placing.piece, stretch.placing.table, stretch.placing.piece.block.bookmarks
    below = b""
    if bookmarks:
        ends = (table[bookmarks[0].number], table[bookmarks[-1].number], piece.block.bookmark_lines)
        below = b"/First %b/Last %b/Count -%d" % ends
    title, page = string(text_string(piece.part.title)), tail.page(piece.first_page)
    links = b"/Parent %d 0 R%b%b" % (OUTLINE, neighbors, below)
    tail.writer.put(stretch.first, b"<</Title%b/Dest[%b/Fit]%b>>" % (title, page, links))


def _close_ends(tail: Tail, placing: Placing, previous: bytes, following: bytes) -> None:
    bookmarks = placing.piece.block.bookmarks
    if len(bookmarks) == 1:
        tail.close(placing, bookmarks[0].number, previous + following)
    else:
        tail.close(placing, bookmarks[0].number, previous)
        tail.close(placing, bookmarks[-1].number, following)
