"""The meaning of a value to a field: the text that is stored, the text that shows, the state of a button."""

from __future__ import annotations

import unicodedata

from booklet.errors import DefinitionError
from booklet.pdf.form.field_formats import Formatted, formatted
from booklet.pdf.form.field_plan import FieldPlan, WidgetPlan
from booklet.pdf.syntax.objects import Name, name_bytes, name_text
from booklet.pdf.types import FieldValue


def as_text(value: FieldValue) -> str:
    """Return a value as text: several on a line each, yes and no as words."""
    if isinstance(value, bool):
        return "Yes" if value else ""
    return value if isinstance(value, str) else "\n".join(value)


def stored_and_shown(plan: FieldPlan, text: str) -> tuple[str, str]:
    """Return what is stored and what is shown of an option given as either; other text is itself twice."""
    for stored, shown in plan.options:
        if text == stored:
            return stored, shown
    for stored, shown in plan.options:
        if text == shown:
            return stored, shown
    return text, text


def clean(plan: FieldPlan, value: str) -> str:
    """Return a text as a field takes it: a single kind of line break, no control characters, no longer than allowed."""
    text = _tidy(plan, value)
    return text[: plan.max_length] if plan.max_length else text


def _tidy(plan: FieldPlan, value: str) -> str:
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if not plan.multiline:
            text = text.replace("\n", " ")
        text = "".join(letter for letter in text if letter == "\n" or letter >= " ")
    return text


def in_format(plan: FieldPlan, text: str) -> Formatted | None:
    """Return a text in the field's own format, if it is of that and what is stored is no longer than allowed.

    A field for whole dollars with room for 10 letters takes "$3,400,120.75": it keeps 3400120.75.
    """
    made = formatted(plan.scripts, _tidy(plan, text)) if plan.scripts.format else None
    return None if made is None or (plan.max_length and len(made.stored) > plan.max_length) else made


def value_of(plan: FieldPlan, value: FieldValue) -> Formatted:
    """Return what a text field or combo box stores and shows of a value: an option's text, or the field's own format.

    A value that is not of the format is shown as it is.
    """
    text = value if isinstance(value, str) else as_text(value)
    if plan.is_plain and text.isascii() and text.isprintable():  # nearly all values
        return Formatted(text, text[: plan.max_length] if plan.max_length else text)
    stored, whole = stored_and_shown(plan, text) if plan.options else (text, text)
    shown = clean(plan, whole)
    if plan.password:
        return Formatted(stored, "*" * len(shown))
    made = in_format(plan, whole)
    if made is None or (plan.comb and plan.max_length and len(made.shown) > plan.max_length):
        return Formatted(stored, shown)
    return Formatted(stored if stored != text else made.stored, made.shown, made.is_red)


def states_of(plan: FieldPlan, place: int, widget: WidgetPlan) -> tuple[Name, ...]:
    """Return the on-states of a button: those of its appearance, else its place in the field or Yes."""
    if widget.states:
        return widget.states
    return (Name(str(place)),) if plan.kind == "radio" or len(plan.widgets) > 1 else (Name("Yes"),)


def chosen_state(plan: FieldPlan, value: FieldValue) -> Name:
    """Return the state that a value stands for: by its name, by what /Opt says of it, or true and false.

    Raises DefinitionError where the field has no such state.
    """
    off = Name("Off")
    states = [(place, s) for place, widget in enumerate(plan.widgets) for s in states_of(plan, place, widget)]
    if value is True:
        return states[0][1] if states else off
    text = "" if value is False else as_text(value).removeprefix("/")
    if text == "Off" or (not text and value != "/"):  # "/" is a name without letters, which some forms have
        return off
    written = text.encode("utf-8", "surrogateescape")  # as pikepdf spells names that are not UTF-8
    for _, state in states:
        if text in (name_text(state), state) or written == name_bytes(state):
            return state
    for place, state in states:
        if place < len(plan.options) and text in plan.options[place]:
            return state
    names = ", ".join(dict.fromkeys(name_text(state) for _, state in states)) or "none"
    raise DefinitionError(f'The field "{plan.name}" has no state "{text}". Its states are: {names}.')
