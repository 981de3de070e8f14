"""Take in a table of values, step by step: how it seems to be meant, what to define with it, how its texts are read.

    table = begin(ws, data, "plans.xlsx", quarter)
    table = defining(ws, table, {"Plan": new_attribute(…)})
    table = read_as(ws, table, style)
    ws.attributes.apply_import(table.plan)

Nothing is written before the last line; `table.plan` holds all that would change and all that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from booklet.model import AttributeDefinition, AttributeType, Quarter
from booklet.office.definition_edits import named_choices
from booklet.office.written_values import written
from booklet.store.attribute_import import ImportPlan
from booklet.store.table_style import TableStyle
from booklet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TableImport:
    """A CSV or Excel table, what is to be defined with it (by heading), and what its import would do."""

    data: bytes
    name: str
    quarter: Quarter
    plan: ImportPlan
    define: Mapping[str, AttributeDefinition]


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """A value that would change, as a person writes it: customer, attribute's label, what is and what would be."""

    customer: str
    attribute: str
    now: str
    will_be: str


def begin(ws: Workspace, data: bytes, name: str, quarter: Quarter) -> TableImport:
    """Read a table as it is recognized. Raises InputError for a table that cannot be read."""
    return TableImport(data, name, quarter, ws.attributes.plan_import(data, quarter, name=name), {})


def defining(ws: Workspace, table: TableImport, define: Mapping[str, AttributeDefinition]) -> TableImport:
    """Read it again with attributes that its columns become: their numbers and dates are to be read too."""
    if not define:
        return table
    plan = ws.attributes.plan_import(table.data, table.quarter, name=table.name, define=define)
    return replace(table, plan=plan, define=define)


def read_as(ws: Workspace, table: TableImport, style: TableStyle) -> TableImport:
    """Read it again where numbers, dates or percentages are meant otherwise."""
    if style == table.plan.style:
        return table
    plan = ws.attributes.plan_import(table.data, table.quarter, name=table.name, style=style, define=table.define)
    return replace(table, plan=plan)


def new_attribute(heading: str, typed: Mapping[Any, str | None], words: Sequence[str]) -> AttributeDefinition:
    """Return the definition that was typed (label, key, type, choices) for a column; without a label its heading is it.

    A choice without choices is a choice between the column's `words`. Raises DefinitionError.
    """
    type_ = AttributeType(typed["type"] or AttributeType.TEXT)
    return AttributeDefinition(
        key=(typed["key"] or "").strip(),
        label=(typed["label"] or "").strip() or heading,
        type=type_,
        choices=(named_choices(typed["choices"] or "") or tuple(words)) if type_ is AttributeType.CHOICE else (),
    )


def changes_in_words(plan: ImportPlan, definitions: Sequence[AttributeDefinition]) -> list[ChangeInWords]:
    """Return each value that would change; `definitions` are those that are there and those that the plan defines."""
    known = {definition.key: definition for definition in definitions}

    def shown(key: str, text: str | None) -> str:
        return "" if text is None else written(known[key], known[key].from_text(text))

    return [
        ChangeInWords(
            change.customer,
            known[change.key].label,
            shown(change.key, change.old),
            shown(change.key, change.new) or "no value",
        )
        for change in plan.changes
    ]
