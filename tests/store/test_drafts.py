"""Drafts: kept per user and book, read back as they were, dropped."""

from __future__ import annotations

from pathlib import Path

from booklet.model import BookSettings, Page, Style
from booklet.store.drafts import Drafts


def test_a_draft_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    """Pages, settings and the version that it began from; another user and another book have none."""
    drafts = Drafts(tmp_path / "drafts")
    pages = [Page("text", "Größe", {"markdown": "# {{ customer }}", "list": [1]}, "p1")]
    settings = BookSettings(footer="{{ title }}", style=Style(accent="#123456"))
    drafts.keep("ann", "b1", 3, [], BookSettings())
    drafts.keep("ann", "b1", 4, pages, settings)
    kept = drafts.get("ann", "b1")
    assert kept
    assert (kept.version, kept.pages, kept.settings) == (4, tuple(pages), settings)
    assert drafts.get("ben", "b1") is None
    assert drafts.get("ann", "b2") is None
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "drafts").iterdir()] == [0]


def test_a_draft_that_is_dropped_or_cannot_be_read_is_none(tmp_path: Path) -> None:
    """Dropping twice is no error, and neither is what another version wrote."""
    drafts = Drafts(tmp_path)
    drafts.keep("ann", "b1", 1, [], BookSettings())
    drafts.drop("ann", "b1")
    drafts.drop("ann", "b1")
    assert drafts.get("ann", "b1") is None
    drafts.keep("ann", "b1", 1, [], BookSettings())
    [file] = tmp_path.iterdir()
    for text in ('{"version": 1}', "not json", '{"version":1,"pages":[{"x":1}],"settings":{},"kept_at":"now"}'):
        file.write_text(text)
        assert drafts.get("ann", "b1") is None
