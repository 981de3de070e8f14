"""The list of the customers, with what is known of them for the quarter; a click opens a customer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.model import Customer
from booklet.office.counting import count
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import shown_values, view_columns
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.table import clicked_cell, pick_page

_COLUMNS_SHOWN = 4
_SHOWN = 100


def show_customers(desk: Desk) -> None:
    """Search, add, and the table."""
    may_edit = desk.may("customers.add")
    look.heading("Customers", f"Who are they, and what do we know for {desk.quarter}?")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find", placeholder="Part of a name", width=320, live=True, key="find_customer")
        if may_edit:
            with st.popover("Add customer", type="primary"):
                _show_add(desk)
            archived = st.toggle("Show archived customers", key="show_archived_customers")
    everybody = desk.ws.customers.all(archived=may_edit and archived)
    shown = [customer for customer in everybody if (wanted or "").casefold().strip() in customer.name.casefold()]
    if not everybody:
        look.empty(
            "No customers yet. "
            + ("Add the first one, or import a table under Attributes." if may_edit else "An administrator adds them.")
        )
    elif not shown:
        look.empty(f"No customer is called like “{wanted}”.")
    else:
        offset = pick_page(len(shown), _SHOWN, key=f"customers_page_{wanted or ''}")
        _show_table(desk, shown[offset : offset + _SHOWN], len(shown))


def _show_add(desk: Desk) -> None:
    with st.form("add_customer", border=False, clear_on_submit=True):
        name = st.text_input("Name", max_chars=200)
        pressed = st.form_submit_button("Add customer", type="primary")
    st.caption("Many at once? Import a table under Attributes: a row with a new name adds a customer.")
    if pressed:
        with look.shown_errors():
            added = desk.ws.customers.add(name or "")
            go("customer", customer=added.id)


def _show_table(desk: Desk, customers: Sequence[Customer], found: int) -> None:
    with desk.ws.database.read():
        all_definitions = desk.ws.attributes.definitions()
        frame = desk.ws.attributes.frame(desk.quarter, customers=[customer.id for customer in customers])
    definitions = all_definitions[:_COLUMNS_SHOWN]
    table = shown_values(frame, definitions).reset_index(drop=True)
    table.insert(0, "customer", [_name(customer) for customer in customers])
    cell = clicked_cell(
        table,
        key="customers",
        rows=len(customers),
        column_config={
            "customer": st.column_config.TextColumn("Customer", width=280),
            **view_columns(definitions),
        },
    )
    more = len(all_definitions) - len(definitions)
    st.caption(
        f"{count(found, 'customer')}. Click on one to open it."
        + (f" {count(more, 'more attribute')} under Attributes." if more > 0 else "")
    )
    if cell:
        go("customer", customer=customers[cell.row].id)


def _name(customer: Customer) -> str:
    return f"{customer.name} (archived)" if customer.archived else customer.name
