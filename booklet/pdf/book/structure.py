"""The structure tree of tagged PDF (ISO 32000-2, 14.7): cut to the chosen pages, joined in a book.

Each tagged part keeps its own elements, which stand side by side below the book's root. What can collide (roles,
classes, identifiers) is left open until the block has its place; the parent tree is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from booklet.pdf.document.trees import read_tree
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref, Template, parse, string, template
from booklet.pdf.syntax.writer import STRUCTURE

if TYPE_CHECKING:
    from booklet.pdf.book.block import Block
    from booklet.pdf.book.chain import Placed, Table

_MAX_DEPTH = 150
_MARKED_OBJECTS = ("MCR", "OBJR")
_OF_ANY_CELL = ("Type", "S", "P", "A", "C")


@dataclass(eq=False, slots=True)
class StructureTree:
    """The tree of an upload."""

    root: int
    entries: Dictionary
    elements: dict[int, Dictionary]
    """By object number, parents before their kids."""
    kids: dict[int, list[Any]]
    """Of each element: references to further ones, and content."""
    tops: list[int]
    parent_tree: dict[int, Any]


@dataclass(eq=False, slots=True)
class StructureOfBlock:
    """What the structure of a block means to that of the book."""

    root: int
    tops: list[int] = field(default_factory=list)
    parent_leaf: int | None = None
    names: dict[str, dict[Any, int]] = field(default_factory=lambda: {"role": {}, "class": {}, "id": {}})
    """Kind of hole -> the names that it stands for, each with the hole's key."""
    roles: dict[str, str] = field(default_factory=dict)
    classes: dict[str, Template] = field(default_factory=dict)
    identified: list[tuple[int, int]] = field(default_factory=list)
    """(place among the identifiers, element) of each element with an /ID."""
    namespaces: list[int] = field(default_factory=list)
    files: dict[str, list[Template]] = field(default_factory=dict)
    """Pronunciation lexicons and associated files of the root."""

    def templates(self) -> list[Template]:
        """All that refers to further objects, besides the elements."""
        return [*self.classes.values(), *(file for files in self.files.values() for file in files)]

    def hole(self, kind: str, name: Any) -> Hole:
        """The hole for a name that may have to change."""
        names = self.names[kind]
        return Hole(kind, names.setdefault(name, len(names)))


@dataclass(frozen=True, slots=True)
class StructureSoFar:
    """What the blocks of a layout have taken already."""

    roles: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, bytes] = field(default_factory=dict)
    ids: frozenset[bytes] = frozenset()


def read_structure(source: Source, catalog: Dictionary) -> StructureTree | None:
    """The structure tree of an upload; None where it is not tagged."""
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
    """Enter all elements below `kids`; returns those on the first level."""
    tops: list[int] = []
    stack: list[tuple[Any, list[Any], int]] = [(kids, tops, 0)]
    while stack:
        value, into, depth = stack.pop()
        resolved = source.resolve(value)
        for kid in resolved if isinstance(resolved, list) else [value]:
            entries = _plain_element(source, kid) or source.resolve(kid)
            if not isinstance(kid, Ref) or not isinstance(entries, dict):
                into.append(kid)
            elif entries.get("Type") in _MARKED_OBJECTS:
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
    """The dictionary of an element that has only the usual entries; None for any other."""
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


def add_structure(block: Block) -> None:
    """Enter the structure elements that have content on the chosen pages, and those above them."""
    tree = block.prepared.structure
    if tree is None:
        return
    structure = StructureOfBlock(tree.root)
    content = _content(block, tree)
    kept = {number for number, kids in content.items() if kids or (not tree.kids[number] and block.is_whole)}
    _keep_empty_cells(tree, content, kept)
    emptied = _keep_columns(tree, content, kept)
    if not kept:
        return
    source = block.prepared.source
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
    language = source.resolve(block.prepared.catalog.get("Lang"))
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
    """Of each element what stays of its kids; worked out from the leaves up."""
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
    """A marked-content or object reference, if what it refers to is in the block (14.7.5.2, 14.7.5.3)."""
    if value.get("Type") not in _MARKED_OBJECTS:  # an element that is no object of its own
        return None
    page = _ref(value.get("Pg", page))
    target = _ref(value.get("Obj"))
    lies_here = page in block.chosen or (page is None and block.is_whole)
    if not lies_here or ("Obj" in value and not _is_in(block, target)):
        return None
    return {key: Hole("weak", int(item)) if isinstance(item, Ref) else item for key, item in value.items()}


def _ref(value: Any) -> Ref | None:
    """`value` where it is a reference; damaged files have anything in its place."""
    return value if isinstance(value, Ref) else None


