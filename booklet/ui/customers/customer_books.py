"""The books that were made for a customer."""

from __future__ import annotations

import pandas
import streamlit as st

from booklet.model import Customer, Generation, GenerationStatus
from booklet.ui.shared import look
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import OF_GENERATION, colored
from booklet.ui.shared.table import clicked_cell
from booklet.ui.shared.words import size, when

_SHOWN = 200


def show_books(desk: Desk, customer: Customer) -> None:
    """Show a row for each run, the newest first; a click opens it in the history."""
    runs = desk.ws.generations.find(customer=customer.id, limit=_SHOWN)
    if not runs:
        look.empty(f"No books were made for {customer.name} yet.")
        return
    table = pandas.DataFrame([_row(run) for run in runs])
    cell = clicked_cell(table.style.map(colored, subset=["State"]), key=f"books_of_{customer.id}", rows=len(runs))
    st.caption("Click on a book to download it, verify it, or see what it was made from.")
    if cell:
        go("history", run=runs[cell.row].id)


def _row(run: Generation) -> dict[str, object]:
    is_made = run.status is GenerationStatus.MADE
    return {
        "Quarter": str(run.quarter),
        "Book": run.book,
        "Version": run.version,
        "State": OF_GENERATION[run.status].text,
        "Pages": run.page_count if is_made else None,
        "Size": size(run.bytes) if is_made else "",
        "When": when(run.started_at),
        "By": run.started_by,
    }
