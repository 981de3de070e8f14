"""The form of an upload: its fields with all that a book needs to know of them, read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from booklet.pdf.document.document import Document
from booklet.pdf.form.calculate import Calculations, order_of
from booklet.pdf.form.field_nodes import FieldType, choices, on_states, rect_of, terminals, type_of, widgets_of
from booklet.pdf.form.field_plan import FieldPlan, plan_form, undrawn
from booklet.pdf.form.field_tree import COMB, MULTILINE, PASSWORD, READ_ONLY, REQUIRED, Node, read_form
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Ref, name_text, text_of
from booklet.pdf.types import Field


class Form:
    """The interactive form of an upload (ISO 32000-2, 12.7); of an upload without a form, nothing in all of it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _tree(self) -> tuple[list[Node], dict[int, Node]]:
        document = self.document
        fields = document.source.array(document.form_entries.get("Fields"))
        widgets = {}
        if fields or document.source.mentions(b"/Widget"):
            for index in range(document.page_count):
                for number, entries in document.annotations(index).items():
                    if entries.get("Subtype") == "Widget":
                        widgets[number] = entries
        return read_form(document.source, fields, widgets)

    @property
    def roots(self) -> list[Node]:
        """The fields on the first level."""
        return self._tree[0]

    @property
    def nodes(self) -> dict[int, Node]:
        """Every field and widget by its object's number."""
        return self._tree[1]

    @cached_property
    def terminals(self) -> dict[str, list[Node]]:
        """Full name -> the nodes that hold the field's value; see `fields.terminals`."""
        return terminals(self.roots)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields that have a name and a type, in the order of the form; equal names are a single field."""
        return tuple(_described(self, name, nodes) for name, nodes in self.terminals.items())

    @cached_property
    def types(self) -> Mapping[str, FieldType]:
        """Full name -> what has to agree for a field to share its value with its namesake of another upload."""
        return {name: type_of(self.document.source, nodes) for name, nodes in self.terminals.items()}

    @cached_property
    def plans(self) -> Mapping[str, FieldPlan]:
        """Full name -> plan of each field that can be filled."""
        return plan_form(self.document.source, self.document.form_entries, self.terminals)

    @cached_property
    def calculated(self) -> tuple[str, ...]:
        """The names of the fields that are calculated from others, those first that others need."""
        return order_of(self.document.source, self.document.form_entries, self.nodes, self.plans)

    @cached_property
    def calculations(self) -> Calculations:
        """All that calculating needs."""
        held = {field.name: field.value for field in self.fields} if self.calculated else {}
        return Calculations(self.calculated, self.plans, held)

    @cached_property
    def undrawn(self) -> frozenset[int]:
        """Text widgets with a value that no appearance shows, which some readers would leave blank."""
        return undrawn(self.nodes.values())


def _described(form: Form, name: str, nodes: list[Node]) -> Field:
    source, page_of = form.document.source, form.document.page_of_annotation
    node, widgets, flags = nodes[0], widgets_of(nodes), nodes[0].flags
    kind = node.kind or "text"
    pages = sorted({page_of[widget.number] for widget in widgets if widget.number in page_of})
    max_length = source.resolve(node.inherited("MaxLen"))
    plan = form.plans.get(name)
    return Field(
        name=name,
        kind=kind,
        pages=tuple(pages),
        rect=rect_of(source, widgets[0]) if widgets else (0.0, 0.0, 0.0, 0.0),
        value=_value(source, node.inherited("V")),
        options=tuple(choices(source, node) if kind in ("combo", "list") else _states(source, nodes)),
        label=text_of(node.inherited("TU")),
        max_length=max_length if isinstance(max_length, int) and kind == "text" else None,
        multiline=kind == "text" and bool(flags & MULTILINE),
        comb=kind == "text" and bool(flags & COMB),
        password=kind == "text" and bool(flags & PASSWORD),
        read_only=bool(flags & READ_ONLY),
        required=bool(flags & REQUIRED),
        format=plan.scripts.words if plan else "",
        calculated=name in form.calculated,
    )


def _states(source: Source, nodes: list[Node]) -> list[tuple[str, str]]:
    """Return a button's on-states; with /Opt, what each stands for."""
    if nodes[0].kind not in ("checkbox", "radio"):
        return []
    shown = [text for _, text in choices(source, nodes[0])]
    states: dict[str, str] = {}
    for index, widget in enumerate(widgets_of(nodes)):
        for state in on_states(source, widget):
            label = shown[index] if index < len(shown) else name_text(state)
            states.setdefault(name_text(state), label)
    return list(states.items())


def _value(source: Source, value: Any) -> str:
    value = source.plain(value)
    if isinstance(value, Ref):
        return text_of(source.text(value))
    if isinstance(value, list):
        return ", ".join(text_of(source.resolve(item)) for item in value)
    return text_of(value)
