"""A chain of blocks: numbered (ISO 32000-2, 7.3.10) and written in turn (7.5.3).

A block's bytes depend on the numbers that its objects get, so on the blocks before it, and on nothing else. So each
link of a chain is one block after the links before it, written once and remembered. The thousandth book with the
same parts takes all of it as it is, even the running SHA-256.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from booklet.pdf.book.block import Block
from booklet.pdf.book.equal_objects import Known, number_objects
from booklet.pdf.book.form_root import FormSoFar, SharedFields, fit_form, fit_shared_fields
from booklet.pdf.book.placed import Placed, SlotTable
from booklet.pdf.book.structure_root import StructureSoFar, fit_structure
from booklet.pdf.syntax.cut import Cut
from booklet.pdf.syntax.objects import Hole, ObjectReference
from booklet.pdf.syntax.writer import OUTLINE, PAGES, Writer, Written, start


@dataclass(eq=False, slots=True)
class Chain:
    """Some blocks, written."""

    written: Written
    cut: Cut
    """The file up to here."""
    before: Chain | None = None
    placed: Placed | None = None
    known: Known = field(default_factory=dict)
    form: FormSoFar = field(default_factory=FormSoFar)
    shared_fields: SharedFields = field(default_factory=dict)
    structure_keys: int = 0
    structure: StructureSoFar = field(default_factory=StructureSoFar)
    closings: OrderedDict[object, object] = field(default_factory=OrderedDict)
    """Key -> what `joins.py` has made of this chain."""

    @property
    def bytes_in_memory(self) -> int:
        """About what this link takes; large streams are views of what is in memory anyway."""
        own = sum(len(chunk) for chunk in self.written.chunks if isinstance(chunk, bytes))
        return own + _KNOWN_BYTES * len(self.known)

    def links(self) -> list[Chain]:
        """Return this chain and those that it goes on from, the first of them first."""
        links = [self]
        while links[-1].before:
            links.append(links[-1].before)
        return links[::-1]


_HEADER = start()
_START = Chain(_HEADER, Cut().with_shared(_HEADER.chunks))
_REMEMBERED_BYTES = 128 << 20
_KNOWN_BYTES = 100
"""About what an entry of `Chain.known` takes."""
_LEFT_BYTES = 4000


class _Remembered:
    """The links of chains that were used last, as a tree: chain and block -> the chain with the block at its end."""

    def __init__(self) -> None:
        self._links: OrderedDict[tuple[int, int], Chain] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, before: Chain, block: Block) -> Chain | None:
        """Return the chain with the block, if it is remembered."""
        key = (id(before), id(block))
        with self._lock:
            link = self._links.get(key)
            if link is None or link.before is not before or not link.placed or link.placed.block is not block:
                return None
            self._links.move_to_end(key)
            return link

    def keep(self, link: Chain) -> None:
        """Remember a link; those that nobody used for the longest time are forgotten."""
        assert link.before
        assert link.placed
        with self._lock:
            replaced = self._links.pop((id(link.before), id(link.placed.block)), None)
            self._bytes += link.bytes_in_memory - (replaced.bytes_in_memory if replaced else 0)
            self._links[(id(link.before), id(link.placed.block))] = link
            while self._bytes > _REMEMBERED_BYTES:
                self._bytes -= self._links.popitem(last=False)[1].bytes_in_memory


_remembered = _Remembered()


def chain_of(blocks: list[Block]) -> Chain:
    """Return the chain of these blocks in this order; as much of it as is remembered is not made again."""
    chain = _START
    for block in blocks:
        link = _remembered.find(chain, block)
        if link is None:
            link = _extend(chain, block)
            if block.lasting:
                _remembered.keep(link)
        chain = link
    return chain


def _extend(before: Chain, block: Block) -> Chain:
    """Return the chain with one more block at its end."""
    writer = Writer(before.written, level=6 if block.lasting else 1)
    known = dict(before.known)
    table = SlotTable()
    fresh = number_objects(block, writer, table, known)
    pages_node, title = writer.new_number(), writer.new_number()
    placed = Placed(block, table, ObjectReference.to(pages_node), title, before.structure_keys)
    table[Hole("pages", 0)] = placed.pages_node
    table[Hole("title", 0)] = ObjectReference.to(title)
    table[Hole("outline", 0)] = ObjectReference.to(OUTLINE)
    for key, place in block.structure_keys.items():
        table[Hole("structure", key)] = b"%d" % (before.structure_keys + place)
    form = fit_form(before.form, placed)
    shared = fit_shared_fields(before.shared_fields, placed, writer.new_number)
    structure = fit_structure(before.structure, block, table)
    for number in fresh:
        segment = block.segments[number]
        writer.put(table.number(number), table.render(segment.template, segment.slots), segment.data)
    placed.open = {number: (table.number(number), table.render(*item)) for number, item in block.open.items()}
    for number, (text, slots) in block.form.unfilled.items():
        if all(slot in table for slot in slots if isinstance(slot, int)):
            placed.unfilled[number] = table.render(text, slots)
    kids = b" ".join(table[number] for number in block.pages)
    writer.put(pages_node, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (PAGES, len(block.pages), kids))
    written = writer.done(left_bytes=_LEFT_BYTES)
    return Chain(
        written,
        before.cut.with_shared(written.chunks) if block.lasting else before.cut.with_own(written.chunks),
        before,
        placed,
        known,
        form,
        shared,
        before.structure_keys + len(block.structure_keys),
        structure,
    )
