"""Readiness as it is told: the state of a book by its problems and its age, its pages, and the table of all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from booklet import Workspace
from booklet.errors import NotFound
from booklet.generate import readiness
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.plan import ChoiceMade
from booklet.generate.readiness import (
    CAN_BE_MADE,
    BookReadiness,
    QuarterReadiness,
    of_errors,
    of_problems,
)
from booklet.generate.states import BookState, CustomerBook
from booklet.model import Customer, Generation, InputKey, Problem
from booklet.page_types.contract import error, placed, warning
from tests.conftest import QUARTER, with_letters
from tests.generate.made_snapshots import snapshot

_WAITS, _WRONG, _ODD = (
    error("workbook not given", "No workbook.", ""),
    error("rule", "Wrong.", ""),
    warning("x", "Odd.", ""),
)
_NOTHING = error("no pages", "No pages.", "")
_CHOICE = ChoiceMade("p2", ("Gold",), ("Gold",), (), False, False)


@pytest.mark.parametrize(
    ("problems", "by_errors", "state"),
    [
        ([], "ready", "ready"),
        ([_ODD], None, "warning"),
        ([_WAITS], "waiting", "waiting"),
        ([_WAITS, _WAITS], "waiting", "waiting"),
        ([_WAITS, _ODD], None, "waiting"),
        ([_WAITS, _WRONG], "problem", "problem"),
        ([_WRONG, _ODD], None, "problem"),
    ],
)
def test_a_book_by_its_problems(problems: list[Problem], by_errors: str | None, state: str) -> None:
    """It waits where only workbooks are missing."""
    assert of_problems(problems) == state
    if by_errors:
        assert of_errors(problems) == by_errors


def test_what_can_be_made() -> None:
    """And is not made yet as it should be."""
    assert {str(state) for state in CAN_BE_MADE} == {"ready", "warning", "out of date"}


def _customer(name: str) -> Customer:
    return Customer(name.lower(), name, datetime(2026, 1, 1))


def _book(
    state: str, checked: Checked | None, *, pages: int = 4, customer: str = "Acme", book: str = "Review"
) -> BookReadiness:
    made = None
    if state != "to do":
        run = Generation.begun(snapshot(), id="r1", started_at=datetime(2026, 11, 1))
        made = replace(run, page_count=pages)
    changed = ("values", "book") if state == "out of date" else ()
    standing = CustomerBook(f"id of {book}", book, _customer(customer), BookState(state), made, InputKey({}), changed)
    return BookReadiness(standing, QUARTER, checked)


def _checked(*problems: Problem, count: int | None = 2, choice: ChoiceMade | None = None) -> Checked:
    return Checked((CheckedPage("p1", "Letter", count), CheckedPage("p2", "Plan", 0, choice)), problems)


@pytest.mark.parametrize(
    ("age", "checked", "state"),
    [
        ("to do", None, "to do"),
        ("made", None, "made"),
        ("out of date", None, "out of date"),
        ("to do", _checked(), "ready"),
        ("to do", _checked(_ODD), "warning"),
        ("to do", _checked(_WRONG), "problem"),
        ("to do", _checked(_WAITS), "waiting"),
        ("made", _checked(_WRONG), "made"),
        ("out of date", _checked(), "out of date"),
        ("out of date", _checked(_ODD), "out of date"),
        ("out of date", _checked(_WRONG), "problem"),
        ("out of date", _checked(_WAITS), "waiting"),
        ("to do", _checked(_NOTHING), "problem"),
        ("to do", _checked(_NOTHING, choice=_CHOICE), "not for this customer"),
        ("to do", _checked(_NOTHING, _ODD, choice=_CHOICE), "not for this customer"),
        ("to do", _checked(_NOTHING, _WRONG, choice=_CHOICE), "problem"),
        ("to do", _checked(_WRONG, choice=_CHOICE), "problem"),
    ],
)
def test_the_state_of_a_book(age: str, checked: Checked | None, state: str) -> None:
    """What hinders it comes before its age; a book that was made is made, whatever would hinder it today."""
    assert _book(age, checked).state == state


def test_the_pages_of_a_book() -> None:
    """Of one that was made as it was made; else as far as they are known."""
    assert _book("made", _checked()).page_count == 4
    assert _book("out of date", _checked()).page_count == 2
    assert _book("out of date", None).page_count is None
    assert _book("to do", _checked(count=None)).page_count is None
    assert _checked(count=None).known_page_count == 0
    assert _checked(count=3).known_page_count == 3


def test_page_by_page() -> None:
    """Each with its own problems and options; what is wrong with the whole book is on none."""
    on_plan = placed(_WAITS, page_id="p2", page="Plan")
    letter, plan = _book("to do", _checked(_WRONG, on_plan, choice=_CHOICE)).pages
    assert (letter.title, letter.state, letter.page_count, letter.chosen, letter.problems) == (
        *("Letter", "ready", 2, (), ()),
    )
    assert (plan.page_id, plan.state, plan.page_count, plan.chosen) == ("p2", "waiting", 0, ("Gold",))
    [problem] = plan.problems
    assert (problem.book, problem.customer, problem.quarter, problem.page) == ("Review", "Acme", "2026Q3", "Plan")
    assert [page.state for page in _book("to do", _checked()).pages] == ["ready", "not for this customer"]
    assert _book("to do", None).pages == ()


def test_the_problems_of_a_book() -> None:
    """With its place; errors apart, and what changed since it was made."""
    book = _book("out of date", _checked(_ODD, _WRONG))
    assert [(one.code, one.book, one.customer) for one in book.problems] == [
        *(("x", "Review", "Acme"), ("rule", "Review", "Acme")),
    ]
    assert [one.code for one in book.errors] == ["rule"]
    assert book.reasons == ("values", "book")
    assert _book("to do", None).problems == ()
    assert (book.book_id, book.customer.name) == ("id of Review", "Acme")


def _quarter() -> QuarterReadiness:
    rows = (
        _book("made", None, customer="Acme"),
        _book("out of date", None, customer="Bolt"),
        _book("to do", _checked(_ODD, _WRONG, count=None), customer="Acme", book="Letter"),
        _book("to do", _checked(), customer="Bolt", book="Letter"),
    )
    return QuarterReadiness(QUARTER, rows)


def test_all_books_of_a_quarter() -> None:
    """Counted by state, one by one, and found by name or id."""
    quarter = _quarter()
    assert dict(quarter.counts) == {"made": 1, "out of date": 1, "problem": 1, "ready": 1}
    assert len(quarter) == len(list(quarter)) == 4
    assert quarter.unchecked == quarter.rows[:2]
    assert quarter.of("Bolt", "Letter") is quarter.rows[3]
    assert quarter.of("acme", "id of Letter") is quarter.rows[2]
    assert quarter.of(_customer("Bolt"), "Review") is quarter.rows[1]
    assert [one.code for one in quarter.problems("Acme", "Letter")] == ["x", "rule"]
    for customer, book in (("Cedar", "Letter"), ("Acme", "Note")):
        with pytest.raises(NotFound, match=f'There is no book "{book}" for "{customer}"'):
            quarter.of(customer, book)


def test_the_table_of_a_quarter() -> None:
    """A row for each book; why is what is wrong with it, or what changed."""
    table = _quarter().frame()
    assert list(table.columns) == ["Book", "Customer", "State", "Pages", "Errors", "Warnings", "Why"]
    assert table.astype(object).where(table.notna(), None).values.tolist() == [
        ["Review", "Acme", "made", 4, 0, 0, ""],
        ["Review", "Bolt", "out of date", None, 0, 0, "values, book"],
        ["Letter", "Acme", "problem", None, 1, 1, "Odd. Wrong."],
        ["Letter", "Bolt", "ready", 2, 0, 0, ""],
    ]


def test_the_table_by_page() -> None:
    """A row for each page of those that somebody looked at."""
    rows = (_book("to do", _checked(placed(_WRONG, page_id="p2"), choice=_CHOICE)), _book("to do", None))
    table = QuarterReadiness(QUARTER, rows).frame(by_page=True)
    assert list(table.columns) == ["Book", "Customer", "Page", "State", "Pages", "Errors", "Warnings", "Why"]
    assert table.values.tolist() == [
        ["Review", "Acme", "Letter", "ready", 2, 0, 0, ""],
        ["Review", "Acme", "Plan", "problem", 0, 1, 0, "Wrong."],
    ]
    assert QuarterReadiness(QUARTER, rows[1:]).frame(by_page=True).empty


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Two customers and a letter that one of them lacks a value for."""
    return with_letters(empty, "Acme", lacking="Bolt")


