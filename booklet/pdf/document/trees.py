"""Name trees and number trees (ISO 32000-2, 7.9.6 and 7.9.7), read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Ref


def read_tree(source: Source, root: Any, kind: Literal["Names", "Nums"]) -> Iterator[tuple[Any, Any]]:
    """Yield keys (bytes or whole numbers) with their values, in the order of the tree; values are not resolved."""
    wanted = bytes if kind == "Names" else int
    seen: set[int] = set()
    stack = [root]
    while stack:
        reference = stack.pop()
        if isinstance(reference, Ref):
            if reference in seen:
                continue
            seen.add(reference)
        node = source.dictionary(reference)
        entries = source.array(node.get(kind))
        for key, value in zip(entries[::2], entries[1::2], strict=False):
            key = source.resolve(key)
            if isinstance(key, wanted):
                yield key, value
        stack.extend(reversed(source.array(node.get("Kids"))))
