"""The history without its surroundings: the list of runs, its filters, and a run with all that went into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page, Workspace
from booklet.errors import PreflightFailed
from booklet.model import Choice, Generation, GenerationStatus
from booklet.ui.history import all_runs, one_run
from booklet.ui.history.all_runs import history_table, pick_generation
from tests.conftest import QUARTER
from tests.generate.made_snapshots import file, snapshot
from tests.ui.desks import Ways, desk_of, html_of, pressed, screen_of, texts, ways  # noqa: F401


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """Two runs that made a letter, and one that could not."""
    empty.attributes.define("plan", label="Plan")
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
    empty.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ plan }}"})])
    with pytest.raises(PreflightFailed):
        empty.generate("Letter", "Bolt", QUARTER, by="")
    empty.generate("Letter", "Acme", QUARTER, by="ann")
    empty.generate("Letter", "Acme", QUARTER.next(), by="ben")
    return empty


def _list(ws: Workspace, **session: Any) -> AppTest:
    return screen_of(pick_generation, ws, **session)


def _quarters(test: AppTest) -> list[str]:
    return list(test.dataframe[0].value["quarter"])


def test_the_list(ws: Workspace) -> None:
    """The newest first; what there is to look for, and how many there are."""
    test = _list(ws)
    assert _quarters(test) == ["2026Q4", "2026Q3", "2026Q3"]
    assert texts(test)[-1].startswith("3 of 3 runs. Click on one to download it")
    boxes = {box.label: box.options for box in test.selectbox}
    assert boxes["Book"] == ["All", "Letter"]
    assert boxes["Customer"] == ["All", "Acme", "Bolt"]
    assert boxes["State"] == ["All", "… being made", "● made", "■ failed", "■ interrupted"]
    assert set(boxes["By"]) >= {"All", "ann", "ben"}
    assert test.session_state["made"] is None


@pytest.mark.parametrize(
    ("name", "value", "quarters"),
    [
        ("customer", "Bolt", ["2026Q3"]),
        ("status", GenerationStatus.MADE, ["2026Q4", "2026Q3"]),
        ("quarter", QUARTER, ["2026Q3", "2026Q3"]),
        ("started_by", "ben", ["2026Q4"]),
        ("book", "Letter", ["2026Q4", "2026Q3", "2026Q3"]),
    ],
)
def test_a_filter(ws: Workspace, name: str, value: object, quarters: list[str]) -> None:
    """Each narrows the list, and the count says how much."""
    test = _list(ws)
    test.selectbox(key=f"history-{name}").set_value(value)
    test.run()
    assert _quarters(test) == quarters
    assert texts(test)[-1].startswith(f"{len(quarters)} of 3 runs")


def test_filters_that_nothing_fits(ws: Workspace) -> None:
    """Are said to."""
    test = _list(ws)
    test.selectbox(key="history-customer").set_value("Bolt")
    test.selectbox(key="history-started_by").set_value("ben")
    assert "No run fits these filters." in html_of(test.run())


def _click(row: int) -> dict[str, Any]:
    return {"history": {"selection": {"rows": [], "columns": [], "cells": [(row, "book")]}}}


def test_a_run_is_clicked(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page that is shown; it stays open until another is, and one that is gone is none."""
    runs = ws.generations.find()
    assert _list(ws, **_click(1)).session_state["made"] == runs[1].id
    assert _list(ws, **_click(3)).session_state["made"] is None
    assert _list(ws, run_looked_at=runs[2].id).session_state["made"] == runs[2].id
    assert _list(ws, run_looked_at="gone").session_state["made"] is None
    monkeypatch.setattr(all_runs, "_SHOWN", 2)
    test = _list(ws)
    assert (test.number_input[0].label, _quarters(test)) == ("Page of 2", ["2026Q4", "2026Q3"])
    test.number_input[0].set_value(2)
    test.session_state["history"] = _click(0)["history"]
    assert test.run().session_state["made"] == runs[2].id
    assert texts(test)[-1].startswith("3 of 3 runs")


def test_nothing_made(empty: Workspace, ways: Ways) -> None:  # noqa: F811
    """A sentence, and where to begin."""
    assert "Nothing has been made yet." in html_of(_list(empty))
    assert ways.links == [("Generate the first book", "generate", {})]


