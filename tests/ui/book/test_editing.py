"""The editing of a book: drafts, undo, what is said of changes that are not saved, and two people who save."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page, Workspace
from booklet.generate.states import BookState
from booklet.model import BookVersion, Role
from booklet.office.draft import Draft
from booklet.page_types.contract import error, warning
from booklet.ui.book.all_books import _called, _made_in_words, show_book_menu, show_books
from booklet.ui.book.editing import Editing, Materials
from booklet.ui.book.page_list import _signs, _span
from booklet.ui.book.saving import show_saved_state
from booklet.ui.book.unsaved import keep_unsaved, offer_unsaved, unsaved_before
from booklet.ui.book.who_gets_what import show_coverage
from tests.conftest import QUARTER
from tests.ui.desks import Ways, buttons, desk_of, done, html_of, pressed, screen_of, texts, ways  # noqa: F401


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """A book of two pages, saved twice."""
    for text in ("one", "two"):
        pages = [Page("text", "Letter", {"markdown": text}, "p1"), Page("text", "", {"markdown": text}, "p2")]
        empty.books.save("Letter", pages=pages, by="zoe")
    return empty


def _version(ws: Workspace, number: int | None = None) -> BookVersion:
    return ws.books.get("Letter", version=number)


def _titled(version: BookVersion, title: str) -> Draft:
    draft = Draft.of(version)
    return draft.change(replace(draft.pages[0], title=title))


def test_undo_goes_back_step_by_step(ws: Workspace) -> None:
    """The widgets begin anew then; what changes nothing is no step."""
    version = _version(ws)
    edit = Editing(Draft.of(version))
    edit.undo()
    assert (edit.draft, edit.epoch) == (Draft.of(version), 0)
    edit.change(Draft.of(version))
    assert edit.earlier == []
    edit.change(_titled(version, "a"))
    edit.change(_titled(version, "b"), renew=False)
    assert (edit.epoch, len(edit.earlier)) == (1, 2)
    edit.undo()
    assert (edit.draft.pages[0].title, edit.epoch) == ("a", 2)
    edit.undo()
    assert (edit.draft, edit.earlier) == (Draft.of(version), [])
    edit.change(_titled(version, "c"))
    edit.begin(version)
    assert (edit.draft, edit.earlier, edit.epoch) == (Draft.of(version), [], 5)


def test_undo_knows_the_last_fifty_steps(ws: Workspace) -> None:
    """And one more."""
    edit = Editing(Draft.of(_version(ws)))
    for number in range(60):
        edit.change(_titled(_version(ws), str(number)))
    assert len(edit.earlier) == 51
    assert edit.earlier[-1].pages[0].title == "58"


def test_keys_of_widgets_within_widgets(ws: Workspace) -> None:
    """Each part has its own, and the way to it."""
    materials = Materials(ws, (), (), "k", lambda: None).within("a").within("b")
    assert (materials.key, materials.path) == ("k-a-b", ("a", "b"))
    assert materials.upload("gone") is None


def _state(ws: Workspace, edit: Editing, role: Role = Role.ADMIN) -> AppTest:
    desk = desk_of(ws, role)
    return screen_of(lambda: show_saved_state(desk.ws, edit, desk.ws.books.get("Letter")))


def test_what_is_saved_and_what_is_not(ws: Workspace) -> None:
    """The version with its author; changes are counted and listed, and can be saved with a comment."""
    edit = Editing(Draft.of(_version(ws)))
    test = _state(ws, edit)
    assert texts(test) == ["Version 2, saved by zoe just now"]
    assert buttons(test) == {"Undo": ("tertiary", False)}
    edit.change(_titled(_version(ws), "Note"))
    test = _state(ws, edit)
    assert "Version 2, saved by zoe just now · :orange[1 change not saved]" in texts(test)
    assert buttons(test)["Undo"] == ("tertiary", True)
    test.text_input[0].set_value("for spring")
    test = pressed(test, "Save version 3")
    saved = _version(ws)
    assert (saved.number, saved.comment, saved.saved_by, saved.pages[0].title) == (
        *(3, "for spring", "admin-user", "Note"),
    )
    assert done(test) == "Version 3 of Letter is saved."
    assert (edit.draft.changes, edit.earlier) == ([], [])


def test_changes_are_discarded(ws: Workspace) -> None:
    """And brought back by undo."""
    edit = Editing(Draft.of(_version(ws)))
    edit.change(_titled(_version(ws), "Note"))
    test = pressed(_state(ws, edit), "Discard these changes")
    assert done(test) == "The changes were discarded. Undo brings them back."
    assert edit.draft.changes == []
    edit.undo()
    assert edit.draft.pages[0].title == "Note"


@pytest.mark.parametrize(
    ("button", "said", "number", "titles"),
    [
        ("Bring in theirs, keep my changes", "Your changes now stand on version 3.", 3, ("Mine", "Theirs")),
        ("Save mine over it", "Version 4 of Letter is saved.", 4, ("Mine", "")),
        ("Drop mine, open theirs", "This is version 3.", 3, ("Letter", "Theirs")),
    ],
)
def test_somebody_else_saved_meanwhile(
    ws: Workspace, button: str, said: str, number: int, titles: tuple[str, str]
) -> None:
    """What they changed is told; both versions, mine over theirs, or theirs."""
    edit = Editing(Draft.of(_version(ws)))
    edit.change(_titled(_version(ws), "Mine"))
    version = _version(ws)
    pages = [version.pages[0], replace(version.pages[1], title="Theirs")]
    ws.books.save("Letter", pages=pages, by="ben")
    test = _state(ws, edit)
    told = next(text for text in texts(test) if "while you were editing" in text)
    assert "ben saved version 3 just now, while you were editing version 2" in told
    assert told.count("\n- ") == 1
    assert "Save version 3" not in buttons(test)
    test = pressed(test, button)
    assert done(test).startswith(said)
    assert (edit.draft.base.number, tuple(page.title for page in edit.draft.pages)) == (number, titles)
    if number == 4:
        assert _version(ws).comment == "Replaces version 3"


def test_unsaved_changes_are_offered_again(ws: Workspace) -> None:
    """In another session: to go on with, or to drop."""
    desk, newest = desk_of(ws), _version(ws)
    edit = Editing(Draft.of(newest))
    edit.change(_titled(newest, "Mine"))
    keep_unsaved(desk, edit)
    for choice, title, said in (
        ("Keep them", "Mine", "Your changes are back. Look them over, then save."),
        ("Discard them", "Letter", "The unsaved changes were discarded."),
    ):

        def show() -> Any:
            found = unsaved_before(desk, newest)
            if found:
                offer_unsaved(desk, newest, *found)
            return found

        test = screen_of(show)
        assert any("You have 1 unsaved change from" in text for text in texts(test))
        test = pressed(test, choice)
        assert done(test) == said
        kept: Editing = test.session_state[f"editing-{newest.book.id}"]
        assert kept.draft.pages[0].title == title
    assert screen_of(lambda: unsaved_before(desk, newest)).session_state["made"] is None


@pytest.mark.parametrize(("count", "lines", "more"), [(10, 10, False), (11, 11, True)])
def test_of_many_unsaved_changes_the_first(ws: Workspace, count: int, lines: int, more: bool) -> None:
    """Ten, and how many more."""
    newest = _version(ws)
    draft = Draft.of(newest)
    draft = replace(draft, pages=(*draft.pages, *(Page("text", str(n), {}, f"n{n}") for n in range(count))))
    [told] = texts(screen_of(offer_unsaved, desk_of(ws), newest, draft, "today"))
    assert told.count("\n- ") == lines
    assert ("and 1 more" in told) is more


@pytest.mark.parametrize(
    ("first", "count", "said"),
    [(None, 0, "–"), (1, 0, "–"), (None, 2, "–"), (3, 1, "3"), (3, 2, "3–4"), (1, 10, "1–10")],
)
def test_where_a_page_is(first: int | None, count: int, said: str) -> None:
    """From its first to its last page of the book."""
    assert _span(first, count) == said


def test_the_signs_of_problems() -> None:
    """Errors, then warnings and what is waited for, counted."""
    wrong, odd, waits = error("rule", "", ""), warning("x", "", ""), error("workbook not given", "", "")
    assert _signs([odd, wrong, waits, wrong]) == "■ 2 ▲ 2"
    assert _signs([odd]) == "▲ 1"
    assert _signs([]) == ""


def test_how_many_are_made(ws: Workspace) -> None:
    """Of all customers, and how many of those have grown old."""
    states = Counter({BookState.MADE: 3, BookState.OUT_OF_DATE: 1, BookState.TO_DO: 2})
    assert _made_in_words(states) == "3 of 6, 1 out of date"
    assert _made_in_words(Counter({BookState.TO_DO: 2})) == "0 of 2"
    book = _version(ws).book
    assert (_called(book), _called(replace(book, archived=True))) == ("Letter", "Letter (archived)")


def test_the_list_of_books(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Archived ones where an administrator asks; what is opened by a click."""
    ws.books.save("Atlas", pages=[], description="For all")
    ws.books.archive("Letter")
    test = screen_of(show_books, desk_of(ws))
    assert list(test.dataframe[0].value["book"]) == ["Atlas"]
    test.toggle[0].set_value(True)
    table = test.run().dataframe[0].value.set_index("book")
    assert list(table.loc["Letter (archived)", ["pages", "version", "saved"]]) == [2, 2, "just now by zoe"]
    assert table.loc["Atlas", "description"] == "For all"
    assert not screen_of(show_books, desk_of(ws, Role.STANDARD)).toggle
    test.session_state["books"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "book")]}}
    test.run()
    assert ways.went == [("books", {"book": ws.books.get("Atlas").book.id})]
    ws.books.archive("Atlas")
    assert "No books yet: an administrator makes them." in html_of(screen_of(show_books, desk_of(ws, Role.STANDARD)))
    assert "No books yet. Make the first one here." in html_of(screen_of(show_books, desk_of(ws)))


