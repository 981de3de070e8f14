"""The editing of a book, as the session remembers it.

Widgets keep what was typed under their keys, and would go on showing it after the draft has changed in another way
(undo, a page moved, somebody's version brought in). So every key has the `epoch` in it: raised, it makes all widgets
begin anew from the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import streamlit as st

from booklet.model import AttributeDefinition, BookVersion, Upload
from booklet.office.draft import Draft
from booklet.workspace import Workspace

_UNDO_STEPS = 50


@dataclass(slots=True)
class Editing:
    """The draft, the drafts before it, which page's settings are open, and the digest of the draft kept last."""

    draft: Draft
    selected: str = ""
    epoch: int = 0
    earlier: list[Draft] = field(default_factory=list)
    kept: str = ""

    def change(self, draft: Draft, *, renew: bool = True) -> None:
        """Take the next draft. `renew` False where the widgets show it already, because it comes from them."""
        if draft == self.draft:
            return
        self.earlier = [*self.earlier[-_UNDO_STEPS:], self.draft]
        self.draft = draft
        self.epoch += renew

    def undo(self) -> None:
        """Back to the draft before."""
        if self.earlier:
            self.draft = self.earlier.pop()
            self.epoch += 1

    def begin(self, version: BookVersion) -> None:
        """Start again from a saved version: nothing to save, nothing to undo."""
        self.draft, self.earlier = Draft.of(version), []
        self.epoch += 1


def is_being_edited(book_id: str) -> bool:
    """Tell whether the session remembers an editing of the book."""
    return f"editing-{book_id}" in st.session_state


def editing(version: BookVersion) -> Editing:
    """Return the editing that the session remembers of the book, or a fresh start from its newest version.

    Where nothing was changed, a version that somebody else saved meanwhile is simply taken.
    """
    key = f"editing-{version.book.id}"
    found: Editing = st.session_state.get(key) or Editing(Draft.of(version))
    st.session_state[key] = found
    if found.draft.base.id != version.id and not found.draft.changes:
        found.begin(version)
    elif found.draft.base.book != version.book:  # renamed
        found.draft = Draft(_renamed(found.draft.base, version), found.draft.pages, found.draft.settings)
    return found


def _renamed(base: BookVersion, version: BookVersion) -> BookVersion:
    return BookVersion(
        base.id, version.book, base.number, base.settings, base.pages, base.saved_by, base.saved_at, base.comment
    )


@dataclass(frozen=True, slots=True)
class Materials:
    """The materials of a page's settings: what there is to choose from, and the prefix of the widgets' keys.

    `renew` makes the widgets begin anew, for settings that reorder or remove some of their own. `path` says whose
    settings they are: the page's id and, inside a choice, which option's page.
    """

    ws: Workspace
    definitions: tuple[AttributeDefinition, ...]
    uploads: tuple[Upload, ...]
    key: str
    renew: Callable[[], None]
    path: tuple[str, ...] = ()

    def within(self, name: str) -> Materials:
        """Return the same for a part of the settings, with keys of its own."""
        return replace(self, key=f"{self.key}-{name}", path=(*self.path, name))

    def upload(self, upload_id: str) -> Upload | None:
        """Return the upload with this id, or None if it is gone."""
        return next((upload for upload in self.uploads if upload.id == upload_id), None)
