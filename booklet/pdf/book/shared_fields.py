"""Fields that share a value with those of other parts (ISO 32000-2, 12.7.4.2), where the book's options say so.

A block then writes only widgets; the fields above them are written with each book, once for all parts that have a
field of the full name and of the same type. Options and on-states belong to the type. Of a field's other entries
those of the first part hold.
"""

from __future__ import annotations

from typing import Any

from booklet.pdf.book.block import Block
from booklet.pdf.book.block_contents import FieldOfBlock
from booklet.pdf.form.field_nodes import type_of
from booklet.pdf.form.field_tree import Node
from booklet.pdf.syntax.objects import Dictionary, Hole, template, text_of

_OF_FIELD = frozenset(("FT", "T", "TU", "TM", "Ff", "DV", "MaxLen", "Opt", "TI", "DS", "AA", "Lock", "SV"))
_OF_VALUE = ("V", "I", "RV")
_INHERITED = ("FT", "Ff", "DV", "MaxLen", "Opt", *_OF_VALUE)
_OF_TEXT = ("DA", "Q")


def owner(node: Node) -> Node | None:
    """Return the nearest named field at or above a node."""
    return next((above for above in node.lineage() if above.is_named), None)


def divide(block: Block, node: Node, entries: Dictionary) -> Dictionary | None:
    """Enter the field's part of a node's entries; returns its widget's, or None where it is no widget."""
    form = block.form
    if node.is_named:
        form.fields[node.number] = _field(block, node, entries)
    above = owner(node)
    if above is None:  # a tree without names; one that only lacks some is not needed above named fields
        return None if any(below.is_named for below in node.below()) else entries
    if not node.is_widget:
        return None
    form.fields[above.number].widgets.append(node.number)
    widget = {key: value for key, value in entries.items() if key not in _OF_FIELD and key not in _OF_VALUE}
    for key in _OF_TEXT:
        value = node.inherited(key)
        if key not in widget and value is not None:
            widget[key] = _appearance(block, node.number, value)
    return widget | {"Parent": Hole("field", above.number)}


def _appearance(block: Block, number: int, value: Any) -> Any:
    """Return a default appearance whose fonts may get new names; any other value as it is."""
    if not isinstance(value, bytes):
        return value
    block.form.appearances[number] = value
    return Hole("appearance", number)


def _field(block: Block, node: Node, entries: Dictionary) -> FieldOfBlock:
    """Return the field's own and inherited entries; a group has its name, and nothing that its fields would inherit."""
    is_group = any(kid.is_named for kid in node.kids)
    own = {key: value for key, value in entries.items() if key in _OF_FIELD and key not in _INHERITED}
    value: Dictionary = {}
    if not is_group:
        for key in _INHERITED:
            item = node.inherited(key)
            if item is not None and not (node.kind == "signature" and key == "V"):
                (value if key in _OF_VALUE else own)[key] = item
        for key in _OF_TEXT:
            item = node.inherited(key)
            if item is None:
                item = block.document.source.resolve(block.document.form_entries.get(key))
            if item is not None:
                own[key] = _appearance(block, node.number, item)
    own["T"] = Hole("name", node.number)
    text, slots = template(value)
    above = next((item for item in node.lineage() if item.is_named and item is not node), None)
    return FieldOfBlock(
        number=node.number,
        above=above.number if above else None,
        name=text_of(node.entries["T"]),
        kind=() if is_group else type_of(block.document.source, [node]),
        entries=template(own),
        value=(text[2:-2], slots),
    )
