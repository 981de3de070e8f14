"""The option of a field that means a value of an attribute, by their words.

"Limited liability company. Enter …" beside a check box is the choice "LLC"; "Yes" and "No" beside two buttons are those
of an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from booklet.model import AttributeDefinition, AttributeType
from booklet.page_types.form.button_states import NO_WORDS, YES_WORDS
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.words import heart_of, words_of
from booklet.pdf.labels.field_labels import is_generated

_EVERYWHERE = frozenset({"n/a", "none", "other", "unknown", "y", "n", "a", "b", "1", "2", "3"})
"""Choices of many a list: that a field has them too says nothing."""
_NO_OPTION = re.compile(r"\W*$|\W*(?:please\b|(?:select|choose|pick)\b)", re.IGNORECASE)
"""The entry of a list where nothing is chosen yet."""


def states_for(one: FormField, definition: AttributeDefinition) -> dict[str, str]:
    """Return a table of the attribute's values to the field's options, by their words; empty where they say nothing.

    A lone check box needs no table for a yes or no.
    """
    if definition.type is AttributeType.CHOICE and (one.is_button or one.kind == "combo"):
        return _choice_states(one, definition)
    if definition.type is AttributeType.YES_NO and one.kind == "radio":
        return _yes_no(one)
    return {}


def _yes_no(one: FormField) -> dict[str, str]:
    """Return a table of "yes" and "no" to the states of a group that has a state for each."""
    states: dict[str, str] = {}
    for stored, shown in one.options:
        for answer in ("yes", "no"):
            if re.match(rf"{answer}\b", shown.casefold()) or stored.casefold() == answer:
                states.setdefault(answer, stored)
    return states if len(set(states.values())) == 2 else {}


def _choice_states(one: FormField, definition: AttributeDefinition) -> dict[str, str]:
    """Return a table of choices to the options that mean them; empty unless nearly all have an option of their own."""
    states: dict[str, str] = {}
    for choice in definition.choices:
        near = [stored for stored, shown in one.options if _is_option_for(choice, stored, shown)]
        if len(near) == 1:
            states[choice] = near[0]
    enough = len(states) >= 2 and len(states) >= len(definition.choices) - 1
    return states if enough and len(set(states.values())) == len(states) else {}


def _is_option_for(choice: str, stored: str, shown: str) -> bool:
    """Return whether an option means a choice; it does not where its name in the file and its print disagree."""
    if _means(choice, stored):
        return True
    tells = len(words_of(stored)) > 1 and not is_generated(stored)
    return _means(choice, shown) and (not tells or fuzz.token_set_ratio(choice.casefold(), stored.casefold()) > 60)


def has_its_choices(one: FormField, definition: AttributeDefinition) -> bool:
    """Return whether the options of a list or group are just the attribute's choices, and say more than yes and no."""
    if definition.type is not AttributeType.CHOICE or one.kind not in ("combo", "radio"):
        return False
    choices = {choice.casefold().strip() for choice in definition.choices}
    telling = choices - YES_WORDS - NO_WORDS - _EVERYWHERE
    if len(telling) < 2:
        return False
    options = [option for option in one.options if not _NO_OPTION.match(option[1])]
    return any({option[part].casefold().strip() for option in options} == choices for part in (0, 1))


def boxes_of(choice: str, boxes: Sequence[FormField]) -> list[FormField]:
    """Return the check boxes that stand for a choice."""
    exact = [one for one in boxes if words_of(heart_of(one.label)) == words_of(choice)]
    return exact or [one for one in boxes if _means(choice, one.label)]


def _means(choice: str, shown: str) -> bool:
    if choice.casefold().strip() == shown.casefold().strip():
        return True
    asked, given = words_of(shown), words_of(choice)
    if not given or not asked:
        return False
    if asked == given or _initials(shown) == choice.casefold():
        return True
    # A slip in a word is none in a letter that stands alone: a C corporation is no S corporation.
    return _short(asked) == _short(given) and fuzz.ratio(choice.casefold(), shown.casefold()) > 92


def _short(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) < 3 and word.isalpha())


def _initials(text: str) -> str:
    """Return the initials of a text's first sentence: "Limited liability company. Enter …" is an LLC."""
    return "".join(word[0] for word in re.split(r"[.(;]", text)[0].casefold().split())
