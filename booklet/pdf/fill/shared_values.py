"""The value of all fields that share it (ISO 32000-2, 12.7.4.2), and the fields above the widgets of all parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from booklet.pdf.book.tail import Tail
from booklet.pdf.form.field_nodes import FieldType
from booklet.pdf.prepared import Part
from booklet.pdf.syntax.objects import Hole, Name, ObjectReference, name_text, text_of
from booklet.pdf.types import FieldValue


def share_values(book: Sequence[Part]) -> list[Part]:
    """Let all parts have the same value in each field that they share.

    It is the first that is given; else the first that a field has in its upload, where those differ.
    """
    given: dict[tuple[str, FieldType], FieldValue] = {}
    found: dict[tuple[str, FieldType], dict[str, FieldValue]] = {}
    for part in book:
        kinds = part.prepared.form.types
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
    """Yield the values of an upload's fields that the part's pages show."""
    form, source, shown = part.prepared.form, part.prepared.document.source, set(part.pages)
    for described in form.fields:
        if described.name in form.plans and shown.intersection(described.pages):
            value = source.plain(form.terminals[described.name][0].inherited("V"))
            if isinstance(value, list):
                yield described.name, tuple(text_of(source.resolve(item)) for item in value)
            else:
                state = name_text(value) if isinstance(value, Name) else described.value
                yield described.name, "" if state == "Off" else state


def _with_values(part: Part, given: Mapping[tuple[str, FieldType], FieldValue]) -> Part:
    kinds = part.prepared.form.types
    own = {name: given[key] for name in part.prepared.form.plans if (key := (name, kinds[name])) in given}
    return replace(part, values=dict(sorted(own.items()))) if own else part


def write_shared_fields(tail: Tail) -> None:
    """Write the shared fields of a book, with the values that they got or have."""
    heads: dict[ObjectReference, list[bytes]] = {}
    values: dict[bytes, bytes] = {}
    kids: dict[bytes, dict[bytes, None]] = {}
    for placing in tail.placings:
        table = placing.table
        for own in placing.piece.block.form.fields.values():
            reference = table.reference(Hole("field", own.number))
            above = table[Hole("field", own.above)] if own.above is not None else b""
            if reference not in heads:
                heads[reference] = [table.render(*own.entries)[2:-2], b"/Parent %b" % above if above else b""]
            if above:
                kids.setdefault(above, {})[reference] = None
            kids.setdefault(reference, {}).update((table[number], None) for number in own.widgets)
            if own.number in placing.field_values:
                values.setdefault(reference, placing.field_values[own.number])
    for placing in tail.placings:  # those that got no value keep the one that they have
        for own in placing.piece.block.form.fields.values():
            reference = placing.table.reference(Hole("field", own.number))
            if reference not in values:
                tail.bring(placing, own.value[1])
                values[reference] = placing.table.render(*own.value)
    for reference, head in heads.items():
        below = b"/Kids[%b]" % b" ".join(kids[reference])
        tail.writer.put(reference.number, b"<<%b%b%b>>" % (b"".join(head), values[reference], below))
