"""Home: what is left to do this quarter."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import GenerationStatus, Page
from booklet.office.look_beside import look_beside
from booklet.workspace import Workspace
from tests.conftest import DEMO, QUARTER
from tests.pages.opened import opened, pressed, ran, said

ADDRESS = {"quarter": str(QUARTER)}
LETTER = Page("text", "Letter", {"markdown": "Dear {{ customer }}, you have {{ assets }}."})


def _states(screen: AppTest, workspace: Workspace, book: str) -> list[str]:
    """The states of a book, in the order of the customers."""
    return list(screen.dataframe[0].value[workspace.books.get(book).book.id])


def test_shows_what_is_ready_and_what_is_missing(workspace: Workspace) -> None:
    """Checked without being asked: Acme has all values, Bolt lacks what the letter says."""
    workspace.books.save("Letter", pages=[LETTER])
    assert _states(opened(workspace, "quarter", **ADDRESS), workspace, "Letter") == ["○ ready", "■ 1 problem"]


def test_what_is_not_known_is_looked_at_beside_while_the_screen_is_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once the screen says what it knows, and that the rest is looked at; then it knows the rest."""
    workspace.books.archive("Review")
    screen = opened(workspace, "quarter", **ADDRESS)
    workspace.books.save("Letter", pages=[LETTER])
    monkeypatch.setenv("BOOKLET_LOOK", "beside")
    screen = ran(screen)
    assert _states(screen, workspace, "Letter") == ["○ to do", "○ to do"]
    assert "Looking through 2 books" in screen.get("progress")[0].proto.text
    assert "Generate 2 books" in [button.label for button in screen.button]
    look, deadline = look_beside(workspace.folder, QUARTER, ""), time.monotonic() + 60
    while not look.seen and time.monotonic() < deadline:
        time.sleep(0.05)
    screen = ran(screen)
    look.end()
    assert _states(screen, workspace, "Letter") == ["○ ready", "■ 1 problem"]
    assert not screen.get("progress")


def test_why_books_are_out_of_date_is_told_with_a_count(workspace: Workspace) -> None:
    """By book, once somebody asks; administrators may keep all of them as they were sent."""
    workspace.books.archive("Review")
    workspace.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ plan }}"})])
    for name in ("Acme Corp", "Bolt & Co"):
        workspace.generate("Letter", name, QUARTER)
    workspace.attributes.set("Acme Corp", QUARTER, {"plan": "Silver"})
    workspace.attributes.set("Bolt & Co", QUARTER, {"plan": "Gold"})
    screen = opened(workspace, "quarter", **ADDRESS)
    assert "Plan changed" not in said(screen)
    next(toggle for toggle in screen.toggle if toggle.label == "Why 2 books are out of date").set_value(True)
    assert "- Plan changed (2 books)" in said(ran(screen))
    workspace.attributes.set("Bolt & Co", QUARTER, {"plan": "Silver"})
    assert "- Plan: Silver, was Gold (1 book)" in said(ran(screen))
    screen.text_input(key="keep_as_sent_remark").set_value("Sent before")
    screen = pressed(screen, "Keep as sent")
    assert _states(screen, workspace, "Letter") == ["● made", "● made"]


def test_one_button_makes_all_that_is_ready(workspace: Workspace) -> None:
    """And leaves out what has problems; afterwards it says how many were made."""
    workspace.books.archive("Review")
    workspace.books.save("Letter", pages=[LETTER])
    screen = pressed(opened(workspace, "quarter", **ADDRESS), "Generate 1 book")
    deadline = time.monotonic() + 60
    while "1 book made" not in said(screen) and time.monotonic() < deadline:
        time.sleep(0.2)
        screen = ran(screen)
    assert "1 book made" in said(screen)
    assert [run.customer for run in workspace.generations.find(status=GenerationStatus.MADE)] == ["Acme Corp"]
    assert workspace.generations.find()[0].started_by == "admin-user"


def test_a_change_after_the_book_was_made_is_seen(workspace: Workspace) -> None:
    """Made, then out of date."""
    workspace.books.save("Letter", pages=[LETTER])
    workspace.generate("Letter", "Acme Corp", QUARTER)
    screen = opened(workspace, "quarter", **ADDRESS)
    screen.session_state["quarter_rows"] = "All customers"
    assert _states(ran(screen), workspace, "Letter")[0] == "● made"
    workspace.attributes.set("Acme Corp", QUARTER, {"assets": 7})
    assert _states(ran(screen), workspace, "Letter")[0] == "↻ out of date"


def test_a_workbook_that_is_to_be_handed_in_is_no_problem_but_work(workspace: Workspace) -> None:
    """It has a word of its own, and is not made by the one button."""
    workspace.books.archive("Review")
    workspace.books.save("Statement", pages=[Page("worksheet", "Statement", {"ask": True, "prompt": "The statement"})])
    screen = opened(workspace, "quarter", **ADDRESS)
    assert _states(screen, workspace, "Statement") == ["▲ workbook needed"] * 2
    assert not [button for button in screen.button if button.label.startswith("Generate")]


def test_a_workbook_handed_in_counts_though_its_run_was_interrupted(workspace: Workspace) -> None:
    """The book that waited for it is ready on the screen that is open, as preflight says, without a restart."""
    workspace.books.archive("Review")
    workspace.books.save("Statement", pages=[Page("worksheet", "Statement", {"ask": True, "prompt": "The statement"})])
    screen = opened(workspace, "quarter", **ADDRESS)
    assert _states(screen, workspace, "Statement") == ["▲ workbook needed"] * 2

    def interrupt(_done: int, _total: int, _what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.generate(
            "Statement", "Acme Corp", QUARTER, workbooks={"Statement": DEMO / "time-card.xltx"}, on_progress=interrupt
        )
    assert not [problem for problem in workspace.preflight("Statement", "Acme Corp", QUARTER) if problem.is_error]
    assert _states(ran(screen), workspace, "Statement") == ["○ ready", "▲ workbook needed"]


def test_a_click_on_a_customer_opens_it(workspace: Workspace) -> None:
    """On a book, its generation."""
    screen = opened(workspace, "quarter", **ADDRESS)
    key = "quarter_table_All customers"
    screen.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(1, "Customer")]}}
    assert ran(screen).query_params["customer"] == workspace.customers.get("Bolt & Co").id


def test_an_empty_workspace_offers_the_demo(empty: Workspace) -> None:
    """A sentence and two buttons; the colored one is not the demo, which was offered at the first start."""
    screen = opened(empty, "quarter")
    assert "Nothing here yet" in said(screen)
    kinds = {button.label: button.proto.type for button in screen.button}
    assert (kinds["Add customers"], kinds["Start with the demo"]) == ("primary", "secondary")


def test_customers_without_a_book(empty: Workspace) -> None:
    """The next thing to make is named."""
    empty.customers.add("Acme Corp")
    assert "No books yet" in said(opened(empty, "quarter"))
