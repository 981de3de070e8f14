"""A draft is plain data: every edit gives a new one, and says in words how it differs from what was saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from booklet.model import Book, BookSettings, BookVersion, Customer, Page
from booklet.office.draft import Draft


def _version(*titles: str, number: int = 1, settings: BookSettings | None = None) -> BookVersion:
    book = Book("b", "Review", "", datetime(2026, 1, 1))
    pages = tuple(Page("text", title, {"markdown": title}, id=title.lower()) for title in titles)
    return BookVersion(f"v{number}", book, number, settings or BookSettings(), pages, "anna", datetime(2026, 1, 1))


def _order(draft: Draft) -> list[str]:
    return [page.id for page in draft.pages]


def draft_of(*titles: str) -> Draft:
    """A draft with a text page for each title, nothing changed."""
    return Draft.of(_version(*titles))


def customer(name: str) -> Customer:
    return Customer(name.lower(), name, datetime(2026, 1, 1))


@pytest.fixture
def draft() -> Draft:
    return draft_of("Cover", "Plan", "Terms")


def test_nothing_changed_is_no_change(draft: Draft) -> None:
    """A draft that was just opened, or changed back, has nothing to save."""
    there_and_back = draft.move("cover", 3).move("cover", 1)
    assert draft.changes == []
    assert there_and_back.changes == []


def test_changes_are_told_in_words(draft: Draft) -> None:
    """Each page added, removed or changed, the order and each setting is a sentence of its own."""
    changed = draft.remove("terms").change(replace(draft.pages[1], title="The plan"))
    changed = changed.add(Page("contents", "Contents"), after="cover").move("plan", 1)
    changed = replace(changed, settings=replace(changed.settings, watermark="Draft"))
    assert changed.changes == [
        '"Contents" was added.',
        '"Terms" was removed.',
        '"The plan" was changed.',
        "The order of the pages was changed.",
        "The watermark was changed.",
    ]


@pytest.mark.parametrize(
    ("position", "expected"),
    [(1, ["terms", "cover", "plan"]), (2, ["cover", "terms", "plan"]), (99, ["cover", "plan", "terms"])],
)
def test_a_page_is_moved_to_a_position(draft: Draft, position: int, expected: list[str]) -> None:
    """Positions count from 1; one beyond the end is the end."""
    assert _order(draft.move("terms", position)) == expected


def test_a_copy_stands_after_its_page(draft: Draft) -> None:
    """A duplicate has an id of its own, and says in its title that it is a copy."""
    copied = draft.duplicate("cover")
    assert [page.title for page in copied.pages] == ["Cover", "Cover (copy)", "Plan", "Terms"]
    assert copied.pages[1].id not in {"", "cover"}


def test_both_peoples_edits_survive(draft: Draft) -> None:
    """Put onto a newer version, a draft keeps its own edits and takes all that it did not touch from there."""
    mine = draft.change(replace(draft.pages[0], title="My cover")).add(Page("text", "Mine", id="mine"), after="plan")
    mine = replace(mine, settings=replace(mine.settings, author="Me"))
    theirs = _version("Cover", "Plan", "Letter", number=2, settings=BookSettings(watermark="Theirs"))
    both = mine.onto(theirs)
    assert [page.title for page in both.pages] == ["My cover", "Plan", "Mine", "Letter"]
    assert (both.settings.author, both.settings.watermark) == ("Me", "Theirs")
    assert both.base.number == 2


def test_a_page_edited_here_outlives_its_removal_there(draft: Draft) -> None:
    """An edit is never lost: the page comes back, as edited."""
    mine = draft.change(replace(draft.pages[2], title="New terms"))
    both = mine.onto(_version("Cover", "Plan", number=2))
    assert [page.title for page in both.pages] == ["Cover", "Plan", "New terms"]


def test_what_was_removed_here_stays_removed(draft: Draft) -> None:
    """A page removed here does not come back with somebody else's version."""
    assert _order(draft.remove("plan").onto(_version("Cover", "Plan", "Terms", number=2))) == ["cover", "terms"]


def test_the_order_made_here_wins(draft: Draft) -> None:
    """An order changed here is kept, with the pages that are new there after it."""
    mine = draft.move("terms", 1)
    assert _order(mine.onto(_version("Letter", "Cover", "Plan", "Terms", number=2))) == [
        "terms",
        "cover",
        "plan",
        "letter",
    ]