def test_what_is_done_to_a_book(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Renamed, copied, archived, brought back."""
    desk = desk_of(ws)

    def menu() -> AppTest:
        return screen_of(lambda: show_book_menu(desk, desk.ws.books.newest_versions(archived=True)[0]))

    test = menu()
    assert buttons(test)["Save name"][1] is False
    next(box for box in test.text_input if box.label == "Name").set_value("Note")
    test.run()
    assert buttons(test)["Save name"][1] is True
    assert done(pressed(test, "Save name")) == "The book is now called Note."
    test = menu()
    next(box for box in test.text_input if box.label == "Name of a copy").set_value("Copy")
    pressed(test, "Make a copy")
    assert ways.went == [("books", {"book": ws.books.get("Copy").book.id})]
    assert [page.title for page in ws.books.get("Copy").pages] == ["Letter", ""]
    ws.books.archive("Copy")
    ws.books.archive("Note")
    assert "Archive this book" not in buttons(menu())
    assert " is back." in done(pressed(menu(), "Bring back from the archive"))


def test_who_gets_what(ws: Workspace) -> None:
    """For those whose name is asked for; how many, and how many of them are ready."""
    for name in ("Acme", "Bolt"):
        ws.customers.add(name)
    draft = Draft.of(_version(ws))
    test = screen_of(show_coverage, ws, draft, QUARTER)
    assert list(test.dataframe[0].value["Customer"]) == ["Acme", "Bolt"]
    assert "2 customers shown for 2026Q3; 2 ready." in texts(test)
    test.text_input[0].set_value("BO")
    assert list(test.run().dataframe[0].value["Customer"]) == ["Bolt"]
    test.text_input[0].set_value("zz")
    assert "No customers to show." in html_of(test.run())
    assert "The book has no pages yet." in html_of(screen_of(show_coverage, ws, replace(draft, pages=()), QUARTER))
