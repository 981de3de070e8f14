"""What the screens of a book say and understand: plain functions beside the widgets."""

from __future__ import annotations

from dataclasses import replace

import pandas
import pytest

from booklet.generate.readiness import WORKBOOK_NOT_GIVEN
from booklet.model import AttributeDefinition, AttributeType, Page, Problem, Severity
from booklet.office.coverage import Coverage, shared_problems
from booklet.office.form_mapping import one_template
from booklet.office.rule_words import rule_in_words, when_in_words
from booklet.ui.book.page_list import edited, page_table
from booklet.ui.book.who_gets_what import coverage_table
from booklet.ui.generate.problem_links import place_to_mend
from booklet.ui.generate.progress_bar import time_left
from tests.office.test_draft import customer, draft_of

DEFINITIONS = (
    AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")),
    AttributeDefinition("assets", "Assets", AttributeType.MONEY),
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('plan == "Gold" and assets >= 1500000.5', "Plan is Gold and Assets is at least 1,500,000.5"),
        ("assets != null or plan in ['Gold']", "Assets is not missing or Plan in [ Gold ]"),
        ("quarter_number < 3", "number of the quarter is below 3"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    """Keys become labels, signs become words; what is not known stays."""
    assert rule_in_words(rule, DEFINITIONS) == words


@pytest.mark.parametrize(
    ("before", "attribute", "template", "after"),
    [
        ("", "plan", None, "{{ plan }}"),
        ("", float("nan"), " {{ plan }} plan ", "{{ plan }} plan"),
        ("{{ plan }}", "plan", "{{ plan }} plan", "{{ plan }} plan"),
        ("{{ plan }} plan", "assets", "{{ plan }} plan", "{{ assets }}"),
        ("{{ plan }}", None, "", ""),
    ],
)
def test_the_newer_of_two_columns_goes_into_a_field(
    before: str, attribute: object, template: object, after: str
) -> None:
    """An attribute picked or a text written; where both stand there, the one that is new."""
    assert one_template(before, attribute, template) == after


def test_what_is_typed_into_the_page_list() -> None:
    """Titles, and positions, of several rows at once."""
    draft = edited(draft_of("Cover", "Plan", "Terms"), {2: {"position": 1}, 1: {"title": " The plan ", "position": 2}})
    assert [page.title for page in draft.pages] == ["Terms", "The plan", "Cover"]


def test_when_a_customer_gets_a_page() -> None:
    """Always, or by the rules of a choice, or if a workbook is handed in."""
    options = [{"name": "Gold brochure", "rule": 'plan == "Gold"'}]
    choice = Page("choice", "", {"options": options, "default": {"name": "Others"}})
    assert when_in_words(choice, DEFINITIONS) == "Gold brochure if Plan is Gold; else another"
    assert when_in_words(Page("worksheet", "", {"ask": True, "optional": True}), DEFINITIONS) == "if handed in"
    assert when_in_words(Page("static"), DEFINITIONS) == "always"


def test_the_page_list_counts_problems() -> None:
    """Errors and warnings of a page, with their signs; a cover is called one."""
    problems = [Problem(kind, "x", "", "", page_id="p") for kind in (Severity.ERROR, Severity.WARNING, Severity.ERROR)]
    table = page_table([Page("text", "", {"layout": "cover"}, id="p")], DEFINITIONS, None, problems)
    assert table.loc["p", ["type", "problems", "pages"]].to_list() == ["Cover", "■ 2 ▲ 1", "–"]


def test_a_page_that_waits_for_its_workbook_is_not_wrong() -> None:
    """The page list has the sign of what is waited for, not of an error."""
    waiting = Problem(Severity.ERROR, WORKBOOK_NOT_GIVEN, "", "", page_id="p")
    table = page_table([Page("worksheet", "", {}, id="p")], DEFINITIONS, None, [waiting])
    assert table.loc["p", "problems"] == "▲ 1"


def test_who_gets_what_shows_what_differs() -> None:
    """A column for each choice, and for each page that not all get alike."""
    missing = Problem(Severity.ERROR, WORKBOOK_NOT_GIVEN, "", "")
    rows = [
        Coverage(customer("Acme"), 3, {"a": "1 page", "b": "Gold", "c": "1 page"}, ()),
        Coverage(customer("Bolt"), 2, {"a": "1 page", "b": "Gold", "c": "–"}, (missing,)),
    ]
    pages = [Page("text", "A", id="a"), Page("choice", "", id="b"), Page("worksheet", "C", id="c")]
    table = coverage_table(rows, pages)
    assert list(table.columns) == ["Customer", "State", "Pages", "Page 2: Choice", "C"]
    assert list(table["State"]) == ["○ ready", "▲ workbook needed"]
    pandas.testing.assert_series_equal(table["C"], pandas.Series(["1 page", "–"], name="C"))


def test_a_problem_of_several_customers_is_said_once() -> None:
    """With their names, of many the first; one that names its customer needs no more, what waits is none."""
    shared = Problem(Severity.ERROR, "x", "The range is wrong.", "Correct it.", page_id="p")
    names = ["Acme", "Bolt", "Cedar", "Dune", "Elm"]
    rows = [
        Coverage(customer(name), 1, {}, (replace(shared, customer=name, page=f"Plan of {name}"),)) for name in names
    ]
    own = Problem(Severity.ERROR, "missing value", "Plan is missing for Fir.", "Record it.")
    waiting = Problem(Severity.ERROR, WORKBOOK_NOT_GIVEN, "It was not handed in.", "Hand it in.")
    said = shared_problems([*rows, Coverage(customer("Fir"), 0, {}, (own, waiting))], {"p": "Plan of {{ customer }}"})
    assert said == [
        'Acme, Bolt, Cedar and 2 more: page "Plan of {{ customer }}": The range is wrong. Correct it.',
        "Plan is missing for Fir. Record it.",
    ]


@pytest.mark.parametrize(
    ("elapsed", "done", "words"),
    [(4, 2, ""), (10, 0, ""), (10, 5, "about 10 seconds left"), (100, 4, "about 2 minutes left"), (10, 10, "")],
)
def test_how_long_yet(elapsed: float, done: int, words: str) -> None:
    """Said once it has taken long, from what is done so far."""
    assert time_left(elapsed, done, 10) == words


@pytest.mark.parametrize(
    ("code", "page", "screen"),
    [
        ("missing value", "p", "attributes"),
        ("workbook not given", "p", ""),
        ("upload gone", "p", "uploads"),
        ("rule", "p", "books"),
        ("no pages", "", "books"),
    ],
)
def test_a_problem_knows_where_it_is_mended(code: str, page: str, screen: str) -> None:
    """The screen that its link opens; none where the user is there already."""
    problem = Problem(Severity.ERROR, code, "", "", book="Review", page_id=page)
    assert place_to_mend(problem)[0] == screen
