"""Each page type on a real workspace: what it gives, and every problem that it names."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pypdf
import pytest
from openpyxl.workbook.defined_name import DefinedName

from booklet import Page, Problem, Workspace
from booklet.generate.plan import Plan
from booklet.page_types import PAGE_TYPES, Asked, page_type
from tests.conftest import DEMO, QUARTER, W9_BUSINESS, W9_NAME, plan_choice

Config = dict[str, Any]


def plan_of(workspace: Workspace, *pages: Page, customer: str = "Acme Corp", **given: Any) -> Plan:
    """The plan of a book with just these pages."""
    workspace.books.save("Trial", pages=pages)
    return workspace.plan("Trial", customer, QUARTER, **given)


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def _small_workbook() -> bytes:
    """One cell."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "All there is"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(PAGE_TYPES))
def test_every_type_describes_itself(name: str, workspace: Workspace) -> None:
    """A new page of each type can be shown in a list, and what is wrong with its empty config is said, not raised."""
    kind = page_type(name)
    assert kind.label
    assert kind.description
    assert kind.describe(kind.default_config(), {})
    workspace.check_book([Page(name, "", kind.default_config())])


def test_a_mistyped_setting_is_named(workspace: Workspace) -> None:
    """A setting that a type does not know must not pass in silence."""
    problems = workspace.check_book([Page("static", "Guide", {"upload": "service-plans.pdf", "page": "1"})])
    assert [problem.subject for problem in problems if problem.code == "unknown setting"] == ["page"]


class TestStatic:
    def test_a_range_in_its_order(self, workspace: Workspace) -> None:
        """The pages that the range names, with a bookmark by the page's title."""
        plan = plan_of(workspace, Page("static", "Guide", {"upload": "fw9.pdf", "pages": "3,1"}))
        assert plan.ready
        assert plan.page_count == 2
        assert plan.layout.parts[0].pages == (2, 0)

    def test_a_range_that_the_file_has_not(self, workspace: Workspace) -> None:
        """Named when it is written, and when a book is made."""
        page = Page("static", "Guide", {"upload": "fw9.pdf", "pages": "9"})
        assert codes(workspace.check_book([page])) == {"page range"}
        assert "4 pages" in str(plan_of(workspace, page).errors[0])

    def test_an_upload_that_is_gone(self, workspace: Workspace) -> None:
        """An archived upload is a problem of the definition; books can still be made from it."""
        workspace.uploads.archive("service-plans.pdf")
        version = workspace.books.get("Review")
        assert "upload gone" in codes(workspace.check_book(version.pages, version.settings))


class TestForm:
    def test_values_go_into_fields(self, workspace: Workspace) -> None:
        """Templates are filled; what nobody mapped is one warning."""
        page = Page("form", "W-9", {"upload": "fw9.pdf", "fields": {W9_NAME: "{{ customer }}"}})
        plan = plan_of(workspace, page)
        assert plan.layout.parts[0].values[W9_NAME] == "Acme Corp"
        assert codes(plan.problems) == {"unmapped fields"}

    def test_a_missing_value_stops_unless_the_field_may_be_empty(self, workspace: Workspace) -> None:
        """Never a blank without a word."""
        config: Config = {"upload": "fw9.pdf", "fields": {W9_BUSINESS: "{{ adviser }}"}}
        missing = plan_of(workspace, Page("form", "W-9", config), customer="Bolt & Co")
        assert [problem.subject for problem in missing.errors] == ["adviser"]
        allowed = plan_of(workspace, Page("form", "W-9", config | {"empty": [W9_BUSINESS]}), customer="Bolt & Co")
        assert allowed.ready

    def test_a_field_that_the_form_has_not(self, workspace: Workspace) -> None:
        """The nearest field is named."""
        page = Page("form", "W-9", {"upload": "fw9.pdf", "fields": {W9_NAME.replace("f1_01", "f1_91"): "x"}})
        assert "Did you mean" in str(workspace.check_book([page])[0])
        assert "unknown field" in codes(plan_of(workspace, page).errors)

    def test_a_value_too_long_for_its_field(self, workspace: Workspace) -> None:
        """An error with the number of characters that fit."""
        page = Page("form", "W-9", {"upload": "fw9.pdf", "fields": {W9_NAME: "long " * 300}})
        assert "too long" in codes(plan_of(workspace, page).errors)


