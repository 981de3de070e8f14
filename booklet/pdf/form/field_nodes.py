"""The fields of a form as a user needs to know them, to give them values."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from booklet.errors import DefinitionError
from booklet.pdf.form.field_tree import Node
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Name, Ref, text_of
from booklet.pdf.types import Field

FieldType = tuple[object, ...]
"""All that has to be equal for two fields to share a value."""


def terminals(roots: Iterable[Node]) -> dict[str, list[Node]]:
    """Map each full name to the field's nodes: several where a form repeats a name or leaves the type to its kids."""
    found: dict[str, list[Node]] = {}
    for root in roots:
        for node in root.below():
            if node.is_named and (own := _typed(node)):
                found.setdefault(node.name, []).extend(own)
    return {name: _of_one_kind(nodes) for name, nodes in found.items()}


def _of_one_kind(nodes: list[Node]) -> list[Node]:
    """Keep the kind that most often has the name, where a form gives it to a check box and to texts."""
    kinds = [node.kind for node in nodes]
    usual = max(kinds, key=kinds.count)
    return [node for node in nodes if node.kind == usual]


def _typed(node: Node) -> list[Node]:
    """Return the nodes that have the value of a named node: itself, or those of its unnamed kids that have a type.

    None for a mere group, even where it says a type for the fields below it.
    """
    if not _is_field(node):
        return []
    if node.kind:
        return [node]
    return [typed for kid in node.kids if not kid.is_named for typed in _typed(kid)]


def _is_field(node: Node) -> bool:
    """Tell a field, which ends in itself or in unnamed widgets, from a group, which ends in fields of further names."""
    return not node.kids or any(_is_field(kid) for kid in node.kids if not kid.is_named)


def widgets_of(nodes: Iterable[Node]) -> list[Node]:
    """Return the widgets of a field, not those of further fields below it."""
    found = []
    stack = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        if node.is_widget and not node.kids:
            found.append(node)
        stack.extend(kid for kid in reversed(node.kids) if not kid.is_named)
    return found


def rect_of(source: Source, widget: Node) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a widget in points; all 0 where it has no rectangle."""
    values = [source.resolve(item) for item in source.array(widget.entries.get("Rect"))]
    if len(values) != 4 or not all(isinstance(value, (int, float)) for value in values):
        return (0.0, 0.0, 0.0, 0.0)
    return (
        float(min(values[0], values[2])),
        float(min(values[1], values[3])),
        float(max(values[0], values[2])),
        float(max(values[1], values[3])),
    )


def choices(source: Source, node: Node) -> list[tuple[str, str]]:
    """Return (what is stored, what is shown) of each option of a choice field (12.7.5.4)."""
    options = []
    for item in source.array(node.inherited("Opt")):
        item = source.resolve(item)
        if isinstance(item, list) and len(item) >= 2:
            options.append((text_of(source.resolve(item[0])), text_of(source.resolve(item[1]))))
        else:
            options.append((text_of(item), text_of(item)))
    return options


def on_states(source: Source, widget: Node) -> list[Name]:
    """Return the names of a button's appearances other than /Off (12.7.5.2.3); none where it has no appearance."""
    normal = source.dictionary(widget.entries.get("AP")).get("N")
    if isinstance(normal, Ref) and source.stream(normal) is not None:
        return []
    return [Name(state) for state in source.dictionary(normal) if state != "Off"]


def type_of(source: Source, nodes: Sequence[Node]) -> FieldType:
    """Return what has to be equal for two fields to share a value; for a mere group nothing."""
    node = nodes[0]
    if node.kind in ("checkbox", "radio"):
        return (node.kind, frozenset(state for item in widgets_of(nodes) for state in on_states(source, item)))
    if node.kind in ("combo", "list"):
        return (node.kind, *choices(source, node))
    return (node.kind,)


def require_known(fields: Iterable[Field], names: Iterable[str]) -> None:
    """Check that all names are fields'. Raises DefinitionError with the nearest name where one is not."""
    known = {field.name for field in fields}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            raise DefinitionError(f'The form has no field "{name}".{hint}')


def renamed(roots: Iterable[Node], new_names: Mapping[int, bytes]) -> dict[str, str]:
    """Map old to new full names, of all fields below roots that got new names, which `new_names` has by number."""
    names = {}
    for root in roots:
        if root.number in new_names:
            old, new = text_of(root.entries["T"]), text_of(new_names[root.number])
            for node in root.below():
                if node.is_named and node.kind:
                    names[node.name] = new + node.name[len(old) :]
    return names
