"""The workbooks that a book asks for, handed in for many customers at once: told apart by the files' names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from booklet.model import BookVersion, Customer
from booklet.office.match_hand_ins import AskedWorkbook, asked_workbooks, told_apart
from booklet.ui.shared.uploader import pick_files
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace


def hand_in_many(ws: Workspace, version: BookVersion, customers: Sequence[Customer]) -> dict[str, dict[str, bytes]]:
    """Show an uploader for each workbook that the book asks for; what was handed in, by customer's id and slot."""
    given: dict[str, dict[str, bytes]] = {}
    for asked in asked_workbooks(version):
        for customer_id, data in _hand_in(ws, asked, customers).items():
            given.setdefault(customer_id, {})[asked.slot] = data
    return given


def _hand_in(ws: Workspace, asked: AskedWorkbook, customers: Sequence[Customer]) -> Mapping[str, bytes]:
    files = pick_files(
        ws,
        f"{plain(asked.called)}: one file for each customer",
        help_="A file goes to the customer whose name is in the file's name.",
        key=f"workbooks-{asked.slot}",
    )
    handed_in = told_apart([(file.name, file.getvalue()) for file in files], customers)
    if handed_in.lost:
        lost = ", ".join(handed_in.lost)
        st.error(plain(f"No customer's name is in {lost}: rename the files, and hand them in again."))
    return handed_in.by_customer
