"""Give fields their values: the value, the state, and the appearance that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booklet.pdf.objects import Hole

if TYPE_CHECKING:
    from booklet.pdf.tail import Book, Placing


def complete_fields(book: Book, placing: Placing) -> None:
    """Write the fields of a piece that is filled."""
    block, table = placing.piece.block, placing.table
    for number, (text, slots) in block.form.unfilled.items():
        segment = block.deferred[number]
        book.bring(placing, slots)
        table[Hole("more", number)] = table.render(text, slots)
        book.writer.put(int(table[number][:-4]), table.render(segment.template, segment.slots))
