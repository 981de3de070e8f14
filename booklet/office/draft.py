"""A book while it is being edited: what was saved, what it is now, and what lies between the two.

Plain data in, plain data out: the screen keeps a `Draft` and exchanges it for the next with every edit, so that
undoing is to go back to an earlier draft.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from booklet.model import BookSettings, BookVersion, Page
from booklet.page_types import type_label

_SETTING_NAMES = {
    "title": "the title",
    "author": "the author",
    "subject": "the subject",
    "language": "the language",
    "header": "the header",
    "footer": "the footer",
    "page_numbers": "the page numbers",
    "page_numbers_from": "where page numbers begin",
    "watermark": "the watermark",
    "open_password": "the password",
    "owner_password": "the password that lifts restrictions",
    "allow_print": "whether it may be printed",
    "allow_copy": "whether text may be copied",
    "allow_fill": "whether forms may be filled in",
    "allow_change": "whether pages and notes may be changed",
    "page_labels": "the page labels",
    "shared_fields": "whether equal form fields show one value",
    "form_scripts": "whether forms keep their calculations",
    "outline": "the bookmarks",
    "style": "the style",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """The pages and settings as edited, and the saved version that they began from."""

    base: BookVersion
    pages: tuple[Page, ...]
    settings: BookSettings

    @classmethod
    def of(cls, version: BookVersion) -> Draft:
        """Return a draft with nothing changed yet."""
        return cls(version, version.pages, version.settings)

    @property
    def as_version(self) -> BookVersion:
        """The draft as if it were saved: to plan and preview with."""
        return replace(self.base, pages=self.pages, settings=self.settings)

    @property
    def digest(self) -> str:
        """Equal for equal pages and settings: the key under which what was made of them is kept."""
        return hashlib.sha256(repr((self.pages, self.settings)).encode()).hexdigest()

    @property
    def changes(self) -> list[str]:
        """Changes that are not saved yet, a sentence for each page, for the order, and for each setting."""
        saved = {page.id: page for page in self.base.pages}
        now = {page.id: page for page in self.pages}
        added = [f"{_named(page)} was added." for page in self.pages if page.id not in saved]
        removed = [f"{_named(page)} was removed." for page in self.base.pages if page.id not in now]
        changed = [f"{_named(page)} was changed." for page in self.pages if saved.get(page.id, page) != page]
        kept_before = [page.id for page in self.base.pages if page.id in now]
        kept_now = [page.id for page in self.pages if page.id in saved]
        moved = ["The order of the pages was changed."] if kept_before != kept_now else []
        return added + removed + changed + moved + [f"{_capital(name)} was changed." for name in self._settings()]

    def page(self, page_id: str) -> Page | None:
        """Return the page with this id, or None."""
        return next((page for page in self.pages if page.id == page_id), None)

    def add(self, page: Page, *, after: str = "") -> Draft:
        """With a page more, after the page with the id `after`, or at the end. A page without an id gets it here."""
        new = page if page.id else replace(page, id=uuid.uuid4().hex)
        at = next((i + 1 for i, other in enumerate(self.pages) if other.id == after), len(self.pages))
        return replace(self, pages=(*self.pages[:at], new, *self.pages[at:]))

    def duplicate(self, page_id: str) -> Draft:
        """With a copy of the page after it."""
        page = self.page(page_id)
        return (
            self.add(replace(page, id="", title=page.title and f"{page.title} (copy)"), after=page_id) if page else self
        )

    def remove(self, page_id: str) -> Draft:
        """Without the page."""
        return replace(self, pages=tuple(page for page in self.pages if page.id != page_id))

    def move(self, page_id: str, position: int) -> Draft:
        """With the page at that position, counted from 1; beyond either end means the end."""
        page = self.page(page_id)
        if page is None:
            return self
        others = self.remove(page_id).pages
        at = min(max(position - 1, 0), len(others))
        return replace(self, pages=(*others[:at], page, *others[at:]))

    def change(self, page: Page) -> Draft:
        """With `page` in the place of the page that has its id."""
        return replace(self, pages=tuple(page if other.id == page.id else other for other in self.pages))

    def onto(self, newest: BookVersion) -> Draft:
        """Return the same edits, made to a version that somebody else saved meanwhile.

        A page or setting edited here stays as edited here; every other is as in `newest`, and so is the order,
        unless it was changed here. Pages that were removed there and not edited here are gone.
        """
        saved = {page.id: page for page in self.base.pages}
        now = {page.id: page for page in self.pages}
        theirs = {page.id: page for page in newest.pages}
        edited = {key for key, page in now.items() if saved.get(key) != page}
        order = self._order_onto(newest)
        pages = {key: now[key] if key in edited else theirs[key] for key in order if key in edited or key in theirs}
        settings = replace(newest.settings, **{name: getattr(self.settings, name) for name in self._setting_keys()})
        return Draft(newest, tuple(pages.values()), settings)

    def _order_onto(self, newest: BookVersion) -> Sequence[str]:
        before = [page.id for page in self.base.pages]
        mine = [page.id for page in self.pages]
        theirs = [page.id for page in newest.pages if page.id in mine or page.id not in before]
        if [key for key in before if key in mine] != [key for key in mine if key in before]:
            return mine + [key for key in theirs if key not in mine]
        for at, key in enumerate(mine):
            if key not in theirs:
                theirs.insert(theirs.index(mine[at - 1]) + 1 if at else 0, key)
        return theirs

    def _setting_keys(self) -> list[str]:
        return [
            one.name
            for one in fields(BookSettings)
            if getattr(self.settings, one.name) != getattr(self.base.settings, one.name)
        ]

    def _settings(self) -> list[str]:
        return [_SETTING_NAMES.get(key, key) for key in self._setting_keys()]


def _named(page: Page) -> str:
    return f'"{page.title}"' if page.title else f"A page without a title ({type_label(page)})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
