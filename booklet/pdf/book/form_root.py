"""The form of a book (ISO 32000-2, 12.7.3), joined from those of its blocks: names, fonts, shared fields.

Where two roots of field names are equal the later one is renamed, and so are fonts of the default resources; or, by
the book's options, fields of equal full names and types become a single field (12.7.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from booklet.pdf.book.colliding_names import free_name, spellings
from booklet.pdf.book.placed import Placed
from booklet.pdf.form.field_nodes import FieldType, renamed
from booklet.pdf.syntax.objects import Hole, ObjectReference, string, text_string


@dataclass(frozen=True, slots=True)
class SharedField:
    """A field of a book."""

    reference: ObjectReference
    kind: FieldType
    path: str
    """Its full name."""


SharedFields = Mapping[tuple[bytes, str], SharedField]
"""Reference to the field above and the partial name -> the field."""


@dataclass(frozen=True, slots=True)
class FormSoFar:
    """All names that the forms of a chain's blocks have taken already."""

    names: frozenset[bytes] = frozenset()
    """Partial names of roots."""
    resources: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    """The default resources, written out, by category and name."""


def fit_form(before: FormSoFar, placed: Placed) -> FormSoFar:
    """Let a block's fields stand beside those before it: new names where they collide, and the fonts' too."""
    form, table = placed.block.form, placed.table
    names, roots = set(before.names), {}
    for number, root_name in form.names.items():
        unique = free_name(root_name, names)
        names.add(unique)
        table[Hole("name", number)] = string(unique)
        if unique != root_name:
            roots[number] = unique
    resources, fonts = dict(before.resources), {}
    for (category, font), item in form.resources:
        text = table.render(*item)
        name = next(name for name in spellings(font, ".") if resources.get((category, name), text) == text)
        resources[(category, name)] = text
        if category == "Font" and name != font:
            fonts[font.encode("latin-1")] = name.encode("latin-1")
    for number, appearance in form.appearances.items():
        table[Hole("appearance", number)] = string(with_fonts(appearance, fonts))
    placed.renamed = renamed(placed.block.document_form.roots, roots) if roots else {}
    return FormSoFar(frozenset(names), resources)


def with_fonts(appearance: bytes, renamed: Mapping[bytes, bytes]) -> bytes:
    """Return a default appearance string whose fonts have new names."""
    if not renamed:
        return appearance
    return re.sub(rb"/([^\s/]+)(?=\s)", lambda m: b"/" + renamed.get(m[1], m[1]), appearance)


def fit_shared_fields(before: SharedFields, placed: Placed, new_number: Callable[[], int]) -> SharedFields:
    """Find for each field of a block the book's, or begin a new field; where the types differ, under a new name."""
    shared, table, nodes = dict(before), placed.table, placed.block.document_form.nodes
    paths: dict[int | None, str] = {None: ""}
    for number, own in placed.block.form.fields.items():
        above = table[Hole("field", own.above)] if own.above is not None else b""
        for name in spellings(own.name):
            known = shared.get((above, name))
            if known is None or known.kind == own.kind:
                break
        paths[number] = f"{paths[own.above]}.{name}" if own.above is not None else name
        if known is None:
            known = shared[(above, name)] = SharedField(ObjectReference.to(new_number()), own.kind, paths[number])
        table[Hole("field", number)] = known.reference
        table[Hole("name", number)] = string(text_string(name))
        table.setdefault(number, known.reference)
        if own.kind and paths[number] != nodes[number].name:
            placed.renamed[nodes[number].name] = paths[number]
    return shared


def roots_of(placed: Placed) -> list[bytes]:
    """Return the references to those fields of a block that are on the first level."""
    fields = placed.block.form.fields.values()
    return [placed.table[Hole("field", own.number)] for own in fields if own.above is None]
