"""Attributes as columns of a table: shown as people write them, edited with the widget of their type.

A percentage is kept as a fraction and shown times 100; yes/no is a choice of two words, because a check box cannot
say that nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.model import AttributeDefinition, AttributeType
from booklet.office.written_values import CENT, YES_NO

_WIDTHS_PX = {
    AttributeType.TEXT: 160,
    AttributeType.NUMBER: 120,
    AttributeType.MONEY: 140,
    AttributeType.PERCENT: 110,
    AttributeType.DATE: 120,
    AttributeType.YES_NO: 100,
    AttributeType.CHOICE: 130,
}
_LETTER_PX, _SIGN_PX, _WIDEST_PX = 8, 40, 240
"""Of a heading: it is read whole where it is not very long; beside it stands the sign that it can be edited."""


def shown_values(frame: pandas.DataFrame, definitions: Sequence[AttributeDefinition]) -> pandas.DataFrame:
    """Return `Attributes.frame` in the form in which `view_columns` and `edit_columns` show and edit it."""
    return pandas.DataFrame(
        {definition.key: _shown(frame[definition.key], definition.type) for definition in definitions},
        index=frame.index,
    )


def view_columns(definitions: Sequence[AttributeDefinition]) -> dict[str, Any]:
    """Column settings to look at."""
    return {definition.key: _column(definition, help_=False) for definition in definitions}


def edit_columns(definitions: Sequence[AttributeDefinition]) -> dict[str, Any]:
    """Column settings to edit: what is expected is in the heading's tip."""
    return {definition.key: _column(definition, help_=True) for definition in definitions}


def _shown(column: pandas.Series, type_: AttributeType) -> pandas.Series:
    if type_ is AttributeType.PERCENT:
        return (column * CENT).round(8)
    if type_ is AttributeType.YES_NO:
        return column.map(YES_NO, na_action="ignore").astype("object")
    return column


def _column(definition: AttributeDefinition, *, help_: bool) -> Any:
    label = definition.label + (" *" if help_ and definition.required else "")
    tip = _tip(definition) if help_ else None
    width = max(_WIDTHS_PX[definition.type], min(_LETTER_PX * len(label) + _SIGN_PX * help_, _WIDEST_PX))
    columns = st.column_config
    match definition.type:
        case AttributeType.NUMBER:
            return columns.NumberColumn(label, help=tip, format="localized", width=width)
        case AttributeType.MONEY:
            return columns.NumberColumn(label, help=tip, format="%,.2f", width=width)
        case AttributeType.PERCENT:
            return columns.NumberColumn(label, help=tip, format="%.4g%%", width=width)
        case AttributeType.DATE:
            return columns.DateColumn(label, help=tip, format="YYYY-MM-DD", width=width)
        case AttributeType.YES_NO:
            return columns.SelectboxColumn(label, help=tip, options=list(YES_NO.values()), width=width)
        case AttributeType.CHOICE:
            return columns.SelectboxColumn(label, help=tip, options=list(definition.choices), width=width)
    return columns.TextColumn(label, help=tip, width=width)


def _tip(definition: AttributeDefinition) -> str:
    parts = [definition.description, f"Key {definition.key}.", f"Expected is {definition.expected}."]
    return " ".join(part for part in [*parts, "Books need it." if definition.required else ""] if part)
