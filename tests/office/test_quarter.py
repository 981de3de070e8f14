"""The quarter without a screen: how each book stands, what looking finds, and making all that can be made."""

from __future__ import annotations

import pytest

from booklet import Page, Quarter, Workspace
from booklet.generate.readiness import Readiness, of_errors
from booklet.generate.states import BookState
from booklet.jobs import Worker
from booklet.model import ItemState, Problem, Severity
from booklet.office.quarter import Overview, counted_reasons, known, made_by_book, start

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


def looked_at(ws: Workspace) -> Overview:
    ws.readiness(QUARTER, also_made=False)
    return known(ws, QUARTER)


def readiness(overview: Overview) -> dict[tuple[str, str], Readiness]:
    return {(one.standing.book, one.customer.name): one.state for one in overview.standings}


def test_nothing_is_known_before_somebody_looks(ws: Workspace) -> None:
    """All books are to do, and unchecked; none is ready."""
    overview = known(ws, QUARTER)
    assert overview.counts == {Readiness.TO_DO: 4}
    assert (len(overview.unchecked), overview.ready) == (4, [])


def test_looking_tells_what_hinders(ws: Workspace) -> None:
    """Ready, a problem, or waiting for a workbook."""
    overview = looked_at(ws)
    assert readiness(overview) == {
        ("Letter", "Acme"): Readiness.READY,
        ("Letter", "Bolt"): Readiness.PROBLEM,
        ("Statement", "Acme"): Readiness.WAITING,
        ("Statement", "Bolt"): Readiness.WAITING,
    }
    assert [one.customer.name for one in overview.ready] == ["Acme"]
    assert overview.unchecked == []


def test_a_book_by_itself(ws: Workspace) -> None:
    """Its customers only."""
    ws.readiness(QUARTER, "Letter")
    overview = known(ws, QUARTER, ws.books.get("Letter"))
    assert readiness(overview) == {("Letter", "Acme"): Readiness.READY, ("Letter", "Bolt"): Readiness.PROBLEM}
    assert len(known(ws, QUARTER).unchecked) == 2


def test_a_change_makes_its_book_unchecked_again(ws: Workspace) -> None:
    """What was found is known by the inputs: another value, and only its customer is to be looked at again."""
    looked_at(ws)
    ws.attributes.set("Bolt", QUARTER, {"plan": "Silver"})
    assert {one.customer.name for one in known(ws, QUARTER).unchecked} == {"Bolt"}


def test_all_that_is_ready_is_made(ws: Workspace) -> None:
    """A job for each book; what fails does not stop the others."""
    overview = looked_at(ws)
    wanted = [one for one in overview.standings if one.customer.name == "Acme"]
    jobs = start(ws, overview, wanted, workers=0)
    Worker(ws.stores).work()
    items = [(item.customer, item.state) for job in jobs for item in ws.jobs.items(job.id)]
    assert items == [("Acme", ItemState.MADE), ("Acme", ItemState.FAILED)]
    overview = known(ws, QUARTER)
    assert readiness(overview)["Letter", "Acme"] is Readiness.MADE
    assert made_by_book(ws, QUARTER)[ws.books.get("Letter").book.id] == {BookState.MADE: 1, BookState.TO_DO: 1}
    assert overview.unfinished == [one.id for one in ws.customers.all()]


def test_a_book_that_was_made_and_changed_is_out_of_date(ws: Workspace) -> None:
    """Until looking finds that it cannot be made again: then that is what there is to know."""
    ws.generate("Letter", "Acme", QUARTER)
    ws.attributes.set("Acme", QUARTER, {"plan": "Silver"})
    assert readiness(known(ws, QUARTER))["Letter", "Acme"] is Readiness.OUT_OF_DATE
    overview = looked_at(ws)
    assert readiness(overview)["Letter", "Acme"] is Readiness.OUT_OF_DATE
    assert overview.out_of_date == overview.ready == [overview.standings[0]]
    ws.attributes.set("Acme", QUARTER, {"plan": None})
    overview = looked_at(ws)
    assert readiness(overview)["Letter", "Acme"] is Readiness.PROBLEM
    assert (overview.ready, len(overview.out_of_date)) == ([], 1)


def test_customers_who_are_to_get_nothing_are_finished(empty: Workspace) -> None:
    """Nothing is left to do for them."""
    empty.attributes.define("plan")
    empty.customers.add("Acme")
    empty.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    page = {"type": "text", "title": "", "config": {"markdown": "Silver"}}
    option = {"name": "Silver", "rule": 'plan == "Silver"', "page": page}
    empty.books.save("Letter", pages=[Page("choice", "", {"options": [option], "none": "nothing"})])
    overview = looked_at(empty)
    assert readiness(overview) == {("Letter", "Acme"): Readiness.NOT_FOR}
    assert (overview.unfinished, overview.ready) == ([], [])


def test_reasons_are_counted(ws: Workspace) -> None:
    """What is the same of all is said with its values, what differs by its name; the most frequent first."""
    ws.attributes.define("fee", label="Fee")
    ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ plan }}, {{ fee | default('-') }}"})])
    ws.attributes.set("Bolt", QUARTER, {"plan": "Silver", "fee": "low"})
    for name in ("Acme", "Bolt"):
        ws.generate("Letter", name, QUARTER)
        ws.attributes.set(name, QUARTER, {"plan": "Lead"})
    ws.attributes.set("Bolt", QUARTER, {"fee": "high"})
    found = ws.reasons([one.standing for one in known(ws, QUARTER).out_of_date])
    assert counted_reasons(list(found.values())) == [("Plan changed.", 2), ("Fee: high, was low.", 1)]


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
