"""The definitions of the attributes, as a table: add, change, remove, put in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, AttributeType
from booklet.office.counting import count
from booklet.office.definition_edits import SavedDefinitions, save_definitions
from booklet.ui.shared import look
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State

_COLUMNS = ("position", "label", "key", "type", "choices", "required", "format", "description")
_KEY_HELP = "Lower-case letters, digits and _. Made from the label if empty."
_FORMAT_HELP = (
    "How books write it where a template does not say. Money: USD, or EUR 0 for no decimals. "
    "Number and percent: 2 for two decimals. Date: short, medium, long, or d MMMM yyyy."
)


def show_definitions(desk: Desk) -> None:
    """Show the table and its button."""
    before = desk.ws.attributes.definitions()
    st.write("What you want to know of a customer. A key is what templates and rules call it.")
    number = st.session_state.setdefault("definitions_number", 0)
    edited = st.data_editor(
        _table(before),
        key=f"definitions_{number}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        height="content",  # grows with the rows that are added
        column_config=_column_config(),
    )
    if st.button("Save definitions", type="primary"):
        try:
            rows = edited.sort_values("position", kind="stable", na_position="last").to_dict("records")
            saved = save_definitions(desk.ws, before, rows)
        except BookletError as error:
            st.error("Nothing was saved. Correct these, then save again:")
            look.show_sentences(State.PROBLEM, str(error).splitlines())
        else:
            st.session_state["definitions_number"] += 1
            done(_said(saved))


def _said(saved: SavedDefinitions) -> str:
    parts = [f"{count(saved.changed, 'definition')} saved"] if saved.changed else []
    parts += [f"{count(saved.removed, 'definition')} removed"] if saved.removed else []
    return (", ".join(parts) or ("The order is saved" if saved.reordered else "There was nothing to save")) + "."


def _table(definitions: Sequence[AttributeDefinition]) -> pandas.DataFrame:
    rows = [
        (number, d.label, d.key, d.type.value, ", ".join(d.choices), d.required, d.format, d.description)
        for number, d in enumerate(definitions, 1)
    ]
    return pandas.DataFrame(rows, columns=list(_COLUMNS)).astype({"required": bool, "position": float})


def _column_config() -> dict[str, Any]:
    columns = st.column_config
    return {
        "position": columns.NumberColumn("Order", width=76, help="Sort the columns by changing these numbers."),
        "label": columns.TextColumn("Label", width=136),
        "key": columns.TextColumn("Key", width=112, help=_KEY_HELP),
        "type": columns.SelectboxColumn("Type", options=list(map(str, AttributeType)), width=82, default="text"),
        "choices": columns.TextColumn("Choices", width=150, help="For a choice: its values, separated by commas."),
        "required": columns.CheckboxColumn("Required", width=98, default=False),
        "format": columns.TextColumn("Format", width=92, help=_FORMAT_HELP),
        "description": columns.TextColumn("Description", width=118),
    }
