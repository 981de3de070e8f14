"""Coverage on the screen: for each customer the pages of a book, what its choices give, and the problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.model import Page, Quarter
from booklet.office.counting import count
from booklet.office.coverage import Coverage, shared_problems
from booklet.office.draft import Draft
from booklet.page_types import type_label
from booklet.ui.shared.coverage import AT_ONCE, coverage, state_in_words
from booklet.ui.shared.look import empty, show_sentences
from booklet.ui.shared.states import State, colored
from booklet.ui.shared.table import height_px
from booklet.workspace import Workspace


def show_coverage(ws: Workspace, draft: Draft, quarter: Quarter) -> None:
    """Show the table of customers and choices, as many at once as can be worked out without waiting."""
    wanted = st.text_input("Find a customer", placeholder="Part of the name", width=360, key="coverage-find")
    customers = [c for c in ws.customers.all() if wanted.casefold() in c.name.casefold()]
    if not customers or not draft.pages:
        empty("No customers to show." if draft.pages else "The book has no pages yet.")
        return
    part = 1
    if len(customers) > AT_ONCE:
        part = st.pagination(-(-len(customers) // AT_ONCE), key=f"coverage-part-{wanted}")
    rows = coverage(ws, draft.as_version, customers[(part - 1) * AT_ONCE : part * AT_ONCE], quarter)
    table = coverage_table(rows, draft.pages)
    st.dataframe(
        table.style.map(colored, subset=["State"]),
        hide_index=True,
        height=height_px(len(table), tallest_px=1500),
        column_config=_columns(table),
    )
    of = f" of the {len(customers):,}" if len(customers) > len(rows) else ""
    ready = sum(row.ready for row in rows)
    st.caption(f"{count(len(rows), 'customer')}{of} shown for {quarter}; {ready} {State.READY.word}.")
    titles = {page.id: page.title for page in draft.pages if page.title}
    show_sentences(State.PROBLEM, shared_problems(rows, titles), limit=20)


def coverage_table(rows: Sequence[Coverage], pages: Sequence[Page]) -> pandas.DataFrame:
    """Return a row for each customer: name, state, page count, and a column for each page that not all get alike."""
    table: dict[str, list[str] | list[int]] = {
        "Customer": [row.customer.name for row in rows],
        "State": [state_in_words(row) for row in rows],
        "Pages": [row.page_count for row in rows],
    }
    for number, page in enumerate(pages, 1):
        cells = [row.gives.get(page.id, "") for row in rows]
        if page.type != "choice" and len(set(cells)) == 1:
            continue
        title = page.title or f"Page {number}: {type_label(page)}"
        table[title if title not in table else f"{title} ({number})"] = cells
    return pandas.DataFrame(table)


def _columns(table: pandas.DataFrame) -> dict[str, Any]:
    return {
        "Customer": st.column_config.TextColumn(width=230),
        "State": st.column_config.TextColumn(width=140),
        "Pages": st.column_config.NumberColumn(width=60),
        **{title: st.column_config.TextColumn(width=160) for title in table.columns[3:]},
    }
