"""Fields of several parts that share a value: one field with the widgets of all (ISO 32000-2, 12.7.4.2).

Used where the book's options say so. A block then writes only widgets; the fields above them are written with each
book, one for all parts that have a field of the full name and of the same type. Options and on-states belong to
the type. Of a field's other entries those of the first part hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from booklet.pdf.form.field_tree import Node
from booklet.pdf.form.fields import choices, on_states, terminals, widgets_of
from booklet.pdf.syntax.objects import (
    Dictionary,
    Hole,
    Name,
    Template,
    name_text,
    string,
    template,
    text_of,
    text_string,
)
from booklet.pdf.types import FieldValue

if TYPE_CHECKING:
    from booklet.pdf.book.block import Block
    from booklet.pdf.book.chain import Placed
    from booklet.pdf.finish.tail import Book
    from booklet.pdf.prepared import Part, Prepared

_OF_FIELD = frozenset(("FT", "T", "TU", "TM", "Ff", "DV", "MaxLen", "Opt", "TI", "DS", "AA", "Lock", "SV"))
_OF_VALUE = ("V", "I", "RV")
_INHERITED = ("FT", "Ff", "DV", "MaxLen", "Opt", *_OF_VALUE)
_OF_TEXT = ("DA", "Q")
FieldType = tuple[object, ...]


@dataclass(eq=False, slots=True)
class FieldOfBlock:
    """A named field of a block: what goes into the field that it shares."""

    number: int
    above: int | None
    """Number of the nearest named field above it."""
    name: str
    kind: FieldType
    entries: Template
    value: Template
    widgets: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharedField:
    """A field of a book."""

    reference: bytes
    kind: FieldType
    path: str
    """Its full name."""


SharedFields = Mapping[tuple[bytes, str], SharedField]
"""Reference to the field above and the partial name -> the field."""


def type_of(prepared: Prepared, nodes: Sequence[Node]) -> FieldType:
    """What has to be equal for two fields to be one; for a mere group nothing."""
    node = nodes[0]
    if node.kind in ("checkbox", "radio"):
        return (node.kind, frozenset(state for item in widgets_of(nodes) for state in on_states(prepared, item)))
    if node.kind in ("combo", "list"):
        return (node.kind, *choices(prepared, node))
    return (node.kind,)


def share_values(book: Sequence[Part]) -> list[Part]:
    """Let all parts have the same value in each field that they share: the first that is given, else the first
    that a field has in its upload, where those differ."""
    given: dict[tuple[str, FieldType], FieldValue] = {}
    found: dict[tuple[str, FieldType], dict[str, FieldValue]] = {}
    for part in book:
        kinds = part.prepared.field_types
        for name, value in (part.values or {}).items():
            given.setdefault((name, kinds[name]), value)
        for name, value in _values_in(part):
            found.setdefault((name, kinds[name]), {}).setdefault(repr(value), value)
    for key, values in found.items():
        if len(values) > 1:
            given.setdefault(key, next((value for value in values.values() if value), ""))
    if not given:
        return list(book)
    return [_with_values(part, given) for part in book]


def _values_in(part: Part) -> Iterator[tuple[str, FieldValue]]:
    """The values of an upload's fields that the part's pages show."""
    prepared, shown = part.prepared, set(part.pages)
    nodes = terminals(prepared)
    for described in prepared.fields:
        if described.name in prepared.plans and shown.intersection(described.pages):
            value = prepared.source.plain(nodes[described.name][0].inherited("V"))
            if isinstance(value, list):
                yield described.name, tuple(text_of(prepared.source.resolve(item)) for item in value)
            else:
                state = name_text(value) if isinstance(value, Name) else described.value
                yield described.name, "" if state == "Off" else state


def _with_values(part: Part, given: Mapping[tuple[str, FieldType], FieldValue]) -> Part:
    kinds = part.prepared.field_types
    own = {name: given[key] for name in part.prepared.plans if (key := (name, kinds[name])) in given}
    return replace(part, values=dict(sorted(own.items()))) if own else part


def owner(node: Node) -> Node | None:
    """The nearest named field at or above a node."""
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
    """A default appearance whose fonts may get new names; any other value as it is."""
    if not isinstance(value, bytes):
        return value
    block.form.appearances[number] = value
    return Hole("appearance", number)


def _field(block: Block, node: Node, entries: Dictionary) -> FieldOfBlock:
    """The field's own and inherited entries; a group has its name, and nothing that its fields would inherit."""
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
                item = block.prepared.source.resolve(block.prepared.acro_form.get(key))
            if item is not None:
                own[key] = _appearance(block, node.number, item)
    own["T"] = Hole("name", node.number)
    text, slots = template(value)
    above = next((item for item in node.lineage() if item.is_named and item is not node), None)
    return FieldOfBlock(
        number=node.number,
        above=above.number if above else None,
        name=text_of(node.entries["T"]),
        kind=() if is_group else type_of(block.prepared, [node]),
        entries=template(own),
        value=(text[2:-2], slots),
    )


def fit_fields(before: SharedFields, placed: Placed, new_number: Callable[[], int]) -> SharedFields:
    """Find for each field of a block the book's, or begin a new one; where the types differ, under a new name."""
    shared, table, nodes = dict(before), placed.table, placed.block.prepared.form[1]
    paths: dict[int | None, str] = {None: ""}
    for number, own in placed.block.form.fields.items():
        above = table[Hole("field", own.above)] if own.above is not None else b""
        name, count = own.name, 1
        while (known := shared.get((above, name))) and known.kind != own.kind:
            count += 1
            name = f"{own.name}~{count}"
        paths[number] = f"{paths[own.above]}.{name}" if own.above is not None else name
        if known is None:
            known = shared[(above, name)] = SharedField(b"%d 0 R" % new_number(), own.kind, paths[number])
        table[Hole("field", number)] = known.reference
        table[Hole("name", number)] = string(text_string(name))
        table.setdefault(number, known.reference)
        if own.kind and paths[number] != nodes[number].name:
            placed.renamed[nodes[number].name] = paths[number]
    return shared


def roots_of(placed: Placed) -> list[bytes]:
    """References to those fields of a block that are on the first level."""
    fields = placed.block.form.fields.values()
    return [placed.table[Hole("field", own.number)] for own in fields if own.above is None]


def write_fields(book: Book) -> None:
    """Write the shared fields of a book, with the values that they got or have."""
    heads: dict[bytes, list[bytes]] = {}
    values: dict[bytes, bytes] = {}
    kids: dict[bytes, dict[bytes, None]] = {}
    for placing in book.placings:
        table = placing.table
        for own in placing.piece.block.form.fields.values():
            reference = table[Hole("field", own.number)]
            above = table[Hole("field", own.above)] if own.above is not None else b""
            if reference not in heads:
                heads[reference] = [table.render(*own.entries)[2:-2], b"/Parent %b" % above if above else b""]
            if above:
                kids.setdefault(above, {})[reference] = None
            kids.setdefault(reference, {}).update((table[number], None) for number in own.widgets)
            if own.number in placing.field_values:
                values.setdefault(reference, placing.field_values[own.number])
    for placing in book.placings:  # those that got no value keep the one that they have
        for own in placing.piece.block.form.fields.values():
            reference = placing.table[Hole("field", own.number)]
            if reference not in values:
                book.bring(placing, own.value[1])
                values[reference] = placing.table.render(*own.value)
    for reference, head in heads.items():
        below = b"/Kids[%b]" % b" ".join(kids[reference])
        book.writer.put(int(reference[:-4]), b"<<%b%b%b>>" % (b"".join(head), values[reference], below))
