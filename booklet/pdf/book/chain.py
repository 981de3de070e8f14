"""The layout of a book: its blocks numbered (ISO 32000-2, 7.3.10) and written one after the other (7.5.3).

A block's bytes depend on the numbers that its objects get, so on the blocks before it, and on nothing else. A
layout is therefore a chain: each link is one block after the links before it, written once and remembered. The
thousandth book with the same parts takes all of it as it is, even the running SHA-256.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from booklet.pdf.book.block import Block
from booklet.pdf.book.shared_fields import SharedFields, fit_fields
from booklet.pdf.book.structure import StructureSoFar, fit_structure
from booklet.pdf.form.fields import renamed
from booklet.pdf.syntax.objects import Hole, Slot, string
from booklet.pdf.syntax.writer import OUTLINE, PAGES, Writer, Written, start


class Table(dict[Slot, bytes]):
    """What goes into the holes of a block's templates. An object that is not in the book is `null`."""

    def __missing__(self, slot: Slot) -> bytes:
        if isinstance(slot, Hole) and slot.kind == "weak":
            return self.get(slot.key, b"null")
        return b"" if isinstance(slot, Hole) else b"null"

    def render(self, template: bytes, slots: tuple[Slot, ...]) -> bytes:
        """A template with its holes filled."""
        return template % tuple(map(self.__getitem__, slots)) if slots else template % ()


@dataclass(eq=False, slots=True)
class Placed:
    """A block in a book."""

    block: Block
    table: Table
    pages_node: bytes
    """Reference to the node of the page tree that has the block's pages."""
    title: int
    """Object number kept for the part's entry in the outline."""
    first_structure_key: int = 0
    open: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    """The block's open dictionaries: object number, and what is written as far as it goes."""
    unfilled: dict[int, bytes] = field(default_factory=dict)
    """What closes a field that gets no value, where that needs nothing that is not in the book."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Full name of a field -> its new one, where the two differ."""


@dataclass(eq=False, slots=True)
class Layout:
    """Some blocks, written."""

    written: Written
    before: Layout | None = None
    placed: Placed | None = None
    known: dict[bytes, bytes] = field(default_factory=dict)
    """Digest of an object -> reference to it."""
    field_names: frozenset[bytes] = frozenset()
    shared_fields: SharedFields = field(default_factory=dict)
    resources: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    """The form's default resources so far, written out."""
    structure_keys: int = 0
    structure: StructureSoFar = field(default_factory=StructureSoFar)
    closings: OrderedDict[object, object] = field(default_factory=OrderedDict)
    """What joins.py has made of this layout."""

    def chain(self) -> list[Layout]:
        """This layout and those before it, first things first."""
        links = [self]
        while links[-1].before:
            links.append(links[-1].before)
        return links[::-1]


_START = Layout(start())
_REMEMBERED = 24
_LEFT_BYTES = 4000
_layouts: OrderedDict[tuple[int, ...], Layout] = OrderedDict()
_lock = threading.Lock()


def layout_of(blocks: list[Block]) -> Layout:
    """The layout of these blocks in this order; as much of it as is remembered is not made again."""
    layout = _START
    path: tuple[int, ...] = ()
    for block in blocks:
        path = (*path, id(block))
        with _lock:
            known = _layouts.get(path)
            if known is not None:
                _layouts.move_to_end(path)
        if known is None or known.placed is None or known.placed.block is not block or known.before is not layout:
            known = _extend(layout, block)
            if block.prepared.lasting:
                _remember(path, known)
        layout = known
    return layout


def _remember(path: tuple[int, ...], layout: Layout) -> None:
    with _lock:
        _layouts[path] = layout
        while len(_layouts) > _REMEMBERED:
            _layouts.popitem(last=False)


