"""What would not show of the values that a form is to be filled with, found before the book is made."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from booklet.errors import DefinitionError
from booklet.pdf import form_text
from booklet.pdf.form_fill import as_text, chosen_state, stored_and_shown
from booklet.pdf.form_plan import FieldPlan, WidgetPlan
from booklet.pdf.prepared import Prepared
from booklet.pdf.types import FieldValue, ValueProblem


def check_values(prepared: Prepared, values: Mapping[str, FieldValue]) -> tuple[ValueProblem, ...]:
    """Each value that would not show as given.

    Unknown fields and options; values longer than the field allows, or than fits at 4 pt, with how many characters
    do; letters that neither the form nor a shipped font has.
    """
    return tuple(problem for name, value in values.items() for problem in _check(prepared, name, value))


def _check(prepared: Prepared, name: str, value: FieldValue) -> Iterator[ValueProblem]:
    plan = prepared.plans.get(name)
    if plan is None:
        yield _no_plan(prepared, name)
    elif plan.kind in ("checkbox", "radio"):
        try:
            chosen_state(plan, value)
        except DefinitionError as error:
            yield ValueProblem(name, "unknown option", str(error))
    elif plan.kind == "list" or (plan.kind == "combo" and not plan.editable):
        yield from _check_options(plan, value)
    else:
        yield from _check_text(plan, as_text(value))


def _no_plan(prepared: Prepared, name: str) -> ValueProblem:
    known = {field.name: field.kind for field in prepared.fields}
    if name in known:
        return ValueProblem(
            name, "not fillable", f'The field "{name}" is a {known[name]}, which cannot be given a value.'
        )
    near = difflib.get_close_matches(name, known, 1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return ValueProblem(name, "unknown field", f'The form has no field "{name}".{hint}')


def _check_options(plan: FieldPlan, value: FieldValue) -> Iterator[ValueProblem]:
    wanted = [as_text(value)] if isinstance(value, (str, bool)) else list(value)
    stored = {option for option, _ in plan.options}
    for text in wanted:
        if text and stored_and_shown(plan, text)[0] not in stored:
            options = ", ".join(shown for _, shown in plan.options[:12])
            yield ValueProblem(
                plan.name, "unknown option", f'The field "{plan.name}" has no option "{text}". It has: {options}.'
            )


def _check_text(plan: FieldPlan, value: str) -> Iterator[ValueProblem]:
    _, shown = stored_and_shown(plan, value)
    if plan.max_length and len(shown) > plan.max_length:
        yield _too_long(plan, shown, plan.max_length)
        return
    text = form_text.clean(plan, shown)
    fits = min((_fitting(plan, widget, text) for widget in plan.widgets), default=len(text))
    if fits < len(text):
        yield _too_long(plan, text, fits)
    letters = text.replace("\n", "")  # a line break needs no letter
    missing = "".join(dict.fromkeys(m for w in plan.widgets for m in form_text.missing_letters(w.style, letters)))
    if missing:
        yield ValueProblem(
            plan.name,
            "missing letters",
            f'The value of "{plan.name}" has letters that no installed font has: {missing}. They show only where the '
            "reader has a font of its own for them.",
        )


def _too_long(plan: FieldPlan, text: str, fits: int) -> ValueProblem:
    message = f'The value of "{plan.name}" has {len(text)} characters; {fits} fit.'
    return ValueProblem(plan.name, "too long", message, fits)


def _fitting(plan: FieldPlan, widget: WidgetPlan, text: str) -> int:
    """How many characters of a text fit a widget at the smallest size."""
    if form_text.set_text(plan, widget, text).fits:
        return len(text)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if form_text.set_text(plan, widget, text[:middle]).fits:
            low = middle
        else:
            high = middle - 1
    return low
