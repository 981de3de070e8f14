"""The workbooks that a book asks for, handed in for many customers at once: told apart by the files' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from booklet.model import BookVersion, Customer
from booklet.page_types import Asked, asked_slots
from booklet.ui.shared.uploader import pick_files
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace


def hand_in_many(ws: Workspace, version: BookVersion, customers: Sequence[Customer]) -> dict[str, dict[str, bytes]]:
    """An uploader for each workbook that the book asks for; what was handed in, by customer's id and slot."""
    given: dict[str, dict[str, bytes]] = {}
    for page in version.pages:
        for slot in asked_slots(page):
            called = ", ".join(part for part in (page.title, slot.option) if part) or slot.what
            for customer_id, data in _hand_in(ws, called, slot, customers).items():
                given.setdefault(customer_id, {})[slot.slot] = data
    return given


def matched(names: Iterable[str], customers: Sequence[Customer]) -> dict[str, Customer]:
    """The customer that each file is for: the one with the longest name that stands in the file's name."""
    folded = sorted(((_folded(customer.name), customer) for customer in customers), key=lambda pair: -len(pair[0]))
    found = {name: next((customer for words, customer in folded if words in _folded(name)), None) for name in names}
    return {name: customer for name, customer in found.items() if customer}


def _hand_in(ws: Workspace, called: str, slot: Asked, customers: Sequence[Customer]) -> dict[str, bytes]:
    files = pick_files(
        ws,
        f"{plain(called)}: one file for each customer",
        help_="A file goes to the customer whose name is in the file's name.",
        key=f"workbooks-{slot.slot}",
    )
    found = matched([file.name for file in files], customers)
    lost = [file.name for file in files if file.name not in found]
    if lost:
        st.error(plain(f"No customer's name is in {', '.join(lost)}: rename the files, and hand them in again."))
    return {found[file.name].id: file.getvalue() for file in files if file.name in found}


def _folded(text: str) -> str:
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    return f" {' '.join(words)} "