def _is_in(block: Block, target: Ref | None) -> bool:
    """Whether an object is in the block; pages, annotations and what they use are entered before the structure."""
    return target in block.segments or target in block.open


def _keep_empty_cells(tree: StructureTree, content: dict[int, list[Any]], kept: set[int]) -> None:
    """An element that never had content, such as an empty cell of a table, stays where its parent does."""
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
    """The cells of rows that stay, but whose own content does not: they stay empty, so that columns line up."""
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
    """An element's dictionary with its holes (14.7.2)."""
    source = block.prepared.source
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
    """Attributes; those that name other cells by their identifiers have holes for them (14.8.5.7)."""
    resolved = source.plain(value)
    if isinstance(resolved, list):
        return [_attributes(source, structure, item) for item in resolved]
    if isinstance(resolved, dict) and "Headers" in resolved:
        headers = [source.resolve(item) for item in source.array(resolved["Headers"])]
        return resolved | {"Headers": [structure.hole("id", h) if isinstance(h, bytes) else h for h in headers]}
    return value


def _roles(source: Source, value: Any) -> dict[str, str]:
    """Role -> the standard role that it stands for in the end (14.7.3)."""
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
    tree = block.prepared.structure
    if tree is None or block.structure is None or not block.structure_keys:
        return
    source, nums = block.prepared.source, []
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


def fit_structure(before: StructureSoFar, block: Block, table: Table) -> StructureSoFar:
    """Let a block's structure stand beside those before it: names that mean something else there are changed."""
    own = block.structure
    if own is None:
        return before
    table[own.root] = b"%d 0 R" % STRUCTURE
    roles, classes, ids = dict(before.roles), dict(before.classes), set(before.ids)
    for role, place in own.names["role"].items():
        name = _free(role, {taken for taken, target in roles.items() if target != own.roles[role]})
        roles[name] = own.roles[role]
        table[Hole("role", place)] = b"/" + name.encode("latin-1")
    for style, place in own.names["class"].items():
        text = table.render(*own.classes[style]) if style in own.classes else b"<<>>"
        name = _free(style, {taken for taken, other in classes.items() if other != text})
        classes[name] = text
        table[Hole("class", place)] = b"/" + name.encode("latin-1")
    for identifier, place in own.names["id"].items():
        unique = identifier
        while unique in ids:
            unique += b"~"
        ids.add(unique)
        table[Hole("id", place)] = string(unique)
    return StructureSoFar(roles, classes, frozenset(ids))


def _free(name: str, taken: set[str]) -> str:
    unique, count = name, 1
    while unique in taken:
        count += 1
        unique = f"{name}.{count}"
    return unique


def write_root(placed: Sequence[Placed], so_far: StructureSoFar, keys: int) -> bytes:
    """The structure tree root of a book (14.7.2, table 354)."""
    owners = [(item, item.block.structure) for item in placed if item.block.structure]
    tops = b" ".join(item.table[top] for item, own in owners for top in own.tops)
    leaves = b" ".join(item.table[own.parent_leaf] for item, own in _in_file(owners) if own.parent_leaf)
    root = b"/Type/StructTreeRoot/K[%b]/ParentTree<</Kids[%b]>>/ParentTreeNextKey %d" % (tops, leaves, keys)
    if so_far.roles:
        items = (b"/%b/%b" % (key.encode("latin-1"), item.encode("latin-1")) for key, item in so_far.roles.items())
        root += b"/RoleMap<<%b>>" % b"".join(items)
    if so_far.classes:
        classes = (b"/%b %b" % (key.encode("latin-1"), item) for key, item in so_far.classes.items())
        root += b"/ClassMap<<%b>>" % b"".join(classes)
    identified = [
        (item.table[Hole("id", place)], item.table[number]) for item, own in owners for place, number in own.identified
    ]
    if identified:
        identified.sort()
        root += b"/IDTree<</Names[%b]>>" % b" ".join(b"%b %b" % pair for pair in identified)
    namespaces = dict.fromkeys(
        item.table[number] for item, own in owners for number in own.namespaces if number in item.table
    )
    if namespaces:
        root += b"/Namespaces[%b]" % b" ".join(namespaces)
    for key in ("PronunciationLexicon", "AF"):
        files = dict.fromkeys(item.table.render(*file) for item, own in owners for file in own.files.get(key, ()))
        if files:
            root += b"/%b[%b]" % (key.encode(), b" ".join(files))
    return b"<<%b>>" % root


def _in_file(owners: Sequence[tuple[Placed, StructureOfBlock]]) -> list[tuple[Placed, StructureOfBlock]]:
    """In the order of their keys, as a number tree has to be."""
    return sorted(owners, key=lambda owner: owner[0].first_structure_key)
