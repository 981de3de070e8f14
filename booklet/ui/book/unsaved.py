"""Changes that were not saved: kept on the server with every edit, and offered again to whoever made them."""

from __future__ import annotations

import streamlit as st

from booklet.model import BookVersion
from booklet.office.counting import count
from booklet.office.draft import Draft
from booklet.office.kept_draft import keep_changes, unsaved_changes
from booklet.ui.book.editing import Editing, editing, is_being_edited
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.words import plain, when


def unsaved_before(desk: Desk, newest: BookVersion) -> tuple[Draft, str] | None:
    """Return the draft that was kept of an earlier session, and when; None where this session has its own."""
    if is_being_edited(newest.book.id):
        return None
    kept = unsaved_changes(desk.ws, desk.user.username, newest)
    return (kept[0], when(kept[1])) if kept else None


def offer_unsaved(desk: Desk, newest: BookVersion, draft: Draft, kept_at: str) -> None:
    """Show the unsaved changes, and the choice to go on with them; until that is made the book is there to look at."""
    with st.container(border=True, key="unsaved"):
        changes = draft.changes
        st.markdown(
            f"**:orange[▲] You have {count(len(changes), 'unsaved change')} from {plain(kept_at)}:**\n"
            + "\n".join(f"- {plain(change)}" for change in changes[:10])
            + (f"\n- and {len(changes) - 10:,} more" if len(changes) > 10 else "")
        )
        with st.container(horizontal=True):
            if st.button("Keep them", type="primary"):
                edit = editing(newest)
                edit.begin(draft.base)
                edit.change(draft)
                done("Your changes are back. Look them over, then save.")
            if st.button("Discard them"):
                desk.ws.drafts.drop(desk.user.username, newest.book.id)
                editing(newest)
                done("The unsaved changes were discarded.")


def keep_unsaved(desk: Desk, edit: Editing) -> None:
    """Keep the draft as it is now, where it differs from what was kept last."""
    digest = edit.draft.digest if edit.draft.changes else ""
    if digest != edit.kept:
        keep_changes(desk.ws, desk.user.username, edit.draft)
        edit.kept = digest
