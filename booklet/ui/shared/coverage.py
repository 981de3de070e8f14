"""The share that each customer would get of a book, worked out anew only when something changed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.model import BookVersion, Customer, Quarter
from booklet.office.counting import count
from booklet.office.coverage import Coverage, who_gets_what
from booklet.ui.shared.input_keys import input_keys
from booklet.ui.shared.states import State
from booklet.workspace import Workspace

AT_ONCE = 40
"""Customers planned for one view: about a second of work for a book of a dozen pages."""


def coverage(ws: Workspace, version: BookVersion, customers: Sequence[Customer], quarter: Quarter) -> list[Coverage]:
    """Return what each of these customers would get."""
    keys = input_keys(ws, version, quarter)
    return _coverage(
        ws, version, tuple(customers), quarter, "|".join(keys.get(customer.id, "") for customer in customers)
    )


def state_in_words(row: Coverage) -> str:
    """Return the state with its sign, for tables."""
    if row.waits:
        return State.WAITING.text
    if row.errors:
        return f"{State.PROBLEM.sign} {count(len(row.errors), State.PROBLEM.word)}"
    if row.problems:
        return f"{State.WARNING.sign} {count(len(row.problems), State.WARNING.word)}"
    return State.READY.text


@st.cache_data(max_entries=64, show_spinner="Working out who gets what …")
def _coverage(
    _ws: Workspace,
    _version: BookVersion,
    customers: tuple[Customer, ...],
    quarter: Quarter,
    key: str,  # noqa: ARG001 - what was worked out is kept under it
) -> list[Coverage]:
    return who_gets_what(_ws, _version, customers, quarter)
