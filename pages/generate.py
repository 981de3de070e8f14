"""Generate: make a book now, or those of all customers."""

import streamlit as st

from booklet.ui.generate.make_many import show_many
from booklet.ui.generate.make_one import show_one
from booklet.ui.generate.pick_book import pick_book
from booklet.ui.shared.look import empty, heading
from booklet.ui.shared.shell import guard

desk = guard()
heading("Generate", f"Make a book for {desk.quarter}.")
with st.container(width=720):
    book = pick_book(desk)
if book is None:
    empty("No books yet: there is nothing to generate.")
    st.page_link("pages/books.py", label="Go to the books")
    st.stop()
one, many = st.tabs(["One customer", "All customers"], key="generate-tabs", on_change="rerun")
if one.open:
    with one, st.container(width=720):
        show_one(desk, book)
if many.open:
    with many:
        show_many(desk, book)
