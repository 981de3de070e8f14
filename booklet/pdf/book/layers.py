"""Layers: optional content groups with their state when the book is opened (ISO 32000-2, 8.11.4)."""

from __future__ import annotations

from typing import Any

from booklet.pdf.book.block import Block
from booklet.pdf.book.block_contents import LayersOfBlock
from booklet.pdf.syntax.objects import Hole, Ref, template

_LISTS = ("ON", "OFF", "Order", "RBGroups", "Locked", "AS")


def add_layers(block: Block) -> None:
    """Find the layers among the objects that the block has, and their part of the default configuration."""
    source = block.document.source
    properties = source.dictionary(block.document.catalog.get("OCProperties"))
    groups = [int(n) for n in source.array(properties.get("OCGs")) if isinstance(n, Ref) and n in block.segments]
    if not groups:
        return
    default = source.dictionary(properties.get("D"))
    lists = {key: source.array(default.get(key)) for key in _LISTS}
    if source.resolve(default.get("BaseState")) == "OFF":  # a book has one base state, and that is ON
        lists["OFF"] = [Ref(n) for n in groups if Ref(n) not in lists["ON"]]
    configuration = {}
    for key, items in lists.items():
        kept = [_kept(block, item, set(groups), 0) for item in items]
        configuration[key] = [template(item) for item in kept if item not in (None, [])]
    block.layers = LayersOfBlock(groups, configuration)


def _kept(block: Block, item: Any, groups: set[int], depth: int) -> Any:
    """Return `item` of a list without the layers that are not in the block; None where nothing is left."""
    if isinstance(item, Ref) and item in groups:
        return Hole("weak", int(item))
    item = block.document.source.resolve(item)
    if depth > 20 or isinstance(item, bool):
        return None
    if isinstance(item, list):
        kept = [_kept(block, inner, groups, depth + 1) for inner in item]
        kept = [inner for inner in kept if inner not in (None, [])]
        return kept if any(not isinstance(inner, bytes) for inner in kept) else None
    if isinstance(item, dict) and "OCGs" in item:  # usage application dictionaries, under /AS
        inner = _kept(block, item["OCGs"], groups, depth + 1)
        return item | {"OCGs": inner} if inner else None
    return item if isinstance(item, bytes) else None
