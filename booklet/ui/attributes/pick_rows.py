"""The rows of the table of values that are wanted: a name to find, conditions on attributes, an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import streamlit as st

from booklet.model import AttributeDefinition, AttributeType
from booklet.office.written_values import YES_NO, stored_value
from booklet.store.value_pages import Comparison, Condition, Wanted
from booklet.ui.shared.words import plain

_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_RANGE = "from – to"
_BY_NAME = ""
_RANGES = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.PERCENT, AttributeType.DATE)
_NEEDS_NOTHING = {"is known": Comparison.KNOWN, "is empty": Comparison.EMPTY}
_BY_TYPE = {
    AttributeType.TEXT: {"contains": Comparison.CONTAINS, "is": Comparison.IS},
    AttributeType.CHOICE: {"is": Comparison.IS},
    AttributeType.YES_NO: {"is": Comparison.IS},
}


def pick_rows(definitions: Sequence[AttributeDefinition], *, disabled: bool) -> Wanted:
    """Show what can be looked for above the table; returns what is. `disabled` while the page has unsaved edits."""
    by_key = {definition.key: definition for definition in definitions}
    labels = {_BY_NAME: "Name", **{definition.key: definition.label for definition in definitions}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(
            "Find", placeholder="Part of a name", width=220, live=True, key="values_find", disabled=disabled
        )
        picked = st.multiselect(
            "Only where",
            list(by_key),
            format_func=labels.__getitem__,
            placeholder="Any attribute",
            width=320,
            key="values_only",
            disabled=disabled,
        )
        order = st.selectbox(
            "Sort by", list(labels), format_func=labels.__getitem__, width=200, key="values_sort", disabled=disabled
        )
        descending = st.toggle("Last first", key="values_descending", disabled=disabled)
    conditions = [condition for key in picked for condition in _conditions(by_key[key], disabled=disabled)]
    return Wanted(name or "", tuple(conditions), order or _BY_NAME, bool(descending))


def _conditions(definition: AttributeDefinition, *, disabled: bool) -> Iterator[Condition]:
    """Show what is asked of an attribute; yields nothing until a value is there."""
    tests: dict[str, Comparison | None] = {**_BY_TYPE.get(definition.type, {_RANGE: None}), **_NEEDS_NOTHING}
    key = f"values_where_{definition.key}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        said = st.selectbox(plain(definition.label), list(tests), width=180, key=key, disabled=disabled)
        test = tests[said]
        if said in _NEEDS_NOTHING:
            yield Condition(definition.key, _NEEDS_NOTHING[said])
            return
        wanted = [(test, "Value")] if test else [(Comparison.FROM, "From"), (Comparison.TO, "To")]
        for comparison, label in wanted:
            typed = _value(definition, label, f"{key}_{comparison}", disabled=disabled)
            value = definition.parse(stored_value(definition, typed))
            if value is not None:
                yield Condition(definition.key, comparison, value)


def _value(definition: AttributeDefinition, label: str, key: str, *, disabled: bool) -> Any:
    """Show the widget of the attribute's type, empty at first."""
    options: dict[str, Any] = {"key": key, "disabled": disabled, "width": 180}
    match definition.type:
        case AttributeType.CHOICE:
            return st.selectbox(label, list(definition.choices), index=None, **options)
        case AttributeType.YES_NO:
            return st.selectbox(label, list(YES_NO.values()), index=None, **options)
        case AttributeType.DATE:
            return st.date_input(label, None, min_value=_EARLIEST, max_value=_LATEST, **options)
        case AttributeType.PERCENT:
            return st.number_input(f"{label} (%)", value=None, **options)
        case AttributeType.NUMBER | AttributeType.MONEY:
            return st.number_input(label, value=None, **options)
    return st.text_input(label, **options)