def test_what_was_found_is_kept(letters: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is looked at twice while nothing changed, and then only those of whom something did."""
    asked: list[list[str]] = []
    real = readiness.checks_of

    def checks(stores: Any, version: Any, customers: Any, quarter: Any) -> Any:
        asked.append([customer.name for customer in customers])
        return real(stores, version, customers, quarter)

    monkeypatch.setattr(readiness, "checks_of", checks)

    def states(**options: Any) -> list[str]:
        return [str(row.state) for row in letters.readiness(QUARTER, "Letter", **options)]

    assert states(known_only=True) == ["to do", "to do"]
    assert states(customers=["Acme"]) == ["ready"]
    assert states(known_only=True) == ["ready", "to do"]
    assert states() == states() == ["ready", "problem"]
    letters.attributes.set("Bolt", QUARTER, {"plan": "Silver"})
    assert states(known_only=True) == ["ready", "to do"]
    assert states() == states(known_only=True) == ["ready", "ready"]
    assert asked == [["Acme"], ["Bolt"], ["Bolt"]]


def test_what_a_drawing_told_is_known_afterwards(letters: Workspace) -> None:
    """A page's length is open until it was drawn once; then what was kept without it counts no more."""
    assert [row.page_count for row in letters.readiness(QUARTER, "Letter")] == [None, 0]
    letters.plan("Letter", "Acme", QUARTER)
    assert [str(row.state) for row in letters.readiness(QUARTER, known_only=True)] == ["to do", "problem"]
    assert [row.page_count for row in letters.readiness(QUARTER, "Letter")] == [1, 0]
