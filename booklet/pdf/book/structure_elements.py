"""The structure elements of chosen pages (ISO 32000-2, 14.7): the tree of an upload, cut to what a block shows.

What can collide with other parts (roles, classes, identifiers) is left open until the block has its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from booklet.pdf.book.block import Block
from booklet.pdf.book.block_contents import StructureOfBlock
from booklet.pdf.document.tagged_structure import MARKED_OBJECTS, StructureTree
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref, template

_REFERS = re.compile(rb"/Headers| R(?!\w)")
_OF_ANY_CELL = ("Type", "S", "P", "A", "C")


def add_structure(block: Block) -> None:
    """Enter the structure elements that have content on the chosen pages, and those above them."""
    tree = block.document.structure
    if tree is None:
        return
    structure = StructureOfBlock(tree.root)
    content = _content(block, tree)
    kept = {number for number, kids in content.items() if kids or (not tree.kids[number] and block.is_whole)}
    _keep_empty_cells(tree, content, kept)
    emptied = _keep_columns(tree, content, kept)
    if not kept:
        return
    source = block.document.source
    structure.roles = _roles(source, tree.entries.get("RoleMap"))
    structure.classes = {
        name: template(value) for name, value in source.dictionary(tree.entries.get("ClassMap")).items()
    }
    structure.namespaces = [int(item) for item in source.array(tree.entries.get("Namespaces")) if isinstance(item, Ref)]
    structure.files = {
        key: [template(item) for item in source.array(tree.entries.get(key))] for key in ("PronunciationLexicon", "AF")
    }
    structure.tops = [number for number in tree.tops if number in kept]
    tops = frozenset(structure.tops)
    language = source.resolve(block.document.catalog.get("Lang"))
    for number, value in tree.elements.items():
        if number in kept:
            if number in emptied:  # what else it says is of a page that stays out
                value = {key: item for key, item in value.items() if key in _OF_ANY_CELL}
            entries = _element(block, structure, value, content[number])
            if number in tops and isinstance(language, bytes):
                entries.setdefault("Lang", language)
            if isinstance(value.get("ID"), bytes):
                hole = structure.hole("id", value["ID"])
                entries["ID"] = hole
                structure.identified.append((hole.key, number))
            block.add(number, entries)
    block.structure = structure


def _content(block: Block, tree: StructureTree) -> dict[int, list[Any]]:
    """Return for each element what stays of its kids; worked out from the leaves up."""
    content: dict[int, list[Any]] = {}
    for number in reversed(tree.elements):
        page = _ref(tree.elements[number].get("Pg"))
        kept: list[Any] = []
        for kid in tree.kids[number]:
            if isinstance(kid, Ref):
                if content.get(int(kid)) or (int(kid) in content and not tree.kids[int(kid)] and block.is_whole):
                    kept.append(Hole("weak", int(kid)))
            elif isinstance(kid, dict):
                marked = _marked(block, kid, page)
                if marked:
                    kept.append(marked)
            elif page in block.chosen or (page is None and block.is_whole):
                kept.append(kid)
        content[number] = kept
    return content


def _marked(block: Block, value: Dictionary, page: Any) -> Dictionary | None:
    """Return a marked-content or object reference, if what it refers to is in the block (14.7.5.2, 14.7.5.3)."""
    if value.get("Type") not in MARKED_OBJECTS:  # an element that is no object of its own
        return None
    page = _ref(value.get("Pg", page))
    target = _ref(value.get("Obj"))
    lies_here = page in block.chosen or (page is None and block.is_whole)
    if not lies_here or ("Obj" in value and not _is_in(block, target)):
        return None
    return {key: Hole("weak", int(item)) if isinstance(item, Ref) else item for key, item in value.items()}


def _ref(value: Any) -> Ref | None:
    """Return `value` where it is a reference; damaged files have anything in its place."""
    return value if isinstance(value, Ref) else None


def _is_in(block: Block, target: Ref | None) -> bool:
    """Tell whether an object is in the block, where pages, annotations and what they use are before the structure."""
    return target in block.segments or target in block.open


def _keep_empty_cells(tree: StructureTree, content: dict[int, list[Any]], kept: set[int]) -> None:
    """Keep an element that never had content, such as an empty cell of a table, where its parent stays."""
    for number in tree.elements:
        if number not in kept:
            continue
        kids = [kid for kid in tree.kids[number] if isinstance(kid, Ref)]
        empty = [int(kid) for kid in kids if int(kid) in tree.kids and not tree.kids[int(kid)]]
        if any(kid not in kept for kid in empty):
            kept.update(empty)
            of_elements = {int(kid) for kid in kids}
            rest = [item for item in content[number] if not (isinstance(item, Hole) and item.key in of_elements)]
            content[number] = [Hole("weak", int(kid)) for kid in kids if int(kid) in kept] + rest


def _keep_columns(tree: StructureTree, content: dict[int, list[Any]], kept: set[int]) -> set[int]:
    """Keep the cells of rows that stay, empty where their own content does not, so that columns line up."""
    emptied: set[int] = set()
    for number, entries in tree.elements.items():
        if number in kept and entries.get("S") == "TR":
            cells = [int(kid) for kid in tree.kids[number] if isinstance(kid, Ref) and int(kid) in tree.elements]
            if any(cell not in kept for cell in cells):
                emptied.update(cell for cell in cells if cell not in kept)
                content[number] = [Hole("weak", cell) for cell in cells]
    kept |= emptied
    return emptied


def _element(block: Block, structure: StructureOfBlock, value: Dictionary, kids: Sequence[Any]) -> Dictionary:
    """Return an element's dictionary with its holes (14.7.2)."""
    source = block.document.source
    entries = {key: item for key, item in value.items() if key not in ("K", "ID")}
    for key in ("P", "Pg"):
        if isinstance(entries.get(key), Ref):
            entries[key] = Hole("weak", int(entries[key]))
    if "Ref" in entries:
        entries["Ref"] = [Hole("weak", int(item)) for item in source.array(entries["Ref"]) if isinstance(item, Ref)]
    if isinstance(entries.get("S"), Name) and entries["S"] in structure.roles:
        entries["S"] = structure.hole("role", str(entries["S"]))
    classes = source.resolve(entries.get("C"))
    if isinstance(classes, Name):
        entries["C"] = structure.hole("class", str(classes))
    elif isinstance(classes, list):
        entries["C"] = [structure.hole("class", str(c)) if isinstance(c, Name) else c for c in classes]
    if "A" in entries:
        entries["A"] = _attributes(source, structure, entries["A"])
    if kids:
        entries["K"] = kids[0] if len(kids) == 1 else list(kids)
    return entries


