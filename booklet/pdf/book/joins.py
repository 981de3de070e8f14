"""The single things of a book, joined from its blocks: page tree, form, names, layers, structure, labels.

All are entries of the catalog (ISO 32000-2, 7.7.2): the interactive form (12.7.3), name trees (7.7.4), layers
(8.11.4.2), output intents (14.11.5), associated files (14.13).

It follows from the chain and the order of the pages alone, so it is written once for each chain, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from booklet.pdf.book.chain import Chain
from booklet.pdf.book.colliding_names import free_name
from booklet.pdf.book.form_root import roots_of
from booklet.pdf.book.placed import Placed
from booklet.pdf.book.structure_root import write_root
from booklet.pdf.document import page_labels
from booklet.pdf.syntax.cut import Cut
from booklet.pdf.syntax.objects import Hole, string, write
from booklet.pdf.syntax.writer import FORM, PAGES, STRUCTURE, Writer, Written

Labels = Literal["parts", "numbers"]
_REMEMBERED = 8
_LEFT_BYTES = 1500
"""Little enough to be packed with each book's own objects."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of what is the same in all books of a chain."""

    written: Written
    cut: Cut
    """The file up to here."""
    catalog: bytes
    """Entries for the catalog."""
    language: bytes
    """The language that all parts are in; empty where they differ or do not say."""


def close(chain: Chain, placed: Sequence[Placed], labels: Labels) -> Closing:
    """Write what joins the blocks; `placed` are the chain's, in the order of the book."""
    key = (tuple(map(id, placed)), labels)
    closing = chain.closings.get(key)
    if not isinstance(closing, Closing):
        lasting = all(item.block.lasting for item in placed)
        closing = _write(chain, placed, labels, lasting=lasting)
        if lasting:
            chain.closings[key] = closing
            while len(chain.closings) > _REMEMBERED:
                chain.closings.popitem(last=False)
    return closing


def _write(chain: Chain, placed: Sequence[Placed], labels: Labels, *, lasting: bool) -> Closing:
    writer = Writer(chain.written)
    count = sum(len(item.block.pages) for item in placed)
    kids = b" ".join(item.pages_node for item in placed)
    writer.put(PAGES, b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids))
    entries = [b"/Pages %d 0 R" % PAGES]
    if any(item.block.form.roots or item.block.form.fields for item in placed):
        writer.put(FORM, _form(chain, placed))
        entries.append(b"/AcroForm %d 0 R" % FORM)
    if any(item.block.structure for item in placed):
        writer.put(STRUCTURE, write_root(placed, chain.structure, chain.structure_keys))
        whole = all(item.block.structure for item in placed)
        if any(item.block.structure.namespaces for item in placed if item.block.structure):
            entries.append(b"/Version/2.0")
        entries.append(b"/StructTreeRoot %d 0 R/MarkInfo<</Marked %b>>" % (STRUCTURE, b"true" if whole else b"false"))
    entries += _names(writer, placed)
    entries += _layers(placed)
    if labels == "parts" and any(item.block.labels for item in placed):
        nums = page_labels.joined(item.block.labels or len(item.block.pages) for item in placed)
        entries.append(b"/PageLabels<</Nums%b>>" % write(nums))
    for key, items in (("OutputIntents", _intents(placed)), ("AF", _associated(placed))):
        if items:
            entries.append(b"/%b[%b]" % (key.encode(), b" ".join(items)))
    written = writer.done(left_bytes=_LEFT_BYTES)
    cut = chain.cut.with_shared(written.chunks) if lasting else chain.cut.with_own(written.chunks)
    return Closing(written, cut, b"".join(entries), _language(placed))


def _language(placed: Sequence[Placed]) -> bytes:
    documents = [item.block.document for item in placed]
    said = [document.source.resolve(document.catalog.get("Lang")) for document in documents]
    languages = {language if isinstance(language, bytes) else b"" for language in said}
    return languages.pop() if len(languages) == 1 else b""


def _form(chain: Chain, placed: Sequence[Placed]) -> bytes:
    """Return the interactive form dictionary (12.7.3): all roots, the fonts of all, the order of calculation."""
    fields = (item.table[number] for item in placed for number in item.block.form.roots)
    roots = b" ".join(dict.fromkeys((*(field for item in placed for field in roots_of(item)), *fields)))
    categories: dict[str, list[bytes]] = {}
    for (category, name), text in chain.form.resources.items():
        if text != b"null":
            categories.setdefault(category, []).append(b"/%b %b" % (name.encode("latin-1"), text))
    resources = b"".join(
        b"/%b<<%b>>" % (category.encode("latin-1"), b"".join(items)) for category, items in categories.items()
    )
    form = b"/Fields[%b]/DR<<%b>>/DA(/Helv 0 Tf 0 g)" % (roots, resources)
    calculated = ((item.table, number) for item in placed for number in item.block.form.calculation)
    order = b" ".join(dict.fromkeys(table.get(Hole("field", number), table[number]) for table, number in calculated))
    if order:
        form += b"/CO[%b]" % order
    return b"<<%b>>" % form


def _names(writer: Writer, placed: Sequence[Placed]) -> list[bytes]:
    """Return the name trees of destinations and attached files, each a single leaf: sorted, every name once."""
    trees = []
    for key in ("Dests", "EmbeddedFiles"):
        entries: dict[bytes, bytes] = {}
        for item in placed:
            for name, value in item.block.names if key == "Dests" else item.block.files:
                entries[free_name(name, entries)] = item.table.render(*value)
        if entries:
            number = writer.new_number()
            leaf = b" ".join(b"%b %b" % (string(name), entries[name]) for name in sorted(entries))
            writer.put(number, b"<</Names[%b]>>" % leaf)
            trees.append(b"/%b %d 0 R" % (key.encode(), number))
    return [b"/Names<<%b>>" % b"".join(trees)] if trees else []


def _layers(placed: Sequence[Placed]) -> list[bytes]:
    """Return all layers with the state that each has in its upload (8.11.4.2)."""
    groups = [item.table[number] for item in placed for number in item.block.layers.groups]
    if not groups:
        return []
    lists: dict[str, list[bytes]] = {}
    for item in placed:
        for key, items in item.block.layers.configuration.items():
            lists.setdefault(key, []).extend(item.table.render(*entry) for entry in items)
    default = b"".join(b"/%b[%b]" % (key.encode(), b" ".join(items)) for key, items in lists.items() if items)
    return [b"/OCProperties<</OCGs[%b]/D<<%b>>>>" % (b" ".join(groups), default)]


def _intents(placed: Sequence[Placed]) -> list[bytes]:
    return list(dict.fromkeys(item.table.render(*intent) for item in placed for intent in item.block.intents))


def _associated(placed: Sequence[Placed]) -> list[bytes]:
    return [item.table.render(*file) for item in placed for file in item.block.associated]
