"""Who gets what: for each customer the pages that a book would have, what its choices give, and the problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.generate.plan import Plan
from booklet.model import Customer, Page, Quarter
from booklet.ui.book_draft import Draft
from booklet.ui.freshness import data_version
from booklet.ui.look import empty, show_problems
from booklet.ui.states import State
from booklet.ui.words import count
from booklet.workspace import Workspace

_AT_ONCE = 40  # customers planned for one view: a second of work for a book of a dozen pages


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a customer would get; `plan` is None where the book could not even be planned, `error` says why."""

    customer: Customer
    plan: Plan | None
    error: str = ""


def show_coverage(ws: Workspace, draft: Draft, quarter: Quarter) -> None:
    """The table of customers and choices, as many at once as can be worked out without waiting."""
    wanted = st.text_input("Find a customer", placeholder="Part of the name", key="coverage-find")
    customers = [c for c in ws.customers.all() if wanted.casefold() in c.name.casefold()]
    if not customers or not draft.pages:
        empty("No customers to show." if draft.pages else "The book has no pages yet.")
        return
    part = 1
    if len(customers) > _AT_ONCE:
        part = st.pagination(-(-len(customers) // _AT_ONCE), key=f"coverage-part-{wanted}")
    shown = customers[(part - 1) * _AT_ONCE : part * _AT_ONCE]
    rows = _coverage(ws, draft, tuple(shown), quarter, f"{data_version(ws)}|{draft.digest}")
    table = coverage_table(rows, draft.pages)
    st.dataframe(table, hide_index=True, height=38 + 35 * len(table))
    ready = sum(1 for row in rows if row.plan and row.plan.ready)
    of = f" of the {len(customers):,}" if len(customers) > len(shown) else ""
    st.caption(f"{count(len(shown), 'customer')}{of} shown, {ready} {State.READY.word}.")
    show_problems([problem for row in rows if row.plan for problem in row.plan.errors], limit=20)


def coverage_table(rows: Sequence[Coverage], pages: Sequence[Page]) -> pandas.DataFrame:
    """One row a customer: name, state, number of pages, and a column for each page that is not the same for all."""
    differing = [page for page in pages if _differs(page, rows)]
    table: dict[str, list[str]] = {
        "Customer": [row.customer.name for row in rows],
        "State": [_state(row) for row in rows],
        "Pages": [str(row.plan.page_count) if row.plan else "" for row in rows],
    }
    for page in differing:
        title = page.title or page.type
        if title in table:
            title = f"{title} ({pages.index(page) + 1})"
        table[title] = [_cell(page, row) for row in rows]
    return pandas.DataFrame(table)


@st.cache_resource(max_entries=8, show_spinner="Working out who gets what …")
def _coverage(
    _ws: Workspace,
    _draft: Draft,
    customers: tuple[Customer, ...],
    quarter: Quarter,
    key: str,  # noqa: ARG001 - what was worked out is kept under it
) -> list[Coverage]:
    with _ws.database.read():
        return [_covered(_ws, _draft, customer, quarter) for customer in customers]


def _covered(ws: Workspace, draft: Draft, customer: Customer, quarter: Quarter) -> Coverage:
    try:
        return Coverage(customer, ws.plan(draft.as_version, customer, quarter))
    except BookletError as error:
        return Coverage(customer, None, str(error))


def _differs(page: Page, rows: Sequence[Coverage]) -> bool:
    return page.type == "choice" or len({_cell(page, row) for row in rows}) > 1


def _cell(page: Page, row: Coverage) -> str:
    planned = next((p for p in row.plan.pages if p.page.id == page.id), None) if row.plan else None
    if planned is None:
        return ""
    if planned.choice:
        return ", ".join(planned.choice.chosen) or "–"
    return count(planned.page_count, "page") if planned.page_count else "–"


def _state(row: Coverage) -> str:
    if row.plan is None:
        return f"{State.PROBLEM.sign} {row.error}"
    if row.plan.errors:
        return f"{State.PROBLEM.sign} {count(len(row.plan.errors), 'problem')}"
    if row.plan.warnings:
        return f"{State.WARNING.sign} {count(len(row.plan.warnings), 'warning')}"
    return State.READY.text
