"""Settings as a notebook may write them wrongly: each is a problem with its page, none is an accident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from booklet import BookSettings, Page, Problem, Workspace
from booklet.page_types import PAGE_TYPES, CheckInputs, Inputs, Resolved
from tests.conftest import DEMO, QUARTER, W9_NAME

TEXT = {"type": "text", "title": "Plan", "config": {"markdown": "All of it"}}
GOLD = {"name": "Gold", "rule": 'plan == "Gold"', "page": TEXT}

WRONG: list[tuple[str, Any, str]] = [
    ("static", {"upload": "service-plans.pdf", "page": "1"}, '"page"'),
    ("static", {"upload": "service-plans.pdf", "pages": 1}, "a text"),
    ("static", {"upload": "service-plans.pdf", "rotate": "90"}, "a whole number"),
    ("static", {"upload": 5}, "a text"),
    ("static", ["service-plans.pdf"], "a dictionary"),
    ("form", {"upload": "fw9.pdf", "fields": []}, "a dictionary"),
    ("form", {"upload": "fw9.pdf", "fields": {W9_NAME: 5}}, "A template is a text"),
    ("choice", {"options": None}, "a list"),
    ("choice", {"options": ["Gold"]}, "a dictionary"),
    ("choice", {"options": [{**GOLD, "when": "always"}]}, '"when"'),
    ("choice", {"options": [{**GOLD, "page": {**TEXT, "config": {"markdwn": ""}}}]}, '"markdwn"'),
    ("choice", {"options": [{**GOLD, "page": {"type": "contents"}}]}, "cannot stand in a choice"),
    ("choice", {"options": [{**GOLD, "page": {"type": "choice", "config": {"options": [GOLD]}}}]}, "another choice"),
    ("choice", {"options": [GOLD, {**GOLD, "name": "Old", "rule": 'plen == "Gold"'}]}, "plen"),
    ("text", {"markdown": 5}, "a text"),
    ("contents", {"depth": "two"}, "a whole number"),
    ("worksheet", {"upload": "time-card.xltx", "sheets": "Time Card"}, "a list"),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A customer with a plan and the uploads that the pages name."""
    workspace = Workspace(tmp_path_factory.mktemp("wrong"))
    workspace.attributes.define("plan", type="choice", choices=["Gold", "Silver"])
    workspace.customers.add("Acme Corp")
    workspace.attributes.set("Acme Corp", QUARTER, {"plan": "Gold"})
    for name in ("service-plans.pdf", "fw9.pdf", "time-card.xltx"):
        workspace.uploads.add(DEMO / name)
    return workspace


@pytest.mark.parametrize(("kind", "config", "said"), WRONG)
def test_a_wrong_setting_is_a_problem(shared: Workspace, kind: str, config: Any, said: str) -> None:
    """Both of the definition and of the book, though its rule or its page might be spared; always with the page."""
    shared.books.save("Wrong", pages=[Page(kind, "The page", config)])
    version = shared.books.get("Wrong")
    for found in (
        shared.check_book(version.pages),
        shared.plan(version, "Acme Corp", QUARTER).errors,
    ):
        assert said in " ".join(map(str, found)), found
        assert {problem.page for problem in found if problem.is_error} <= {"The page", "Plan"}


class Clumsy:
    """Somebody's page type that fails."""

    name, label, description, late = "clumsy", "Clumsy", "Fails.", False

    def default_config(self) -> dict[str, Any]:
        return {}

    def describe(self, config: Mapping[str, Any], names: Mapping[str, str]) -> str:  # noqa: ARG002 - the contract's
        return "fails"

    def check(self, page: Page, definitions: CheckInputs) -> Iterator[Problem]:  # noqa: ARG002 - the contract's
        raise ZeroDivisionError("checking")

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:  # noqa: ARG002 - the contract's
        raise ZeroDivisionError("resolving")


def test_a_page_type_that_fails_hides_nothing(shared: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page has a problem, and so has every other."""
    monkeypatch.setitem(PAGE_TYPES, "clumsy", Clumsy())
    version = shared.books.save("Clumsy", pages=[Page("clumsy", "One"), Page("text", "Two", {"markdown": "{{ x }}"})])
    for found in (shared.check_book(version.pages), shared.plan(version, "Acme Corp", QUARTER).errors):
        assert [problem.page for problem in found] == ["One", "Two"]


def test_contents_that_list_nothing_are_drawn_all_the_same(shared: Workspace) -> None:
    """No page is dropped without a word."""
    shared.books.save("Bare", pages=[Page("contents", "", {}), Page("text", "", {"markdown": "Hello"})])
    plan = shared.plan("Bare", "Acme Corp", QUARTER)
    assert plan.page_count == 2
    assert [problem.code for problem in plan.warnings] == ["empty contents"]


def test_a_yes_with_words_of_its_own_ticks_a_box(shared: Workspace) -> None:
    """The definition says Ja and Nein; the box knows neither."""
    box = "topmostSubform[0].Page1[0].c1_01[1]"
    shared.attributes.define("incorporated", type="yes/no", format="Ja,Nein")
    shared.attributes.set("Acme Corp", QUARTER, {"incorporated": True})
    page = Page("form", "W-9", {"upload": "fw9.pdf", "fields": {box: "{{ incorporated }}"}})
    plan = shared.plan(shared.books.save("Ticked", pages=[page], settings=BookSettings()), "Acme Corp", QUARTER)
    assert plan.ready
    assert plan.layout.parts[0].values == {box: True}


def test_only_the_fields_of_the_chosen_pages_matter(shared: Workspace) -> None:
    """Those of pages that stay out are not missed; a value for one of them is."""
    page = Page("form", "W-9", {"upload": "fw9.pdf", "pages": "2-4", "fields": {W9_NAME: "{{ customer }}"}})
    plan = shared.plan(shared.books.save("Back", pages=[page]), "Acme Corp", QUARTER)
    assert [problem.code for problem in plan.warnings] == ["field not in the book"]
