"""The workbooks that books ask for: handed in now, or when the same book was made before.

Nobody is asked for the same file twice, and many files are told apart by the customers' names in theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from booklet.model import BookVersion, Customer, FileInput, GenerationStatus, Page, Quarter, Snapshot
from booklet.ui.freshness import data_version
from booklet.ui.words import plain
from booklet.workspace import Workspace

WORKBOOK_SUFFIXES = ["xlsx", "xlsm", "xltx"]


def given_before(
    ws: Workspace, book_id: str, quarter: Quarter, customer_id: str | None = None
) -> Mapping[str, Mapping[str, FileInput]]:
    """By customer and page id: the workbooks of the newest book made for each customer (or one) and the quarter."""
    return _given_before(ws, book_id, quarter, customer_id, data_version(ws))


def hand_in_many(
    ws: Workspace, version: BookVersion, quarter: Quarter, customers: Sequence[Customer]
) -> dict[str, dict[str, object]]:
    """An uploader for each page that asks, for all customers; what there is by customer and page id."""
    asking = [page for page in version.pages if _asks(page)]
    given: dict[str, dict[str, object]] = {}
    if not asking:
        return given
    for customer_id, files in given_before(ws, version.book.id, quarter).items():
        given[customer_id] = {page_id: file.upload for page_id, file in files.items()}
    for page in asking:
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


@st.cache_data(max_entries=64, show_spinner=False)
def _given_before(
    _ws: Workspace,
    book_id: str,
    quarter: Quarter,
    customer_id: str | None,
    key: str,  # noqa: ARG001 - what was found is kept under it
) -> dict[str, Mapping[str, FileInput]]:
    made = _ws.generations.find(
        book=book_id,
        customer=customer_id,
        quarter=quarter,
        status=GenerationStatus.MADE,
        limit=1 if customer_id else None,
    )
    newest = {run.customer_id: run for run in reversed(made)}
    return {customer: Snapshot.from_json(run.snapshot).workbooks for customer, run in newest.items()}
