"""A block that has its place in a book: the numbers of its objects (ISO 32000-2, 7.3.10), and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field

from booklet.pdf.book.block import Block
from booklet.pdf.syntax.objects import Hole, ObjectReference, Slot


class SlotTable(dict[Slot, bytes]):
    """The contents of the holes in a block's templates. An object that is not in the book is `null`."""

    def __missing__(self, slot: Slot) -> bytes:
        if isinstance(slot, Hole) and slot.kind == "weak":
            return self.get(slot.key, b"null")
        return b"" if isinstance(slot, Hole) else b"null"

    def reference(self, slot: Slot) -> ObjectReference:
        """Return the reference to an object of the block, which is in the book."""
        found = self[slot]
        assert isinstance(found, ObjectReference)
        return found

    def number(self, slot: Slot) -> int:
        """Return the number that an object of the block has in the book."""
        return self.reference(slot).number

    def render(self, template: bytes, slots: tuple[Slot, ...]) -> bytes:
        """Return a template with its holes filled."""
        return template % tuple(map(self.__getitem__, slots)) if slots else template % ()


@dataclass(eq=False, slots=True)
class Placed:
    """A block in a book."""

    block: Block
    table: SlotTable
    pages_node: ObjectReference
    """Reference to the node of the page tree that has the block's pages."""
    title: int
    """Object number kept for the part's entry in the outline."""
    first_structure_key: int = 0
    open: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    """The block's open dictionaries: object number, and what is written as far as it goes."""
    unfilled: dict[int, bytes] = field(default_factory=dict)
    """Number -> the end of a field that gets no value, where that needs nothing that is not in the book."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Full name of a field -> its new name, where the two differ."""