class TestWorksheet:
    def test_an_uploaded_workbook(self, workspace: Workspace) -> None:
        """Its visible sheets become pages."""
        assert plan_of(workspace, Page("worksheet", "Card", {"upload": "time-card.xltx"})).page_count >= 1

    def test_a_worksheet_that_is_marked_so_is_tagged(self, workspace: Workspace) -> None:
        """Its part has a structure tree, and that of a page which says nothing has none."""
        pages = [Page("worksheet", "Card", {"upload": "time-card.xltx", "tagged": tagged}) for tagged in (True, False)]
        parts = [part for page in plan_of(workspace, *pages).layout.pages for part in page.resolved.parts]
        assert [part.prepared.document.structure is not None for part in parts] == [True, False]

    def test_libreoffice_tags_nothing(self, workspace: Workspace) -> None:
        """A page that asks for tags and for LibreOffice is warned of."""
        config = {"upload": "time-card.xltx", "tagged": True, "renderer": "libreoffice"}
        assert "not tagged" in codes(plan_of(workspace, Page("worksheet", "Card", config)).warnings)

    def test_a_workbook_that_is_asked_for(self, workspace: Workspace) -> None:
        """Without it an error that names it; with it, pages."""
        page = Page("worksheet", "Statement", {"ask": True, "prompt": "The custodian's statement"}, id="statement")
        without = plan_of(workspace, page)
        assert codes(without.errors) == {"workbook not given"}
        assert without.pages[0].asks == (Asked("statement", "The custodian's statement"),)
        data = workspace.uploads.read("time-card.xltx")
        assert plan_of(workspace, page, workbooks={"Statement": data}).ready

    def test_an_optional_workbook(self, workspace: Workspace) -> None:
        """The book can be made without it, with a warning."""
        page = Page("worksheet", "Statement", {"ask": True, "optional": True})
        plan = plan_of(workspace, page, Page("text", "Letter", {"markdown": "Hello"}))
        assert plan.ready
        assert codes(plan.warnings) == {"workbook not given"}

    def test_a_sheet_that_is_not_there(self, workspace: Workspace) -> None:
        """Named when the page is written."""
        page = Page("worksheet", "Card", {"upload": "time-card.xltx", "sheets": ["Nonesuch"]})
        assert codes(workspace.check_book([page])) == {"unknown sheet"}

    def test_a_workbook_as_a_template(self, workspace: Workspace) -> None:
        """Cells, named or with a template, get the customer's values; formulas follow, and the book verifies."""
        workspace.uploads.add(_statement(), "statement.xlsx")
        page = Page("worksheet", "Statement", {"upload": "statement.xlsx", "cells": {"fee": "{{ quarter }}"}})
        assert not workspace.check_book([page])
        plan = plan_of(workspace, page)
        assert plan.ready
        workspace.books.save("Statement", pages=[page])
        made = workspace.generate("Statement", "Acme Corp", QUARTER)
        shown = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()
        assert all(words in shown for words in ("For Acme Corp", "1,250,000.00", "2500000", str(QUARTER)))
        assert workspace.verify(made.id).same

    def test_a_template_without_its_value(self, workspace: Workspace) -> None:
        """A missing attribute is a problem of its customer; a word that is none names its cell."""
        workspace.uploads.add(_statement("{{ adviser }}"), "a.xlsx")
        missing = plan_of(workspace, Page("worksheet", "S", {"upload": "a.xlsx"}), customer="Bolt & Co")
        assert "adviser" in {problem.subject for problem in missing.errors}
        workspace.uploads.add(_statement("{{ nonesuch }}"), "n.xlsx")
        wrong = plan_of(workspace, Page("worksheet", "S", {"upload": "n.xlsx"}))
        assert "cell A2" in str(wrong.errors[0])
        assert plan_of(workspace, Page("worksheet", "S", {"upload": "n.xlsx", "fill": False})).ready

    def test_cells_that_the_workbook_has_not(self, workspace: Workspace) -> None:
        """A setting for a name that no cell has is said."""
        workspace.uploads.add(_statement(), "s.xlsx")
        config: Config = {"upload": "s.xlsx", "cells": {"nobody": "{{ plan }}"}}
        assert "unknown cell" in codes(plan_of(workspace, Page("worksheet", "S", config)).warnings)

    def test_scale_and_orientation(self, workspace: Workspace) -> None:
        """What cannot be is refused when it is written."""
        page = Page("worksheet", "S", {"upload": "time-card.xltx", "scale": 5, "orientation": "sideways"})
        assert codes(workspace.check_book([page])) == {"scale", "orientation"}


