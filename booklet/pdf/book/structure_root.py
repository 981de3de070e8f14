"""The structure tree of a book (ISO 32000-2, 14.7), joined from those of its blocks.

Each tagged part keeps its own elements, which stand side by side below the book's root; the parent tree is written
anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from booklet.pdf.book.block import Block
from booklet.pdf.book.block_contents import StructureOfBlock
from booklet.pdf.book.colliding_names import free_identifier, free_name
from booklet.pdf.book.placed import Placed, SlotTable
from booklet.pdf.syntax.objects import Hole, ObjectReference, string
from booklet.pdf.syntax.writer import STRUCTURE


@dataclass(frozen=True, slots=True)
class StructureSoFar:
    """All names that the structures of a chain's blocks have taken already."""

    roles: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, bytes] = field(default_factory=dict)
    ids: frozenset[bytes] = frozenset()


def fit_structure(before: StructureSoFar, block: Block, table: SlotTable) -> StructureSoFar:
    """Let a block's structure stand beside those before it: names that mean something else there are changed."""
    own = block.structure
    if own is None:
        return before
    table[own.root] = ObjectReference.to(STRUCTURE)
    roles, classes, ids = dict(before.roles), dict(before.classes), set(before.ids)
    for role, place in own.names["role"].items():
        name = free_name(role, {taken for taken, target in roles.items() if target != own.roles[role]}, ".")
        roles[name] = own.roles[role]
        table[Hole("role", place)] = b"/" + name.encode("latin-1")
    for style, place in own.names["class"].items():
        text = table.render(*own.classes[style]) if style in own.classes else b"<<>>"
        name = free_name(style, {taken for taken, other in classes.items() if other != text}, ".")
        classes[name] = text
        table[Hole("class", place)] = b"/" + name.encode("latin-1")
    for identifier, place in own.names["id"].items():
        unique = free_identifier(identifier, ids)
        ids.add(unique)
        table[Hole("id", place)] = string(unique)
    return StructureSoFar(roles, classes, frozenset(ids))


def write_root(placed: Sequence[Placed], so_far: StructureSoFar, keys: int) -> bytes:
    """Return the structure tree root of a book (14.7.2, table 354)."""
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
    """Sort by the keys, as a number tree has to be."""
    return sorted(owners, key=lambda owner: owner[0].first_structure_key)