def test_runs_in_words() -> None:
    """Pages and size of what was made; a run that is under way has neither."""
    run = Generation.begun(snapshot(), id="r1", started_at=datetime(2026, 11, 1, 9, 5), by="ann")
    made = replace(run, status=GenerationStatus.MADE, page_count=3, bytes=1_250_000)
    failed = replace(run, status=GenerationStatus.FAILED, page_count=3)
    table = history_table([run, made, failed])
    assert list(table["state"]) == ["… being made", "● made", "■ failed"]
    assert table["pages"].isna().tolist() == [True, False, True]
    assert list(table["size"]) == ["", "1.2 MB", ""]
    assert list(table.loc[1, ["customer", "book", "version", "quarter", "when", "by"]]) == [
        *("Acme", "Review", 1, "2026Q3", "1 Nov 2026, 09:05", "ann"),
    ]


def _run(ws: Workspace, run: Generation) -> AppTest:
    return screen_of(one_run.show_run, desk_of(ws), run.id)


def test_a_run_that_made_a_book(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Its log, values, versions, its download and its proof, and the way to make it again."""
    run = ws.generations.find(started_by="ann")[0]
    test = _run(ws, run)
    tables = [frame.value for frame in test.dataframe]
    assert tables[0]["What happened"].iloc[0] == "Letter: 1 page, from page 1"
    assert tables[1].values.tolist() == [["Plan", "plan", "Gold"]]
    what = dict(tables[2].values.tolist())
    assert (what["Book"], what["Run"], what["Snapshot"]) == ("Letter, version 1", run.id, run.snapshot_digest)
    assert "No files went into it." in texts(test)
    assert any(text.endswith("by ann") for text in texts(test))
    assert "1 page · SHA-256" in html_of(test)
    words = {"book": run.book_id, "customer": run.customer_id, "quarter": "2026Q3"}
    assert ("Generate again", "generate", words) in ways.links
    version = {"book": run.book_id, "version": "1", "quarter": "2026Q3"}
    assert ("Open version 1 of the book", "books", version) in ways.links
    test = pressed(test, "Verify")
    assert test.success[0].value.replace("\\", "") == "Rebuilt from its snapshot: the same bytes."


def test_a_run_that_failed(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Why, line by line; signs before what went wrong in the log; nothing to download or verify."""
    test = _run(ws, ws.generations.find(status=GenerationStatus.FAILED)[0])
    assert any("Plan is missing for Bolt" in text for text in texts(test))
    assert any(line.startswith("■ ") for line in test.dataframe[0].value["What happened"])
    assert "The customer had no values." in texts(test)
    assert not test.get("download_button")
    assert "Verify" not in [button.label for button in test.button]
    assert "Generate again" in ways.labels


def test_what_went_into_a_book() -> None:
    """Uploads, workbooks with what they were handed in for, and choices made by hand."""
    pages = (
        Page("choice", "Plan", {"options": [{"name": "Gold"}, {"name": "Lead"}]}, "p1"),
        Page("worksheet", "", {}, "p2"),
    )
    taken = snapshot(
        pages=pages,
        uploads={"u1": file("guide.pdf")},
        workbooks={"p2": file("a.xlsx"), "p1/Gold": file("b.xlsx"), "gone": file("c.xlsx")},
        overrides={"p1": Choice((1, 7), default=True, overridden=True), "p9": Choice(())},
    )
    test = screen_of(one_run._show_files, taken)
    assert [row[:2] for row in test.dataframe[0].value.values.tolist()] == [
        ["guide.pdf", "upload"],
        ["a.xlsx", "handed in for Worksheet"],
        ["b.xlsx", "handed in for Plan, Gold"],
        ["c.xlsx", "handed in for gone"],
    ]
    assert texts(test) == [
        "Plan: Lead, the default, chosen by hand instead of by the rules",
        "p9: nothing, chosen by hand instead of by the rules",
    ]


@pytest.mark.usefixtures("ways")
def test_a_run_whose_book_goes_on_says_what_changed(ws: Workspace) -> None:
    """Of the newest run alone, and not where the customer is archived."""
    ws.attributes.set("Acme", QUARTER, {"plan": "Lead"})
    run = ws.generations.find(started_by="ann")[0]
    said = ":orange[↻ out of date] since it was made:"
    assert said in texts(_run(ws, run))
    ws.generate("Letter", "Acme", QUARTER, by="cleo")
    assert said not in texts(_run(ws, run))
    ws.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    newest = ws.generations.find(started_by="cleo")[0]
    assert said in texts(_run(ws, newest))
    ws.customers.archive("Acme")
    assert said not in texts(_run(ws, newest))
