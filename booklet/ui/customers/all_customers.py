"""The list of the customers, with what is known of them for the quarter; a click opens a customer."""

from __future__ import annotations

import streamlit as st

from booklet.model import Customer
from booklet.office.counting import count
from booklet.store.value_pages import ValuesPage, Wanted
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import shown_values, view_columns
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.table import clicked_cell, page_before, pick_page

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
    page = _page(desk, Wanted(name=wanted or "", archived=may_edit and archived))
    if not page.count and not wanted:
        look.empty(
            "No customers yet. "
            + ("Add the first one, or import a table under Attributes." if may_edit else "An administrator adds them.")
        )
    elif not page.count:
        look.empty(f"No customer is called like “{wanted}”.")
    else:
        _show_table(page, more=len(desk.ws.attributes.definitions()) - len(page.definitions))


def _show_add(desk: Desk) -> None:
    with st.form("add_customer", border=False, clear_on_submit=True):
        name = st.text_input("Name", max_chars=200)
        pressed = st.form_submit_button("Add customer", type="primary")
    st.caption("Many at once? Import a table under Attributes: a row with a new name adds a customer.")
    if pressed:
        with look.shown_errors():
            added = desk.ws.customers.add(name or "")
            go("customer", customer=added.id)


def _page(desk: Desk, wanted: Wanted) -> ValuesPage:
    """Show which page of the customers is shown; returns it, with the first attributes."""
    key = f"customers_page_{wanted.name}"
    with desk.ws.database.read():
        keys = [definition.key for definition in desk.ws.attributes.definitions()[:_COLUMNS_SHOWN]]
        before = page_before(_SHOWN, key=key)
        page = desk.ws.attributes.page(desk.quarter, wanted, keys=keys, limit=_SHOWN, offset=before)
        offset = pick_page(page.count, _SHOWN, key=key)
        if offset == before:
            return page
        return desk.ws.attributes.page(desk.quarter, wanted, keys=keys, limit=_SHOWN, offset=offset)


def _show_table(page: ValuesPage, *, more: int) -> None:
    customers, definitions = page.customers, page.definitions
    table = shown_values(page.frame, definitions).reset_index(drop=True)
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
    st.caption(
        f"{count(page.count, 'customer')}. Click on one to open it."
        + (f" {count(more, 'more attribute')} under Attributes." if more > 0 else "")
    )
    if cell:
        go("customer", customer=customers[cell.row].id)


def _name(customer: Customer) -> str:
    return f"{customer.name} (archived)" if customer.archived else customer.name
