"""The definitions of the attributes, edited as a table and saved as one unit, all or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from booklet.errors import BookletError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType
from booklet.workspace import Workspace

Row = Mapping[Any, Any]
"""Label, key, type, choices (separated by commas), required, format, description; None or NaN for an empty cell."""


@dataclass(frozen=True, slots=True)
class SavedDefinitions:
    """Counts of definitions added or changed and removed; `reordered` where the order is another."""

    changed: int
    removed: int
    reordered: bool


def save_definitions(
    ws: Workspace, before: Sequence[AttributeDefinition], rows: Iterable[Row], *, by: str = ""
) -> SavedDefinitions:
    """Record what differs from `before`, in the order of the rows; blank rows are passed over.

    Raises one ValueRefused with all that is wrong, a line each; nothing is saved then.
    """
    given = list(rows)
    wanted, errors = _read(given)
    known = {definition.key: definition for definition in before}
    changed = [definition for definition in wanted if known.get(definition.key) != definition]
    kept = {definition.key for definition in wanted} | {_text(row, "key") for row in given}
    removed = [key for key in known if key not in kept]  # a row that cannot be read is not one that was taken away
    order = [definition.key for definition in wanted]
    with ws.database.write():
        for definition in changed:
            with _kept(errors):
                ws.attributes.define(definition, by=by)
        for key in removed:
            with _kept(errors):
                ws.attributes.undefine(key, by=by)
        if errors:
            raise ValueRefused("\n".join(errors))
        ws.attributes.reorder(order, by=by)
    return SavedDefinitions(len(changed), len(removed), order != list(known))


def named_choices(text: str) -> tuple[str, ...]:
    """Return the choices that a cell names, separated by commas."""
    return tuple(choice.strip() for choice in text.split(",") if choice.strip())


class _kept:
    """Keep a BookletError's sentence and go on to the next."""

    def __init__(self, errors: list[str]) -> None:
        self._errors = errors

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: object, _trace: object) -> bool:
        if isinstance(error, BookletError):
            self._errors.append(str(error))
        return isinstance(error, BookletError)


def _read(rows: Iterable[Row]) -> tuple[list[AttributeDefinition], list[str]]:
    """Return the definitions of the rows in their order, and what is wrong with the others."""
    definitions: list[AttributeDefinition] = []
    errors: list[str] = []
    for row in rows:
        if _is_blank(row):
            continue
        with _kept(errors):
            definition = _definition(row)
            if definition.key in {other.key for other in definitions}:
                raise ValueRefused(f'There are two rows with the key "{definition.key}": give one another key.')
            definitions.append(definition)
    return definitions, errors


def _definition(row: Row) -> AttributeDefinition:
    label = _text(row, "label")
    if not label and not _text(row, "key"):
        raise ValueRefused(f"A row of type {_text(row, 'type')} has no label: give it one, or remove the row.")
    key = _text(row, "key") or re.sub(r"\W+", "_", label.casefold()).strip("_")
    return AttributeDefinition(
        key=key,
        label=label or key.replace("_", " ").capitalize(),
        type=AttributeType(_text(row, "type") or AttributeType.TEXT),
        format=_text(row, "format"),
        required=row["required"] is True,
        description=_text(row, "description"),
        choices=named_choices(_text(row, "choices")),
    )


def _is_blank(row: Row) -> bool:
    """Tell whether nothing was put into the row; a row that was just added is of type text."""
    typed = any(_text(row, column) for column in ("label", "key", "choices", "format", "description"))
    return not typed and row["required"] is not True and _text(row, "type") in ("", AttributeType.TEXT)


def _text(row: Row, column: str) -> str:
    value = row[column]
    return "" if value is None or value != value else str(value).strip()
