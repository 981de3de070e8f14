"""A choice between pages, by rules over the customer's attributes.

config: `options` a list of {`name`, `rule`, `page`: {`type`, `title`, `config`}}, in order; `take` "first" for the
first whose rule holds, "all" for all that hold; `default` {`name`, `page`} or null for when none holds; `none` "error"
or "nothing", for when none holds and there is no default. The user may override what the rules chose at generation;
the snapshot says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from booklet.errors import BookletError, RuleError
from booklet.model import Choice, Page, Problem
from booklet.page_types.contract import (
    Config,
    Definitions,
    Inputs,
    Resolved,
    error,
    failure,
    placed,
    titled,
    unknown_settings,
)
from booklet.page_types.registry import page_type
from booklet.rules import check_rule
from booklet.templates import check_template


class ChoicePage:
    name = "choice"
    label = "Choice"
    description = "One page or another, or several, depending on who the customer is."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {"take": "first", "options": [], "default": None, "none": "error"}

    def describe(self, config: Config, names: Mapping[str, str]) -> str:  # noqa: ARG002 - the contract's signature
        options = [f"{option.get('name', '?')} when {option.get('rule', '')}" for option in config.get("options", ())]
        if not config.get("options"):
            return "nothing to choose from yet"
        words = ("all of: " if config.get("take") == "all" else "") + "; ".join(options)
        default = config.get("default")
        return words + (f"; otherwise {default.get('name', 'the default')}" if default else "")

    def check(self, page: Page, definitions: Definitions) -> Iterable[Problem]:
        config = page.config
        yield from unknown_settings(config, self.default_config())
        options = config.get("options", ())
        if not options:
            yield error("no options", "There is nothing to choose from.", "Add an option in the page's settings.")
        if config.get("take", "first") not in ("first", "all"):
            yield error("take", f'A choice cannot take "{config["take"]}".', "Choose first or all.")
        names = [option.get("name", "") for option in options]
        for name in sorted({name for name in names if names.count(name) > 1 or not name}):
            yield error("option name", f'Two options are called "{name}".', "Give each option a name of its own.")
        for number, option in enumerate(options):
            yield from _check_rule(option, definitions)
            yield from _check_nested(_nested(page, option, number), definitions)
        if config.get("default"):
            yield from _check_nested(_nested(page, config["default"], len(options)), definitions)

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        options: Sequence[Mapping[str, Any]] = page.config.get("options", ())
        problems: list[Problem] = []
        by_rule = _chosen_by_rule(page.config, inputs, problems)
        choice = inputs.overrides.get(page.id)
        if choice is None:
            default = not by_rule and bool(page.config.get("default"))
            choice = Choice(by_rule, default=default)
            if not by_rule and not default and not any(problem.is_error for problem in problems):
                problems.extend(_nothing_holds(page.config, inputs))
        else:
            problems = []  # what the rules could not answer, the user has answered
        chosen = [_nested(page, options[number], number) for number in choice.options if number < len(options)]
        if choice.default and page.config.get("default"):
            chosen.append(_nested(page, page.config["default"], len(options)))
        resolved = [resolve_nested(nested, inputs) for nested in chosen]
        return Resolved(
            parts=tuple(part for one in resolved for part in one.parts),
            problems=(*problems, *(problem for one in resolved for problem in one.problems)),
            choice=choice,
            by_rule=by_rule,
            asks=next((one.asks for one in resolved if one.asks), ""),
        )


def resolve_nested(page: Page, inputs: Inputs) -> Resolved:
    """A page inside a choice, with its own title as bookmark and in its problems."""
    try:
        title = inputs.fill(page.title)
        resolved = page_type(page.type).resolve(page, inputs)
    except BookletError as problem:
        return Resolved(problems=tuple(placed(one, page=page.title) for one in failure(problem, inputs)))
    return replace(
        resolved,
        parts=titled(resolved.parts, title),
        problems=tuple(placed(problem, page=title) for problem in resolved.problems),
    )


def _nested(page: Page, option: Mapping[str, Any], number: int) -> Page:
    """The page of an option. Its workbook, if it asks for one, is given under the choice page's own id."""
    nested = option.get("page") or {}
    return Page(
        type=nested.get("type", ""),
        title=nested.get("title", "") or ("" if page.title else option.get("name", "")),
        config=nested.get("config", {}),
        id=page.id if nested.get("type") == "worksheet" else f"{page.id}/{number}",
    )


def _chosen_by_rule(config: Config, inputs: Inputs, problems: list[Problem]) -> tuple[int, ...]:
    """The numbers of the options whose rule holds; what cannot be answered goes into `problems`."""
    holding: list[int] = []
    for number, option in enumerate(config.get("options", ())):
        try:
            rule = check_rule(option.get("rule", ""), inputs.facts.definitions)
            holds = rule.holds(inputs.facts.values, inputs.facts.customer, inputs.facts.quarter)
        except BookletError as problem:
            problems.extend(failure(problem, inputs, code="rule", remedy="Correct the rule in the page's settings."))
            continue
        if holds:
            holding.append(number)
            if config.get("take", "first") == "first":
                break
    return tuple(holding)


def _nothing_holds(config: Config, inputs: Inputs) -> Iterable[Problem]:
    names = ", ".join(option.get("name", "") for option in config.get("options", ()))
    message = f"None of the options ({names}) matches {inputs.facts.customer} in {inputs.facts.quarter}."
    if config.get("none", "error") == "nothing":
        return
    yield error(
        "nothing chosen",
        message,
        "Correct the rules or the customer's values, give the page a default, or choose by hand when generating.",
    )


def _check_rule(option: Mapping[str, Any], definitions: Definitions) -> Iterable[Problem]:
    try:
        check_rule(str(option.get("rule", "")), definitions.attributes)
    except RuleError as problem:
        yield error("rule", f'Option "{option.get("name", "")}": {problem}', "Correct the rule.")


def _check_nested(page: Page, definitions: Definitions) -> Iterable[Problem]:
    if page.type == ChoicePage.name:
        yield error("nested choice", "A choice cannot hold another choice.", "Give it more options instead.")
        return
    try:
        kind = page_type(page.type)
        check_template(page.title, definitions.attributes)
    except BookletError as problem:
        yield error("page type", str(problem), "Correct it in the page's settings.")
        return
    if kind.late:
        yield error("late page", f"{kind.label} cannot stand in a choice.", "Put it into the book by itself.")
    yield from kind.check(page, definitions)
