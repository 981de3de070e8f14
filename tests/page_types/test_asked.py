"""The workbooks that pages ask for: each option of a choice has a slot of its own, and one for whichever asks."""

from __future__ import annotations

from typing import Any

import pytest

from booklet.model import Page
from booklet.page_types.asked import Asked, Slot, asked_slots, option_slot, prompt_of
from tests.page_types.trial import Documents, codes, handed_in, inputs, resolved


def _asking(name: str = "", prompt: str = "", **more: Any) -> dict[str, Any]:
    return {"name": name, "page": {"type": "worksheet", "config": {"ask": True, "prompt": prompt, **more}}}


def test_a_page_asks_under_its_own_id() -> None:
    """With its own words, or with some that always fit."""
    page = Page("worksheet", config={"ask": True, "prompt": "The statement"}, id="w")
    assert asked_slots(page) == (Slot("w", "The statement"),)
    assert prompt_of({"prompt": ""}) == prompt_of({}) == "A workbook for this customer"


def test_each_option_asks_under_its_name() -> None:
    """The default too, which is called so where it has no name; those that do not ask have no slot."""
    options = [_asking("Bank", "Bank's"), {"name": "Text", "page": {"type": "text", "config": {}}}, _asking("Trust")]
    page = Page("choice", config={"options": options, "default": _asking()}, id="c")
    assert asked_slots(page) == (
        Slot("c/Bank", "Bank's", "Bank"),
        Slot("c/Trust", "A workbook for this customer", "Trust"),
        Slot("c/the default", "A workbook for this customer", "the default"),
    )
    assert option_slot("c", {"name": "Bank"}) == "c/Bank"
    assert option_slot("c", {}) == "c/the default"


@pytest.mark.parametrize(
    "config",
    [
        None,
        ["ask"],
        {"ask": False},
        {"options": None},
        {"options": "Bank"},
        {
            "options": [
                None,
                "Bank",
                {"page": None},
                {"page": {"config": ["ask"]}},
                {"page": {"config": {"ask": False}}},
            ]
        },
        {"default": None},
        {"default": "Bank"},
    ],
)
def test_who_does_not_ask(config: Any) -> None:
    """Nor does a definition that is wrong, which its check names."""
    assert asked_slots(Page("choice", config=config, id="c")) == ()


def _both(given: dict[str, Any], files: Documents) -> Any:
    options = [{**_asking(name, name), "rule": "vip"} for name in ("Bank", "Trust")]
    return resolved("choice", {"take": "all", "options": options}, inputs(files=files, workbooks=given))


def test_what_is_given_to_the_choice_is_for_those_without_their_own() -> None:
    """An option's own workbook goes before the one that was given for the choice."""
    files = Documents({"shared": WORKBOOK, "own": WORKBOOK})
    made = _both({"p": handed_in("shared"), "p/Trust": handed_in("own")}, files)
    assert [upload for upload, _ in files.drawn_with] == ["shared", "own"]
    assert made.problems == ()
    assert made.asks == (Asked("p/Bank", "Bank"), Asked("p/Trust", "Trust"))


def test_what_is_given_to_one_option_is_not_the_other_s() -> None:
    """The other is still asked for, by its own words."""
    files = Documents({"own": WORKBOOK})
    made = _both({"p/Trust": handed_in("own")}, files)
    assert [upload for upload, _ in files.drawn_with] == ["own"]
    [problem] = made.problems
    assert (problem.code, problem.subject) == ("workbook not given", "p/Bank")
    assert problem.message == '"Bank" was not handed in for Acme Corp.'


@pytest.mark.parametrize(("optional", "stops"), [(False, True), (True, False)])
def test_an_optional_workbook_only_warns(optional: bool, stops: bool) -> None:
    """The book is made without it; one that must be there stops it. Both say that it is asked for."""
    made = resolved("worksheet", {"ask": True, "prompt": "The statement", "optional": optional})
    assert codes(made.problems) == ["workbook not given"]
    assert made.problems[0].is_error is stops
    assert made.problems[0].subject == "p"
    assert made.asks == (Asked("p", "The statement"),)
    assert made.parts == ()


def test_an_upload_is_not_drawn_where_a_workbook_is_asked_for() -> None:
    """The setting is left from before, and a customer must not get the sample in place of their own."""
    files = Documents({"sample": WORKBOOK, "own": WORKBOOK})
    config = {"ask": True, "upload": "sample"}
    resolved("worksheet", config, inputs(files=files, workbooks={"p": handed_in("own")}))
    assert [upload for upload, _ in files.drawn_with] == ["own"]
    assert resolved("worksheet", config, inputs(files=files)).parts == ()


def _workbook() -> bytes:
    import io

    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "A statement"
    book.save(out)
    return out.getvalue()


WORKBOOK = _workbook()
