"""Equal objects are in a book once: the same font or picture of ten uploads has one number (ISO 32000-2, 7.3.10).

Two objects are equal where their digests are, each of an object and of all below it. Those are worked out only of
objects that are alike, which is quickly told (`document/segments.py`).
"""

from __future__ import annotations

from booklet.pdf.book.block import Block
from booklet.pdf.book.placed import SlotTable
from booklet.pdf.document.segments import Segment
from booklet.pdf.syntax.objects import ObjectReference
from booklet.pdf.syntax.writer import Writer

Known = dict[int | bytes, tuple[Segment, ObjectReference]]
"""The objects of a book: the first of each likeness by that, and by their digests all that had to be told apart."""

_FONT = Segment(b"")


def number_objects(block: Block, writer: Writer, table: SlotTable, known: Known) -> list[int]:
    """Give all objects of a block their numbers; return those that the book does not have yet.

    `known` is what the book has; what is new is added to it. A book has each font of its drawn pages once, which is
    written when all its letters are known (`book/tail.py`).
    """
    fresh = []
    for number, segment in block.segments.items():
        alike = known.get(segment.likeness) if segment.likeness is not None else None
        equal = _equal(segment, *alike, known) if alike else None
        reference = equal or ObjectReference.to(writer.new_number())
        table[number] = reference
        if equal:
            continue
        fresh.append(number)
        if alike:
            known[segment.digest or b""] = (segment, reference)
        elif segment.likeness is not None:
            known[segment.likeness] = (segment, reference)
    for number, (font, _) in block.fonts.items():
        digest = b"booklet:font %b %d" % (font.path.encode(), font.face)
        if digest not in known:
            known[digest] = (_FONT, ObjectReference.to(writer.new_number()))
        table[number] = known[digest][1]
    for number in block.open:
        table[number] = ObjectReference.to(writer.new_number())
    return fresh


def _equal(segment: Segment, alike: Segment, reference: ObjectReference, known: Known) -> ObjectReference | None:
    """Return the reference to the object that is equal to `segment`, where the first that is alike may not be."""
    known[alike.digest or b""] = (alike, reference)
    found = known.get(segment.digest or b"")
    return found[1] if found else None
