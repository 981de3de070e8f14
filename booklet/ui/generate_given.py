"""The workbooks that a book asks for, handed in for many customers at once: told apart by the files' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from booklet.model import BookVersion, Customer, Page
from booklet.ui.words import plain

WORKBOOK_SUFFIXES = ["xlsx", "xlsm", "xltx"]


def hand_in_many(version: BookVersion, customers: Sequence[Customer]) -> dict[str, dict[str, bytes]]:
    """An uploader for each page that asks, for all customers; what was handed in by customer and page id."""
    given: dict[str, dict[str, bytes]] = {}
    for page in version.pages:
        if _asks(page):
            for customer_id, data in _hand_in(version, page, customers).items():
                given.setdefault(customer_id, {})[page.id] = data
    return given


def matched(names: Iterable[str], customers: Sequence[Customer]) -> dict[str, Customer]:
    """The customer that each file is for: the one with the longest name that stands in the file's name."""
    folded = sorted(((_folded(customer.name), customer) for customer in customers), key=lambda pair: -len(pair[0]))
    found = {name: next((customer for words, customer in folded if words in _folded(name)), None) for name in names}
    return {name: customer for name, customer in found.items() if customer}


def _hand_in(version: BookVersion, page: Page, customers: Sequence[Customer]) -> dict[str, bytes]:
    files = st.file_uploader(
        f"{plain(page.title or 'Workbooks')}: one file for each customer",
        WORKBOOK_SUFFIXES,
        accept_multiple_files=True,
        help="A file goes to the customer whose name is in the file's name.",
        key=f"workbooks-{version.book.id}-{page.id}",
    )
    found = matched([file.name for file in files], customers)
    lost = [file.name for file in files if file.name not in found]
    if lost:
        st.error(plain(f"No customer's name is in {', '.join(lost)}: rename the files, and hand them in again."))
    return {found[file.name].id: file.getvalue() for file in files if file.name in found}


def _folded(text: str) -> str:
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    return f" {' '.join(words)} "


def _asks(page: Page) -> bool:
    nested = [option.get("page") or {} for option in page.config.get("options", ())]
    return bool(page.config.get("ask")) or any((one.get("config") or {}).get("ask") for one in nested)
