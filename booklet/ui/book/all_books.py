"""The list of the books, and what is done to a book as a whole: make, rename, copy, archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas
import streamlit as st

from booklet.generate.states import BookState
from booklet.model import Book, BookVersion, Quarter
from booklet.office.new_book import BOOK_MADE, copy_book, first_pages, make_book, rename_book
from booklet.office.quarter import made_by_book
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import done, empty, heading, shown_errors
from booklet.ui.shared.place import go
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.words import ago
from booklet.workspace import Workspace

_STARTS = {"cover": "A cover and contents", "nothing": "No pages", "copy": "The pages of another book"}


def show_books(desk: Desk) -> None:
    """Show all books; a click opens a book."""
    may_edit = desk.may("books.save")
    heading("Books", "What books do we make?")
    if may_edit:
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("New book", type="primary", icon=":material/add:"):
                _new_book(desk)
            with_archived = st.toggle("Show archived books")
    versions = desk.ws.books.newest_versions(archived=may_edit and with_archived)
    if not versions:
        empty("No books yet. Make the first one here." if may_edit else "No books yet: an administrator makes them.")
        return
    opened = st.dataframe(
        _table(versions, _made(desk.ws, desk.quarter, data_version(desk.ws))),
        hide_index=True,
        height=min(38 + 35 * len(versions), 600),
        on_select="rerun",
        selection_mode="single-cell",
        key="books",
        column_config={
            "book": st.column_config.TextColumn("Book", width=200),
            "description": st.column_config.TextColumn("What it is for", width=320),
            "pages": st.column_config.NumberColumn("Pages", width=56),
            "version": st.column_config.NumberColumn("Version", width=60),
            "saved": st.column_config.TextColumn("Saved", width=170),
            "made": st.column_config.TextColumn(f"Made for {desk.quarter}", width=150),
        },
    )
    if cells := opened["selection"]["cells"]:
        go("books", book=versions[cells[0][0]].book.id)
    st.caption("Click on a book to open it.")


def show_book_menu(desk: Desk, version: BookVersion) -> None:
    """Show what an administrator can do to a book as a whole."""
    book = version.book
    with st.popover("This book", type="tertiary", icon=":material/more_horiz:"):
        name = st.text_input("Name", book.name, key=f"name-{book.id}")
        about = st.text_input("What it is for", book.description, key=f"about-{book.id}")
        if st.button("Save name", disabled=(name, about) == (book.name, book.description)):
            with shown_errors():
                rename_book(desk.ws, book.id, name, about)
                done(f"The book is now called {name.strip()}.")
        st.divider()
        copy = st.text_input("Name of a copy", f"{book.name} (copy)", key=f"copy-{book.id}")
        if st.button("Make a copy"):
            with shown_errors():
                saved = copy_book(desk.ws, version, copy, book.description)
                go("books", book=saved.book.id)
        st.divider()
        if book.archived and st.button("Bring back from the archive"):
            desk.ws.books.restore(book.id)
            done(f"{book.name} is back.")
        if not book.archived and st.button("Archive this book"):
            desk.ws.books.archive(book.id)
            done(f"{book.name} is archived. Its pages, versions and the books made from it are kept.")


def _new_book(desk: Desk) -> None:
    name = st.text_input("Name", placeholder="Quarterly Review", key="new-book-name")
    about = st.text_input("What it is for", placeholder="May stay empty", key="new-book-about")
    start = st.radio("It begins with", list(_STARTS), format_func=_STARTS.__getitem__, key="new-book-start")
    others = {version.book.id: version for version in desk.ws.books.newest_versions()} if start == "copy" else {}
    source = None
    if start == "copy":
        source = st.selectbox("Copied from", list(others), format_func=lambda book_id: others[book_id].book.name)
    if st.button("Make the book", type="primary"):  # never disabled: what was typed arrives with the press
        with shown_errors():
            if source:
                saved = copy_book(desk.ws, others[source], name, about, comment=BOOK_MADE)
            else:
                pages = first_pages() if start == "cover" else ()
                saved = make_book(desk.ws, name, about, pages)
            go("books", book=saved.book.id)


@st.cache_data(max_entries=4, show_spinner=False)
def _made(
    _ws: Workspace,
    quarter: Quarter,
    data_version: str,  # noqa: ARG001 - kept until something changes
) -> dict[str, Counter[BookState]]:
    return made_by_book(_ws, quarter)


def _table(versions: list[BookVersion], made: Mapping[str, Counter[BookState]]) -> pandas.DataFrame:
    return pandas.DataFrame(
        {
            "book": [_called(version.book) for version in versions],
            "description": [version.book.description for version in versions],
            "pages": [len(version.pages) for version in versions],
            "version": [version.number for version in versions],
            "saved": [f"{ago(version.saved_at)} by {version.saved_by or '?'}" for version in versions],
            "made": [_made_in_words(made.get(version.book.id, Counter())) for version in versions],
        }
    )


def _called(book: Book) -> str:
    return f"{book.name} (archived)" if book.archived else book.name


def _made_in_words(states: Counter[BookState]) -> str:
    made = states[BookState.MADE]
    old = states[BookState.OUT_OF_DATE]
    return f"{made} of {states.total()}" + (f", {old} out of date" if old else "")
