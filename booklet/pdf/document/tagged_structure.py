"""The structure tree of a tagged upload, read (ISO 32000-2, 14.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from booklet.pdf.document.trees import read_tree
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, Ref, parse

_MAX_DEPTH = 150
MARKED_OBJECTS = ("MCR", "OBJR")
"""Kids that are content: marked content and whole objects (14.7.5.2, 14.7.5.3)."""


@dataclass(eq=False, slots=True)
class StructureTree:
    """The tree of an upload."""

    root: int
    entries: Dictionary
    elements: dict[int, Dictionary]
    """By object number, parents before their kids."""
    kids: dict[int, list[Any]]
    """Of each element: references to further elements, and content."""
    tops: list[int]
    parent_tree: dict[int, Any]


def read_structure(source: Source, catalog: Dictionary) -> StructureTree | None:
    """Return the structure tree of an upload; None where it is not tagged."""
    root = catalog.get("StructTreeRoot")
    entries = source.dictionary(root)
    if not isinstance(root, Ref) or not entries:
        return None
    tree = StructureTree(int(root), entries, {}, {}, [], {})
    tree.tops = _grow(source, tree, entries.get("K"))
    if not tree.tops:
        return None
    tree.parent_tree = dict(read_tree(source, entries.get("ParentTree"), "Nums"))
    return tree


def _grow(source: Source, tree: StructureTree, kids: Any) -> list[int]:
    """Enter all elements below `kids`, and return those on the first level."""
    tops: list[int] = []
    stack: list[tuple[Any, list[Any], int]] = [(kids, tops, 0)]
    while stack:
        value, into, depth = stack.pop()
        resolved = source.resolve(value)
        for kid in resolved if isinstance(resolved, list) else [value]:
            entries = _plain_element(source, kid) or source.resolve(kid)
            if not isinstance(kid, Ref) or not isinstance(entries, dict):
                into.append(kid)
            elif entries.get("Type") in MARKED_OBJECTS:
                into.append(entries)
            elif kid not in tree.elements and depth < _MAX_DEPTH:
                tree.elements[int(kid)] = entries
                own: list[Any] = []
                tree.kids[int(kid)] = own
                into.append(kid)
                if entries.get("K") is not None:
                    stack.append((entries["K"], own, depth + 1))
    return [int(kid) for kid in tops if isinstance(kid, Ref)]


# As qpdf writes most elements. Reading them so takes a third of the time: a long document has tens of thousands.
_PLAIN = re.compile(
    rb"<< (?:/A (\d+ 0 R|<<[^<>()]*>>) )?(?:/K (?:(\d+) 0 R|(\d+)|\[ ((?:\d+(?: 0 R)? )*)\]) )?"
    rb"/P (\d+) 0 R (?:/Pg (\d+) 0 R )?/S /(\w+) (/Type /StructElem )?>>"
)


def _plain_element(source: Source, value: Any) -> Dictionary | None:
    """Return the dictionary of an element that has only the usual entries; None for any other."""
    match = _PLAIN.fullmatch(source.head(value)) if isinstance(value, Ref) and 0 < value < source.count else None
    if match is None:
        return None
    attributes, element, number, kids, parent, page, role, kind = match.groups()
    entries: Dictionary = {"A": parse(attributes)} if attributes else {}
    if element or number:
        entries["K"] = Ref(element) if element else int(number)
    elif kids is not None:
        entries["K"] = parse(b"[%b]" % kids) if b"R" in kids else list(map(int, kids.split()))
    entries["P"] = Ref(parent)
    if page:
        entries["Pg"] = Ref(page)
    entries["S"] = Name(role.decode("ascii"))
    return entries | {"Type": Name("StructElem")} if kind else entries
