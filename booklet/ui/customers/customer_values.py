"""The values of a customer as of the quarter, and every change of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, Customer, Quarter, Value, ValueChange
from booklet.office.counting import count
from booklet.office.written_values import written
from booklet.ui.shared import look
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import ago, when


def show_values(desk: Desk, customer: Customer) -> None:
    """Show a row for each attribute: value, since which quarter, recorded when and by whom; administrators edit it."""
    with desk.ws.database.read():
        definitions = desk.ws.attributes.definitions()
        values = desk.ws.attributes.values(customer.id, desk.quarter)
        origins = desk.ws.attributes.origins(customer.id, desk.quarter)
    if not definitions:
        look.empty("No attributes yet.")
        st.page_link("pages/attributes.py", label="Define attributes")
        return
    table = values_table(definitions, values, origins)
    can_edit = desk.may("attributes.set") and not customer.archived
    number = st.session_state.setdefault("customer_values_number", 0)
    key = f"values_{customer.id}_{desk.quarter}_{number}"
    st.data_editor(
        table,
        key=key,
        hide_index=True,
        height=height_px(len(table)),
        disabled=["Attribute", "Since", "Recorded", "By", *([] if can_edit else ["Value"])],
        column_config={
            "Attribute": st.column_config.TextColumn(width=200),
            "Value": st.column_config.TextColumn(width=300),
            "Since": st.column_config.TextColumn(width=90, help="The quarter from which the value holds."),
            "Recorded": st.column_config.TextColumn(width=150),
            "By": st.column_config.TextColumn(width=120),
        },
    )
    if can_edit:
        edits = read_edits(definitions, st.session_state[key]["edited_rows"])
        _show_save(desk, customer, edits)


def show_history(desk: Desk, customer: Customer) -> None:
    """Show every change, the newest first."""
    changes = desk.ws.attributes.history(customer.id)
    if changes.empty:
        look.empty(f"Nothing has been recorded for {customer.name} yet.")
        return
    labels = {definition.key: definition.label for definition in desk.ws.attributes.definitions()}
    table = pandas.DataFrame(
        {
            "Recorded": [when(moment.to_pydatetime()) for moment in changes["recorded_at"]],
            "By": changes["recorded_by"],
            "For": changes["quarter"],
            "Attribute": [labels.get(key, key) for key in changes["key"]],
            "Value": changes["value"].fillna("no value from here on"),
        }
    )
    st.dataframe(table, hide_index=True, height=height_px(len(table), 560))
    st.caption(f"{count(len(table), 'change')}. Nothing is ever written over.")


def values_table(
    definitions: Sequence[AttributeDefinition], values: Mapping[str, Value], origins: Mapping[str, ValueChange]
) -> pandas.DataFrame:
    """Return the rows of the editor, in the order of the definitions."""
    rows = []
    for definition in definitions:
        origin = origins.get(definition.key)
        rows.append(
            {
                "Attribute": definition.label + (" *" if definition.required else ""),
                "Value": written(definition, values.get(definition.key)),
                "Since": str(origin.quarter) if origin else "",
                "Recorded": ago(origin.recorded_at) if origin else "",
                "By": origin.recorded_by if origin else "",
            }
        )
    return pandas.DataFrame(rows)


def read_edits(
    definitions: Sequence[AttributeDefinition], edited_rows: Mapping[int, Mapping[str, object]]
) -> dict[str, object]:
    """Return the editor's edits by key; an emptied value is None."""
    return {definitions[int(row)].key: cells["Value"] or None for row, cells in edited_rows.items() if "Value" in cells}


def _show_save(desk: Desk, customer: Customer, edits: Mapping[str, object]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        save = st.button("Save changes", type="primary" if edits else "secondary", disabled=not edits)
        if edits:
            st.caption(f"{count(len(edits), 'change')} not saved, for {desk.quarter} and later")
        else:
            st.caption("Change a value in the table. It holds from this quarter on, until a later one says otherwise.")
    if not save:
        return
    try:
        recorded = desk.ws.attributes.set(customer.id, desk.quarter, edits)
    except BookletError as error:
        st.error("Nothing was saved. Correct these values, then save again:")
        look.show_sentences(State.PROBLEM, str(error).splitlines())
        return
    st.session_state["customer_values_number"] += 1
    done(_said(len(recorded), desk.quarter))


def _said(number: int, quarter: Quarter) -> str:
    return f"{count(number, 'value')} recorded for {quarter}."
