"""Make the books of all customers at once: those that are ready, with the others and why they are not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas
import streamlit as st

from booklet.generate.many import Batch
from booklet.generate.states import BookState
from booklet.model import Book, BookVersion, Customer, Page
from booklet.ui.book_coverage import AT_ONCE, Coverage, coverage
from booklet.ui.generate_one import progress_bar
from booklet.ui.look import done, empty, section, shown_errors
from booklet.ui.shell import Desk
from booklet.ui.states import State
from booklet.ui.words import count, plain

_WITHOUT_ASKING = 200
"""So many customers are checked without being asked to; more take a press of a button."""
_STATES = {
    BookState.TO_DO: "not made yet",
    BookState.MADE: State.MADE.text,
    BookState.OUT_OF_DATE: State.OUT_OF_DATE.text,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """How the book of one customer stands, and what checking it found."""

    coverage: Coverage
    state: BookState

    @property
    def is_to_do(self) -> bool:
        return self.state is not BookState.MADE


def show_many(desk: Desk, book: Book) -> None:
    """Every customer's book and its state; the button that makes those that are ready; what came of it."""
    customers = desk.ws.customers.all()
    if not customers:
        empty("No customers yet.")
        return
    version = desk.ws.books.get(book.id)
    workbooks = _hand_in_workbooks(version, customers)
    rows = _check(desk, version, customers)
    if rows is None:
        return
    again = st.toggle("Also those that are made and up to date", key="batch-again")
    wanted = [row for row in rows if row.is_to_do or again]
    ready = [row.coverage.customer for row in wanted if row.coverage.ready or row.coverage.customer.id in workbooks]
    stopped = len(wanted) - len(ready)
    if st.button(f"Generate {count(len(ready), 'book')}", type="primary", disabled=not ready):
        with shown_errors():
            batch = desk.ws.generate_batch(
                version, desk.quarter, ready, workbooks=workbooks, on_progress=progress_bar(), by=desk.user.username
            )
            st.session_state["batch"] = batch
            done(_came_of_it(batch))
    if stopped:
        st.markdown(f":red[{State.PROBLEM.sign}] {count(stopped, 'book')} cannot be made yet: see the problems below.")
    _show_batch(version, desk)
    _show_rows(rows)


def matched(names: Iterable[str], customers: Sequence[Customer]) -> dict[str, Customer]:
    """The customer that each file is for: the one with the longest name that stands in the file's name."""
    folded = sorted(((_folded(customer.name), customer) for customer in customers), key=lambda p: -len(p[0]))
    found = {name: next((customer for key, customer in folded if key in _folded(name)), None) for name in names}
    return {name: customer for name, customer in found.items() if customer}


def _folded(text: str) -> str:
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    return f" {' '.join(words)} "


def _check(desk: Desk, version: BookVersion, customers: Sequence[Customer]) -> list[_Row] | None:
    """Preflight for all, a part at a time; None where there are many and nobody has asked for it yet."""
    asked = f"checked-{version.id}-{desk.quarter}"
    if len(customers) > _WITHOUT_ASKING and not st.session_state.get(asked):
        st.button(
            f"Check {count(len(customers), 'customer')}",
            type="primary",
            on_click=lambda: st.session_state.update({asked: True}),
        )
        return None
    states = {one.customer.id: one.state for one in desk.ws.states(desk.quarter, book=version)}
    place = st.empty()
    rows: list[_Row] = []
    for start in range(0, len(customers), AT_ONCE):
        part = coverage(desk.ws, version, customers[start : start + AT_ONCE], desk.quarter)
        rows.extend(_Row(one, states.get(one.customer.id, BookState.TO_DO)) for one in part)
        if len(customers) > AT_ONCE:
            place.progress(len(rows) / len(customers), f"Checked {len(rows):,} of {len(customers):,}")
    place.empty()
    return rows


def _hand_in_workbooks(version: BookVersion, customers: Sequence[Customer]) -> dict[str, dict[str, object]]:
    """Workbooks for several customers at once, told apart by the names of the files; by customer and page."""
    asking = [page for page in version.pages if _asks(page)]
    given: dict[str, dict[str, object]] = {}
    for page in asking:
        files = st.file_uploader(
            f"{plain(page.title or 'Workbooks')}: one file for each customer",
            ["xlsx", "xlsm", "xltx"],
            accept_multiple_files=True,
            help="A file goes to the customer whose name is in the file's name.",
            key=f"workbooks-{version.book.id}-{page.id}",
        )
        found = matched([file.name for file in files], customers)
        for file in files:
            if file.name in found:
                given.setdefault(found[file.name].id, {})[page.id] = file.getvalue()
        lost = [file.name for file in files if file.name not in found]
        if lost:
            st.error(plain(f"No customer's name is in {', '.join(lost)}: rename the files, and hand them in again."))
    return given


def _asks(page: Page) -> bool:
    nested: list[Mapping[str, object]] = [option.get("page") or {} for option in page.config.get("options", ())]
    configs = [page.config, *(one.get("config") or {} for one in nested)]
    return any(isinstance(config, Mapping) and config.get("ask") for config in configs)


def _came_of_it(batch: Batch) -> str:
    failed = f", {len(batch.failed)} failed" if batch.failed else ""
    return f"{count(len(batch.made), 'book')} made{failed}."


def _show_batch(version: BookVersion, desk: Desk) -> None:
    """What came of the batch made last in this session, with all its books as one archive."""
    batch: Batch | None = st.session_state.get("batch")
    if batch is None or not any(_is_of(item.made, version, desk) for item in batch.items if item.made):
        return
    section(_came_of_it(batch))
    if batch.made:
        st.download_button(
            f"Download {count(len(batch.made), 'book')} as a zip",
            data=lambda: _zipped(batch),
            file_name=f"{version.book.name} - {desk.quarter}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
        )
    for item in batch.failed:
        st.markdown(f":red[{State.FAILED.sign}] {plain(item.customer.name)}: {plain(item.error)}")


def _is_of(made: object, version: BookVersion, desk: Desk) -> bool:
    generation = getattr(made, "generation", None)
    return generation is not None and (generation.book_id, generation.quarter) == (version.book.id, desk.quarter)


def _zipped(batch: Batch) -> bytes:
    buffer = io.BytesIO()
    batch.write_zip(buffer)
    return buffer.getvalue()


def _show_rows(rows: Sequence[_Row]) -> None:
    table = pandas.DataFrame(
        {
            "Customer": [row.coverage.customer.name for row in rows],
            "Book": [_STATES[row.state] for row in rows],
            "Check": [row.coverage.state for row in rows],
            "Pages": [row.coverage.page_count for row in rows],
            "Problems": [" ".join(problem.message for problem in row.coverage.errors) for row in rows],
        }
    )
    st.dataframe(table, hide_index=True, height=min(38 + 35 * len(table), 560))
