"""A user's unsaved changes to a book: kept, so that a closed tab or a restarted server loses nothing.

A file per user and book, beside the database and not in it: a draft is written with every edit, and a write to the
database would make every screen work out anew what it shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from booklet.errors import InputError, StoreError
from booklet.model import BookSettings, Page, Style
from booklet.private_files import private_folder
from booklet.store.clock import utc_now
from booklet.whole_files import write_whole


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Pages and settings as they were edited, the number of the version that they began from, and when (UTC)."""

    version: int
    pages: tuple[Page, ...]
    settings: BookSettings
    kept_at: datetime


class Drafts:
    """The drafts in a folder, by username and the book's id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, username: str, book_id: str, version: int, pages: Sequence[Page], settings: BookSettings) -> None:
        """Keep a draft, in the place of the draft before. Raises StoreError where it cannot be written."""
        draft = KeptDraft(version, tuple(pages), settings, utc_now())
        text = json.dumps(asdict(draft), ensure_ascii=False, default=str)
        try:
            private_folder(self._folder)
            write_whole(self._path(username, book_id), text.encode(), mode=0o600)
        except (OSError, InputError) as error:
            raise StoreError(f"Unsaved changes cannot be kept in {self._folder}: {error}") from error

    def get(self, username: str, book_id: str) -> KeptDraft | None:
        """Return the draft, or None: also for a draft that another version of Booklet wrote in another form."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            plain = json.loads(self._path(username, book_id).read_text("utf-8"))
            settings = plain["settings"]
            return KeptDraft(
                version=plain["version"],
                pages=tuple(Page(**page) for page in plain["pages"]),
                settings=BookSettings(**{**settings, "style": Style(**settings["style"])}),
                kept_at=datetime.fromisoformat(plain["kept_at"]),
            )
        return None

    def drop(self, username: str, book_id: str) -> None:
        """Forget a draft: it was saved, or is not wanted."""
        with suppress(OSError):
            self._path(username, book_id).unlink()

    def _path(self, username: str, book_id: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{username}|{book_id}'.encode()).hexdigest()[:32]}.json"
