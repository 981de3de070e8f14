"""Make the books of all customers at once: those that are ready, with the others and why they are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import pandas
import streamlit as st

from booklet.generate.readiness import BookReadiness, Readiness
from booklet.generate.reasons import Reason
from booklet.generate.states import BookState
from booklet.model import Book, BookVersion, Generation
from booklet.office.counting import count
from booklet.office.zips import write_zip
from booklet.ui.generate.hand_in import hand_in_many
from booklet.ui.shared.look import empty, section
from booklet.ui.shared.making import show_outcomes, show_running, watch
from booklet.ui.shared.out_of_date import reasons_shown, show_why_out_of_date
from booklet.ui.shared.overview import follow_look, standing_in_words, work_out
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State, colored
from booklet.ui.shared.table import height_px, pick_page
from booklet.workspace import Workspace

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One customer's book, and the slots of the workbooks handed in for it just now."""

    standing: BookReadiness
    handed_in: Collection[str] = ()

    @property
    def can_make(self) -> bool:
        """True where nothing is known that would stop it."""
        return self.standing.checked is None or self.standing.can_be_made or self.standing.is_made or self._is_given

    @property
    def state(self) -> str:
        """The state with its sign, for tables."""
        return State.READY.text if self._is_given else standing_in_words(self.standing)

    @property
    def page_count(self) -> int | None:
        """None where it is not known yet: a workbook that is handed in is read when the book is made."""
        return None if self.standing.state is Readiness.WAITING else self.standing.page_count

    def why(self, reasons: Mapping[str, Sequence[Reason]]) -> str:
        """Say why it cannot be made, or else because of what it is out of date."""
        errors = [] if self.can_make else self.standing.errors
        made = self.standing.standing.generation
        changed = reasons.get(made.id, ()) if made else ()
        return " ".join([*(problem.message for problem in errors), *(reason.said for reason in changed)])

    @property
    def _is_given(self) -> bool:
        """True where it waits for nothing but workbooks that were handed in just now."""
        waits = self.standing.state is Readiness.WAITING
        return waits and all(error.subject in self.handed_in for error in self.standing.errors)


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
    overview = work_out(desk.ws, desk.quarter, version)
    rows = [Row(standing, workbooks.get(standing.customer.id, ())) for standing in overview.standings]
    _offer(desk, version, rows, workbooks)
    follow_look(desk.ws, overview, version)
    show_why_out_of_date(desk, overview)
    _offer_zip(desk, book, rows)
    _show_rows(desk, rows)


def _offer(
    desk: Desk, version: BookVersion, rows: Sequence[Row], workbooks: Mapping[str, Mapping[str, object]]
) -> None:
    """Show the button that makes all that can be made."""
    up_to_date = sum(row.standing.is_made for row in rows)
    again = bool(up_to_date) and st.toggle(_made_in_words(up_to_date), key="batch-again")
    wanted = [row for row in rows if again or not row.standing.is_made]
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


def _offer_zip(desk: Desk, book: Book, rows: Sequence[Row]) -> None:
    """Show all books of the quarter that are made, as an archive; it is put together when the button is pressed."""
    made = [run for row in rows if (run := row.standing.standing.generation)]
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


def _show_rows(desk: Desk, rows: Sequence[Row]) -> None:
    """Show a page of the rows, with what hinders each or why it is out of date."""
    offset = pick_page(len(rows), _SHOWN, key="batch-page")
    shown = rows[offset : offset + _SHOWN]
    outdated = [row.standing.standing for row in shown if row.standing.standing.state is BookState.OUT_OF_DATE]
    reasons = reasons_shown(desk.ws, outdated) if outdated else {}
    table = pandas.DataFrame(
        {
            "Customer": [row.standing.customer.name for row in shown],
            "State": [row.state for row in shown],
            "Pages": pandas.array([row.page_count for row in shown], dtype="Int64"),
            "Why": [row.why(reasons) for row in shown],
        }
    )
    st.dataframe(
        table.style.map(colored, subset=["State"]).format("{:d}", subset=["Pages"], na_rep=""),
        hide_index=True,
        height=height_px(len(table), 560),
        placeholder="",
        column_config={
            "Customer": st.column_config.TextColumn(width=220),
            "State": st.column_config.TextColumn(width=140),
            "Pages": st.column_config.NumberColumn(width=56),
            "Why": st.column_config.TextColumn(width=400),
        },
    )
