"""Readiness: what can be told of all books at once is what planning each of them finds, and is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest

from booklet import Problem, Workspace
from tests.conftest import QUARTER
from tests.generate.random_books import add_customers, save_book


def _told(problems: Iterable[Problem]) -> Counter[Problem]:
    return Counter(problems)


@pytest.mark.parametrize("seed", range(16))
def test_both_ways_find_the_same(workspace: Workspace, seed: int) -> None:
    """Without drawing, all that planning finds but what only drawing tells; that too, once it was drawn."""
    random = Random(seed)
    add_customers(workspace, random)
    save_book(workspace, "By chance", random)
    before = {row.customer.id: row for row in workspace.readiness(QUARTER, "By chance")}
    plans = {one.id: plan for one, plan in workspace.plans("By chance", QUARTER)}
    assert before.keys() == plans.keys()
    for id_, plan in plans.items():
        if not plan.of_drawing:
            assert _told(before[id_].problems) == _told(plan.problems)
        if before[id_].page_count is not None and not plan.of_drawing:
            assert before[id_].page_count == plan.page_count
    for row in workspace.readiness(QUARTER, "By chance"):
        assert _told(row.problems) == _told(plans[row.customer.id].problems)
