"""The tail of a book: all that is this book's alone, written after what it shares with others.

It ends with the catalog and the file's trailer (ISO 32000-2, 7.7.2 and 7.5.5).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from booklet.fonts.fallback import FontFile
from booklet.pdf.book.block import Block
from booklet.pdf.book.chain import Placed, Table
from booklet.pdf.book.joins import Closing
from booklet.pdf.book.shared_fields import write_fields
from booklet.pdf.embedded_font import EmbeddedFont, face_of
from booklet.pdf.fill.fill import complete_fields
from booklet.pdf.fill.flatten import flatten_fields
from booklet.pdf.finish import metadata
from booklet.pdf.finish.book_outline import write_outline
from booklet.pdf.finish.stamps import Drawing, write_overlays
from booklet.pdf.form.text_runs import FontChoice
from booklet.pdf.form.text_setting import UsedFont
from booklet.pdf.prepared import Part
from booklet.pdf.syntax.objects import Hole, Slot, number, string, text_string
from booklet.pdf.syntax.writer import CATALOG, INFO, METADATA, OUTLINE, Writer, Written
from booklet.pdf.types import BookOptions


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, or where the part has a page twice one of its stretches without repeats, with its block."""

    part_index: int
    part: Part
    block: Block
    first_page: int
    """Index in the book."""
    offset: int
    """Index, within the part's pages, of the piece's first one."""

    @property
    def is_first(self) -> bool:
        """Whether the part begins here."""
        return self.offset == 0


class BookTable(Table):
    """What fills a block's holes in one book: what holds for all books, and what this one adds."""

    def __init__(self, shared: Table) -> None:
        super().__init__()
        self._shared = shared

    def __missing__(self, slot: Slot) -> bytes:
        if isinstance(slot, Hole) and slot.kind == "weak" and slot.key in self:
            return self[slot.key]
        return self._shared[slot]

    def has(self, slot: Slot) -> bool:
        """Whether the object is in the book already."""
        return slot in self or slot in self._shared


@dataclass(frozen=True, slots=True)
class Placing:
    """A piece with its place in the file."""

    piece: Piece
    placed: Placed
    table: BookTable
    drawings: dict[int, Drawing] = field(default_factory=dict)
    """Position of a page in the piece -> what is drawn over it."""
    fonts: dict[FontChoice, UsedFont] = field(default_factory=dict)
    """The fonts of the appearances that were drawn."""
    field_values: dict[int, bytes] = field(default_factory=dict)
    """New values of fields that are written behind those of all parts, by local number."""


class Book:
    """One book while its tail is written."""

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

    def font_of(self, file: FontFile) -> EmbeddedFont:
        """A font of a file in this book; its subset is written at the end."""
        if file not in self._fonts:
            self._fonts[file] = EmbeddedFont(face_of(file), self.writer.new_number())
        return self._fonts[file]

    def close(self, placing: Placing, local: int, entries: bytes) -> None:
        """Write an open dictionary, with its last entries."""
        number, text = placing.placed.open[local]
        self.writer.put(number, b"%b%b>>" % (text, entries))

    def standard_font(self, name: bytes) -> int:
        """Object number of one of the fourteen standard fonts (9.6.2.2)."""
        return self._once(name, lambda: b"<</Type/Font/Subtype/Type1/BaseFont/%b>>" % name)

    def _once(self, key: bytes, body: Callable[[], bytes]) -> int:
        """The number of an object that the book has once; written when it is first asked for."""
        if key not in self._objects:
            self._objects[key] = self.writer.new_number()
            self.writer.put(self._objects[key], body())
        return self._objects[key]

    def write_fonts(self) -> None:
        """Write the subsets of all fonts that were asked for."""
        for font in self._fonts.values():
            font.write(self.writer)

    def page(self, index: int) -> bytes:
        """Reference to a page of the book; for an index beyond it, to the last one."""
        for placing in self.placings:
            pages = placing.piece.block.pages
            if index < placing.piece.first_page + len(pages):
                return placing.table[pages[max(0, index - placing.piece.first_page)]]
        return self.placings[-1].table[self.placings[-1].piece.block.pages[-1]]

    def bring(self, placing: Placing, slots: Iterable[Slot]) -> None:
        """Write those objects of an upload that its block does not have, with all that they need."""
        table, segments = placing.table, placing.piece.block.prepared.segments
        queue = deque(slot for slot in slots if isinstance(slot, int))
        brought = []
        while queue:
            slot = queue.popleft()
            segment = None if table.has(slot) else segments.get(slot)
            if segment is not None:
                table[slot] = b"%d 0 R" % self.writer.new_number()
                brought.append((slot, segment))
                queue.extend(inner for inner in segment.slots if isinstance(inner, int))
        for slot, segment in brought:
            self.writer.put(int(table[slot][:-4]), table.render(segment.template, segment.slots), segment.data)


def write_tail(closing: Closing, pieces: Sequence[Piece], placed: Sequence[Placed], options: BookOptions) -> Written:
    """Write all that was left open: values, overlays, links, then the outline, the metadata and the catalog."""
    book = Book(closing, pieces, placed, options)
    for placing in book.placings:
        _complete_linked_pages(book, placing)
        complete_fields(book, placing)
        flatten_fields(book, placing)
    write_fields(book)
    write_overlays(book)
    book.write_fonts()
    entries = [b"/Type/Catalog", closing.catalog]
    if options.outline != "none" and write_outline(book):
        entries.append(b"/Outlines %d 0 R/PageMode/UseOutlines" % OUTLINE)
    book.writer.put(INFO, metadata.information(options))
    xmp = metadata.xmp(options)
    if xmp:
        book.writer.put(METADATA, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(xmp), xmp)
        entries.append(b"/Metadata %d 0 R" % METADATA)
    language = text_string(options.language) or closing.language
    if language:
        entries.append(b"/Lang" + string(language))
    if options.title:
        entries.append(b"/ViewerPreferences<</DisplayDocTitle true>>")
    book.writer.put(CATALOG, b"<<%b>>" % b"".join(entries))
    return book.writer.done()


def _complete_linked_pages(book: Book, placing: Placing) -> None:
    """Write the pages that get links which the book adds (12.5.6.5)."""
    block, table = placing.piece.block, placing.table
    for position in sorted(block.key.linked):
        annotations = []
        for link in placing.piece.part.links:
            if link.page - placing.piece.offset == position:
                rect = b" ".join(number(value) for value in link.rect)
                dest = book.page(link.target)
                annotations.append(
                    b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%b]/Dest[%b/Fit]>>" % (rect, dest)
                )
        annotations = [*(table[number] for number in block.annotations[position]), *annotations]
        book.close(placing, block.pages[position], b"/Annots[%b]" % b" ".join(annotations))
