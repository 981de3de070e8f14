"""The values of a form's fields for a customer, and the problems with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from booklet.errors import BookletError, MissingValue
from booklet.model import Problem
from booklet.model.nearest import did_you_mean
from booklet.page_types.contract import Config, Inputs, error, failure
from booklet.page_types.form.button_states import chosen
from booklet.page_types.form.fields import called
from booklet.pdf import Prepared
from booklet.pdf.labels.field_labels import tidied
from booklet.pdf.types import Field, ValueProblem
from booklet.templates import only_attribute

_REMEDY = "Correct what goes into the field."
_REMEDIES = {
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
    """Return the value of every mapped field that has a value, by full name, and the problems, each once."""
    fields: Mapping[str, Field] = {field.name: field for field in document.fields}
    values: dict[str, str | bool] = {}
    problems: list[Problem] = list(unknown_fields(config, fields))
    may_be_empty = frozenset(config.get("empty", ()))
    for name, template in config.get("fields", {}).items():
        if name not in fields:
            continue
        try:
            text = inputs.fill(template)
        except MissingValue as problem:
            if name not in may_be_empty:
                problems.extend(failure(problem, inputs))
            continue
        except BookletError as problem:
            what = f'Field "{called(document, name)}": {problem}'
            problems.append(error("template", what, _REMEDY, subject=name))
            continue
        value = inputs.facts.values.get(only_attribute(template) or "")
        states = config.get("states", {}).get(name, {})
        values[name] = chosen(text, value, fields[name].kind, fields[name].options, states)
    return values, tuple(dict.fromkeys(problems))


def unknown_fields(config: Config, known: Collection[str]) -> Iterable[Problem]:
    """Yield a problem for all mapped fields that the form lacks: of a lone field with the nearest name."""
    gone = [name for name, template in config.get("fields", {}).items() if template and name not in known]
    remedy = "Open what goes into the form's fields, and say which they are now."
    if len(gone) == 1:
        hint = did_you_mean(gone[0], known, kind="fields")
        yield error("unknown field", f'The form has no field "{gone[0]}". {hint}', remedy, subject=gone[0])
    elif gone:
        names = ", ".join(f'"{tidied(name)}"' for name in gone[:3]) + (" …" if len(gone) > 3 else "")
        message = f"The form has none of {len(gone)} fields into which something goes: {names}."
        yield error("unknown field", message, remedy, subject=gone[0])


def not_shown(problem: ValueProblem, document: Prepared) -> Problem:
    """Return the problem of a value that would not show as given, with the field's label for its name."""
    told = problem.message.replace(f'"{problem.field}"', f'"{called(document, problem.field)}"', 1)
    return error(problem.reason, told, _REMEDIES.get(problem.reason, _REMEDY), subject=problem.field)
