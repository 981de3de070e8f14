"""The screen of the attributes: the values, and for administrators import and definitions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.model import AttributeDefinition
from booklet.office.counting import count
from booklet.ui.attributes.definition_table import show_definitions
from booklet.ui.attributes.export_button import show_export
from booklet.ui.attributes.import_table import show_import
from booklet.ui.attributes.value_grid import Loaded, pick_values, show_grid
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import view_columns
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.table import NOTHING, height_px

_TABS = ("Values", "Import a table", "Definitions")


def show_attributes(desk: Desk) -> None:
    """Tabs for an administrator; the values to look at for everybody else."""
    look.heading("Attributes", f"What do we know of every customer for {desk.quarter}?")
    if not desk.may("attributes.set_many"):
        _show_values(desk)
        return
    values, table, definitions = st.tabs(_TABS, key="attribute_tabs", on_change="rerun")
    if values.open:
        with values:
            _show_grid(desk)
    if table.open:
        with table:
            show_import(desk)
    if definitions.open:
        with definitions:
            show_definitions(desk)


def _show_grid(desk: Desk) -> None:
    definitions, loaded = _pick_values(desk)
    if not definitions:
        look.empty(
            "No attributes yet. First say what you want to know of a customer, such as plan or assets; or import a "
            "table, and let its columns become attributes."
        )
        with st.container(horizontal=True):
            st.button("Define attributes", type="primary", on_click=_open_tab, args=(_TABS[2],))
            st.button("Import a table", on_click=_open_tab, args=(_TABS[1],))
    elif not loaded:
        look.empty("No customers yet. Add them, or import a table: a row with a new name adds a customer.")
        with st.container(horizontal=True):
            if st.button("Add customers", type="primary"):
                go("customers")
            st.button("Import a table", on_click=_open_tab, args=(_TABS[1],))
    elif not loaded.count:
        look.empty("No customer fits what you look for.")
    else:
        show_grid(desk, loaded)
        show_export(desk)


def _pick_values(desk: Desk) -> tuple[Sequence[AttributeDefinition], Loaded | None]:
    """Return the definitions and the page of values that is picked, None where there is nothing to pick from."""
    with desk.ws.database.read():
        definitions = desk.ws.attributes.definitions()
        return definitions, pick_values(desk, definitions) if definitions and desk.ws.customers.count() else None


def _open_tab(title: str) -> None:
    st.session_state["attribute_tabs"] = title


def _show_values(desk: Desk) -> None:
    definitions, loaded = _pick_values(desk)
    if not loaded or not loaded.count:
        look.empty("No customer fits what you look for." if loaded else "Nothing is known yet.")
        return
    st.dataframe(
        loaded.values,
        height=height_px(len(loaded.ids)),
        placeholder=NOTHING,
        column_config={"customer": st.column_config.TextColumn("Customer", width=240), **view_columns(definitions)},
    )
    st.caption(f"{count(loaded.count, 'customer')}. Administrators edit these values.")
    show_export(desk)
