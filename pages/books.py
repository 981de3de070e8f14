"""Books: their list, or with `?book=…` in the address a book, with `&version=…` as it once was."""

import streamlit as st

from booklet.errors import NotFound
from booklet.ui.book.all_books import show_books
from booklet.ui.book.one_book import show_book, show_old_version
from booklet.ui.shared.look import empty
from booklet.ui.shared.shell import guard

desk = guard()
book_id = st.query_params.get("book", "")
number = st.query_params.get("version", "")
try:
    if book_id and number.isdigit():
        show_old_version(desk, book_id, int(number))
    elif book_id:
        show_book(desk, book_id)
    else:
        show_books(desk)
except NotFound as error:
    empty(str(error))
    st.page_link("pages/books.py", label="All books")
