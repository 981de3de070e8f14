"""The values of a form's fields for a customer, and the problems with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from booklet.errors import BookletError, MissingValue
from booklet.model import Problem
from booklet.model.nearest import did_you_mean
from booklet.page_types.contract import Config, Inputs, error, failure
from booklet.page_types.form.button_states import CHOSEN_FROM, chosen
from booklet.page_types.form.fields import called
from booklet.pdf import Prepared, check_value, machine_fonts, surely_shows
from booklet.pdf.labels.field_labels import tidied
from booklet.pdf.types import Field, ValueProblem
from booklet.templates import only_attribute

TOO_LONG = "too long"
"""The reason of a value for which the field has no room."""
_REMEDY = "Correct what goes into the field."
_REMEDIES = {
    "unknown option": "Change the value, or map it to one of the field's options in the page's settings.",
    "too long": "Shorten the value, use a template that does, or let long values go on in an addendum.",
    "missing letters": "Install a font that has these letters, or write the value without them.",
    "not fillable": "Take the field out of the page's settings.",
    "wrong format": "Write the value as the form asks for it, or use a template that does.",
    "out of range": "Correct the value, or what goes into the field.",
}


class FilledField(NamedTuple):
    """A field for a customer: its value, and all that is wrong with it.

    `value` is None where there is none: `failed` says why, unless the field may be empty. `unshown` says why the form
    would not show the value as it is, `fonts` which fonts of the machine it is set in, with their SHA-256.
    """

    value: str | bool | None
    failed: BookletError | None = None
    unshown: tuple[ValueProblem, ...] = ()
    fonts: tuple[tuple[str, str], ...] = ()


def filled_fields(config: Config, document: Prepared, smallest_pt: float, inputs: Inputs) -> dict[str, FilledField]:
    """Return every mapped field that the form has, by full name."""
    fields: Mapping[str, Field] = inputs.once("fields", lambda: {field.name: field for field in document.fields})
    may_be_empty = frozenset(config.get("empty", ()))
    filled: dict[str, FilledField] = {}
    for name, template in config.get("fields", {}).items():
        field = fields.get(name)
        if field is None:
            continue
        is_optional = name in may_be_empty
        states = config.get("states", {}).get(name, {})
        work = partial(_filled_field, field, template, states, document, smallest_pt, inputs, is_optional=is_optional)
        filled[name] = inputs.once(name, work)
    return filled


def _filled_field(  # noqa: PLR0913 - the parts of one piece of work
    field: Field,
    template: str,
    states: Mapping[str, str],
    document: Prepared,
    smallest_pt: float,
    inputs: Inputs,
    *,
    is_optional: bool,
) -> FilledField:
    try:
        text = inputs.fill(template)
    except MissingValue as problem:
        return FilledField(None, None if is_optional else problem)
    except BookletError as problem:
        return FilledField(None, problem)
    value: str | bool = text
    if field.kind in CHOSEN_FROM or states:
        of_attribute = inputs.facts.values.get(only_attribute(template) or "")
        value = chosen(text, of_attribute, field.kind, field.options, states)
    return checked_fields(document, {field.name: value}, smallest_pt)[field.name]


def checked_fields(document: Prepared, values: Mapping[str, str | bool], smallest_pt: float) -> dict[str, FilledField]:
    """Return these values with what is wrong with them, by full name."""
    return {
        name: FilledField(value)
        if surely_shows(document, name, value, smallest_pt=smallest_pt)
        else FilledField(
            value,
            unshown=check_value(document, name, value, smallest_pt),
            fonts=tuple(machine_fonts(document, {name: value}).items()),
        )
        for name, value in values.items()
    }


def problems_of_fields(filled: Mapping[str, FilledField], document: Prepared, inputs: Inputs) -> Iterable[Problem]:
    """Yield the problems of fields that have no value."""
    for name, field in filled.items():
        if isinstance(field.failed, MissingValue):
            yield from failure(field.failed, inputs)
        elif field.failed:
            what = f'Field "{called(document, name)}": {field.failed}'
            yield error("template", what, _REMEDY, subject=name)


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
