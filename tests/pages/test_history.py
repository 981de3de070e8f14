"""The screen that lists what was made, and proves it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from booklet.errors import PreflightFailed
from booklet.model import GenerationStatus
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import clicked, opened, pressed, ran, said


@pytest.fixture
def runs(workspace: Workspace) -> Workspace:
    """One book made, and one that could not be."""
    with pytest.raises(PreflightFailed):
        workspace.generate("Review", "Bolt & Co", QUARTER, by="ben")
    workspace.generate("Review", "Acme Corp", QUARTER, by="ann")
    return workspace


def _rows(test: AppTest) -> list[tuple[str, str]]:
    table = test.dataframe[0].value
    return list(zip(table["customer"], table["state"], strict=True))


def test_nothing_made_yet(empty: Workspace) -> None:
    """An empty history leads to the screen that fills it."""
    assert "Nothing has been made yet" in said(opened(empty, "history"))


def test_every_run_is_listed(runs: Workspace) -> None:
    """The newest first, the failed ones too."""
    assert _rows(opened(runs, "history")) == [("Acme Corp", "● made"), ("Bolt & Co", "■ failed")]


@pytest.mark.parametrize(
    ("filter_", "value"), [("customer", "Bolt & Co"), ("status", GenerationStatus.FAILED), ("started_by", "ben")]
)
def test_the_list_is_filtered(runs: Workspace, filter_: str, value: object) -> None:
    """By customer, state and person; book and quarter work alike."""
    test = opened(runs, "history")
    test.selectbox(key=f"history-{filter_}").set_value(value)
    assert _rows(ran(test)) == [("Bolt & Co", "■ failed")]


def test_a_page_of_the_list_is_shown(runs: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many runs, the newest first; the others are never read."""
    monkeypatch.setattr("booklet.ui.history.all_runs._SHOWN", 1)
    test = opened(runs, "history")
    assert (_rows(test), test.number_input[0].label) == ([("Acme Corp", "● made")], "Page of 2")
    test.number_input[0].set_value(2)
    assert _rows(ran(test)) == [("Bolt & Co", "■ failed")]
    assert "2 of 2 runs" in said(test)


def test_a_run_says_what_changed_since_and_is_kept(runs: Workspace) -> None:
    """A sentence for each change; an administrator keeps the book as it was sent, and says why."""
    runs.attributes.set("Acme Corp", QUARTER, {"assets": 2_000_000})
    test = clicked(opened(runs, "history"), "history", 0)
    assert "Assets: $2,000,000, was $1,250,000." in said(test)
    next(box for box in test.text_input if box.label == "Why?").set_value("sent on Monday")
    pressed(test, "Keep as sent")
    [standing] = runs.states(QUARTER, book="Review", customers=["Acme Corp"])
    assert standing.kept
    assert (standing.kept.remark, standing.kept.by) == ("sent on Monday", "admin-user")
    assert "kept as it was sent: sent on Monday" in said(ran(test))


def test_a_run_shows_all_that_went_into_it(runs: Workspace) -> None:
    """A click shows the download, the log, the values and the files."""
    test = clicked(opened(runs, "history"), "history", 0)
    run = runs.generations.find()[0]
    assert run.sha256 in said(test)
    assert test.get("download_button")[0].label.startswith("Download")
    tables = "\n".join(frame.value.to_string() for frame in test.dataframe)
    for known in ("W-9: 1 page", "1250000", "fw9.pdf", run.snapshot_digest):
        assert known in tables


def test_a_run_is_verified(runs: Workspace) -> None:
    """It is made again from its snapshot, and the bytes are the same."""
    test = clicked(opened(runs, "history"), "history", 0)
    assert "same bytes" in pressed(test, "Verify").success[0].value


def test_a_failed_run_says_why(runs: Workspace) -> None:
    """In sentences, with nothing to download."""
    test = clicked(opened(runs, "history"), "history", 1)
    assert "Assets is missing for Bolt & Co" in said(test)
    assert not test.get("download_button")
