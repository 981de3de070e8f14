"""What each customer would get of a book, worked out anew only when something changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from booklet.generate.plan import PlannedPage
from booklet.model import BookVersion, Customer, Problem, Quarter
from booklet.office.draft import Draft
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.states import State, of_errors
from booklet.ui.shared.words import count
from booklet.workspace import Workspace

AT_ONCE = 40
"""Customers planned for one view: about a second of work for a book of a dozen pages."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a customer would get; `gives` says it in words by page id."""

    customer: Customer
    page_count: int
    gives: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def ready(self) -> bool:
        return not self.errors

    @property
    def waits(self) -> bool:
        """Whether nothing but a workbook is missing."""
        return of_errors(self.errors) is State.WAITING

    @property
    def state(self) -> str:
        """The state with its sign, for tables."""
        if self.waits:
            return State.WAITING.text
        if self.errors:
            return f"{State.PROBLEM.sign} {count(len(self.errors), State.PROBLEM.word)}"
        if self.problems:
            return f"{State.WARNING.sign} {count(len(self.problems), State.WARNING.word)}"
        return State.READY.text


def coverage(ws: Workspace, version: BookVersion, customers: Sequence[Customer], quarter: Quarter) -> list[Coverage]:
    """What each of these customers would get; worked out anew only when something changed."""
    key = f"{data_version(ws)}|{Draft.of(version).digest}"
    return _coverage(ws, version, tuple(customers), quarter, key)


@st.cache_data(max_entries=64, show_spinner="Working out who gets what …")
def _coverage(
    _ws: Workspace,
    _version: BookVersion,
    customers: tuple[Customer, ...],
    quarter: Quarter,
    key: str,  # noqa: ARG001 - what was worked out is kept under it
) -> list[Coverage]:
    return [
        Coverage(customer, plan.page_count, {one.page.id: _given(one) for one in plan.pages}, plan.problems)
        for customer, plan in _ws.plans(_version, quarter, customers)
    ]


def _given(planned: PlannedPage) -> str:
    if planned.choice:
        return ", ".join(planned.choice.chosen) or "–"
    return count(planned.page_count, "page") if planned.page_count else "–"