def _attributes(source: Source, structure: StructureOfBlock, value: Any) -> Any:
    """Return attributes with holes for the identifiers of other cells that they name (14.8.5.7)."""
    if isinstance(value, Ref) and 0 < value < source.count and not _REFERS.search(source.head(value)):
        return value  # nearly all: nothing is read
    resolved = source.plain(value)
    if isinstance(resolved, list):
        return [_attributes(source, structure, item) for item in resolved]
    if isinstance(resolved, dict) and "Headers" in resolved:
        headers = [source.resolve(item) for item in source.array(resolved["Headers"])]
        return resolved | {"Headers": [structure.hole("id", h) if isinstance(h, bytes) else h for h in headers]}
    return value


def _roles(source: Source, value: Any) -> dict[str, str]:
    """Map each role to the standard role that it stands for in the end (14.7.3)."""
    direct = {key: item for key, item in source.dictionary(value).items() if isinstance(item, Name)}
    roles = {}
    for role in direct:
        target, seen = str(direct[role]), {role}
        while target in direct and target not in seen:
            seen.add(target)
            target = str(direct[target])
        roles[role] = target
    return roles


def add_parent_tree(block: Block) -> None:
    """Enter the leaf of the parent tree that has the block's keys (14.7.5.4)."""
    tree = block.document.structure
    if tree is None or block.structure is None or not block.structure_keys:
        return
    source, nums = block.document.source, []
    for key in block.structure_keys:
        value = tree.parent_tree.get(key)
        resolved = source.resolve(value)
        if isinstance(resolved, list):
            value = [Hole("weak", int(item)) if isinstance(item, Ref) else None for item in resolved]
        elif isinstance(value, Ref):
            value = Hole("weak", int(value))
        nums += [Hole("structure", key), value]
    if nums:
        keys = list(block.structure_keys)
        limits = [Hole("structure", keys[0]), Hole("structure", keys[-1])]
        block.structure.parent_leaf = block.new_number()
        block.add(block.structure.parent_leaf, {"Limits": limits, "Nums": nums})
