"""A choice by rules: which options are taken, what an override may and may not change, what is said of broken rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from booklet.model import Choice, Value
from booklet.page_types import Inputs, Resolved
from booklet.pdf import Part
from tests.conftest import DEMO
from tests.page_types.trial import VALUES, checked, codes, inputs, resolved

GOLD, RICH, BROKEN = 'plan == "Gold"', "assets > 1000000", 'plna == "Gold"'


def _option(name: str, rule: str, markdown: str = "x", **page: Any) -> dict[str, Any]:
    return {"name": name, "rule": rule, "page": {"type": "text", "config": {"markdown": markdown}, **page}}


def _default(name: str = "Others") -> dict[str, Any]:
    return {"name": name, "page": {"type": "text", "config": {"markdown": "for all others"}}}


def _chosen(options: list[dict[str, Any]], given: Inputs | None = None, **config: Any) -> Resolved:
    return resolved("choice", {"options": options, **config}, given, title="")


def _titles(made: Resolved) -> list[str]:
    return [part.title for part in made.parts]


def _overridden(*options: int, default: bool = False, values: Mapping[str, Value] = VALUES) -> Inputs:
    return inputs(values, overrides={"p": Choice(options, default=default, overridden=True)})


BOTH = [_option("Gold", GOLD), _option("Rich", RICH)]


@pytest.mark.parametrize(
    ("take", "values", "titles"),
    [
        ("first", {}, ["Gold"]),
        ("all", {}, ["Gold", "Rich"]),
        ("first", {"plan": "Silver"}, ["Rich"]),
        ("all", {"plan": "Silver"}, ["Rich"]),
    ],
)
def test_first_or_all(take: str, values: dict[str, Value], titles: list[str]) -> None:
    """Of two rules that hold, the first page or both, in the order of the options."""
    made = _chosen(BOTH, inputs({**VALUES, **values}), take=take)
    assert _titles(made) == titles
    assert made.problems == ()


def test_what_is_chosen_goes_behind_what_all_books_have() -> None:
    """So that the other pages are the same bytes for all; drawn or not."""
    brochure = {"type": "static", "config": {"upload": "guide"}}
    given = inputs(files={"guide": (DEMO / "investment-guide.pdf").read_bytes()})
    made = _chosen([{"name": "Gold", "rule": GOLD, "page": brochure}, _option("Rich", RICH)], given, take="all")
    assert [part.common for part in made.parts if isinstance(part, Part)] == [False, False]


def test_first_is_what_a_choice_takes_unless_it_says_so() -> None:
    """Without the setting."""
    assert _chosen(BOTH).choice == Choice((0,))


def test_no_default_where_a_rule_holds() -> None:
    """It is for when none does, also with all that hold."""
    assert _titles(_chosen(BOTH, default=_default())) == ["Gold"]
    assert _titles(_chosen(BOTH, default=_default(), take="all")) == ["Gold", "Rich"]


def test_the_default_where_none_holds() -> None:
    """The choice says so, and no rule is said to have held."""
    made = _chosen([_option("Gold", GOLD)], inputs({**VALUES, "plan": "Silver"}), default=_default())
    assert (_titles(made), made.choice, made.by_rule) == (["Others"], Choice((), default=True), ())
    assert made.problems == ()


def test_an_override_is_taken_as_it_is() -> None:
    """Other options, several, the default, or none; what the rules alone would have chosen is still told."""
    for given, titles in (
        (_overridden(1), ["Rich"]),
        (_overridden(1, 0), ["Rich", "Gold"]),
        (_overridden(default=True), ["Others"]),
        (_overridden(0, default=True), ["Gold", "Others"]),
        (_overridden(), []),
    ):
        made = _chosen(BOTH, given, default=_default())
        assert (_titles(made), made.by_rule) == (titles, (0,))
        assert made.problems == ()


def test_an_override_for_an_option_that_is_gone_gives_no_page() -> None:
    """The book's newer version has fewer options."""
    assert _titles(_chosen(BOTH, _overridden(2, 1))) == ["Rich"]


def test_an_override_for_a_default_that_is_gone_gives_no_page() -> None:
    """Nor an accident."""
    assert _titles(_chosen(BOTH, _overridden(default=True))) == []


def test_a_rule_without_its_value_stops_the_book() -> None:
    """Even with a default, which is for those to whom no rule applies; each missing attribute is named."""
    made = _chosen([_option("Gold", GOLD), _option("Rich", RICH)], inputs({}), default=_default())
    assert codes(made.problems) == ["missing value", "missing value"]
    assert [problem.subject for problem in made.problems] == ["plan", "assets"]
    assert "nothing chosen" not in codes(_chosen([_option("Gold", GOLD)], inputs({})).problems)


def test_who_overrides_answers_what_the_rules_could_not() -> None:
    """A missing value that only the rules needed is no problem any more."""
    made = _chosen(BOTH, _overridden(0, values={}))
    assert (_titles(made), made.problems) == (["Gold"], ())


def test_an_override_does_not_silence_its_own_page() -> None:
    """What the chosen page needs and the customer lacks is a problem all the same."""
    made = _chosen([_option("Note", GOLD, "{{ note }}")], _overridden(0))
    assert codes(made.problems) == ["missing value"]
    assert made.problems[0].subject == "note"


def test_a_broken_rule_is_named_though_it_is_not_reached() -> None:
    """It is wrong for the next customer."""
    made = _chosen([_option("Gold", GOLD), _option("Old", BROKEN)])
    assert codes(made.problems) == ["rule"]
    assert 'Option "Old"' in made.problems[0].message
    assert made.by_rule == (0,)


