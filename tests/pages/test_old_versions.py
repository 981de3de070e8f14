"""The versions of a book: what each changed, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import Role
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import clicked, opened, pressed, ran, said


@pytest.fixture
def saved(workspace: Workspace) -> Workspace:
    """The book in three versions: a page renamed by zoe, then the last page taken out by ann."""
    pages = list(workspace.books.get("Review").pages)
    pages[2] = replace(pages[2], title="Dear customer")
    workspace.books.save("Review", pages=pages, comment="Kinder", by="zoe")
    workspace.books.save("Review", pages=pages[:-1], by="ann")
    return workspace


def _versions(workspace: Workspace, *, role: Role = Role.ADMIN, **words: str) -> AppTest:
    """The tab of the versions."""
    book_id = workspace.books.get("Review").book.id
    test = opened(workspace, "books", role=role, quarter=str(QUARTER), book=book_id, **words)
    test.session_state[f"tabs-{book_id}"] = "Versions"
    return ran(test)


def test_each_version_says_what_it_changed(saved: Workspace) -> None:
    """The newest first, with who saved it, the comment and the number of pages."""
    rows = _versions(saved).dataframe[0].value.to_dict("records")
    assert [(row["version"], row["by"], row["comment"], row["pages"]) for row in rows[:2]] == [
        (3, "ann", "", 6),
        (2, "zoe", "Kinder", 7),
    ]
    assert "Time card" in rows[0]["changed"]
    assert "Dear customer" in rows[1]["changed"]
    assert rows[2]["changed"] == "The first version."


def test_a_click_opens_a_version_and_it_is_restored(saved: Workspace) -> None:
    """As a new version: nothing is lost."""
    test = clicked(_versions(saved), "versions-3", 2)
    assert test.query_params["version"] == "1"
    assert "the newest is version 3" in said(test)
    pressed(test, "Restore version 1")
    newest = saved.books.get("Review")
    assert (newest.number, [page.title for page in newest.pages][2], len(newest.pages)) == (4, "Letter", 7)
    assert newest.saved_by == "admin-user"
    assert "Version 4 is now what version 1 was" in test.toast[0].value


def test_a_click_on_the_version_that_is_open_leads_nowhere(saved: Workspace) -> None:
    """It stays the newest, which can be edited."""
    test = clicked(_versions(saved), "versions-3", 0)
    assert "version" not in test.query_params


def test_whoever_only_looks_restores_nothing(saved: Workspace) -> None:
    """The old version is there to be looked at."""
    test = _versions(saved, role=Role.STANDARD, version="1")
    assert "the newest is version 3" in said(test)
    assert not [button for button in test.button if button.label.startswith("Restore")]
