"""The quarter without a screen: how each book stands, what checking finds, and making all that can be made."""

from __future__ import annotations

import pytest

from booklet import Page, Quarter, Workspace
from booklet.generate.readiness import Readiness, of_errors
from booklet.generate.states import BookState
from booklet.jobs import Worker
from booklet.model import ItemState, Problem, Severity
from booklet.office.quarter import Check, Overview, Standing, check, look_through, start

QUARTER = Quarter(2026, 3)


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """Two customers and two books: a letter that Bolt has no plan for, and a statement that asks for a workbook."""
    empty.attributes.define("plan")
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
    empty.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Your plan is {{ plan }}"})])
    empty.books.save("Statement", pages=[Page("worksheet", "Holdings", {"ask": True})])
    return empty


def checked(ws: Workspace) -> Overview:
    checks: dict[str, Check] = {}
    for _ in check(ws, look_through(ws, QUARTER, checks), checks):
        pass
    return look_through(ws, QUARTER, checks)


def readiness(overview: Overview) -> dict[tuple[str, str], Readiness]:
    books = {version.book.id: version.book.name for version in overview.versions}
    return {(books[one.book_id], one.customer.name): one.readiness for one in overview.standings}


def test_nothing_is_known_before_somebody_looks(ws: Workspace) -> None:
    """All books are to do, and unchecked; none is ready."""
    overview = look_through(ws, QUARTER, {})
    assert overview.counts == {Readiness.TO_DO: 4}
    assert (len(overview.unchecked), overview.ready) == (4, [])


def test_checking_tells_what_hinders(ws: Workspace) -> None:
    """Ready, a problem, or waiting for a workbook; how many were looked at is told as it goes on."""
    checks: dict[str, Check] = {}
    assert list(check(ws, look_through(ws, QUARTER, checks), checks)) == [2, 4]
    overview = look_through(ws, QUARTER, checks)
    assert readiness(overview) == {
        ("Letter", "Acme"): Readiness.READY,
        ("Letter", "Bolt"): Readiness.PROBLEM,
        ("Statement", "Acme"): Readiness.WAITING,
        ("Statement", "Bolt"): Readiness.WAITING,
    }
    assert [one.customer.name for one in overview.ready] == ["Acme"]
    assert overview.unchecked == []


def test_a_change_makes_its_book_unchecked_again(ws: Workspace) -> None:
    """What was found is known by the inputs: another value, and only its customer is to be looked at again."""
    checks: dict[str, Check] = {}
    list(check(ws, look_through(ws, QUARTER, checks), checks))
    ws.attributes.set("Bolt", QUARTER, {"plan": "Silver"})
    assert {one.customer.name for one in look_through(ws, QUARTER, checks).unchecked} == {"Bolt"}


def test_all_that_is_ready_is_made(ws: Workspace) -> None:
    """A job for each book; what fails does not stop the others."""
    overview = checked(ws)
    wanted = [one for one in overview.standings if one.customer.name == "Acme" or one in overview.ready]
    jobs = start(ws, overview, wanted, workers=0)
    Worker(ws.stores).work()
    items = [(item.customer, item.state) for job in jobs for item in ws.jobs.items(job.id)]
    assert items == [("Acme", ItemState.MADE), ("Acme", ItemState.FAILED)]
    assert readiness(look_through(ws, QUARTER, {}))["Letter", "Acme"] is Readiness.MADE


def test_a_book_that_was_made_and_changed_is_out_of_date(ws: Workspace) -> None:
    """Until a check finds that it cannot be made again: then that is what there is to know."""
    ws.generate("Letter", "Acme", QUARTER)
    ws.attributes.set("Acme", QUARTER, {"plan": "Silver"})
    assert readiness(checked(ws))["Letter", "Acme"] is Readiness.OUT_OF_DATE
    ws.attributes.set("Acme", QUARTER, {"plan": None})
    assert readiness(checked(ws))["Letter", "Acme"] is Readiness.PROBLEM


@pytest.mark.parametrize(
    ("made", "found", "expected"),
    [
        (BookState.MADE, Check(2, needs_workbook=False), Readiness.MADE),
        (BookState.TO_DO, None, Readiness.TO_DO),
        (BookState.TO_DO, Check(0, needs_workbook=False), Readiness.READY),
        (BookState.TO_DO, Check(1, needs_workbook=True), Readiness.WAITING),
        (BookState.OUT_OF_DATE, None, Readiness.OUT_OF_DATE),
        (BookState.OUT_OF_DATE, Check(1, needs_workbook=False), Readiness.PROBLEM),
    ],
)
def test_a_standing_is_one_state(ws: Workspace, made: BookState, found: Check | None, expected: Readiness) -> None:
    """A book that is made is made, whatever a check found; hindrances come before age."""
    standing = Standing("b", ws.customers.get("Acme"), made, "key", found)
    assert standing.readiness is expected


def test_only_workbooks_are_waited_for() -> None:
    """An error beside a missing workbook is a problem."""
    workbook = Problem(Severity.ERROR, "workbook not given", "", "")
    other = Problem(Severity.ERROR, "missing value", "", "")
    assert [of_errors(errors) for errors in ([], [workbook], [workbook, other], [other])] == [
        Readiness.READY,
        Readiness.WAITING,
        Readiness.PROBLEM,
        Readiness.PROBLEM,
    ]
