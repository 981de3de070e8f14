"""Form pages: values that are too long, tables of values, what the form computes, each problem once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from booklet import Page, Workspace
from booklet.generate.plan import Plan
from booklet.page_types.form.addendum import letters
from booklet.page_types.form.trial_fill import filled_with_names
from booklet.pdf import prepare
from tests.conftest import DEMO, QUARTER, W9_BUSINESS, W9_CORPORATION, W9_NAME
from tests.pdf.form_maker import form_bytes, text

_LONG = "The Society for the Preservation of Long Names and Longer Addresses, " * 8


def _plan(workspace: Workspace, *pages: Page, customer: str = "Acme Corp") -> Plan:
    workspace.books.save("Trial", pages=pages)
    return workspace.plan("Trial", customer, QUARTER)


def _form(**config: Any) -> Page:
    return Page("form", "Form W-9", {"upload": "fw9.pdf", "pages": "1", **config})


def _codes(plan: Plan) -> Counter[str]:
    return Counter(problem.code for problem in plan.problems)


class TestTooLong:
    def test_it_goes_on_behind_the_form(self, workspace: Workspace) -> None:
        """The field ends in "see addendum A", the page behind has the whole, and preflight only says so."""
        page = _form(fields={W9_NAME: _LONG, W9_BUSINESS: _LONG[::-1]}, addendum=True)
        plan = _plan(workspace, Page("contents", "Contents"), page, Page("text", "End", {"markdown": "x"}))
        form, addendum = plan.layout.pages[1].resolved.parts
        assert plan.ready
        assert _codes(plan)["addendum"] == 2
        assert str(form.values[W9_NAME]).endswith("… see addendum A")
        assert str(form.values[W9_NAME]).startswith("The Society for the Preservation")
        assert str(form.values[W9_BUSINESS]).endswith("see addendum B")
        assert addendum.title == "Addendum to Form W-9"

    def test_a_field_for_numbers_is_not_given_words(self, workspace: Workspace) -> None:
        """A number that is too long is said to be, rather than that "addendum A" is no number."""
        script = 'AFNumber_Format(0, 0, 0, 0, "", true);'
        workspace.uploads.add(form_bytes(text("total", script=script, MaxLen=12)), name="whole.pdf")
        page = Page("form", "Whole", {"upload": "whole.pdf", "fields": {"total": "9" * 20}, "addendum": True})
        assert _codes(_plan(workspace, page)) == {"too long": 1}

    def test_the_book_has_it_in_its_contents(self, workspace: Workspace) -> None:
        """Its heading, the label and the page of the field, the value, and its place in the contents and bookmarks."""
        page = _form(fields={W9_NAME: _LONG}, addendum=True)
        pages = [Page("contents", "Contents"), page, Page("text", "End", {"markdown": "x"})]
        plan = _plan(workspace, *pages)
        assert [planned.first_page for planned in plan.pages] == [1, 2, 4]
        made = workspace.generate("Trial", "Acme Corp", QUARTER)
        book = prepare(made.pdf)
        titles = [item.title for item in book.outline]
        assert titles == ["Contents", "Form W-9", "Addendum to Form W-9", "End"]
        assert [item.page for item in book.outline] == [0, 1, 2, 3]
        text = _text(made.pdf, 2)
        assert "A. Name (as shown on your income tax return), page 1" in text
        assert " ".join(_LONG.split()) in text

    def test_a_label_ends_before_its_colon(self, workspace: Workspace) -> None:
        """A label's colon goes: "Legal name:, page 1" would be two marks in a row."""
        workspace.uploads.add(form_bytes(text("legal", TU="Legal name:", MaxLen=40)), name="short.pdf")
        _plan(workspace, Page("form", "Short", {"upload": "short.pdf", "fields": {"legal": _LONG}, "addendum": True}))
        made = workspace.generate("Trial", "Acme Corp", QUARTER)
        assert "A. Legal name, page 1" in _text(made.pdf, made.page_count - 1)

    def test_without_it_the_value_is_a_problem(self, workspace: Workspace) -> None:
        """As it was: an error with the number of characters that fit."""
        plan = _plan(workspace, _form(fields={W9_NAME: _LONG}))
        assert "characters" in str(plan.errors[0])
        assert "Name (as shown on your income tax return)" in str(plan.errors[0])

    def test_a_larger_smallest_size_fits_less(self, workspace: Workspace) -> None:
        """The setting says what can still be read."""
        text = _LONG[:150]
        assert _plan(workspace, _form(fields={W9_NAME: text})).ready
        assert _codes(_plan(workspace, _form(fields={W9_NAME: text}, smallest_pt=11.0)))["too long"] == 1
        assert [p.code for p in workspace.check_book([_form(smallest_pt=400.0)])] == ["smallest size"]

    @pytest.mark.parametrize(("config", "size"), [({}, 4.0), ({"addendum": True}, 6.0), ({"smallest_pt": 5.0}, 5.0)])
    def test_the_smallest_size_where_nothing_is_said(
        self, workspace: Workspace, config: dict[str, Any], size: float
    ) -> None:
        """What can just be read, larger where the rest can go on elsewhere; what was said goes before both."""
        [planned] = _plan(workspace, _form(fields={W9_NAME: "Acme"}, **config)).layout.pages
        assert planned.resolved.parts[0].smallest_pt == size
        assert not workspace.check_book([_form(smallest_pt=None, addendum=True)])

    def test_addenda_follow_the_reader(self, workspace: Workspace) -> None:
        """A comes before B on the form, whatever the order of its fields in the file."""
        upper, lower = text("upper", 0, MaxLen=40), text("lower", 3, MaxLen=40)
        workspace.uploads.add(form_bytes(lower, upper), name="turned.pdf")
        fields = {"lower": _LONG, "upper": _LONG}
        plan = _plan(workspace, Page("form", "T", {"upload": "turned.pdf", "fields": fields, "addendum": True}))
        values = plan.layout.pages[0].resolved.parts[0].values
        assert str(values["upper"]).endswith("addendum A")
        assert str(values["lower"]).endswith("addendum B")

    def test_the_same_book_has_the_same_bytes(self, workspace: Workspace) -> None:
        """An addendum is drawn from the snapshot alone."""
        _plan(workspace, _form(fields={W9_NAME: _LONG}, addendum=True))
        made = workspace.generate("Trial", "Acme Corp", QUARTER)
        assert workspace.verify(made).same

    def test_letters_go_on_after_z(self) -> None:
        """As columns of a sheet do."""
        assert [letters(number) for number in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


class TestStates:
    def test_a_yes_and_a_no_are_placed_by_table(self, workspace: Workspace) -> None:
        """Whatever words the attribute has for them, now or later."""
        config = {"fields": {W9_CORPORATION: "{{ incorporated }}"}, "states": {W9_CORPORATION: {"yes": "", "no": "2"}}}
        part = _plan(workspace, _form(**config)).layout.pages[0].resolved.parts[0]
        assert part.values[W9_CORPORATION] is False
        workspace.attributes.define("incorporated", format="Ja,Nein")
        part = _plan(workspace, _form(**config)).layout.pages[0].resolved.parts[0]
        assert part.values[W9_CORPORATION] is False

    def test_a_choice_ticks_its_box(self, workspace: Workspace) -> None:
        """Gold ticks it, Silver does not."""
        states = {W9_CORPORATION: {"Gold": "2", "Silver": ""}}
        page = _form(fields={W9_CORPORATION: "{{ plan }}"}, states=states)
        gold = _plan(workspace, page).layout.pages[0].resolved.parts[0]
        silver = _plan(workspace, page, customer="Bolt & Co").layout.pages[0].resolved.parts[0]
        assert (gold.values[W9_CORPORATION], silver.values[W9_CORPORATION]) == ("2", False)
        assert "value without a state" not in {problem.code for problem in workspace.check_book([page])}

    def test_a_value_without_a_state_is_named(self, workspace: Workspace) -> None:
        """When the page is checked, for whoever may have it; and as an error for a customer who does."""
        page = _form(fields={W9_CORPORATION: "{{ plan }}"}, states={W9_CORPORATION: {"Gold": "2"}})
        [problem] = [one for one in workspace.check_book([page]) if one.code == "value without a state"]
        assert '"Silver"' in problem.message
        assert '"Gold"' not in problem.message
        assert "C Corporation" in problem.message
        assert _codes(_plan(workspace, page, customer="Bolt & Co"))["unknown option"] == 1


class TestProblems:
    def test_each_thing_is_said_once(self, workspace: Workspace) -> None:
        """A value that is missing for three fields, and a field that is gone, are one sentence each."""
        fields = {W9_NAME: "{{ adviser }}", W9_BUSINESS: "{{ adviser }} & Co", W9_NAME + "x": "y"}
        page = _form(fields=fields)
        plan = _plan(workspace, page, customer="Bolt & Co")
        assert _codes(plan)["missing value"] == 1
        [gone] = [problem.message for problem in plan.problems if problem.code == "unknown field"]
        assert gone in [problem.message for problem in workspace.check_book([page])]
        assert len(plan.pages[0].problems) == len(set(plan.pages[0].problems))

    def test_fields_go_by_their_labels(self, workspace: Workspace) -> None:
        """Nobody is told of "f1_02_0_[0]" where the page says what it is."""
        said = " ".join(str(problem) for problem in _plan(workspace, _form()).problems)
        assert "Name (as shown on your income tax return)" in said
        assert "f1_01" not in said


@pytest.mark.parametrize("name", ["fw9.pdf"])
def test_a_test_fill_names_every_field(name: str) -> None:
    """Each field holds its own name, or its number where that does not fit; all boxes are ticked."""
    document = prepare(DEMO / name)
    numbers = {field.name: number for number, field in enumerate(document.fields, start=1)}
    filled = {field.name: field.value for field in prepare(filled_with_names(document, numbers)).fields}
    assert filled[W9_NAME] == "f1_01_0_[0]"
    assert filled[W9_CORPORATION] == "2"
    assert all(value for value in filled.values())


def _text(pdf: bytes, page: int) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[page].get_textpage().get_text_range().split())
