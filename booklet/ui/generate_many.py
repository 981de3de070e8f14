"""Make the books of all customers at once: those that are ready, with the others and why they are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas
import streamlit as st

from booklet.generate.many import Batch
from booklet.generate.states import BookState
from booklet.model import Book, BookVersion, Customer, Generation
from booklet.ui import job
from booklet.ui.book_coverage import AT_ONCE, Coverage, coverage
from booklet.ui.generate_given import hand_in_many
from booklet.ui.look import empty, section, show_sentences
from booklet.ui.shell import Desk
from booklet.ui.states import State, coloured
from booklet.ui.table import height_px
from booklet.ui.words import count
from booklet.workspace import Workspace

_WITHOUT_ASKING = 200
"""So many customers are checked without being asked to; more take a press of a button."""
_STATES = {
    BookState.TO_DO: State.TO_DO.text,
    BookState.MADE: State.MADE.text,
    BookState.OUT_OF_DATE: State.OUT_OF_DATE.text,
}


@dataclass(frozen=True, slots=True)
class Row:
    """How the book of one customer stands, what checking it found, and whether it can be made now."""

    coverage: Coverage
    state: BookState
    can_make: bool
    generation: Generation | None
    """The newest that was made."""


def show_many(desk: Desk, book: Book) -> None:
    """Every customer's book and its state; the button that makes those that are ready; what came of it."""
    customers = desk.ws.customers.all()
    if not customers:
        empty("No customers yet.")
        return
    version = desk.ws.books.get(book.id)
    name = f"{desk.user.username} generates {book.id} for {desk.quarter} in {desk.ws.folder}"
    work = job.running(name)
    if work and not work.finished:
        job.show_progress(work)
        return
    if work:
        _show_outcome(work, name)
    workbooks = hand_in_many(version, customers)
    rows = _check(desk, version, customers, workbooks)
    if rows is not None:
        _offer(desk, version, rows, workbooks, name)
        _offer_zip(desk, book, rows)
        _show_rows(rows)


def _offer(
    desk: Desk, version: BookVersion, rows: Sequence[Row], workbooks: Mapping[str, Mapping[str, object]], name: str
) -> None:
    """The button that makes all that can be made."""
    up_to_date = sum(row.state is BookState.MADE for row in rows)
    again = bool(up_to_date) and st.toggle(f"Also the {up_to_date} that are made and up to date", key="batch-again")
    wanted = [row for row in rows if again or row.state is not BookState.MADE]
    ready = [row.coverage.customer for row in wanted if row.can_make]
    if not wanted:
        st.markdown(f"{State.MADE.markdown}: every book of {desk.quarter}, and nothing has changed since.")
        return
    if st.button(f"Generate {count(len(ready), 'book')}", type="primary", disabled=not ready):
        given = {customer.id: workbooks[customer.id] for customer in ready if customer.id in workbooks}
        job.forget(name)
        job.start(
            name,
            lambda tell: desk.ws.generate_batch(
                version, desk.quarter, ready, workbooks=given, on_progress=tell, force=again, by=desk.user.username
            ),
        )
        st.rerun()
    if stopped := len(wanted) - len(ready):
        st.markdown(f"{count(stopped, 'book')} cannot be made yet; the table says why.")


def _check(
    desk: Desk, version: BookVersion, customers: Sequence[Customer], workbooks: Mapping[str, Mapping[str, object]]
) -> list[Row] | None:
    """Preflight for all, a part at a time; None where there are many and nobody has asked for it yet."""
    asked = f"checked-{version.id}-{desk.quarter}"
    if len(customers) > _WITHOUT_ASKING and not st.session_state.get(asked):
        if st.button(f"Check {count(len(customers), 'customer')}", type="primary"):
            st.session_state[asked] = True
            st.rerun()
        return None
    standings = {one.customer.id: one for one in desk.ws.states(desk.quarter, book=version)}
    place = st.empty()
    rows: list[Row] = []
    for start in range(0, len(customers), AT_ONCE):
        if len(customers) > AT_ONCE:
            place.progress(start / len(customers), f"Checked {start:,} of {len(customers):,}")
        for found in coverage(desk.ws, version, customers[start : start + AT_ONCE], desk.quarter):
            standing = standings[found.customer.id]
            can_make = found.ready or (found.waits and found.customer.id in workbooks)
            rows.append(Row(found, standing.state, can_make, standing.generation))
    place.empty()
    return rows


def _show_outcome(work: job.Job, name: str) -> None:
    """What came of the batch made last."""
    if work.error:
        raise work.error
    batch: Batch = work.result
    failed = f", {len(batch.failed)} failed" if batch.failed else ""
    section(f"{count(len(batch.made), 'book')} made{failed}")
    if batch.failed:
        show_sentences(State.FAILED, [f"{item.customer.name}: {item.error}" for item in batch.failed], limit=20)
    if st.button("Close", type="tertiary"):
        job.forget(name)
        st.rerun()


def _offer_zip(desk: Desk, book: Book, rows: Sequence[Row]) -> None:
    """All books of the quarter that are made, as one archive; it is put together when the button is pressed."""
    made = [row.generation for row in rows if row.generation]
    if made:
        st.download_button(
            f"Download {count(len(made), 'book')} as a zip",
            data=lambda: zipped(desk.ws, made),
            file_name=f"{book.name} - {desk.quarter}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
        )


def zipped(ws: Workspace, made: Sequence[Generation]) -> bytes:
    """The books of these runs as one archive, under the names that people know them by."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # PDFs are compressed already
        for generation in made:
            archive.writestr(ws.file_name(generation.id), ws.output(generation.id))
    return buffer.getvalue()


def _show_rows(rows: Sequence[Row]) -> None:
    table = pandas.DataFrame(
        {
            "Customer": [row.coverage.customer.name for row in rows],
            "Book": [_STATES[row.state] for row in rows],
            "Check": [State.READY.text if row.can_make and row.coverage.waits else row.coverage.state for row in rows],
            "Pages": [row.coverage.page_count for row in rows],
            "Problems": [_why(row) for row in rows],
        }
    )
    st.dataframe(
        table.style.map(coloured, subset=["Book", "Check"]),
        hide_index=True,
        height=height_px(len(table), 560),
        column_config={
            "Customer": st.column_config.TextColumn(width=220),
            "Book": st.column_config.TextColumn(width=110),
            "Check": st.column_config.TextColumn(width=140),
            "Pages": st.column_config.NumberColumn(width=56),
            "Problems": st.column_config.TextColumn(width=300),
        },
    )


def _why(row: Row) -> str:
    return "" if row.can_make else " ".join(problem.message for problem in row.coverage.errors)
