"""Keys of what has a say in a book, read again only when anything at all has changed.

What is worked out of a book is kept under these: a run changes the data, but not the inputs of the other books.
"""

from __future__ import annotations

import streamlit as st

from booklet.model import BookVersion, Customer, Quarter
from booklet.office.draft import Draft
from booklet.ui.shared.freshness import data_version
from booklet.workspace import Workspace


def input_key(ws: Workspace, version: BookVersion, customer: Customer, quarter: Quarter) -> str:
    """Return the key of a customer's book; the version need not be saved."""
    return _keys(ws, version, customer, quarter, _state(ws, version, customer.id))[customer.id]


def input_keys(ws: Workspace, version: BookVersion, quarter: Quarter) -> dict[str, str]:
    """Return the keys of all customers' books, by customer's id."""
    return _keys(ws, version, None, quarter, _state(ws, version, ""))


def _state(ws: Workspace, version: BookVersion, customer_id: str) -> str:
    return f"{data_version(ws)}|{version.id}|{Draft.of(version).digest}|{customer_id}"


@st.cache_data(max_entries=64, show_spinner=False)
def _keys(
    _ws: Workspace,
    _version: BookVersion,
    _customer: Customer | None,
    quarter: Quarter,
    state: str,  # noqa: ARG001 - the keys are kept under it
) -> dict[str, str]:
    customers = [_customer] if _customer else None
    return {id_: key.digest for id_, key in _ws.input_keys(_version, quarter, customers).items()}
