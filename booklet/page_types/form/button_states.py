"""The way from the values of an attribute to the options of a field: the box that is ticked for the plan Gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Value
from booklet.page_types.form.fields import FormField

YES_WORDS = frozenset({"yes", "true", "on", "x", "1"})
NO_WORDS = frozenset({"no", "false", "off", "0", ""})
CHOSEN_FROM = ("checkbox", "radio")
"""The kinds of fields of which a text chooses a state."""
OFF = ""
"""The entry of a table of states for a box that is not ticked."""


def on_state(one: FormField) -> str:
    """Return the name of a check box's on-state; "Yes" where it has none of its own."""
    return one.options[0][0] if one.options else "Yes"


def values_to_place(definition: AttributeDefinition) -> tuple[str, ...]:
    """Return the values of an attribute that a table of states has a row for: the choices, or yes and no."""
    if definition.type is AttributeType.YES_NO:
        return ("yes", "no")
    return definition.choices if definition.type is AttributeType.CHOICE else ()


def chosen(
    text: str, value: Value | None, kind: str, options: Sequence[tuple[str, str]], states: Mapping[str, str]
) -> str | bool:
    """Return the value of a field with options for a filled-in text: by the table, else by the text's own meaning.

    `value` is that of the attribute which the text is, if it is an attribute alone. A yes/no is looked up as it is
    written, and as "yes" or "no": the table stays right when the attribute's words change.
    """
    key = ("yes" if value else "no") if isinstance(value, bool) and text not in states else text
    told = states.get(key)
    if told is not None:
        return _state_of(str(told), kind, options, None)
    return _state_of(text, kind, options, value)


def _state_of(text: str, kind: str, options: Sequence[tuple[str, str]], value: Value | None) -> str | bool:
    """Return the on-state that a text means: its own name, the words shown beside it, or a plain yes or no."""
    if kind not in CHOSEN_FROM:
        return text
    word = text.strip()
    for stored, _ in options:  # first, as a state "1" may be shown as "2"
        if word.removeprefix("/") == stored:
            return stored
    for stored, shown in options:
        if shown and word == shown:
            return stored
    if isinstance(value, bool) and kind == "checkbox":
        return value
    if word.casefold() in NO_WORDS:
        return False
    return True if word.casefold() in YES_WORDS and kind == "checkbox" else word


def without_state(
    definition: AttributeDefinition, kind: str, options: Sequence[tuple[str, str]], states: Mapping[str, str]
) -> list[str]:
    """Return the values of an attribute for which a field has no option: with these, the book cannot be made."""
    missing = []
    for value in values_to_place(definition):
        typed: Value = value == "yes" if definition.type is AttributeType.YES_NO else value
        state = chosen(Formats().value(typed, definition), typed, kind, options, states)
        if not isinstance(state, bool) and not any(state in option for option in options):
            missing.append(value)
    return missing
