"""The screen that makes books: for one customer, and for all."""

from __future__ import annotations

import pytest

from booklet.jobs import Jobs
from booklet.model import GenerationStatus, Page, Role
from booklet.workspace import Workspace
from tests.conftest import DEMO, QUARTER
from tests.pages.opened import opened, pressed, ran, said


def _words(workspace: Workspace, customer: str) -> dict[str, str]:
    return {"quarter": str(QUARTER), "book": "Review", "customer": workspace.customers.get(customer).id}


def test_without_books_there_is_a_sentence(empty: Workspace) -> None:
    """Nothing to generate leads to the books."""
    assert "nothing to generate" in said(opened(empty, "generate"))


def test_preflight_stands_there_before_anything_is_pressed(workspace: Workspace) -> None:
    """What the book will be, in pages, forms and worksheets."""
    test = opened(workspace, "generate", role=Role.STANDARD, **_words(workspace, "Acme Corp"))
    assert "Ready: 8 pages, 1 form, 1 worksheet" in said(test)
    assert not workspace.generations.find()


def test_a_problem_leads_to_where_it_is_mended(workspace: Workspace) -> None:
    """A missing value says for whom, and links to the attributes; nothing can be generated."""
    test = opened(workspace, "generate", **_words(workspace, "Bolt & Co"))
    assert "Assets is missing for Bolt & Co" in said(test)
    assert next(button for button in test.button if button.label == "Generate the book").disabled
    assert any("Record assets for Bolt & Co" in link.proto.label for link in test.get("page_link"))


def test_a_book_is_made_and_offered(workspace: Workspace) -> None:
    """Generate records who made it, and shows its pages and its download."""
    test = opened(workspace, "generate", role=Role.STANDARD, **_words(workspace, "Acme Corp"))
    pressed(test, "Generate the book")
    [run] = workspace.generations.find()
    assert (run.status, run.started_by) == (GenerationStatus.MADE, "standard-user")
    [download] = test.get("download_button")
    assert download.label.startswith("Download Acme Corp - Review - 2026Q3.pdf")
    assert run.sha256 in said(test)


def test_a_book_that_is_there_is_not_made_again(workspace: Workspace) -> None:
    """Made from the same inputs by somebody else, it is offered at once, with no other run."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    test = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    assert made.sha256 in said(test)
    assert len(workspace.generations.find()) == 1


def test_a_choice_is_overridden(workspace: Workspace) -> None:
    """What the rules say stays in sight, and the run's snapshot says that a person chose."""
    test = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    next(box for box in test.selectbox if box.label == "Gold, Others").set_value("Others")
    assert "The rules say: Gold" in said(ran(test))
    pressed(test, "Generate the book")
    choice = workspace.books.get("Review").pages[5]
    snapshot = workspace.generations.snapshot_of(workspace.generations.find()[0]).to_json()
    assert f'"overrides":{{"{choice.id}":{{"default":true' in snapshot


def test_a_workbook_is_handed_in_once(workspace: Workspace) -> None:
    """A page that asks for a workbook stops the book until it is there; the next time it is known."""
    config = {"ask": True, "prompt": "The time card"}
    workspace.books.save("Review", pages=[Page("worksheet", "Time card", config)])
    test = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    assert "was not handed in" in said(test)
    test.file_uploader[0].set_value(("card.xltx", (DEMO / "time-card.xltx").read_bytes(), "application/octet-stream"))
    assert "Ready" in said(ran(test))
    pressed(test, "Generate the book")
    again = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    assert "card.xltx was handed in before" in said(again)


def test_all_that_are_ready_are_made_at_once(workspace: Workspace) -> None:
    """The customer with a problem is left out and named; the others' books come as one archive."""
    test = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    test.session_state["generate-tabs"] = "All customers"
    assert "1 book cannot be made yet" in said(ran(test))
    pressed(test, "Generate 1 book")
    [begun] = workspace.jobs.find()
    assert workspace.jobs.watch(begun.id).created_by == "admin-user"
    assert "1 book made" in said(ran(test))
    table = test.dataframe[0].value.set_index("Customer")
    assert (table.loc["Acme Corp", "State"], table.loc["Bolt & Co", "State"]) == ("● made", "■ 2 problems")
    assert "Assets is missing" in table.loc["Bolt & Co", "Why"]
    assert [one.label for one in test.get("download_button")] == ["Download 1 book as a zip"]


def test_a_job_is_seen_after_a_reload_and_can_be_cancelled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another session as well, from the rows alone, with who began it; what came of it is told there too."""
    monkeypatch.setattr(Jobs, "go_on", lambda *_: None)  # or the server's own workers are quicker than the click
    begun = workspace.jobs.start("Review", QUARTER, workers=0, by="ann")
    test = opened(workspace, "generate", **_words(workspace, "Acme Corp"))
    test.session_state["generate-tabs"] = "All customers"
    assert "Begun by ann" in said(ran(test))
    assert not [button for button in test.button if button.label.startswith("Generate")]
    pressed(test, "Cancel")
    assert workspace.jobs.get(begun.id).reason == "Cancelled by admin-user."
    assert "2 cancelled" in said(ran(test))


def test_where_nothing_can_be_made_the_button_says_why(workspace: Workspace) -> None:
    """It does not offer to generate 0 books."""
    workspace.customers.archive("Acme Corp")
    test = opened(workspace, "generate", **_words(workspace, "Bolt & Co"))
    test.session_state["generate-tabs"] = "All customers"
    ran(test)
    assert next(button for button in test.button if button.label == "Generate").disabled
    assert "No book can be made yet" in said(test)
