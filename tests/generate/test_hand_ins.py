"""Workbooks that are handed in: they count from that moment on, and the newest takes the place of the others."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from booklet import Page, Workspace
from booklet.errors import UnsupportedFile
from booklet.generate.states import BookState
from booklet.model import GenerationStatus
from booklet.store import clock
from tests.conftest import DEMO, QUARTER, Clock


class ClosedTab(BaseException):
    """As Streamlit's StopException."""


def workbook(text: str) -> bytes:
    """A workbook of one cell."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()


@pytest.fixture
def asking(empty: Workspace) -> Workspace:
    """Two customers, and a book that asks for a workbook."""
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
    empty.books.save("Statement", pages=[Page("worksheet", "Fees", {"ask": True})])
    return empty


def given(workspace: Workspace, customer: str) -> list[str]:
    """The workbooks that the plan of a customer's book has."""
    return list(workspace.plan("Statement", customer, QUARTER).pages[0].given.values())


def test_it_counts_though_the_run_was_interrupted(asking: Workspace) -> None:
    """For preflight, the plan, the key and the next run alike, in the same program and in another."""
    before = asking.input_keys("Statement", QUARTER)

    def close_the_tab(*_: object) -> None:
        raise ClosedTab

    with pytest.raises(ClosedTab):
        asking.generate("Statement", "Acme", QUARTER, workbooks={"Fees": workbook("1")}, on_progress=close_the_tab)
    for workspace in (asking, Workspace(asking.folder)):
        assert workspace.preflight("Statement", "Acme", QUARTER) == ()
        after = workspace.input_keys("Statement", QUARTER)
        acme, bolt = (workspace.customers.get(name).id for name in ("Acme", "Bolt"))
        assert after[acme].changed_since(before[acme]) == ("workbooks", "recorded")
        assert after[bolt] == before[bolt]
    assert asking.generate("Statement", "Acme", QUARTER).page_count == 1
    assert not asking.plan("Statement", "Bolt", QUARTER).ready


def test_a_corrected_workbook_takes_the_place_of_the_older(asking: Workspace) -> None:
    """And the book made from the older is out of date, because of its workbooks."""
    asking.generate("Statement", "Acme", QUARTER, workbooks={"Fees": workbook("1")})
    asking.hand_in("Statement", "Acme", QUARTER, {"Fees": asking.uploads.give(workbook("2"), "second.xlsx")})
    assert given(asking, "Acme") == ["second.xlsx"]
    standing = asking.states(QUARTER)[0]
    assert (standing.state, "workbooks" in standing.changed) == (BookState.OUT_OF_DATE, True)


def test_the_first_workbook_handed_in_again_is_the_newest(asking: Workspace) -> None:
    """Though its book was made before, so that no new run tells of it."""
    first, second = (asking.uploads.give(workbook(name), f"{name}.xlsx") for name in ("first", "second"))
    made = [asking.generate("Statement", "Acme", QUARTER, workbooks={"Fees": one}) for one in (first, second, first)]
    assert made[2].id == made[0].id
    assert given(asking, "Acme") == ["first.xlsx"]


def test_the_newest_counts_whatever_the_clock_says(asking: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set back by an hour between the two."""
    asking.generate("Statement", "Acme", QUARTER, workbooks={"Fees": asking.uploads.give(workbook("1"), "first.xlsx")})
    monkeypatch.setattr(clock, "datetime", Clock.set_back(hours=1))
    second = asking.uploads.give(workbook("2"), "second.xlsx")
    made = asking.generate("Statement", "Acme", QUARTER, workbooks={"Fees": second})
    assert given(asking, "Acme") == ["second.xlsx"]
    standing = asking.states(QUARTER)[0]
    assert (standing.state, standing.generation) == (BookState.MADE, made.generation)


def test_a_page_a_quarter_and_a_book_each_have_their_own(asking: Workspace) -> None:
    """What is handed in for one is not given to another."""
    asking.books.save("Other", pages=[Page("worksheet", "Fees", {"ask": True})])
    asking.books.save(
        "Statement", pages=[*asking.books.get("Statement").pages, Page("worksheet", "Tax", {"ask": True})]
    )
    asking.hand_in("Statement", "Acme", QUARTER, {"Tax": workbook("1")})
    pages = asking.plan("Statement", "Acme", QUARTER).pages
    assert [bool(page.given) for page in pages] == [False, True]
    assert not asking.plan("Other", "Acme", QUARTER).pages[0].given
    assert not asking.plan("Statement", "Acme", QUARTER.next()).pages[1].given


def test_what_is_refused_is_not_handed_in(asking: Workspace) -> None:
    """The workbook that was there before stays."""
    asking.hand_in("Statement", "Acme", QUARTER, {"Fees": asking.uploads.give(workbook("1"), "first.xlsx")})
    with pytest.raises(UnsupportedFile):
        asking.hand_in("Statement", "Acme", QUARTER, {"Fees": DEMO / "fw9.pdf"})
    assert given(asking, "Acme") == ["first.xlsx"]


def test_the_same_again_changes_nothing(asking: Workspace) -> None:
    """Not even the revision."""
    upload = asking.uploads.give(workbook("1"), "first.xlsx")
    asking.hand_in("Statement", "Acme", QUARTER, {"Fees": upload})
    before = asking.database.revision()
    asking.hand_in("Statement", "Acme", QUARTER, {"Fees": upload.id})
    assert asking.database.revision() == before


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_takes_a_path_bytes_or_an_open_file(asking: Workspace, tmp_path: Path, workers: int) -> None:
    """In as many processes as one likes: what is handed in is kept first. What cannot be read fails alone."""
    (tmp_path / "cleo.xlsx").write_bytes(workbook("3"))
    for name in ("Cleo", "Dan"):
        asking.customers.add(name)
    workbooks: dict[str, dict[str, object]] = {
        "Acme": {"Fees": io.BytesIO(workbook("1"))},
        "Bolt": {"Fees": workbook("2")},
        "Cleo": {"Fees": tmp_path / "cleo.xlsx"},
        "Dan": {"Fees": b"no workbook"},
    }
    batch = asking.generate_batch("Statement", QUARTER, workbooks=workbooks, workers=workers, by="ann")
    assert [(item.customer.name, bool(item.made)) for item in batch.items] == [
        ("Acme", True),
        ("Bolt", True),
        ("Cleo", True),
        ("Dan", False),
    ]
    assert "neither" in batch.failed[0].error
    assert len({made.sha256 for item in batch.made if (made := item.made)}) == 3
    runs = asking.generations.find(batch=batch.id)
    assert [(run.status, run.started_by) for run in runs] == [(GenerationStatus.MADE, "ann")] * 3
