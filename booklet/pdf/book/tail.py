"""The tail of a book: all that is this book's alone, written after what it shares with others.

The rooms `fill` and `finish` write into it what they have to: values, stamps, links, titles, metadata.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from booklet.pdf.book.block import Block
from booklet.pdf.book.joins import Closing
from booklet.pdf.book.placed import Placed, SlotTable
from booklet.pdf.fonts.embedded_font import EmbeddedFont
from booklet.pdf.form.text_runs import FontChoice
from booklet.pdf.form.text_setting import UsedFont
from booklet.pdf.prepared import Part
from booklet.pdf.syntax.objects import Hole, ObjectReference, Slot
from booklet.pdf.syntax.writer import Writer
from booklet.pdf.types import BookOptions
from booklet.text.faces import FontFile, face_of


@dataclass(slots=True)
class PageDrawing:
    """Content with the resources that it uses: category -> name -> reference."""

    content: list[bytes] = field(default_factory=list)
    resources: dict[bytes, dict[bytes, bytes]] = field(default_factory=dict)

    def use(self, category: bytes, name: bytes, value: bytes) -> bytes:
        """Enter a resource, and return its name."""
        self.resources.setdefault(category, {})[name] = value
        return name


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, or where the part has a page twice a stretch of it without repeats, with its block."""

    part_index: int
    part: Part
    block: Block
    first_page: int
    """Index in the book."""
    offset: int
    """Index, within the part's pages, of the piece's first page."""

    @property
    def is_first(self) -> bool:
        """True where the part begins here."""
        return self.offset == 0


class BookTable(SlotTable):
    """The contents of a block's holes in a book: those that hold for all books, and those that this book adds."""

    def __init__(self, shared: SlotTable) -> None:
        super().__init__()
        self._shared = shared

    def __missing__(self, slot: Slot) -> bytes:
        if isinstance(slot, Hole) and slot.kind == "weak" and slot.key in self:
            return self[slot.key]
        return self._shared[slot]

    def has(self, slot: Slot) -> bool:
        """Tell whether the object is in the book already."""
        return slot in self or slot in self._shared


@dataclass(frozen=True, slots=True)
class Placing:
    """A piece with its place in the file."""

    piece: Piece
    placed: Placed
    table: BookTable
    drawings: dict[int, PageDrawing] = field(default_factory=dict)
    """Position of a page in the piece -> what is drawn over it."""
    fonts: dict[FontChoice, UsedFont] = field(default_factory=dict)
    """The fonts of the appearances that were drawn."""
    field_values: dict[int, bytes] = field(default_factory=dict)
    """New values of fields that are written behind those of all parts, by local number."""


class Tail:
    """The tail of a book while it is written: the writer, and what all that goes into it shares."""

    def __init__(
        self, closing: Closing, pieces: Sequence[Piece], placed: Sequence[Placed], options: BookOptions
    ) -> None:
        self.options = options
        self.writer = Writer(closing.written, level=1)
        self.placings = [
            Placing(piece, place, BookTable(place.table)) for piece, place in zip(pieces, placed, strict=True)
        ]
        self._objects: dict[bytes, int] = {}
        self._fonts: dict[FontFile, EmbeddedFont] = {}
        for placing in self.placings:
            self._take_letters(placing)

    def _take_letters(self, placing: Placing) -> None:
        """Enter the letters of a drawn page into the fonts that the book has for it."""
        for local, (file, letters) in placing.piece.block.fonts.items():
            if file not in self._fonts:
                self._fonts[file] = EmbeddedFont(face_of(file), placing.table.number(local))
            self._fonts[file].take(letters)

    def font_of(self, file: FontFile) -> EmbeddedFont:
        """Return the font of a file in this book; its subset is written at the end."""
        if file not in self._fonts:
            self._fonts[file] = EmbeddedFont(face_of(file), self.writer.new_number())
        return self._fonts[file]

    def close(self, placing: Placing, local: int, entries: bytes) -> None:
        """Write an open dictionary, with its last entries."""
        number, text = placing.placed.open[local]
        self.writer.put(number, b"%b%b>>" % (text, entries))

    def standard_font(self, name: bytes) -> int:
        """Return the object number of one of the fourteen standard fonts (9.6.2.2)."""
        return self._once(name, lambda: b"<</Type/Font/Subtype/Type1/BaseFont/%b>>" % name)

    def _once(self, key: bytes, body: Callable[[], bytes]) -> int:
        """Return the number of an object that the book has once; written when it is first asked for."""
        if key not in self._objects:
            self._objects[key] = self.writer.new_number()
            self.writer.put(self._objects[key], body())
        return self._objects[key]

    def write_fonts(self) -> None:
        """Write the subsets of all fonts that were asked for."""
        for font in self._fonts.values():
            font.write(self.writer)

    def page(self, index: int) -> bytes:
        """Return the reference to a page of the book; for an index beyond it, to the last page."""
        for placing in self.placings:
            pages = placing.piece.block.pages
            if index < placing.piece.first_page + len(pages):
                return placing.table[pages[max(0, index - placing.piece.first_page)]]
        return self.placings[-1].table[self.placings[-1].piece.block.pages[-1]]

    def bring(self, placing: Placing, slots: Iterable[Slot]) -> None:
        """Write the objects of an upload that its block does not have, with all that they need."""
        table, segments = placing.table, placing.piece.block.document.segments
        queue = deque(slot for slot in slots if isinstance(slot, int))
        brought = []
        while queue:
            slot = queue.popleft()
            segment = None if table.has(slot) else segments.get(slot)
            if segment is not None:
                table[slot] = ObjectReference.to(self.writer.new_number())
                brought.append((slot, segment))
                queue.extend(inner for inner in segment.slots if isinstance(inner, int))
        for slot, segment in brought:
            self.writer.put(table.number(slot), table.render(segment.template, segment.slots), segment.data)
