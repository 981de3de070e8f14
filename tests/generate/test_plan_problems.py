"""The problems of a customer's book: each once, those of its definition among them; and what a choice decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from booklet import Page, Problem
from booklet.generate.check import with_definition
from booklet.generate.plan import choice_made, in_book, problems_of_book
from booklet.generate.resolve import ResolvedPage
from booklet.model import Choice
from booklet.page_types.contract import Resolved, error, placed, warning
from tests.generate.made_snapshots import snapshot


def _on(problem: Problem, page: str) -> Problem:
    return placed(problem, page=page, page_id=page)


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str, bool]]:
    return [(one.code, one.page_id, one.is_error) for one in problems]


_RULE, _FAILED = error("rule", "wrong", ""), error("failed", "it failed", "")


def test_without_problems_of_the_definition_nothing_is_added() -> None:
    """Nor is anything taken away."""
    found = [_on(_FAILED, "a"), warning("letters", "x", "")]
    assert with_definition(found, ()) == tuple(found)


def test_an_error_of_the_definition_that_this_customer_does_not_meet_is_a_warning() -> None:
    """The book can be made; a warning stays what it is. They come behind those of the customer."""
    known = error("missing value", "m", "", subject="plan")
    added = with_definition([known], [_on(_RULE, "a"), warning("no owner password", "", "")])
    assert _told(added) == [("missing value", "", True), ("rule", "a", False), ("no owner password", "", False)]


@pytest.mark.parametrize("code", ["failed", "unforeseen"])
def test_a_page_that_failed_as_a_whole_failed_for_what_its_definition_lacks(code: str) -> None:
    """That is the error then, in place of the other; a page whose definition is sound keeps its own."""
    failed = error(code, "it failed", "")
    added = with_definition([_on(failed, "a"), _on(failed, "b")], [_on(_RULE, "a")])
    assert _told(added) == [(code, "b", True), ("rule", "a", True)]


def test_a_warning_of_the_definition_explains_no_failure() -> None:
    """The page's failure stays, and the warning beside it."""
    added = with_definition([_on(_FAILED, "a")], [_on(warning("odd", "", ""), "a")])
    assert _told(added) == [("failed", "a", True), ("odd", "a", False)]


def test_a_warning_called_failed_is_kept() -> None:
    """Only what stops the book is explained by its definition."""
    added = with_definition([_on(warning("failed", "", ""), "a")], [_on(_RULE, "a")])
    assert _told(added) == [("failed", "a", False), ("rule", "a", False)]


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ({}, False),
        ({"code": "other"}, True),
        ({"page_id": "b"}, True),
        ({"subject": "plan"}, False),
        ({"subject": "other"}, False),
        ({"message": "in other words"}, False),
    ],
)
def test_what_is_said_already_is_not_said_again(said: dict[str, str], again: bool) -> None:
    """Of the same page, kind and thing, whatever the words; one that names no thing is of all of them."""
    told = replace(_on(_RULE, "a"), **said)  # type: ignore[arg-type]
    assert (len(with_definition([told], [_on(_RULE, "a")])) == 2) is again
    assert len(with_definition([_on(_RULE, "a")], [replace(_on(_RULE, "a"), subject="plan")])) == 2


def test_a_missing_attribute_is_named_once() -> None:
    """On the page that lacks it; where no page does, of the book."""
    plan, adviser = (error("missing value", key, "", subject=key) for key in ("plan", "adviser"))
    found = problems_of_book([plan, adviser, _on(plan, "a"), _on(plan, "b"), _on(plan, "a")], 1)
    assert [(one.subject, one.page) for one in found] == [("adviser", ""), ("plan", "a"), ("plan", "b")]
    other = error("value", "plan", "", subject="plan")
    assert problems_of_book([other, _on(plan, "a")], 1) == (other, _on(plan, "a"))


def test_a_book_without_pages_is_an_error() -> None:
    """Unless another error says why; a warning does not."""
    assert problems_of_book([], 1) == ()
    assert _told(problems_of_book([], 0)) == [("no pages", "", True)]
    assert _told(problems_of_book([warning("odd", "", "")], 0)) == [("odd", "", False), ("no pages", "", True)]
    assert _told(problems_of_book([_RULE], 0)) == [("rule", "", True)]


def test_a_problem_says_of_which_book_it_is() -> None:
    """Customer and quarter too, and keeps the page that it has."""
    [told] = in_book([_on(_RULE, "a")], snapshot())
    assert (told.book, told.customer, told.quarter, told.page) == ("Review", "Acme", "2026Q3", "a")


_OPTIONS = [{"name": "Gold"}, {"name": "Silver"}, {}]


def _made(choice: Choice | None, by_rule: tuple[int, ...] = (), **config: Any) -> Any:
    page = Page("choice", "Plan", {"options": _OPTIONS, **config}, "p1")
    return choice_made(ResolvedPage(page, "Plan", Resolved(choice=choice, by_rule=by_rule)))


def test_what_a_choice_decided() -> None:
    """By name: what there is to choose, what is taken, and what the rules alone would have taken."""
    assert _made(None) is None
    made = _made(Choice((1, 0)), (1, 0), take="all")
    assert (made.page_id, made.options, made.chosen, made.by_rule) == (
        *("p1", ("Gold", "Silver", "")),
        *(("Silver", "Gold"), ("Silver", "Gold")),
    )
    assert (made.overridden, made.takes_all) == (False, True)
    made = _made(Choice((0,), overridden=True), (1,))
    assert (made.chosen, made.by_rule, made.overridden, made.takes_all) == (("Gold",), ("Silver",), True, False)


def test_an_option_that_is_gone_is_not_named() -> None:
    """A choice by number beyond the last."""
    assert _made(Choice((2, 3))).chosen == ("",)


def test_the_default_is_an_option_too() -> None:
    """By its name, or called so; the rules take it where they take nothing else, and there is one."""
    made = _made(Choice((), default=True), default={"name": "Rest"})
    assert (made.options, made.chosen, made.by_rule) == (("Gold", "Silver", "", "Rest"), ("Rest",), ("Rest",))
    assert _made(Choice((), default=True), default={"page": {}}).chosen == ("the default",)
    made = _made(Choice((0,)), (0,), default={"name": "Rest"})
    assert (made.chosen, made.by_rule) == (("Gold",), ("Gold",))
    made = _made(Choice(()))
    assert (made.options, made.chosen, made.by_rule) == (("Gold", "Silver", ""), (), ())
