"""A book: what is in it, in which order, for whom, and how it looks."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from booklet.model import Problem
from booklet.office.new_book import restore_version
from booklet.office.rule_words import when_in_words
from booklet.page_types import type_label
from booklet.ui.book.all_books import show_book_menu
from booklet.ui.book.book_preview import pick_preview_customer, show_preview
from booklet.ui.book.book_settings import book_settings, show_book_settings
from booklet.ui.book.editing import Editing, editing
from booklet.ui.book.form.all_fields import open_form, page_problems, show_fields
from booklet.ui.book.old_versions import show_versions
from booklet.ui.book.open_book import OpenBook, open_book
from booklet.ui.book.page_list import page_table, show_add_page, show_page_list, show_page_table
from booklet.ui.book.page_settings import page_settings
from booklet.ui.book.saving import saved_in_words, show_saved_state
from booklet.ui.book.unsaved import keep_unsaved, offer_unsaved, unsaved_before
from booklet.ui.book.who_gets_what import show_coverage
from booklet.ui.shared.look import done, empty, heading, section, show_problems, small_print
from booklet.ui.shared.place import go, look_at, put
from booklet.ui.shared.shell import Desk

_TABS = ("Pages", "Who gets what", "Settings", "Versions")


def show_book(desk: Desk, book_id: str) -> None:
    """Show the newest version, to be edited by administrators; others look."""
    opened = open_book(desk, book_id)
    if not desk.may("books.save"):
        _head(opened)
        st.markdown(saved_in_words(opened.newest))
        _show_tabs(opened)
        return
    if unsaved := unsaved_before(desk, opened.newest):
        _head(opened)
        offer_unsaved(desk, opened.newest, *unsaved)
        _show_tabs(opened)
        return
    edit = editing(opened.newest)
    keep_unsaved(desk, edit)
    looked_at = st.session_state.get("page_looked_at", "")
    edit.selected = looked_at if edit.draft.page(looked_at) else edit.selected
    _head(opened)
    show_saved_state(desk.ws, edit, opened.newest)
    _show_tabs(replace(opened, edit=edit, draft=edit.draft))


def show_old_version(desk: Desk, book_id: str, number: int) -> None:
    """Show a version of the past, to look at and to restore."""
    opened = open_book(desk, book_id, number)
    version = opened.draft.base
    _head(opened)
    with st.container(horizontal=True, vertical_alignment="center"):
        newest = f"the newest is version {opened.newest.number}"
        st.markdown(f"{saved_in_words(version)} · {newest}", width="stretch")
        if st.button("Open the newest version"):
            go("books", book=book_id)
        if desk.may("books.save") and st.button(f"Restore version {number}", type="primary"):
            saved = restore_version(desk.ws, version)
            st.query_params.pop("version", None)
            done(f"Version {saved.number} is now what version {number} was.")
    _show_tabs(opened)


def _head(opened: OpenBook) -> None:
    version = opened.draft.base
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if st.button("All books", icon=":material/arrow_back:", type="tertiary"):
            go("books")
        if opened.desk.may("books.save"):
            show_book_menu(opened.desk, version)
    heading(version.book.name, version.book.description, named=True)


def _show_tabs(opened: OpenBook) -> None:
    """Show the tabs; only the open one is worked out."""
    base = opened.draft.base
    pages, coverage, settings, history = st.tabs(_TABS, key=f"tabs-{base.book.id}", on_change="rerun")
    if pages.open:
        with pages:
            _show_pages(opened)
    if coverage.open:
        with coverage:
            show_coverage(opened.desk.ws, opened.draft, opened.desk.quarter)
    if settings.open:
        with settings:
            _show_settings(opened)
    if history.open:
        with history:
            show_versions(opened.versions, shown=base.number)


def _show_pages(opened: OpenBook) -> None:
    edit = opened.edit
    if edit and (path := open_form(edit)):
        problems = page_problems(opened.desk.ws, opened.draft, path[0], opened.customer, opened.desk.quarter)
        show_fields(edit, opened.materials(edit), path, [_bare(problem) for problem in problems])
        return
    left, right = st.columns([60, 40], gap="medium")
    with left:
        if edit is None:
            _look_at_pages(opened)
        else:
            _edit_pages(opened, edit)
    with right, st.container(key="book-beside"):
        _show_beside(opened)


def _show_beside(opened: OpenBook) -> None:
    """Show the book as a customer would get it."""
    if opened.customer is None:
        empty("No customers yet: add one under Customers, and see here how the book would look.")
        return
    pick_preview_customer(opened.customers, opened.customer)
    if opened.preview is None:
        empty(f"What {opened.customer.name} would get for {opened.desk.quarter} shows here.")
        return
    selected = opened.edit.selected if opened.edit else ""
    show_preview(opened.preview, key=f"preview-{opened.draft.base.book.id}", page_id=selected)


def _look_at_pages(opened: OpenBook) -> None:
    plan = opened.preview.plan if opened.preview else None
    show_page_table(page_table(opened.draft.pages, opened.definitions, plan, opened.problems))
    choices = [(number, page) for number, page in enumerate(opened.draft.pages, 1) if page.type == "choice"]
    for number, page in choices:
        small_print(f"{number}. {when_in_words(page, opened.definitions)}")
    show_problems(
        [replace(problem, book="", customer="", quarter="") for problem in opened.problems if problem.page_id]
    )


def _edit_pages(opened: OpenBook, edit: Editing) -> None:
    draft = opened.draft
    if draft.pages and draft.page(edit.selected) is None:
        edit.selected = draft.pages[0].id
    if edit.selected:
        look_at("page", edit.selected)
        put("page")
    materials, epoch = opened.materials(edit), edit.epoch
    if draft.pages:
        plan = opened.preview.plan if opened.preview else None
        show_page_list(edit, page_table(draft.pages, opened.definitions, plan, opened.problems))
    else:
        empty("No pages yet. Add the first one: a cover, perhaps.")
    show_add_page(edit)
    page = draft.page(edit.selected)
    if page is None:
        return
    section(f"{draft.pages.index(page) + 1}. {page.title or type_label(page)}")
    show_problems([_bare(problem) for problem in opened.problems if problem.page_id == page.id], limit=8)
    changed = page_settings(page, materials.within(page.id))
    if changed != page or edit.epoch != epoch:
        edit.change(draft.change(changed), renew=False)
        st.rerun()


def _show_settings(opened: OpenBook) -> None:
    draft, edit = opened.draft, opened.edit
    if edit is None:
        show_book_settings(draft.settings)
        return
    show_problems([_bare(problem) for problem in opened.desk.ws.check_book((), draft.settings)])
    changed = book_settings(draft.settings, opened.materials(edit).within("settings"))
    if changed != draft.settings:
        edit.change(replace(draft, settings=changed), renew=False)
        st.rerun()


def _bare(problem: Problem) -> Problem:
    """Return a problem for a place that says already where it is."""
    return replace(problem, book="", page="", customer="", quarter="")
