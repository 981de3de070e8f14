"""The structure tree of tagged PDF (ISO 32000-2, 14.7): cut to the chosen pages, joined in a book."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from booklet.pdf.block import Block


@dataclass(eq=False, slots=True)
class StructureOfBlock:
    """What the structure of a block means to that of the book."""

    tops: list[int] = field(default_factory=list)


def add_structure(block: Block, chosen: set[int]) -> None:
    """Enter the structure elements that have content on the chosen pages, and those above them."""


def add_parent_tree(block: Block) -> None:
    """Enter the leaf of the parent tree that has the block's keys."""


def root(placed: object, keys: int) -> bytes:
    """The structure tree root of a book."""
    return b""
