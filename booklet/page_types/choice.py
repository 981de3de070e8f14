"""A choice between pages, by rules over the customer's attributes.

config: `options` a list of {`name`, `rule`, `page`: {`type`, `title`, `config`}}, in order; `take` "first" for the
first whose rule holds, "all" for all that hold; `default` {`name`, `page`} or null for when none holds; `none` "error"
or "nothing", for when none holds and there is no default. The user may override what the rules chose at generation;
the snapshot says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from booklet.errors import BookletError, RuleError
from booklet.model import Choice, Page, Problem
from booklet.page_types.asked import asked_slots, option_slot
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Drawing,
    Inputs,
    Resolved,
    error,
    failure,
    placed,
    titled,
    wrong_settings,
)
from booklet.page_types.registry import PAGE_TYPES, check_page, resolve
from booklet.pdf import Part
from booklet.templates import check_template

if TYPE_CHECKING:
    from booklet.rules import Rule


class ChoicePageType:
    """The page type `choice`."""

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

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        config = page.config
        if wrong := _wrong_options(config):
            yield from wrong
            return
        options = config.get("options", ())
        if not options:
            yield _no_options()
        if config.get("take", "first") not in ("first", "all"):
            yield error("take", f'A choice cannot take "{config["take"]}".', "Choose first or all.")
        if config.get("none", "error") not in ("error", "nothing"):
            yield error("none", f'A choice of nothing cannot be "{config["none"]}".', "Choose error or nothing.")
        names = [option.get("name", "") for option in options]
        for name in sorted({name for name in names if names.count(name) > 1 or not name}):
            yield error("option name", f'Two options are called "{name}".', "Give each option a name of its own.")
        for number, option in enumerate(options):
            yield from _check_rule(option, definitions)
            for problem in _check_nested(_nested(page, option, number), definitions):
                yield replace(problem, message=f'Option "{option.get("name", "")}": {problem.message}')
        if config.get("default"):
            yield from _check_nested(_nested(page, config["default"], len(options)), definitions)

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        if wrong := inputs.once("options", lambda: _wrong_options(page.config)):
            return Resolved(problems=wrong)
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
        chosen = [(number, options[number]) for number in choice.options if number < len(options)]
        if choice.default and page.config.get("default"):
            chosen.append((len(options), page.config["default"]))
        inputs = _with_own_workbooks(page, inputs)
        resolved = [
            resolve_nested(_nested(page, option, number), inputs.within(("option", number)))
            for number, option in chosen
        ]
        return Resolved(
            parts=tuple(_chosen(part) for one in resolved for part in one.parts),
            problems=(*problems, *(problem for one in resolved for problem in one.problems)),
            choice=choice,
            by_rule=by_rule,
            asks=tuple(asked for one in resolved for asked in one.asks),
        )


def _chosen(part: Part | Drawing) -> Part | Drawing:
    return part.for_some() if isinstance(part, Part) else part  # a drawing is for some, whoever hands it over


def _with_own_workbooks(page: Page, inputs: Inputs) -> Inputs:
    """Give the workbook of the choice as a whole to each option that was given none of its own."""
    given = inputs.workbooks.get(page.id)
    if given is None:
        return inputs
    own = {slot.slot: inputs.workbooks.get(slot.slot, given) for slot in asked_slots(page)}
    return replace(inputs, workbooks={**inputs.workbooks, **own})


def resolve_nested(page: Page, inputs: Inputs) -> Resolved:
    """Resolve a page inside a choice, with its own title as bookmark and in its problems."""
    if refused := _refused(page):
        return Resolved(problems=(placed(refused, page=page.title),))
    try:
        title = inputs.fill(page.title)
        resolved = resolve(page, inputs)
    except BookletError as problem:
        return Resolved(problems=tuple(placed(one, page=page.title) for one in failure(problem, inputs)))
    parts = tuple(replace(part, page=title) if isinstance(part, Drawing) else part for part in resolved.parts)
    return replace(
        resolved,
        parts=titled(parts, title),
        problems=tuple(placed(problem, page=title) for problem in resolved.problems),
    )


def _nested(page: Page, option: Mapping[str, Any], number: int) -> Page:
    """Return the page of an option. Its id is the slot of its workbook, where it asks for a workbook."""
    nested = option.get("page") or {}
    return Page(
        type=nested.get("type", ""),
        title=nested.get("title", "") or ("" if page.title else option.get("name", "")),
        config=nested.get("config", {}),
        id=option_slot(page.id, option) if nested.get("type") == "worksheet" else f"{page.id}/{number}",
    )


def _chosen_by_rule(config: Config, inputs: Inputs, problems: list[Problem]) -> tuple[int, ...]:
    """Return the numbers of the options whose rule holds; add to `problems` for rules that cannot be answered.

    A rule that is not reached is read all the same: a broken rule is wrong for the next customer.
    """
    from booklet.rules import check_rule  # here: its library makes its grammar when it is imported, in 0.4 s

    holding: list[int] = []
    takes_first = config.get("take", "first") == "first"
    for number, option in enumerate(config.get("options", ())):
        try:
            rule = inputs.once(("rule", number), partial(check_rule, option.get("rule", ""), inputs.facts.definitions))
            reached = not (takes_first and holding)
            if reached and inputs.once(("holds", number), partial(_holds, rule, inputs)):
                holding.append(number)
        except RuleError as problem:
            problems.append(_wrong_rule(option, problem))
        except BookletError as problem:
            problems.extend(failure(problem, inputs, code="rule", remedy="Correct the rule in the page's settings."))
    return tuple(holding)


def _holds(rule: Rule, inputs: Inputs) -> bool:
    facts = inputs.facts
    try:
        return rule.holds(facts.values, facts.customer if rule.asks_who else "", facts.quarter)
    except RuleError:  # which names the customer
        return rule.holds(facts.values, facts.customer, facts.quarter)


def _no_options() -> Problem:
    return error("no options", "There is nothing to choose from.", "Add an option in the page's settings.")


def _nothing_holds(config: Config, inputs: Inputs) -> Iterable[Problem]:
    if not config.get("options"):
        yield _no_options()
        return
    names = ", ".join(option.get("name", "") for option in config.get("options", ()))
    message = f"None of the options ({names}) matches {inputs.facts.customer} in {inputs.facts.quarter}."
    if config.get("none", "error") == "nothing":
        return
    yield error(
        "nothing chosen",
        message,
        "Correct the rules or the customer's values, give the page a default, or choose by hand when generating.",
    )


def _check_rule(option: Mapping[str, Any], definitions: CheckInputs) -> Iterable[Problem]:
    from booklet.rules import check_rule

    try:
        check_rule(str(option.get("rule", "")), definitions.attributes)
    except RuleError as problem:
        yield _wrong_rule(option, problem)


def _wrong_rule(option: Mapping[str, Any], problem: RuleError) -> Problem:
    return error("rule", f'Option "{option.get("name", "")}": {problem}', "Correct the rule.")


def _check_nested(page: Page, definitions: CheckInputs) -> Iterable[Problem]:
    try:
        check_template(page.title, definitions.attributes)
        if refused := _refused(page):
            yield refused
        else:
            yield from check_page(page, definitions)
    except BookletError as problem:
        yield error("page type", str(problem), "Correct it in the page's settings.")


def _refused(page: Page) -> Problem | None:
    """Return the problem of a page that cannot stand in a choice; None for others."""
    if page.type == ChoicePageType.name:
        return error("nested choice", "A choice cannot hold another choice.", "Give it more options instead.")
    if page.type in PAGE_TYPES and PAGE_TYPES[page.type].late:
        label = PAGE_TYPES[page.type].label
        return error("late page", f"{label} cannot stand in a choice.", "Put it into the book by itself.")
    return None


def _wrong_options(config: Config) -> tuple[Problem, ...]:
    """Return the problems of the shape of the options and of the default."""
    problems: list[Problem] = []
    for number, option in enumerate(config.get("options", ()), start=1):
        name = option.get("name", number) if isinstance(option, Mapping) else number
        problems.extend(_wrong_option(option, {"name": "", "rule": "", "page": {}}, f'The option "{name}"'))
    if config.get("default"):
        problems.extend(_wrong_option(config["default"], {"name": "", "page": {}}, "The default"))
    return tuple(problems)


def _wrong_option(option: object, defaults: Config, called: str) -> Iterable[Problem]:
    wrong = list(wrong_settings(option, defaults, of=called))
    yield from wrong
    if not wrong and isinstance(option, Mapping):
        nested = {"type": "", "title": "", "config": {}}
        yield from wrong_settings(option.get("page", {}), nested, of=f"{called}, its page,")
