"""Values as callers give them (Python, numpy or pandas, under keys that may be new), made into canonical texts."""

from __future__ import annotations

import numbers
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booklet.errors import DefinitionError, NotFound, ValueRefused
from booklet.model import AttributeDefinition, AttributeType
from booklet.store.definitions import label_of
from booklet.store.names import not_found

_MISSING = ("NAType", "NaTType")
"""The types of what pandas has for a missing value, which takes half a second to import."""
_DIGITS = re.compile(r"\d+")
# In this order: a yes/no is a number to Python.
_TYPES: tuple[tuple[type, AttributeType], ...] = (
    (bool, AttributeType.YES_NO),
    (numbers.Number, AttributeType.NUMBER),
    (date, AttributeType.DATE),
    (str, AttributeType.TEXT),
)


def new_definitions(rows: Iterable[Mapping[str, object]], known_keys: Sequence[str]) -> list[AttributeDefinition]:
    """Return definitions for the keys that are not known, each by the first value that tells its type.

    Raises NotFound for a key that looks like a slip of a known key or has no value, DefinitionError for a value that
    no attribute can have.
    """
    unknown: dict[str, object] = {}
    for values in rows:
        for key, raw in values.items():
            if key not in known_keys and unknown.get(key) is None:
                unknown[key] = _plain(raw)
    return [_definition_for(key, raw, known_keys) for key, raw in unknown.items()]


def canonical_texts(
    rows: Iterable[tuple[str, Mapping[str, object]]], definitions: Iterable[AttributeDefinition]
) -> list[dict[str, str | None]]:
    """Return the texts of each row, by key; None is "no value".

    A row comes with what it is called in messages. Raises a single ValueRefused with every value that does not fit.
    """
    by_key = {definition.key: definition for definition in definitions}
    errors: list[str] = []
    texts = [_row_texts(called, values, by_key, errors) for called, values in rows]
    if errors:
        raise ValueRefused("\n".join(errors))
    return texts


def _row_texts(
    called: str, values: Mapping[str, object], definitions: Mapping[str, AttributeDefinition], errors: list[str]
) -> dict[str, str | None]:
    texts: dict[str, str | None] = {}
    for key, raw in values.items():
        try:
            value = definitions[key].parse(_plain(raw))
        except ValueRefused as error:
            errors.append(f"{called}: {error}")
        else:
            texts[key] = None if value is None else definitions[key].to_text(value)
    return texts


def _definition_for(key: str, raw: object, known_keys: Sequence[str]) -> AttributeDefinition:
    slip_of = next((known for known in known_keys if _looks_like_a_slip(key, known)), None)
    if slip_of:
        raise NotFound(
            f'There is no attribute "{key}". Did you mean "{slip_of}"? '
            f'If it is meant to be another, define it first: define("{key}").'
        )
    if raw is None:
        raise not_found("attribute", key, known_keys)
    for python_type, type_ in _TYPES:
        if isinstance(raw, python_type):
            return AttributeDefinition(key=key, label=label_of(key), type=type_)
    raise DefinitionError(f'The attribute "{key}" is not defined, and {raw!r} does not tell its type: define it first.')


def _looks_like_a_slip(key: str, known: str) -> bool:
    """Tell whether a key is one letter off, or two if it is long; but address_1 and address_2 are two attributes."""
    if _DIGITS.sub("", key) == _DIGITS.sub("", known):
        return False
    from rapidfuzz.distance import DamerauLevenshtein  # here: few callers give keys that are new

    allowed = 0 if len(key) < 4 else 1 if len(key) < 9 else 2
    return DamerauLevenshtein.distance(key, known, score_cutoff=allowed) <= allowed


def _plain(raw: object) -> object:
    """Return a numpy or pandas scalar as the Python value that it stands for."""
    if type(raw).__name__ in _MISSING:
        return None
    return raw.item() if hasattr(raw, "item") and hasattr(raw, "dtype") else raw
