"""A book: what is in it, in which order, for whom, and how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from booklet.generate.plans import Preview
from booklet.model import BookVersion, Customer, Problem
from booklet.office.draft import Draft
from booklet.office.new_book import restore_version
from booklet.office.rule_words import when_in_words
from booklet.page_types import type_label
from booklet.ui.book.all_books import show_book_menu
from booklet.ui.book.book_preview import pick_preview_customer, preview_of, show_preview
from booklet.ui.book.book_settings import book_settings, show_book_settings
from booklet.ui.book.editing import Editing, Materials, editing
from booklet.ui.book.form.all_fields import open_form, page_problems, show_fields
from booklet.ui.book.old_versions import show_versions
from booklet.ui.book.page_list import page_table, show_add_page, show_page_list, show_page_table
from booklet.ui.book.page_settings import page_settings
from booklet.ui.book.saving import saved_in_words, show_saved_state
from booklet.ui.book.unsaved import keep_unsaved, offer_unsaved, unsaved_before
from booklet.ui.book.who_gets_what import show_coverage
from booklet.ui.shared.look import done, empty, heading, section, show_problems, small_print
from booklet.ui.shared.place import current_customer, go, look_at, look_at_customer, put
from booklet.ui.shared.shell import Desk
from booklet.workspace import Workspace

_TABS = ("Pages", "Who gets what", "Settings", "Versions")


def show_book(desk: Desk, book_id: str) -> None:
    """Show the newest version, to be edited by administrators; others look."""
    with desk.ws.database.read():
        newest = desk.ws.books.get(book_id)
        versions = desk.ws.books.versions(book_id)
    if not desk.may("books.save"):
        _head(desk, newest)
        st.markdown(saved_in_words(newest))
        _show_tabs(desk, Draft.of(newest), None, versions)
        return
    if unsaved := unsaved_before(desk, newest):
        _head(desk, newest)
        offer_unsaved(desk, newest, *unsaved)
        _show_tabs(desk, Draft.of(newest), None, versions)
        return
    edit = editing(newest)
    keep_unsaved(desk, edit)
    looked_at = st.session_state.get("page_looked_at", "")
    edit.selected = looked_at if edit.draft.page(looked_at) else edit.selected
    _head(desk, newest)
    show_saved_state(desk.ws, edit, newest)
    _show_tabs(desk, edit.draft, edit, versions)


def show_old_version(desk: Desk, book_id: str, number: int) -> None:
    """Show a version of the past, to look at and to restore."""
    with desk.ws.database.read():
        version = desk.ws.books.get(book_id, version=number)
        versions = desk.ws.books.versions(book_id)
    newest = versions[0]
    _head(desk, version)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{saved_in_words(version)} · the newest is version {newest.number}", width="stretch")
        if st.button("Open the newest version"):
            go("books", book=book_id)
        if desk.may("books.save") and st.button(f"Restore version {number}", type="primary"):
            saved = restore_version(desk.ws, version)
            st.query_params.pop("version", None)
            done(f"Version {saved.number} is now what version {number} was.")
    _show_tabs(desk, Draft.of(version), None, versions)


def _head(desk: Desk, version: BookVersion) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if st.button("All books", icon=":material/arrow_back:", type="tertiary"):
            go("books")
        if desk.may("books.save"):
            show_book_menu(desk, version)
    heading(version.book.name, version.book.description, named=True)


def _show_tabs(desk: Desk, draft: Draft, edit: Editing | None, versions: Sequence[BookVersion]) -> None:
    """Show the tabs; only the open one is worked out. Without `edit` they are for looking."""
    pages, coverage, settings, history = st.tabs(_TABS, key=f"tabs-{draft.base.book.id}", on_change="rerun")
    if pages.open:
        with pages:
            _show_pages(desk, draft, edit)
    if coverage.open:
        with coverage:
            show_coverage(desk.ws, draft, desk.quarter)
    if settings.open:
        with settings:
            _show_settings(desk.ws, draft, edit)
    if history.open:
        with history:
            show_versions(versions, shown=draft.base.number)


def _show_pages(desk: Desk, draft: Draft, edit: Editing | None) -> None:
    customers = desk.ws.customers.all()
    customer = _customer_looked_at(desk.ws, customers)
    if edit and (path := open_form(edit)):
        problems = page_problems(desk.ws, draft, path[0], customer, desk.quarter)
        show_fields(edit, _materials(desk.ws, edit), path, [_bare(problem) for problem in problems])
        return
    preview = preview_of(desk.ws, draft, customer, desk.quarter) if customer and draft.pages else None
    left, right = st.columns([60, 40], gap="medium")
    with left:
        if edit is None:
            _look_at_pages(desk.ws, draft, preview)
        else:
            _edit_pages(desk.ws, edit, preview)
    with right, st.container(key="book-beside"):
        if customer is None:
            empty("No customers yet: add one under Customers, and see here how the book would look.")
            return
        pick_preview_customer(customers, customer)
        if preview is None:
            empty(f"What {customer.name} would get for {desk.quarter} shows here.")
            return
        show_preview(preview, key=f"preview-{draft.base.book.id}", page_id=edit.selected if edit else "")


def _look_at_pages(ws: Workspace, draft: Draft, preview: Preview | None) -> None:
    problems, definitions = _problems(ws, draft, preview), ws.attributes.definitions()
    show_page_table(page_table(draft.pages, definitions, preview.plan if preview else None, problems))
    choices = [(number, page) for number, page in enumerate(draft.pages, 1) if page.type == "choice"]
    for number, page in choices:
        small_print(f"{number}. {when_in_words(page, definitions)}")
    show_problems([replace(problem, book="", customer="", quarter="") for problem in problems if problem.page_id])


def _edit_pages(ws: Workspace, edit: Editing, preview: Preview | None) -> None:
    draft = edit.draft
    if draft.pages and draft.page(edit.selected) is None:
        edit.selected = draft.pages[0].id
    if edit.selected:
        look_at("page", edit.selected)
        put("page")
    materials, epoch = _materials(ws, edit), edit.epoch
    problems = _problems(ws, draft, preview)
    if draft.pages:
        plan = preview.plan if preview else None
        show_page_list(edit, page_table(draft.pages, materials.definitions, plan, problems))
    else:
        empty("No pages yet. Add the first one: a cover, perhaps.")
    show_add_page(edit)
    page = draft.page(edit.selected)
    if page is None:
        return
    section(f"{draft.pages.index(page) + 1}. {page.title or type_label(page)}")
    show_problems([_bare(problem) for problem in problems if problem.page_id == page.id], limit=8)
    changed = page_settings(page, materials.within(page.id))
    if changed != page or edit.epoch != epoch:
        edit.change(draft.change(changed), renew=False)
        st.rerun()


def _show_settings(ws: Workspace, draft: Draft, edit: Editing | None) -> None:
    if edit is None:
        show_book_settings(draft.settings)
        return
    show_problems([_bare(problem) for problem in ws.check_book((), draft.settings)])
    changed = book_settings(draft.settings, _materials(ws, edit).within("settings"))
    if changed != draft.settings:
        edit.change(replace(draft, settings=changed), renew=False)
        st.rerun()


def _materials(ws: Workspace, edit: Editing) -> Materials:
    def renew() -> None:
        edit.epoch += 1

    with ws.database.read():
        definitions, uploads = tuple(ws.attributes.definitions()), tuple(ws.uploads.all())
    return Materials(ws, definitions, uploads, f"{edit.draft.base.book.id}-{edit.epoch}", renew)


def _bare(problem: Problem) -> Problem:
    """Return a problem for a place that says already where it is."""
    return replace(problem, book="", page="", customer="", quarter="")


def _problems(ws: Workspace, draft: Draft, preview: Preview | None) -> tuple[Problem, ...]:
    """Return what is wrong for the customer that is looked at; without customers, what is wrong for all."""
    return preview.plan.problems if preview else ws.check_book(draft.pages, draft.settings)


def _customer_looked_at(ws: Workspace, customers: Sequence[Customer]) -> Customer | None:
    looked_at = current_customer(ws)
    here = looked_at and any(customer.id == looked_at.id for customer in customers)
    customer = looked_at if here else next(iter(customers), None)
    if customer:
        look_at_customer(customer.id)
    return customer
