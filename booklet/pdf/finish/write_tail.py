"""Writing the tail of a book, which ends with the catalog (ISO 32000-2, 7.7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.pdf.book.joins import Closing
from booklet.pdf.book.placed import Placed
from booklet.pdf.book.tail import Piece, Placing, Tail
from booklet.pdf.fill.fill import complete_fields
from booklet.pdf.fill.flatten import flatten_fields
from booklet.pdf.fill.shared_values import write_shared_fields
from booklet.pdf.finish import metadata
from booklet.pdf.finish.book_outline import write_outline
from booklet.pdf.finish.stamps import write_overlays
from booklet.pdf.syntax.objects import number, string, text_string
from booklet.pdf.syntax.writer import CATALOG, INFO, METADATA, OUTLINE, Written
from booklet.pdf.types import BookOptions


def write_tail(closing: Closing, pieces: Sequence[Piece], placed: Sequence[Placed], options: BookOptions) -> Written:
    """Write all that was left open: values, overlays, links, then the outline, the metadata and the catalog."""
    tail = Tail(closing, pieces, placed, options)
    for placing in tail.placings:
        _complete_linked_pages(tail, placing)
        complete_fields(tail, placing)
        flatten_fields(tail, placing)
    write_shared_fields(tail)
    write_overlays(tail)
    tail.write_fonts()
    entries = [b"/Type/Catalog", closing.catalog]
    if options.outline != "none" and write_outline(tail):
        entries.append(b"/Outlines %d 0 R/PageMode/UseOutlines" % OUTLINE)
    tail.writer.put(INFO, metadata.information(options))
    xmp = metadata.xmp(options)
    if xmp:
        tail.writer.put(METADATA, b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(xmp), xmp)
        entries.append(b"/Metadata %d 0 R" % METADATA)
    language = text_string(options.language) or closing.language
    if language:
        entries.append(b"/Lang" + string(language))
    if options.title:
        entries.append(b"/ViewerPreferences<</DisplayDocTitle true>>")
    tail.writer.put(CATALOG, b"<<%b>>" % b"".join(entries))
    return tail.writer.done()


def _complete_linked_pages(tail: Tail, placing: Placing) -> None:
    """Write the pages that get links which the book adds (12.5.6.5)."""
    block, table = placing.piece.block, placing.table
    for position in sorted(block.key.linked):
        annotations = []
        for link in placing.piece.part.links:
            if link.page - placing.piece.offset == position:
                rect = b" ".join(number(value) for value in link.rect)
                dest = tail.page(link.target)
                annotations.append(
                    b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%b]/Dest[%b/Fit]>>" % (rect, dest)
                )
        annotations = [*(table[number] for number in block.annotations[position]), *annotations]
        tail.close(placing, block.pages[position], b"/Annots[%b]" % b" ".join(annotations))
