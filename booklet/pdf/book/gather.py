"""Gathering a block: the chosen pages of an upload, and all objects that they need.

Which entries of a page come along follows ISO 32000-2, 7.7.3.3 (table 31), those of the catalog 7.7.2 (table 29).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Any

from booklet.pdf.book.attachments import add_attachments
from booklet.pdf.book.block import Block, BlockKey
from booklet.pdf.book.block_fields import add_fields
from booklet.pdf.book.layers import add_layers
from booklet.pdf.book.structure_elements import add_parent_tree, add_structure
from booklet.pdf.document import page_labels
from booklet.pdf.document.annotations import Annotation
from booklet.pdf.document.outline import Bookmark, cut
from booklet.pdf.document.segments import Segment, packed_content
from booklet.pdf.drawn_pages import DrawnPages
from booklet.pdf.prepared import Prepared
from booklet.pdf.syntax.objects import Dictionary, Hole, Ref, template

_SAVE = Segment(b"<</Length 2>>", data=b"q\n", likeness=hash("booklet:save"))
_OVERLAY_CONTENT = b"\nQ\n/Artifact BMC\nq /BookletOverlay Do Q\nEMC\n"
_DRAW = Segment(b"<</Length %d>>" % len(_OVERLAY_CONTENT), data=_OVERLAY_CONTENT, likeness=hash("booklet:overlay"))

# Of a page (7.7.3.3): what is written anew, what it does by itself, and what ties it to the rest of its document:
# articles, and the tree of document parts, in which variable data printing keeps data of all recipients.
_NOT_OF_A_BOOK = frozenset(("Parent", "Annots", "StructParents", "AA", "PresSteps", "B", "DPart"))
_REMEMBERED = 256
_lock = threading.Lock()


def block_of(prepared: Prepared, key: BlockKey) -> Block:
    """Return the block for a key; the same object each time, as long as it is remembered."""
    block = prepared.blocks.get(key)
    if not isinstance(block, Block):
        block = _drawn(prepared, key) if isinstance(prepared, DrawnPages) else build(prepared, key)
        _remember(prepared.blocks, key, block)
    return block


def _remember(blocks: dict[object, object], key: object, block: Block) -> None:
    with _lock:
        if len(blocks) >= _REMEMBERED:
            blocks.pop(next(iter(blocks)))
        blocks[key] = block


_shapes: dict[object, object] = {}
"""Shape of drawn pages and key -> a block of such pages."""


def _drawn(pages: DrawnPages, key: BlockKey) -> Block:
    """Return the block of drawn pages: like that of others of the same shape, where there was one."""
    like = _shapes.get((pages.shape, key))
    if not isinstance(like, Block):
        block = build(pages, key)
        _remember(_shapes, (pages.shape, key), block)
        return block
    block = copy(like)
    contents = {
        number: packed_content(data) for number, data in pages.drawn.contents.items() if number in like.segments
    }
    block.segments, block.open = like.segments | contents, like.open.copy()
    block.fonts = {number: pages.drawn.fonts[number] for number in like.fonts}
    block.lasting = pages.lasting
    if pages.bookmarks:
        _add_bookmarks(block, pages.bookmarks)
    return block


def build(prepared: Prepared, key: BlockKey) -> Block:
    """Gather what the chosen pages need, and cut what would bring in anything else."""
    chosen = frozenset(prepared.document.source_pages[index].number for index in key.pages)
    block = Block(prepared.document, prepared.form, prepared.lasting, key, chosen)
    for position, index in enumerate(key.pages):
        _add_page(block, position, index, _annotations(block, index))
    if key.form != "flat":
        add_fields(block)
    _follow(block)
    add_structure(block)
    _add_bookmarks(block, prepared.bookmarks)
    _add_names(block)
    add_attachments(block)
    _follow(block)
    add_layers(block)
    _follow(block)
    _number_structure(block)
    _note_what_stays_out(block)
    ranges = page_labels.read(prepared.document.source, prepared.document.catalog)
    if ranges:
        block.labels = [page_labels.label_of(ranges, index) for index in key.pages]
    return block


def _annotations(block: Block, index: int) -> dict[int, Annotation]:
    """Return the annotations of a page that come along, by number."""
    kept: dict[int, Annotation] = {}
    for number, entries in block.document.annotations(index).items():
        annotation = block.clean_annotation(entries)
        if annotation.target is not None and annotation.target not in block.chosen:
            block.note("links to pages that are not in the book were left out")
            continue
        if annotation.note:
            block.note(annotation.note)
        if annotation.entries:
            kept[number] = annotation
    return kept


def _add_page(block: Block, position: int, index: int, annotations: dict[int, Annotation]) -> None:
    document, key = block.document, block.key
    page = document.source_pages[index]
    widgets = [number for number, annotation in annotations.items() if annotation.is_widget]
    shown = [number for number in annotations if key.form != "flat" or number not in widgets]
    entries = {k: v for k, v in page.entries.items() if k not in _NOT_OF_A_BOOK}
    entries["Parent"] = Hole("pages", 0)
    entries["Rotate"] = (page.entries["Rotate"] + key.rotate) % 360
    tree_key = document.source.resolve(page.entries.get("StructParents"))
    if isinstance(tree_key, int):
        entries["StructParents"] = Hole("structure", tree_key)
    if shown and position not in key.linked:
        entries["Annots"] = [Hole("weak", number) for number in shown]
    if position in key.overlaid or (key.form == "flat" and widgets):
        _make_room(block, position, entries)
    block.pages.append(page.number)
    block.page_entries.append(entries)
    block.widgets.append(widgets)
    block.annotations.append(shown)
    written = {k: v for k, v in entries.items() if k != "Rotate" or v}
    if position in key.linked:
        block.leave_open(page.number, written)
    else:
        block.add(page.number, written)
    for number in shown:
        if number not in widgets:
            block.add(number, annotations[number].entries)


def _make_room(block: Block, position: int, entries: Dictionary) -> None:
    """Let a page draw a form XObject last of all, whatever state its own content leaves the graphics in."""
    source = block.document.source
    save, draw, overlay = block.new_number(), block.new_number(), block.new_number()
    block.segments[save], block.segments[draw] = _SAVE, _DRAW
    block.open[overlay] = (b"", ())
    block.overlays[position] = overlay
    contents = entries.get("Contents")
    own = source.array(contents) if isinstance(source.plain(contents), list) else [contents] if contents else []
    entries["Contents"] = [Ref(save), *own, Ref(draw)]
    resources = dict(source.dictionary(entries.get("Resources")))
    resources["XObject"] = source.dictionary(resources.get("XObject")) | {"BookletOverlay": Ref(overlay)}
    entries["Resources"] = resources


def _note_what_stays_out(block: Block) -> None:
    """Say what a document does by itself, which a book does not do for it."""
    source, catalog = block.document.source, block.document.catalog
    if "JavaScript" in source.dictionary(catalog.get("Names")):
        block.note("the document's scripts were left out")
    if "OpenAction" in catalog or "AA" in catalog:
        block.note("what the document does when it is opened was left out")
    pages = [block.document.source_pages[index].entries for index in block.key.pages]
    if any("AA" in page or "PresSteps" in page for page in pages):
        block.note("what pages do when they are shown was left out")
    if any("B" in page for page in pages):
        block.note("the threads of articles were left out")
    if "Collection" in catalog:
        block.note("the view of a portfolio was left out; its files are kept")


def _add_bookmarks(block: Block, bookmarks: Sequence[Bookmark]) -> None:
    if block.key.outline == "none":
        return
    block.bookmarks = cut(bookmarks, block.chosen)
    block.bookmark_lines = sum(1 + item.visible() * item.is_open for item in block.bookmarks)
    ends = [block.bookmarks[i].number for i in (0, -1)] if block.bookmarks else []
    above: Any = Hole("title", 0) if block.key.outline == "titled" else Hole("outline", 0)
    for item, entries, top in _linked_bookmarks(block.bookmarks):
        entries = {"Parent": above} | entries if top else entries
        if block.key.outline == "bare" and item.number in ends:
            block.leave_open(item.number, entries)
        else:
            block.add(item.number, entries)
        if item.note:
            block.note(item.note)


def _linked_bookmarks(items: list[Bookmark]) -> Iterator[tuple[Bookmark, Dictionary, bool]]:
    """Yield each item with its entries, and the links between them that do not leave the block."""
    stack: list[tuple[list[Bookmark], int | None]] = [(items, None)]
    while stack:
        level, parent = stack.pop()
        for position, item in enumerate(level):
            entries = dict(item.entries)
            if parent is not None:
                entries["Parent"] = Hole("weak", parent)
            if position:
                entries["Prev"] = Hole("weak", level[position - 1].number)
            if position + 1 < len(level):
                entries["Next"] = Hole("weak", level[position + 1].number)
            if item.kids:
                entries["First"], entries["Last"] = (Hole("weak", item.kids[i].number) for i in (0, -1))
                entries["Count"] = item.visible() if item.is_open else -len(item.kids)
                stack.append((item.kids, item.number))
            yield item, entries, parent is None


def _add_names(block: Block) -> None:
    for name, destination in block.document.destinations.named.items():
        if destination.page in block.chosen:
            block.names.append((name, template(destination.value())))
    block.names.sort()


def _follow(block: Block) -> None:
    """Bring in all that the block's objects refer to, nearest first, each once."""
    segments = block.document.segments
    queue = deque(_targets(block.segments.values()))
    of_structure = block.structure.templates() if block.structure else []
    named = (*block.form.templates(), *block.files, *block.names, *block.layers.templates())
    for _, slots in (
        *block.open.values(),
        *block.intents,
        *block.associated,
        *of_structure,
        *(item for _, item in named),
    ):
        queue.extend(slot for slot in slots if isinstance(slot, int))
    while queue:
        number = queue.popleft()
        if number in block.segments or number in block.open:
            continue
        if number in block.document.source.fonts:
            block.fonts[number] = block.document.source.fonts[number]
            continue
        segment = segments.get(number)
        if segment is not None:
            block.segments[number] = segment
            queue.extend(slot for slot in segment.slots if isinstance(slot, int))


def _targets(segments: Iterable[Segment]) -> Iterator[int]:
    return (slot for segment in segments for slot in segment.slots if isinstance(slot, int))


def _number_structure(block: Block) -> None:
    """Give the block's keys of the parent tree new numbers, counted from 0 (14.7.5.4)."""
    of_segments = (segment.slots for segment in block.segments.values())
    for slots in (*of_segments, *(slots for _, slots in block.open.values())):
        for slot in slots:
            if isinstance(slot, Hole) and slot.kind == "structure":
                block.structure_keys.setdefault(slot.key, len(block.structure_keys))
    add_parent_tree(block)
