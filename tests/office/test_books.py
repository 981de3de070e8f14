"""A book as a whole, and the changes to it that were not saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet import BookSettings, Page, Quarter, Workspace
from booklet.errors import AlreadyExists
from booklet.model import BookVersion
from booklet.office.coverage import who_gets_what
from booklet.office.draft import Draft
from booklet.office.kept_draft import keep_changes, unsaved_changes
from booklet.office.new_book import copy_book, first_pages, make_book, rename_book, restore_version


@pytest.fixture
def letter(empty: Workspace) -> BookVersion:
    """A book of one page, in its first version."""
    return make_book(empty, "Letter", "For all", (Page("text", "Letter", {"markdown": "Dear {{ customer }}"}),))


def test_a_new_name_never_becomes_another_books_version(empty: Workspace, letter: BookVersion) -> None:
    """A name that is taken is refused, for a new book as for a copy."""
    with pytest.raises(AlreadyExists):
        make_book(empty, "letter", "", first_pages())
    with pytest.raises(AlreadyExists):
        copy_book(empty, letter, "Letter", "")
    assert len(empty.books.versions("Letter")) == 1


def test_a_copy_has_pages_and_settings(empty: Workspace, letter: BookVersion) -> None:
    """It says what it is a copy of, and goes its own way from then on."""
    source = empty.books.save("Letter", pages=letter.pages, settings=BookSettings(watermark="Draft"))
    copied = copy_book(empty, source, "Other", "A copy", by="ann")
    assert (copied.settings.watermark, copied.pages[0].config) == ("Draft", letter.pages[0].config)
    assert (copied.comment, copied.saved_by) == ("A copy of Letter, version 2", "ann")
    assert copied.book.id != source.book.id


def test_a_renamed_book_keeps_its_newest_pages(empty: Workspace, letter: BookVersion) -> None:
    """Name and description change together, or not at all."""
    newest = empty.books.save("Letter", pages=[*letter.pages, *first_pages()])
    rename_book(empty, letter.book.id, "Greeting", "For some")
    renamed = empty.books.get("Greeting")
    assert (renamed.book.description, renamed.pages) == ("For some", newest.pages)
    make_book(empty, "Letter", "", ())
    with pytest.raises(AlreadyExists):
        rename_book(empty, letter.book.id, "Letter", "For nobody")
    assert empty.books.get("Greeting").book.description == "For some"


def test_a_version_of_the_past_is_restored_as_the_next(empty: Workspace, letter: BookVersion) -> None:
    """With its pages and settings; nothing is lost by it."""
    empty.books.save("Letter", pages=first_pages(), settings=BookSettings(watermark="Draft"))
    restored = restore_version(empty, letter, by="ann")
    assert (restored.number, restored.comment) == (3, "Version 1 restored")
    assert (restored.pages, restored.settings) == (letter.pages, letter.settings)


def test_unsaved_changes_come_back(empty: Workspace, letter: BookVersion) -> None:
    """On the version that they began from, also when somebody saved another; changed back, nothing is kept."""
    draft = replace(Draft.of(letter), settings=BookSettings(watermark="Draft"))
    keep_changes(empty, "ann", draft)
    newest = empty.books.save("Letter", pages=first_pages())
    kept = unsaved_changes(empty, "ann", newest)
    assert kept is not None
    assert kept[0] == draft
    assert unsaved_changes(empty, "ben", newest) is None
    keep_changes(empty, "ann", Draft.of(newest))
    assert unsaved_changes(empty, "ann", newest) is None


def test_who_gets_what(empty: Workspace, letter: BookVersion) -> None:
    """For each customer the pages and problems; a draft need not be saved for it."""
    empty.attributes.define("plan")
    acme, bolt = empty.customers.add("Acme"), empty.customers.add("Bolt")
    empty.attributes.set("Acme", Quarter(2026, 3), {"plan": "Gold"})
    draft = Draft.of(letter).add(Page("text", "Plan", {"markdown": "{{ plan }}"}, id="p")).as_version
    rows = who_gets_what(empty, draft, [acme, bolt], Quarter(2026, 3))
    assert [(row.customer.name, row.ready, row.waits) for row in rows] == [
        ("Acme", True, False),
        ("Bolt", False, False),
    ]
    assert (rows[0].page_count, rows[0].gives["p"], rows[1].gives["p"]) == (2, "1 page", "–")
    assert [error.customer for error in rows[1].errors] == ["Bolt"]
