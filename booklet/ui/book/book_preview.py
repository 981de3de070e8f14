"""The book as a customer would get it, beside its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from booklet.generate.plan import Plan
from booklet.generate.plans import Preview
from booklet.generate.readiness import of_errors
from booklet.model import Customer, Quarter
from booklet.office.counting import count
from booklet.office.draft import Draft
from booklet.ui.shared.input_keys import input_key
from booklet.ui.shared.look import empty, show_problems
from booklet.ui.shared.page_pictures import show_pages
from booklet.ui.shared.place import look_at
from booklet.ui.shared.states import State
from booklet.workspace import Workspace


def preview_of(ws: Workspace, draft: Draft, customer: Customer, quarter: Quarter) -> Preview:
    """Return what the draft gives for a customer; made anew only when something that has a say in it changed."""
    key = input_key(ws, draft.as_version, customer, quarter)
    return _preview(ws, draft, customer, quarter, key)


@st.cache_resource(max_entries=16, show_spinner="Drawing the book …")
def _preview(
    _ws: Workspace,
    _draft: Draft,
    _customer: Customer,
    _quarter: Quarter,
    key: str,  # noqa: ARG001 - what was drawn is kept under it
) -> Preview:
    return _ws.preview(_draft.as_version, _customer, _quarter)


def pick_preview_customer(customers: Sequence[Customer], customer: Customer) -> None:
    """Show the customer whose book is looked at, with buttons to the customers before and after."""
    ids = [one.id for one in customers]
    names = {one.id: one.name for one in customers}
    at = ids.index(customer.id)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        st.session_state["preview-customer"] = customer.id
        st.selectbox(
            "As it would be for",
            ids,
            format_func=names.__getitem__,
            key="preview-customer",
            on_change=lambda: look_at("customer", st.session_state["preview-customer"]),
        )
        _step("‹", "Previous customer", ids, at - 1)
        _step("›", "Next customer", ids, at + 1)


def show_preview(preview: Preview, *, key: str, page_id: str = "") -> None:
    """Show the pictures, opened at the page of the book with that id, or why there are none."""
    planned = next((page for page in preview.plan.pages if page.page.id == page_id), None)
    _show_preflight(preview.plan)
    if preview.pdf is None:
        empty("There is nothing to show yet.")
    else:
        first = planned.first_page if planned else None
        show_pages(preview.pdf, preview.plan.page_count, key=key, first=first)


def _show_preflight(plan: Plan) -> None:
    """Show in a line how the book stands for this customer, and what is wrong with no page of it.

    What is wrong with a page stands in the page's settings, and the table of pages counts it: each thing is said once.
    """
    state = State.of(of_errors(plan.errors))
    said = count(len(plan.errors), state.word) if state is State.PROBLEM else state.word
    if plan.warnings:
        said += f", {count(len(plan.warnings), State.WARNING.word)}"
    st.markdown(f":{state.color}[{state.sign}] {count(plan.page_count, 'page')}, {said}")
    of_the_book = [problem for problem in plan.problems if not problem.page_id]
    show_problems([replace(problem, book="", customer="", quarter="") for problem in of_the_book])


def _step(sign: str, what: str, ids: Sequence[str], to: int) -> None:
    there = 0 <= to < len(ids)
    to_id = ids[to] if there else ""
    st.button(sign, key=what, help=what, disabled=not there, on_click=look_at, args=("customer", to_id))