def _statement(plan: str = "{{ plan }}") -> bytes:
    """A workbook with a name, a number and a formula to be filled."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["A4"] = "For {{ customer }}", plan, "{{ assets }}", "=A3*2"
    sheet["A3"].number_format = "#,##0.00"
    sheet.column_dimensions["A"].width = 30
    book.defined_names["fee"] = DefinedName("fee", attr_text="Sheet!$A$5")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class TestChoice:
    def test_the_first_rule_that_holds(self, workspace: Workspace) -> None:
        """The option's page, under the option's title."""
        plan = plan_of(workspace, Page("choice", "", plan_choice()))
        assert plan.pages[0].choice is not None
        assert plan.pages[0].choice.chosen == ("Gold",)
        assert plan.layout.parts[0].title == "Gold plan"

    def test_the_default(self, workspace: Workspace) -> None:
        """Where no rule holds."""
        plan = plan_of(workspace, Page("choice", "", plan_choice()), customer="Bolt & Co")
        assert plan.pages[0].choice is not None
        assert plan.pages[0].choice.chosen == ("Others",)

    def test_each_option_asks_for_a_workbook_of_its_own(self, workspace: Workspace) -> None:
        """Two that hold at once are told apart; what is given for the page is for all that were given nothing."""
        ask = {name: {"type": "worksheet", "config": {"ask": True, "prompt": name}} for name in ("Bank", "Trust")}
        options = [{"name": name, "rule": "assets > 1", "page": page} for name, page in ask.items()]
        page = Page("choice", "Statements", {"take": "all", "options": options}, id="c")
        asked = plan_of(workspace, page)
        assert asked.pages[0].asks == (Asked("c/Bank", "Bank"), Asked("c/Trust", "Trust"))
        assert [problem.subject for problem in asked.errors] == ["c/Bank", "c/Trust"]
        card = (DEMO / "time-card.xltx").read_bytes()
        both = plan_of(workspace, page, workbooks={"Statements/Bank": card, "c/Trust": _small_workbook()})
        assert both.ready
        assert set(both.snapshot.workbooks) == {"c/Bank", "c/Trust"}
        assert len({file.sha256 for file in both.snapshot.workbooks.values()}) == 2
        assert plan_of(workspace, page, workbooks={"Statements": card}).ready

    def test_all_that_hold(self, workspace: Workspace) -> None:
        """In the order of the options."""
        text = {"type": "text", "config": {"markdown": "x"}}
        options = [
            {"name": "one", "rule": "assets > 1", "page": text},
            {"name": "two", "rule": "assets < 1", "page": text},
            {"name": "three", "rule": "incorporated", "page": text},
        ]
        plan = plan_of(workspace, Page("choice", "", {"take": "all", "options": options}))
        assert plan.pages[0].choice is not None
        assert plan.pages[0].choice.chosen == ("one", "three")
        assert [part.title for part in plan.layout.parts] == ["one", "three"]

    def test_nothing_to_choose_from_is_one_problem(self, workspace: Workspace) -> None:
        """Not also that none of no options matches the customer."""
        page = Page("choice", "Plan", {"options": []})
        assert [problem.code for problem in plan_of(workspace, page).problems] == ["no options"]

    def test_nothing_matches(self, workspace: Workspace) -> None:
        """An error, unless the page says that nothing is right."""
        config: Config = plan_choice() | {"default": None}
        page = Page("choice", "Plan", config)
        assert codes(plan_of(workspace, page, customer="Bolt & Co").errors) == {"nothing chosen"}
        allowed = Page("choice", "Plan", config | {"none": "nothing"})
        letter = Page("text", "Letter", {"markdown": "Hello"})
        assert plan_of(workspace, allowed, letter, customer="Bolt & Co").ready

    def test_the_user_overrides(self, workspace: Workspace) -> None:
        """What the rules chose is still known, and the snapshot has the override."""
        page = Page("choice", "Plan", plan_choice())
        plan = plan_of(workspace, page, overrides={"Plan": ["Others"]})
        choice = plan.pages[0].choice
        assert choice is not None
        assert (choice.chosen, choice.by_rule, choice.overridden) == (("Others",), ("Gold",), True)
        assert plan.snapshot.overrides[choice.page_id].overridden

    def test_a_wrong_rule_is_a_problem_of_the_definition(self, workspace: Workspace) -> None:
        """With the option's name and the nearest key."""
        option = {"name": "Gold", "rule": 'plna == "Gold"', "page": {"type": "text", "config": {"markdown": "x"}}}
        problems = workspace.check_book([Page("choice", "Plan", {"options": [option]})])
        assert 'Option "Gold"' in str(problems[0])
        assert 'Did you mean "plan"' in str(problems[0])