def test_a_rule_that_is_not_reached_needs_no_value() -> None:
    """The first that holds is enough."""
    assert _chosen(BOTH, inputs({"plan": "Gold"})).problems == ()
    assert codes(_chosen(BOTH, inputs({"plan": "Gold"}), take="all").problems) == ["missing value"]


def test_nothing_holds() -> None:
    """An error with the options' names, the customer and the quarter; or nothing, where the page says so."""
    silver = inputs({**VALUES, "plan": "Silver"})
    [problem] = _chosen([_option("Gold", GOLD), _option("Iron", 'plan == "Bronze"')], silver).problems
    assert problem.is_error
    assert problem.message == "None of the options (Gold, Iron) matches Acme Corp in 2026Q3."
    nothing = _chosen([_option("Gold", GOLD)], silver, none="nothing")
    assert (nothing.problems, nothing.parts, nothing.choice) == ((), (), Choice(()))


def test_titles_of_the_pages_inside() -> None:
    """The page's own, filled in; else the option's name, but under a titled choice none, since that is the bookmark."""
    own = [_option("Gold", GOLD, title="For {{ customer }}")]
    assert _titles(_chosen(own)) == ["For Acme Corp"]
    assert [part.title for part in resolved("choice", {"options": BOTH}, title="Plans").parts] == [""]
    assert _titles(_chosen([_option("Gold", GOLD, title="{{ note }}")])) == []
    [problem] = _chosen([_option("Gold", GOLD, title="{{ note }}")]).problems
    assert (problem.code, problem.subject) == ("missing value", "note")


def test_problems_stand_on_the_page_inside() -> None:
    """With its title, so that whoever reads them finds the option."""
    [problem] = _chosen([_option("Gold", GOLD, "{{ note }}", title="Gold plan")]).problems
    assert problem.page == "Gold plan"


CHECKS: list[tuple[dict[str, Any], list[str]]] = [
    ({"options": []}, ["no options"]),
    ({"options": BOTH, "take": "some"}, ["take"]),
    ({"options": BOTH, "none": "maybe"}, ["none"]),
    ({"options": BOTH, "take": "all", "none": "nothing"}, []),
    ({"options": [_option("A", GOLD), _option("A", RICH)]}, ["option name"]),
    ({"options": [_option("", GOLD)]}, ["option name"]),
    ({"options": [_option("A", BROKEN), _option("B", "")]}, ["rule", "rule"]),
    ({"options": [_option("A", GOLD, " ")]}, ["no text"]),
    ({"options": [_option("A", GOLD, "{{ nobody }}")]}, ["template"]),
    ({"options": [_option("A", GOLD, title="{{ nobody }}")]}, ["page type"]),
    ({"options": [_option("A", GOLD, type="hologram")]}, ["page type"]),
    ({"options": [_option("A", GOLD, type="contents", config={})]}, ["late page"]),
    ({"options": [_option("A", GOLD, type="choice", config={})]}, ["nested choice"]),
    ({"options": BOTH, "default": {"name": "D", "page": {"type": "text", "config": {"markdown": ""}}}}, ["no text"]),
    ({"options": BOTH, "default": {"page": {"type": "contents"}}}, ["late page"]),
    ({"options": BOTH, "default": {"rule": "vip"}}, ["unknown setting"]),
    ({"options": [{"name": "A", "rule": GOLD, "page": []}]}, ["wrong setting"]),
    ({"options": [{"name": "A", "rule": 5, "page": {}}]}, ["wrong setting"]),
    ({"options": [{"name": "A", "rule": GOLD, "page": {"kind": "text"}}]}, ["unknown setting"]),
]


@pytest.mark.parametrize(("config", "found"), CHECKS)
def test_what_is_wrong_with_a_definition(config: dict[str, Any], found: list[str]) -> None:
    """Each thing once, whatever else is right."""
    assert codes(checked("choice", config)) == found


@pytest.mark.parametrize(
    "config",
    [
        {"options": []},
        {"options": [_option("Old", BROKEN)]},
        {"options": [_option("Gold", GOLD, type="contents", config={})]},
        {"options": [_option("Gold", GOLD, type="choice", config={})]},
        {"options": [_option("Gold", GOLD, config={"markdown": "x", "markdwn": "x"})]},
        {"options": [{"name": "Gold", "rule": 5, "page": {}}]},
        {"options": [{"name": "Gold", "rule": GOLD, "page": []}]},
        {"options": ["Gold"]},
        {"options": [_option("Gold", GOLD)], "default": {"rule": "vip"}},
        {"options": [_option("Gold", GOLD)], "takes": "all"},
        {"options": None},
    ],
)
def test_what_is_wrong_with_a_definition_is_wrong_with_a_book(config: dict[str, Any]) -> None:
    """A definition may have been saved all the same: its books have the same problems, and no page."""
    made = _chosen(config["options"], **{name: value for name, value in config.items() if name != "options"})
    assert codes(made.problems) == codes(checked("choice", config))
    assert all(problem.is_error for problem in made.problems)


def test_which_option_is_wrong_is_said() -> None:
    """By its name, or by its number where it has none that can be read."""
    [problem] = checked("choice", {"options": [_option("Gold", GOLD, "")]})
    assert problem.message == 'Option "Gold": The page has no text.'
    [problem] = checked("choice", {"options": [*BOTH, "Old"]})
    assert problem.message.startswith('The option "3" must be a dictionary')


def test_the_names_of_equal_options() -> None:
    """Of several pairs each is named once, in order."""
    names = [checked("choice", {"options": [_option(name, GOLD) for name in "BABA"]})]
    assert [problem.message for problem in names[0]] == [
        'Two options are called "A".',
        'Two options are called "B".',
    ]
