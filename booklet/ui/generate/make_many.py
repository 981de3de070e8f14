"""Make the books of all customers at once: those that are ready, with the others and why they are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import pandas
import streamlit as st

from booklet.generate.states import BookState, CustomerBook
from booklet.model import Book, BookVersion, Customer, Generation
from booklet.office.counting import count
from booklet.office.coverage import Coverage
from booklet.office.zips import write_zip
from booklet.ui.generate.hand_in import hand_in_many
from booklet.ui.generate.progress_bar import progress_bar
from booklet.ui.shared.coverage import AT_ONCE, coverage, state_in_words
from booklet.ui.shared.look import empty, section
from booklet.ui.shared.making import show_outcomes, show_running, watch
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State, colored
from booklet.ui.shared.table import height_px
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
    """The state of one customer's book, and what checking it found; None where it was not checked."""

    standing: CustomerBook
    coverage: Coverage | None
    handed_in: Collection[str] = ()
    """The slots of the workbooks that were handed in for this customer just now."""

    @property
    def is_made(self) -> bool:
        """True for a book that is made and up to date."""
        return self.standing.state is BookState.MADE

    @property
    def can_make(self) -> bool:
        """True where nothing is known that would stop it."""
        return self.coverage is None or self.coverage.ready or (self.coverage.waits and self._is_all_handed_in)

    @property
    def _is_all_handed_in(self) -> bool:
        return self.coverage is not None and all(error.subject in self.handed_in for error in self.coverage.errors)

    @property
    def check(self) -> str:
        """The outcome of checking it, for tables."""
        if self.coverage is None:
            return "not checked"
        return State.READY.text if self.can_make and self.coverage.waits else state_in_words(self.coverage)

    @property
    def page_count(self) -> int | None:
        """None where it is not known yet: a workbook that is handed in is read when the book is made."""
        return None if self.coverage is None or self.coverage.waits else self.coverage.page_count

    @property
    def problems(self) -> str:
        """Why it cannot be made."""
        errors = [] if self.coverage is None or self.can_make else self.coverage.errors
        return " ".join(problem.message for problem in errors)


def show_many(desk: Desk, book: Book) -> None:
    """Show every customer's book and its state; the button that makes those that are ready; what came of it."""
    customers = desk.ws.customers.all()
    if not customers:
        empty("No customers yet.")
        return
    version = desk.ws.books.get(book.id)
    if show_running(desk, book_id=book.id):
        return
    show_outcomes(desk, book_id=book.id, show=lambda sentence, _: section(sentence.rstrip(":.")))
    workbooks = hand_in_many(desk.ws, version, customers)
    checked = _asks_to_check(version, desk, customers)
    found = _check(desk, version, customers) if checked else {}
    rows = [
        Row(standing, found.get(standing.customer.id), workbooks.get(standing.customer.id, ()))
        for standing in desk.ws.states(desk.quarter, book=version)
    ]
    _offer(desk, version, rows, workbooks)
    _offer_zip(desk, book, rows)
    _show_rows(rows)


def _offer(
    desk: Desk, version: BookVersion, rows: Sequence[Row], workbooks: Mapping[str, Mapping[str, object]]
) -> None:
    """Show the button that makes all that can be made."""
    up_to_date = sum(row.is_made for row in rows)
    again = bool(up_to_date) and st.toggle(_made_in_words(up_to_date), key="batch-again")
    wanted = [row for row in rows if again or not row.is_made]
    ready = [row.standing.customer for row in wanted if row.can_make]
    if not wanted:
        st.markdown(f"{State.MADE.markdown}: every book of {desk.quarter}, and nothing has changed since.")
        return
    label = f"Generate {count(len(ready), 'book')}" if ready else "Generate"
    if st.button(label, type="primary", disabled=not ready):
        given = {customer.id: workbooks[customer.id] for customer in ready if customer.id in workbooks}
        refused = desk.ws.hand_in_many(version, desk.quarter, given)
        watch([desk.ws.jobs.start(version, desk.quarter, ready, refused=refused, force=again)])
        st.rerun()
    if not ready:
        st.markdown("No book can be made yet: the table says, for each customer, what is missing.")
    elif stopped := len(wanted) - len(ready):
        st.markdown(f"{count(stopped, 'book')} cannot be made yet; the table says why.")


def _made_in_words(number: int) -> str:
    return f"Also the {number:,} that {'is' if number == 1 else 'are'} made and up to date"


def _asks_to_check(version: BookVersion, desk: Desk, customers: Sequence[Customer]) -> bool:
    """Tell whether to check all customers' books now: where there are many, only once somebody wants it."""
    asked = f"checked-{version.id}-{desk.quarter}"
    if len(customers) <= _WITHOUT_ASKING or st.session_state.get(asked):
        return True
    st.markdown("Each book is checked when it is made: one with a problem is left out, and the others go on.")
    st.button(
        f"Check {count(len(customers), 'customer')} first",
        on_click=lambda: st.session_state.update({asked: True}),
    )
    return False


def _check(desk: Desk, version: BookVersion, customers: Sequence[Customer]) -> dict[str, Coverage]:
    """Preflight for all by customer's id, a part at a time: what was worked out is kept if a click comes between."""
    place = st.empty()
    with place:
        tell = progress_bar() if len(customers) > AT_ONCE else None
    found: dict[str, Coverage] = {}
    for start in range(0, len(customers), AT_ONCE):
        for one in coverage(desk.ws, version, customers[start : start + AT_ONCE], desk.quarter):
            found[one.customer.id] = one
        if tell:
            tell(len(found), len(customers), f"Checked {len(found):,} of {len(customers):,}")
    place.empty()
    return found


def _offer_zip(desk: Desk, book: Book, rows: Sequence[Row]) -> None:
    """Show all books of the quarter that are made, as an archive; it is put together when the button is pressed."""
    made = [row.standing.generation for row in rows if row.standing.generation]
    if made:
        st.download_button(
            f"Download {count(len(made), 'book')} as a zip",
            data=lambda: _zipped(desk.ws, made),
            file_name=f"{book.name} - {desk.quarter}.zip",
            mime="application/zip",
            icon=":material/download:",
            on_click="ignore",
        )


def _zipped(ws: Workspace, made: Sequence[Generation]) -> BinaryIO:
    """Put the books of these runs together in a file, which is gone once it was sent."""
    archive = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    write_zip(ws, made, archive)
    archive.seek(0)
    return cast(BinaryIO, archive)


def _show_rows(rows: Sequence[Row]) -> None:
    table = pandas.DataFrame(
        {
            "Customer": [row.standing.customer.name for row in rows],
            "Book": [_STATES[row.standing.state] for row in rows],
            "Check": [row.check for row in rows],
            "Pages": [row.page_count for row in rows],
            "Problems": [row.problems for row in rows],
        }
    )
    st.dataframe(
        table.style.map(colored, subset=["Book", "Check"]),
        hide_index=True,
        height=height_px(len(table), 560),
        placeholder="",
        column_config={
            "Customer": st.column_config.TextColumn(width=220),
            "Book": st.column_config.TextColumn(width=110),
            "Check": st.column_config.TextColumn(width=140),
            "Pages": st.column_config.NumberColumn(width=56),
            "Problems": st.column_config.TextColumn(width=300),
        },
    )
