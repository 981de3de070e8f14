"""The workbooks that were handed in when a customer's book was made last: nobody is asked for the same file twice."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from booklet.model import Customer, FileInput, GenerationStatus, Quarter, Snapshot
from booklet.ui.freshness import data_version
from booklet.workspace import Workspace


def given_before(ws: Workspace, book_id: str, customer: Customer, quarter: Quarter) -> Mapping[str, FileInput]:
    """By page id, those of the newest book that was made for the same customer and quarter."""
    return _given_before(ws, book_id, customer.id, quarter, data_version(ws))


@st.cache_data(max_entries=64, show_spinner=False)
def _given_before(
    _ws: Workspace,
    book_id: str,
    customer_id: str,
    quarter: Quarter,
    key: str,  # noqa: ARG001 - what was found is kept under it
) -> Mapping[str, FileInput]:
    made = _ws.generations.find(
        book=book_id, customer=customer_id, quarter=quarter, status=GenerationStatus.MADE, limit=1
    )
    return Snapshot.from_json(made[0].snapshot).workbooks if made else {}
