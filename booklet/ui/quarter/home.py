"""The home screen: how the quarter stands, and the button that makes all that can be made."""

from __future__ import annotations

from collections import Counter

import pandas
import streamlit as st

from booklet.model import Quarter
from booklet.office.counting import count
from booklet.office.quarter import Overview, start
from booklet.ui.shared import look
from booklet.ui.shared.first_start import start_demo
from booklet.ui.shared.making import show_outcomes, show_running, watch
from booklet.ui.shared.out_of_date import show_why_out_of_date
from booklet.ui.shared.overview import follow_look, standing_in_words, work_out
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State, colored
from booklet.ui.shared.table import clicked_cell, pick_page

_NUMBER = ("First", "Second", "Third", "Fourth")
_LEFT, _ALL = "Left to do", "All customers"
_COUNTED = (State.MADE, State.READY, State.WARNING, State.TO_DO, State.OUT_OF_DATE, State.WAITING, State.PROBLEM)
_SHOWN = 100


def show_quarter(desk: Desk) -> None:
    """Show counts, the button, and the table of customers and books."""
    look.heading(in_words(desk.quarter), "What is left to do this quarter?")
    if not desk.ws.customers.all() or not desk.ws.books.all():
        _show_nothing_yet(desk)
        return
    overview = work_out(desk.ws, desk.quarter)
    _show_counts(overview)
    _show_generate(desk, overview)
    show_why_out_of_date(desk, overview)
    _show_table(desk, overview)


def in_words(quarter: Quarter) -> str:
    """Return "Third quarter of 2026"."""
    return f"{_NUMBER[quarter.number - 1]} quarter of {quarter.year}"


def _show_nothing_yet(desk: Desk) -> None:
    may_edit, has_customers = desk.may("customers.add"), bool(desk.ws.customers.all())
    if has_customers:
        look.empty("No books yet. " + ("Make the first one." if may_edit else "An administrator makes the first one."))
        st.page_link("pages/books.py", label="Go to the books")
        return
    look.empty(
        "Nothing here yet. Begin with your own customers, or with the demo." if may_edit else "Nothing here yet."
    )
    if not may_edit:
        return
    with st.container(horizontal=True):
        if st.button("Add customers", type="primary"):  # whoever sees this was offered the demo before
            go("customers")
        if st.button("Start with the demo"):
            start_demo(desk.ws)
            st.rerun()


def _show_counts(overview: Overview) -> None:
    counts = Counter({State.of(readiness): number for readiness, number in overview.counts.items()})
    shown = [(state, counts[state]) for state in _COUNTED if counts[state]]
    with st.container(horizontal=True, gap="large", key="quarter_counts"):
        for state, number in shown:
            st.metric(state.markdown, f"{number:,}", width="content")


def _show_generate(desk: Desk, overview: Overview) -> None:
    if show_running(desk):
        return
    show_outcomes(desk)
    wanted = overview.ready + overview.unchecked
    if wanted and st.button(f"Generate {count(len(wanted), 'book')}", type="primary"):
        watch(start(desk.ws, overview, wanted))
        st.rerun()
    follow_look(desk.ws, overview)


def _show_table(desk: Desk, overview: Overview) -> None:
    rows, open_ = overview.by_customer, overview.unfinished
    if not open_:
        look.empty(f"Every book of {desk.quarter} is made, and nothing has changed since.")
    shown = _ALL
    if open_ and len(open_) < len(rows):
        shown = st.segmented_control(
            "Show", [_LEFT, _ALL], default=_LEFT, required=True, label_visibility="collapsed", key="quarter_rows"
        )
    found = open_ if shown == _LEFT else list(rows)
    offset = pick_page(len(found), _SHOWN, key=f"quarter_page_{shown}")
    ids = found[offset : offset + _SHOWN]
    names = {customer.id: customer.name for customer in overview.customers}
    books = {version.book.id: version.book.name for version in overview.versions}
    table = pandas.DataFrame(
        {
            "Customer": [names[id_] for id_ in ids],
            **{book: [standing_in_words(rows[id_][book]) for id_ in ids] for book in books},
        }
    )
    cell = clicked_cell(
        table.style.map(colored, subset=list(books)),
        key=f"quarter_table_{shown}" + (f"_{offset}" if offset else ""),
        rows=len(table),
        column_config={
            "Customer": st.column_config.TextColumn(width=280),
            **{id_: st.column_config.TextColumn(name, width=170) for id_, name in books.items()},
        },
    )
    st.caption("Click on a book to make it or to see what is missing, on a customer to see what is known.")
    if cell and cell.column == "Customer":
        go("customer", customer=ids[cell.row])
    elif cell:
        go("generate", customer=ids[cell.row], book=cell.column)
