"""The book to make: it stands in the address, as the customer and the quarter do."""

from __future__ import annotations

import streamlit as st

from booklet.model import Book
from booklet.ui.shared.place import look_at, put
from booklet.ui.shared.shell import Desk


def pick_book(desk: Desk) -> Book | None:
    """Show the choice of a book, kept in the address as `?book=ID`; None if there are none."""
    books = {book.id: book for book in desk.ws.books.all()}
    if not books:
        return None
    wanted = st.session_state.get("book_looked_at")
    if wanted not in books:
        wanted = next((book.id for book in books.values() if book.name == wanted), next(iter(books)))
    st.session_state["book_picked"] = wanted
    picked = st.selectbox(
        "Book", list(books), format_func=lambda book_id: books[book_id].name, key="book_picked", on_change=_take_book
    )
    look_at("book", picked)
    put("book")
    return books[picked]


def _take_book() -> None:
    look_at("book", st.session_state["book_picked"])
