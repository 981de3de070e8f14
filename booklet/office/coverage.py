"""Coverage of a book: for each customer the pages that a book would have, what its choices give, and the problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from booklet.generate.plan import PlannedPage
from booklet.generate.readiness import WORKBOOK_NOT_GIVEN, Readiness, of_errors
from booklet.model import BookVersion, Customer, Problem, Quarter
from booklet.office.counting import count, in_a_row
from booklet.workspace import Workspace

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """A customer's share of a book; `gives` says it in words by page id."""

    customer: Customer
    page_count: int
    gives: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop the book."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def ready(self) -> bool:
        """True where nothing stops it."""
        return not self.errors

    @property
    def waits(self) -> bool:
        """Nothing but a workbook is missing."""
        return of_errors(self.errors) is Readiness.WAITING


def who_gets_what(
    ws: Workspace, version: BookVersion, customers: Sequence[Customer], quarter: Quarter
) -> list[Coverage]:
    """Plan a book, which need not be saved, for each of these customers."""
    return [
        Coverage(customer, plan.page_count, {one.page.id: _given(one) for one in plan.pages}, plan.problems)
        for customer, plan in ws.plans(version, quarter, customers)
    ]


def shared_problems(rows: Sequence[Coverage], titles: Mapping[str, str]) -> list[str]:
    """Return a sentence for each error; what several customers have is said once, with their names.

    `titles` are those of the book, by page id: "Figures of {{ customer }}" is one page, however many are named in it.
    A workbook that was not handed in is no error of the book.
    """
    having: dict[Problem, list[str]] = {}
    for row in rows:
        for problem in row.errors:
            if problem.code != WORKBOOK_NOT_GIVEN:
                page = titles.get(problem.page_id, problem.page)
                same = replace(problem, book="", customer="", quarter="", page=page)
                having.setdefault(same, []).append(row.customer.name)
    return [
        str(problem) if names[0] in problem.message else f"{_listed(names)}: {problem}"
        for problem, names in having.items()
    ]


def _listed(names: Sequence[str]) -> str:
    shown, more = list(names[:_NAMED]), len(names) - _NAMED
    return in_a_row([*shown, f"{more:,} more"] if more > 0 else shown)


def _given(planned: PlannedPage) -> str:
    if planned.choice:
        return ", ".join(planned.choice.chosen) or "–"
    return count(planned.page_count, "page") if planned.page_count else "–"
