"""The options of a choice: named, ruled, put in order, added and removed."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import AttributeDefinition, AttributeType, Page
from booklet.ui.book.choice_settings import choice_settings
from booklet.ui.book.editing import Materials
from booklet.workspace import Workspace
from tests.ui.drawn import drawn, shown


def _option(name: str, rule: str = 'plan == "Gold"') -> dict[str, Any]:
    return {"name": name, "rule": rule, "page": {"type": "text", "title": name, "config": {"markdown": name}}}


THREE = {"take": "first", "options": [_option("A"), _option("B"), _option("C")], "default": None, "none": "error"}


class _Renewed:
    """Counts how often the widgets were told to begin anew."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def materials(empty: Workspace) -> Materials:
    definitions = (AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold", "Silver")),)
    return Materials(empty, definitions, (), "s", _Renewed())


def _kept(page: Page, materials: Materials) -> Page:  # noqa: ARG001 - as editors of pages are called
    return page


def _screen(config: dict[str, Any], materials: Materials) -> AppTest:
    return drawn(choice_settings, config, materials, _kept)


def _names(test: AppTest) -> str:
    return "".join(option["name"] for option in test.session_state["made"]["options"])


@pytest.mark.parametrize(
    "config",
    [THREE, {**THREE, "take": "all", "none": "nothing"}, {**THREE, "default": _option("D")}, {**THREE, "options": []}],
)
def test_a_choice_that_is_looked_at_stays_as_it_is(materials: Materials, config: dict[str, Any]) -> None:
    """Each setting in its own widget."""
    assert _screen(config, materials).session_state["made"] == config


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("s-up-1", "BAC"),
        ("s-up-2", "ACB"),
        ("s-down-0", "BAC"),
        ("s-down-1", "ACB"),
        ("s-gone-0", "BC"),
        ("s-gone-2", "AB"),
    ],
)
def test_options_are_put_in_order(materials: Materials, key: str, order: str) -> None:
    """Earlier, later, or away; then all widgets begin anew."""
    test = _screen(THREE, materials)
    test.button(key=key).click()
    assert _names(shown(test)) == order
    assert isinstance(materials.renew, _Renewed)
    assert materials.renew.count == 1


def test_the_first_cannot_come_earlier(materials: Materials) -> None:
    """And the last not later."""
    test = _screen(THREE, materials)
    ends = ("s-up-0", "s-down-2")
    assert [test.button(key=key).disabled for key in ends] == [True, True]
    assert [test.button(key=key).disabled for key in ("s-up-1", "s-down-1")] == [False, False]


def test_an_option_is_added_at_the_end(materials: Materials) -> None:
    """Without a rule, with a page that is to be chosen."""
    test = _screen(THREE, materials)
    test.button(key="s-add").click()
    *_, added = shown(test).session_state["made"]["options"]
    assert (added["name"], added["rule"], added["page"]["type"]) == ("Option 4", "", "static")


@pytest.mark.parametrize(("key", "field"), [("s-1-name", "name"), ("s-1-rule", "rule")])
def test_what_is_typed_goes_into_its_option(materials: Materials, key: str, field: str) -> None:
    """And into no other."""
    test = _screen(THREE, materials)
    test.text_input(key=key).set_value("plan != null")
    before, changed, after = shown(test).session_state["made"]["options"]
    assert changed == {**_option("B"), field: "plan != null"}
    assert (before, after) == (_option("A"), _option("C"))


def test_another_type_of_page_begins_anew(materials: Materials) -> None:
    """With the settings of its type, and the title that was there; a choice in a choice is not offered."""
    test = _screen(THREE, materials)
    kinds = test.selectbox(key="s-0-type")
    assert "Choice" not in kinds.options
    kinds.set_value("static")
    page = shown(test).session_state["made"]["options"][0]["page"]
    assert (page["type"], page["title"]) == ("static", "A")
    assert "markdown" not in page["config"]


@pytest.mark.parametrize(
    ("rule", "label", "is_open"),
    [
        ('plan == "Gold"', "1\\. A, when Plan is Gold", False),
        ("", ":red[■] 1\\. A, without a rule yet", True),
        ("plan ==", ":red[■] 1\\. A, its rule is not right yet", True),
    ],
)
def test_an_option_is_called_by_its_rule(materials: Materials, rule: str, label: str, is_open: bool) -> None:
    """A rule that is not right is not read out as if it were, and its option stands open."""
    (option,) = _screen({**THREE, "options": [_option("A", rule)]}, materials).expander
    assert option.label == label
    assert option.proto.expanded == is_open
