"""A customer: what is known, since when and from whom; the history of it; the books that were made."""

from __future__ import annotations

import streamlit as st

from booklet.model import Customer
from booklet.ui.customers.customer_books import show_books
from booklet.ui.customers.customer_values import show_history, show_values
from booklet.ui.shared import look
from booklet.ui.shared.freshness import customers_of
from booklet.ui.shared.place import current_customer, go, look_at_customer, pick_customer
from booklet.ui.shared.shell import Desk

_QUESTION = "What do we know, since when, from whom? What did they get?"


def show_customer(desk: Desk) -> None:
    """Show the customer of the address, or the choice of a customer."""
    with desk.ws.database.read():
        customers, looked_at = customers_of(desk.ws), current_customer(desk.ws)
    if looked_at is None and not customers:
        look.empty("No customers yet.")
        st.page_link("pages/customers.py", label="Go to the customers")
        return
    customer = looked_at or customers[0]
    look_at_customer(customer.id)
    look.heading(customer.name, "Archived: in no list and no batch." if customer.archived else _QUESTION)
    _show_actions(desk, customer, [*customers, *([customer] if customer.archived else [])])
    values, history, books = st.tabs(["What we know", "History", "Books"], key="customer_tabs", on_change="rerun")
    if values.open:
        with values:
            show_values(desk, customer)
    if history.open:
        with history:
            show_history(desk, customer)
    if books.open:
        with books:
            show_books(desk, customer)


def _show_actions(desk: Desk, customer: Customer, customers: list[Customer]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            pick_customer(desk.ws, customers)
        if desk.may("customers.rename"):
            with st.popover("Change", key=f"change_{customer.id}"):
                _show_change(desk, customer)
        if st.button("Generate", type="primary", disabled=customer.archived):
            go("generate", customer=customer.id)


def _show_change(desk: Desk, customer: Customer) -> None:
    with st.form(f"rename_{customer.id}", border=False):
        name = st.text_input("Name", customer.name, max_chars=200)
        if st.form_submit_button("Rename"):
            with look.shown_errors():
                renamed = desk.ws.customers.rename(customer.id, name or "")
                look.done(f"Now called {renamed.name}. Books already made keep the old name.")
    if customer.archived and st.button("Restore customer"):
        desk.ws.customers.restore(customer.id)
        look.done(f"{customer.name} is back in all lists.")
    if not customer.archived and st.button("Archive customer"):
        desk.ws.customers.archive(customer.id)
        look.done(f"{customer.name} is archived. Nothing is deleted.")