class TestText:
    def test_a_template_that_cannot_be_filled(self, workspace: Workspace) -> None:
        """Each missing attribute is one problem, on its page."""
        plan = plan_of(
            workspace, Page("text", "Letter", {"markdown": "{{ adviser }} {{ assets }}"}), customer="Bolt & Co"
        )
        assert {problem.subject for problem in plan.errors} == {"adviser", "assets"}
        assert {problem.page for problem in plan.errors} == {"Letter"}

    def test_an_empty_text(self, workspace: Workspace) -> None:
        """Is a problem of the definition."""
        assert codes(workspace.check_book([Page("text", "Letter", {"markdown": " "})])) == {"no text"}


class TestContents:
    def test_entries_are_titles_with_their_places(self, workspace: Workspace) -> None:
        """Cover and contents are not listed; links lead to where the pages are."""
        plan = workspace.plan("Review", "Acme Corp", QUARTER)
        contents = plan.layout.pages[1].resolved.parts[0]
        starts = {page.title: page.first_page for page in plan.pages if page.first_page}
        targets = {link.target + 1 for link in contents.links}
        assert {starts["Letter"], starts["Investments"], starts["W-9"], starts["Time card"]} <= targets

    def test_contents_longer_than_a_page_move_what_follows(self, workspace: Workspace) -> None:
        """The numbers count the contents' own pages."""
        letters = [Page("text", f"Letter {number}", {"markdown": "Hello"}) for number in range(90)]
        plan = plan_of(workspace, Page("contents", "Contents"), *letters)
        contents = plan.pages[0]
        assert contents.page_count > 1
        assert plan.pages[1].first_page == contents.page_count + 1
        links = plan.layout.parts[0].links
        assert sorted(link.target for link in links)[0] == contents.page_count
        assert len(links) >= 90


def test_an_unknown_page_type_is_a_problem(workspace: Workspace) -> None:
    """Not a crash: the package that brought it may be missing."""
    plan = plan_of(workspace, Page("hologram", "Wow"))
    assert "no page type" in str(plan.errors[0])
