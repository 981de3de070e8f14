"""The belongings of an upload as a whole: attached files (ISO 32000-2, 7.11.4) and output intents (14.11.5)."""

from __future__ import annotations

from booklet.pdf.book.block import Block
from booklet.pdf.document.trees import read_tree
from booklet.pdf.syntax.objects import template


def add_attachments(block: Block) -> None:
    """Enter the output intents, and with the whole upload its files; a few pages of it bring no files."""
    source, catalog = block.document.source, block.document.catalog
    block.intents = [template(item) for item in source.array(catalog.get("OutputIntents"))]
    names = source.dictionary(catalog.get("Names"))
    files = list(read_tree(source, names.get("EmbeddedFiles"), "Names"))
    if not block.is_whole:
        for _ in files:
            block.note("attached files were left out, since not all pages of the upload are in the book")
        return
    block.files = [(name, template(item)) for name, item in files]
    block.associated = [template(item) for item in source.array(catalog.get("AF"))]
