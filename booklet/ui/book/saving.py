"""Saving a book: its state always in sight, and a clear choice where somebody else saved it meanwhile."""

from __future__ import annotations

import streamlit as st

from booklet.model import BookVersion
from booklet.office.counting import count
from booklet.office.draft import Draft
from booklet.ui.book.editing import Editing
from booklet.ui.shared.look import done, shown_errors
from booklet.ui.shared.words import ago, plain
from booklet.workspace import Workspace


def show_saved_state(ws: Workspace, editing: Editing, newest: BookVersion) -> None:
    """Show what is saved and what is not, with the buttons that change that."""
    changes = editing.draft.changes
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="saved-state"):
        st.markdown(saved_in_words(editing.draft.base) + _not_saved(changes), width="stretch")
        st.button("Undo", on_click=editing.undo, disabled=not editing.earlier, type="tertiary", icon=":material/undo:")
        if changes and newest.number == editing.draft.base.number:
            with st.popover("Save version", type="primary"):
                _save_form(ws, editing)
    if newest.number != editing.draft.base.number:
        _show_conflict(ws, editing, newest)


def saved_in_words(version: BookVersion) -> str:
    """Return "Version 7, saved by anna 3 minutes ago", as Markdown."""
    by = f" by {plain(version.saved_by)}" if version.saved_by else ""
    return f"Version {version.number}, saved{by} {ago(version.saved_at)}"


def _not_saved(changes: list[str]) -> str:
    return f" · :orange[{count(len(changes), 'change')} not saved]" if changes else ""


def _save_form(ws: Workspace, editing: Editing) -> None:
    st.markdown("\n".join(f"- {plain(change)}" for change in editing.draft.changes))
    with st.form("save-version", border=False):
        comment = st.text_input("Comment", placeholder="What was it for? (may stay empty)")
        if st.form_submit_button(f"Save version {editing.draft.base.number + 1}", type="primary"):
            _save(ws, editing, editing.draft, comment)
    if st.button("Discard these changes", type="tertiary"):
        editing.change(Draft.of(editing.draft.base))
        done("The changes were discarded. Undo brings them back.")


def _show_conflict(ws: Workspace, editing: Editing, newest: BookVersion) -> None:
    by = plain(newest.saved_by or "Somebody")
    theirs = Draft(editing.draft.base, newest.pages, newest.settings).changes
    with st.container(border=True, key="conflict"):
        st.markdown(
            f"**:orange[▲] {by} saved version {newest.number} {ago(newest.saved_at)}, while you were editing "
            f"version {editing.draft.base.number}.** What they changed:\n"
            + "\n".join(f"- {plain(change)}" for change in theirs or ["Nothing that shows in the book."])
        )
        with st.container(horizontal=True):
            if st.button("Bring in theirs, keep my changes", type="primary"):
                editing.change(editing.draft.onto(newest))
                done(f"Your changes now stand on version {newest.number}. Look them over, then save.")
            if st.button("Save mine over it"):
                over = Draft(newest, editing.draft.pages, editing.draft.settings)
                _save(ws, editing, over, f"Replaces version {newest.number}")
            if st.button("Drop mine, open theirs"):
                editing.change(Draft.of(newest))
                done(f"This is version {newest.number}. Undo brings your changes back.")


def _save(ws: Workspace, editing: Editing, draft: Draft, comment: str) -> None:
    """Save, or leave everything as it is where it is refused: the next run shows who was faster."""
    with shown_errors():
        saved = ws.books.save(
            draft.base.book.id,
            pages=draft.pages,
            settings=draft.settings,
            comment=comment,
            based_on=draft.base.number,
        )
        editing.begin(saved)
        done(f"Version {saved.number} of {saved.book.name} is saved.")