def _extend(before: Layout, block: Block) -> Layout:
    """The layout with one more block at its end."""
    writer = Writer(before.written, level=6 if block.prepared.lasting else 1)
    known = dict(before.known)
    table = Table()
    fresh = _number(block, writer, table, known)
    pages_node, title = writer.new_number(), writer.new_number()
    placed = Placed(block, table, b"%d 0 R" % pages_node, title, before.structure_keys)
    table[Hole("pages", 0)] = placed.pages_node
    table[Hole("title", 0)] = b"%d 0 R" % title
    table[Hole("outline", 0)] = b"%d 0 R" % OUTLINE
    for key, place in block.structure_keys.items():
        table[Hole("structure", key)] = b"%d" % (before.structure_keys + place)
    names, resources = _fit_form(before, placed)
    shared = fit_fields(before.shared_fields, placed, writer.new_number)
    structure = fit_structure(before.structure, block, table)
    for number in fresh:
        segment = block.segments[number]
        writer.put(_number_of(table[number]), table.render(segment.template, segment.slots), segment.data)
    placed.open = {number: (_number_of(table[number]), table.render(*item)) for number, item in block.open.items()}
    for number, (text, slots) in block.form.unfilled.items():
        if all(slot in table for slot in slots if isinstance(slot, int)):
            placed.unfilled[number] = table.render(text, slots)
    kids = b" ".join(table[number] for number in block.pages)
    writer.put(pages_node, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (PAGES, len(block.pages), kids))
    return Layout(
        writer.done(left_bytes=_LEFT_BYTES),
        before,
        placed,
        known,
        names,
        shared,
        resources,
        before.structure_keys + len(block.structure_keys),
        structure,
    )


def _number(block: Block, writer: Writer, table: Table, known: dict[bytes, bytes]) -> list[int]:
    """Give all objects of a block their numbers; returns those that the book does not have yet."""
    fresh = []
    for number, segment in block.segments.items():
        reference = known.get(segment.digest) if segment.digest else None
        if reference is None:
            reference = b"%d 0 R" % writer.new_number()
            fresh.append(number)
            if segment.digest:
                known[segment.digest] = reference
        table[number] = reference
    for number in block.open:
        table[number] = b"%d 0 R" % writer.new_number()
    return fresh


def _number_of(reference: bytes) -> int:
    return int(reference[:-4])


def _fit_form(before: Layout, placed: Placed) -> tuple[frozenset[bytes], Mapping[tuple[str, str], bytes]]:
    """Let a block's fields stand beside those before it: new names where they collide, and the fonts' too."""
    form, table = placed.block.form, placed.table
    names, roots = set(before.field_names), {}
    for number, name in form.names.items():
        unique = _unique(name, names)
        names.add(unique)
        table[Hole("name", number)] = string(unique)
        if unique != name:
            roots[number] = unique
    resources, fonts = dict(before.resources), {}
    for (category, font), item in form.resources:
        text = table.render(*item)
        key, count = (category, font), 1
        while resources.get(key, text) != text:
            count += 1
            key = (category, f"{font}.{count}")
        resources[key] = text
        if category == "Font" and key[1] != font:
            fonts[font.encode("latin-1")] = key[1].encode("latin-1")
    for number, appearance in form.appearances.items():
        table[Hole("appearance", number)] = string(with_fonts(appearance, fonts))
    placed.renamed = renamed(placed.block.prepared, roots) if roots else {}
    return frozenset(names), resources


def with_fonts(appearance: bytes, renamed: Mapping[bytes, bytes]) -> bytes:
    """A default appearance string whose fonts have new names."""
    if not renamed:
        return appearance
    return re.sub(rb"/([^\s/]+)(?=\s)", lambda m: b"/" + renamed.get(m[1], m[1]), appearance)


def _unique(name: bytes, taken: set[bytes]) -> bytes:
    """The name itself, or with ~2, ~3 … at its end, which is free."""
    wide = name.startswith(b"\xfe\xff")
    unique, count = name, 1
    while unique in taken:
        count += 1
        suffix = f"~{count}"
        unique = name + (suffix.encode("utf-16-be") if wide else suffix.encode())
    return unique
