"""Readiness: what can be told of all books at once is what planning each of them finds, and is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

import pytest

from booklet import Page, Problem, Workspace
from booklet.demo import make_demo
from booklet.generate.plan import Plan
from booklet.generate.readiness import Readiness
from tests.conftest import DEMO, QUARTER
from tests.generate.random_books import add_customers, hand_in_some, overrides_of, save_book


def _told(problems: Iterable[Problem]) -> Counter[Problem]:
    return Counter(problems)


def _compare(before: Iterable[Problem], plans: Sequence[Plan]) -> None:
    """Fail where looking through told more than the plans, or left out anything but what only drawing tells."""
    found, planned = _told(before), _told(one for plan in plans for one in plan.problems)
    assert not found - planned
    assert planned - found <= _told(one for plan in plans for one in plan.of_drawing)


@pytest.mark.parametrize("seed", range(16))
def test_both_ways_find_the_same(workspace: Workspace, seed: int) -> None:
    """Without drawing, all that planning finds but what only drawing tells; that too, once it was drawn."""
    random = Random(seed)
    add_customers(workspace, random)
    save_book(workspace, "By chance", random)
    hand_in_some(workspace, "By chance", random)
    before = {row.customer.id: row for row in workspace.readiness(QUARTER, "By chance")}
    plans = {one.id: plan for one, plan in workspace.plans("By chance", QUARTER)}
    assert before.keys() == plans.keys()
    for id_, plan in plans.items():
        _compare(before[id_].problems, [plan])
        if before[id_].page_count is not None and not plan.of_drawing:
            assert before[id_].page_count == plan.page_count
    for row in workspace.readiness(QUARTER, "By chance"):
        assert _told(row.problems) == _told(plans[row.customer.id].problems)


@pytest.mark.parametrize("seed", range(100, 106))
def test_both_ways_find_the_same_with_what_is_given_now(workspace: Workspace, seed: int) -> None:
    """Choices overridden and workbooks given, for several customers at once and for each by itself."""
    random = Random(seed)
    add_customers(workspace, random)
    save_book(workspace, "By chance", random, choices=2)
    hand_in_some(workspace, "By chance", random)
    overrides = overrides_of(workspace, "By chance", random)
    customers = workspace.customers.all()
    together = workspace.preflight("By chance", customers, QUARTER, overrides=overrides)
    alone = [workspace.plan("By chance", one, QUARTER, overrides=overrides) for one in customers]
    assert any(page.choice and page.choice.overridden for plan in alone for page in plan.pages)
    _compare(together, alone)


def test_both_ways_find_the_same_of_the_demo(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All its books, for all its customers, before anything was drawn and after."""
    ws = Workspace(tmp_path_factory.mktemp("demo"))
    make_demo(ws, make_books=False)
    quarter = ws.current_quarter()
    before = ws.readiness(quarter)
    assert len(before) == len(ws.books.all()) * len(ws.customers.all()) > 20
    for version in ws.books.newest_versions():
        plans = {one.id: plan for one, plan in ws.plans(version, quarter)}
        for row in ws.readiness(quarter, version):
            _compare(before.problems(row.customer, row.book_id), [plans[row.customer.id]])
            assert _told(row.problems) == _told(plans[row.customer.id].problems)
            assert row.page_count == plans[row.customer.id].page_count


def test_a_workbook_that_was_handed_in_is_read_before_its_book_is_ready(workspace: Workspace) -> None:
    """What only its sheets tell is said at once, and the same as preflight says; the others still wait."""
    statement = Page("worksheet", "Statement", {"ask": True, "sheets": ["Gone"]})
    workspace.books.save("Statement", pages=[statement])
    workspace.hand_in("Statement", "Acme Corp", QUARTER, {"Statement": DEMO / "time-card.xltx"})
    found = workspace.readiness(QUARTER, "Statement")
    assert [row.state for row in found] == [Readiness.PROBLEM, Readiness.WAITING]
    assert "Gone" in found.problems("Acme Corp", "Statement")[0].message
    assert found.problems("Acme Corp", "Statement") == workspace.preflight("Statement", "Acme Corp", QUARTER)


def test_a_good_workbook_that_was_handed_in_makes_its_book_ready(workspace: Workspace) -> None:
    """With the number of its pages, which only drawing tells; and it is drawn for that only once."""
    workspace.books.save("Statement", pages=[Page("worksheet", "Statement", {"ask": True})])
    workspace.hand_in("Statement", "Acme Corp", QUARTER, {"Statement": DEMO / "time-card.xltx"})
    row = workspace.readiness(QUARTER, "Statement").of("Acme Corp", "Statement")
    assert not row.errors
    assert row.page_count == workspace.plan("Statement", "Acme Corp", QUARTER).page_count


def test_what_is_known_is_not_looked_at_again(workspace: Workspace) -> None:
    """Of all customers, or of one: only what changed; books that are made are passed over where nobody asks."""
    looked: list[tuple[int, int]] = []

    def tell(done: int, total: int, _: str) -> None:
        looked.append((done, total))

    workspace.books.archive("Review")
    workspace.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "You have {{ plan }}."})])
    assert [row.checked for row in workspace.readiness(QUARTER, known_only=True)] == [None, None]
    workspace.readiness(QUARTER, customers=["Acme Corp"], on_progress=tell)
    workspace.readiness(QUARTER, on_progress=tell)
    workspace.attributes.set("Acme Corp", QUARTER, {"plan": "Silver"})
    workspace.readiness(QUARTER, on_progress=tell)
    assert looked == [(1, 1)] * 3
    workspace.generate("Letter", "Acme Corp", QUARTER, force=True)
    workspace.attributes.set("Bolt & Co", QUARTER, {"plan": "Gold"})
    workspace.stores.checks.folder = workspace.folder / "cache" / "others"
    workspace.readiness(QUARTER, also_made=False, on_progress=tell)
    known = workspace.readiness(QUARTER, known_only=True)
    assert [row.checked is None for row in known] == [True, False]
