"""What belongs to an upload as a whole: attached files (ISO 32000-2, 7.11.4) and output intents (14.11.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from booklet.pdf.document.trees import read_tree
from booklet.pdf.syntax.objects import template

if TYPE_CHECKING:
    from booklet.pdf.book.block import Block


def add(block: Block) -> None:
    """Enter the output intents, and with the whole upload its files; a few pages of it bring no files."""
    prepared = block.prepared
    source = prepared.source
    block.intents = [template(item) for item in source.array(prepared.catalog.get("OutputIntents"))]
    names = source.dictionary(prepared.catalog.get("Names"))
    files = list(read_tree(source, names.get("EmbeddedFiles"), "Names"))
    if not block.is_whole:
        for _ in files:
            block.note("attached files were left out, since not all pages of the upload are in the book")
        return
    block.files = [(name, template(item)) for name, item in files]
    block.associated = [template(item) for item in source.array(prepared.catalog.get("AF"))]
