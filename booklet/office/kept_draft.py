"""Changes to a book that were not saved: kept for whoever made them, and given back in a later session."""

from __future__ import annotations

from datetime import datetime

from booklet.errors import BookletError
from booklet.model import BookVersion
from booklet.office.draft import Draft
from booklet.workspace import Workspace


def unsaved_changes(ws: Workspace, username: str, newest: BookVersion) -> tuple[Draft, datetime] | None:
    """Return the draft that was kept and when (UTC); None where there is none, or none that still changes anything."""
    kept = ws.drafts.get(username, newest.book.id)
    if kept is None:
        return None
    try:
        base = newest if kept.version == newest.number else ws.books.get(newest.book.id, version=kept.version)
    except BookletError:
        return None
    draft = Draft(base, kept.pages, kept.settings)
    return (draft, kept.kept_at) if draft.changes else None


def keep_changes(ws: Workspace, username: str, draft: Draft) -> None:
    """Keep a draft in the place of the one before; a draft that changes nothing any more is dropped."""
    book_id = draft.base.book.id
    if draft.changes:
        ws.drafts.keep(username, book_id, draft.base.number, draft.pages, draft.settings)
    else:
        ws.drafts.drop(username, book_id)
