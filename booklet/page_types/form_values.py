"""What goes into each field of a form for one customer, and what is missing for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.errors import BookletError, MissingValue
from booklet.model import Problem
from booklet.model.nearest import did_you_mean
from booklet.page_types.contract import Config, Inputs, error, failure
from booklet.page_types.form_fields import called
from booklet.page_types.form_states import chosen
from booklet.pdf import Prepared
from booklet.pdf.types import Field, ValueProblem
from booklet.templates import only_attribute

_REMEDIES = {
    "unknown field": "Say in the page's settings which field it is now.",
    "unknown option": "Change the value, or map it to one of the field's options in the page's settings.",
    "too long": "Shorten the value, use a template that does, or let long values go on in an addendum.",
    "missing letters": "Install a font that has these letters, or write the value without them.",
    "not fillable": "Take the field out of the page's settings.",
    "wrong format": "Write the value as the form asks for it, or use a template that does.",
    "out of range": "Correct the value, or what goes into the field.",
}


def field_values(
    config: Config, document: Prepared, inputs: Inputs
) -> tuple[dict[str, str | bool], tuple[Problem, ...]]:
    """Full name -> value of every mapped field of the form that has one, and the problems, each once."""
    fields: Mapping[str, Field] = {field.name: field for field in document.fields}
    values: dict[str, str | bool] = {}
    problems: list[Problem] = []
    may_be_empty = frozenset(config.get("empty", ()))
    for name, template in config.get("fields", {}).items():
        if name not in fields:
            problems.append(unknown_field(name, fields))
            continue
        try:
            text = inputs.fill(template)
        except MissingValue as problem:
            if name not in may_be_empty:
                problems.extend(failure(problem, inputs))
            continue
        except BookletError as problem:
            what = f'Field "{called(document, name)}": {problem}'
            problems.append(error("template", what, "Correct what goes into the field.", subject=name))
            continue
        value = inputs.facts.values.get(only_attribute(template) or "")
        states = config.get("states", {}).get(name, {})
        values[name] = chosen(text, value, fields[name].kind, fields[name].options, states)
    return values, tuple(dict.fromkeys(problems))


def unknown_field(name: str, known: Iterable[str]) -> Problem:
    """The problem of a mapped field that the form has not, with the nearest that it has."""
    hint = did_you_mean(name, known, kind="fields")
    message = f'The form has no field "{name}". {hint}'
    return error("unknown field", message, "Say in the page's settings which field it is now.", subject=name)


def not_shown(problem: ValueProblem, document: Prepared, inputs: Inputs) -> Problem:
    """The problem of a value that would not show as given, with the field's label for its name."""
    told = problem.message.replace(f'"{problem.field}"', f'"{called(document, problem.field)}"', 1)
    return error(problem.reason, f"{inputs.facts.customer}: {told}", _REMEDIES[problem.reason], subject=problem.field)
