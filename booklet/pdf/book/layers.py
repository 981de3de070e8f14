"""Layers: optional content groups with their state when the book is opened (ISO 32000-2, 8.11.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from booklet.pdf.syntax.objects import Hole, Ref, Template, template

if TYPE_CHECKING:
    from booklet.pdf.book.block import Block

_LISTS = ("ON", "OFF", "Order", "RBGroups", "Locked", "AS")


@dataclass(eq=False, slots=True)
class LayersOfBlock:
    """The layers that a block's pages use."""

    groups: list[int] = field(default_factory=list)
    configuration: dict[str, list[Template]] = field(default_factory=dict)
    """Entries of the default configuration that are lists -> their items."""

    def templates(self) -> Iterable[tuple[Any, Template]]:
        """All that refers to further objects."""
        return [(key, item) for key, items in self.configuration.items() for item in items]


def add(block: Block) -> None:
    """Find the layers among the objects that the block has, and their part of the default configuration."""
    source = block.prepared.source
    properties = source.dictionary(block.prepared.catalog.get("OCProperties"))
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
    """`item` of a list without the layers that are not in the block; None where nothing is left."""
    if isinstance(item, Ref) and item in groups:
        return Hole("weak", int(item))
    item = block.prepared.source.resolve(item)
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
