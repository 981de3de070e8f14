"""Equal objects are in a book once: the same font or picture of ten uploads has one number (ISO 32000-2, 7.3.10).

Whether two objects are equal is told by their digests, each of an object and of all below it (`document/segments.py`).
"""

from __future__ import annotations

from booklet.pdf.book.block import Block
from booklet.pdf.book.placed import SlotTable
from booklet.pdf.syntax.objects import ObjectReference
from booklet.pdf.syntax.writer import Writer


def number_objects(block: Block, writer: Writer, table: SlotTable, known: dict[bytes, ObjectReference]) -> list[int]:
    """Give all objects of a block their numbers; return those that the book does not have yet.

    `known` are the references of what the book has, by digest; what is new is added to it.
    """
    fresh = []
    for number, segment in block.segments.items():
        reference = known.get(segment.digest) if segment.digest else None
        if reference is None:
            reference = ObjectReference.to(writer.new_number())
            fresh.append(number)
            if segment.digest:
                known[segment.digest] = reference
        table[number] = reference
    for number in block.open:
        table[number] = ObjectReference.to(writer.new_number())
    return fresh
