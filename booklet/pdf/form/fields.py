"""The fields of a form as a user needs to know them, to give them values."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from booklet.errors import DefinitionError
from booklet.pdf.form.field_tree import COMB, MULTILINE, PASSWORD, READ_ONLY, REQUIRED, Node
from booklet.pdf.syntax.objects import Name, Ref, name_text, text_of
from booklet.pdf.types import Field

if TYPE_CHECKING:
    from booklet.pdf.prepared import Prepared


def describe(prepared: Prepared) -> tuple[Field, ...]:
    """All fields that have a name and a type, in the order of the form; equal names are one field."""
    page_of = {number: i for i in range(prepared.page_count) for number in prepared.annotations(i)}
    return tuple(_field(prepared, name, nodes, page_of) for name, nodes in terminals(prepared).items())


def terminals(prepared: Prepared) -> dict[str, list[Node]]:
    """Full name -> the field's nodes: usually one, more where a form repeats a name or leaves the type to its kids."""
    found: dict[str, list[Node]] = {}
    for root in prepared.form[0]:
        for node in root.below():
            if node.is_named and (own := _typed(node)):
                found.setdefault(node.name, []).extend(own)
    return {name: _of_one_kind(nodes) for name, nodes in found.items()}


def _of_one_kind(nodes: list[Node]) -> list[Node]:
    """Where a form gives one name to a check box and to texts, the kind that has it most often; the first of equals."""
    kinds = [node.kind for node in nodes]
    usual = max(kinds, key=kinds.count)
    return [node for node in nodes if node.kind == usual]


def _typed(node: Node) -> list[Node]:
    """The nodes that have the value of a named one: itself, or those of its unnamed kids that have a type.

    None for a mere group, even where it says a type for the fields below it.
    """
    if not _is_field(node):
        return []
    if node.kind:
        return [node]
    return [typed for kid in node.kids if not kid.is_named for typed in _typed(kid)]


def _is_field(node: Node) -> bool:
    """Whether a node ends in itself or in unnamed widgets; a group ends in fields of further names."""
    return not node.kids or any(_is_field(kid) for kid in node.kids if not kid.is_named)


def widgets_of(nodes: Iterable[Node]) -> list[Node]:
    """The widgets of a field, not those of further fields below it."""
    found = []
    stack = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        if node.is_widget and not node.kids:
            found.append(node)
        stack.extend(kid for kid in reversed(node.kids) if not kid.is_named)
    return found


def _field(prepared: Prepared, name: str, nodes: list[Node], page_of: dict[int, int]) -> Field:
    node, widgets, flags = nodes[0], widgets_of(nodes), nodes[0].flags
    kind = node.kind or "text"
    pages = sorted({page_of[widget.number] for widget in widgets if widget.number in page_of})
    max_length = prepared.source.resolve(node.inherited("MaxLen"))
    plan = prepared.plans.get(name)
    return Field(
        name=name,
        kind=kind,
        pages=tuple(pages),
        rect=rect_of(prepared, widgets[0]) if widgets else (0.0, 0.0, 0.0, 0.0),
        value=_value(prepared, node.inherited("V")),
        options=tuple(choices(prepared, node) if kind in ("combo", "list") else _states(prepared, nodes)),
        label=text_of(node.inherited("TU")),
        max_length=max_length if isinstance(max_length, int) and kind == "text" else None,
        multiline=kind == "text" and bool(flags & MULTILINE),
        comb=kind == "text" and bool(flags & COMB),
        password=kind == "text" and bool(flags & PASSWORD),
        read_only=bool(flags & READ_ONLY),
        required=bool(flags & REQUIRED),
        format=plan.scripts.words if plan else "",
        calculated=name in prepared.calculated,
    )


def rect_of(prepared: Prepared, widget: Node) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a widget in points; all 0 where it has no rectangle."""
    values = [prepared.source.resolve(item) for item in prepared.source.array(widget.entries.get("Rect"))]
    if len(values) != 4 or not all(isinstance(value, (int, float)) for value in values):
        return (0.0, 0.0, 0.0, 0.0)
    return (
        float(min(values[0], values[2])),
        float(min(values[1], values[3])),
        float(max(values[0], values[2])),
        float(max(values[1], values[3])),
    )


def choices(prepared: Prepared, node: Node) -> list[tuple[str, str]]:
    """(what is stored, what is shown) of each option of a choice field (12.7.5.4)."""
    options = []
    for item in prepared.source.array(node.inherited("Opt")):
        item = prepared.source.resolve(item)
        if isinstance(item, list) and len(item) >= 2:
            options.append((text_of(prepared.source.resolve(item[0])), text_of(prepared.source.resolve(item[1]))))
        else:
            options.append((text_of(item), text_of(item)))
    return options


def on_states(prepared: Prepared, widget: Node) -> list[Name]:
    """The names of a button's appearances other than /Off (12.7.5.2.3); none where it has no appearance."""
    normal = prepared.source.dictionary(widget.entries.get("AP")).get("N")
    if isinstance(normal, Ref) and prepared.source.stream(normal) is not None:
        return []
    return [Name(state) for state in prepared.source.dictionary(normal) if state != "Off"]


def _states(prepared: Prepared, nodes: list[Node]) -> list[tuple[str, str]]:
    """A button's on-states; with /Opt, what each stands for."""
    if nodes[0].kind not in ("checkbox", "radio"):
        return []
    shown = [text for _, text in choices(prepared, nodes[0])]
    states: dict[str, str] = {}
    for index, widget in enumerate(widgets_of(nodes)):
        for state in on_states(prepared, widget):
            label = shown[index] if index < len(shown) else name_text(state)
            states.setdefault(name_text(state), label)
    return list(states.items())


def _value(prepared: Prepared, value: Any) -> str:
    value = prepared.source.plain(value)
    if isinstance(value, Ref):
        return text_of(prepared.source.text(value))
    if isinstance(value, list):
        return ", ".join(text_of(prepared.source.resolve(item)) for item in value)
    return text_of(value)


def require_known(prepared: Prepared, names: Iterable[str]) -> None:
    """Raises DefinitionError for a name that no field has, with the nearest that one has."""
    known = {field.name for field in prepared.fields}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            raise DefinitionError(f'The form has no field "{name}".{hint}')


def renamed(prepared: Prepared, roots: Mapping[int, bytes]) -> dict[str, str]:
    """Old full name -> new one of all fields below roots that got new names; `roots` has those by number."""
    names = {}
    for root in prepared.form[0]:
        if root.number in roots:
            old, new = text_of(root.entries["T"]), text_of(roots[root.number])
            for node in root.below():
                if node.is_named and node.kind:
                    names[node.name] = new + node.name[len(old) :]
    return names
