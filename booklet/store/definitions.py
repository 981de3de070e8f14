"""The definitions of attributes: their keys, types and looks, in an order that people choose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from booklet.errors import DefinitionError, ValueRefused
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType
from booklet.store import change_log, values_as_of
from booklet.store.clock import utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import not_found

_COLUMNS = "key, label, type, format, required, description, choices_json"
_NAMED_IN_MESSAGE = 5


class Definitions:
    """The definitions of attributes. `Attributes` offers these under its own name; see there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def define(self, definition: AttributeDefinition | str, *, by: str = "", **options: Any) -> AttributeDefinition:
        """Add a definition, or change the definition with its key; a key with options changes only what they name.

        Raises DefinitionError for options that contradict each other or a format that cannot be, ValueRefused, naming
        the customers, where recorded values would no longer fit. Values that fit but are written otherwise in the new
        type (an amount that was a text) are recorded anew in its form.
        """
        with self._database.write() as connection:
            known = {each.key: each for each in _load(connection)}
            if isinstance(definition, str):
                definition = _from_options(definition, known.get(definition), options)
            before = known.get(definition.key)
            if before != definition:
                Formats().check(definition)
                _fit_recorded_values(connection, definition, by)
                (_update if before else _insert)(connection, definition, by)
        return definition

    def all(self) -> list[AttributeDefinition]:
        """Return them in the order that people chose, at first that of their definition."""
        with self._database.read() as connection:
            return _load(connection)

    def get(self, key: str) -> AttributeDefinition:
        """Return a definition. Raises NotFound, naming the nearest."""
        definitions = self.all()
        for definition in definitions:
            if definition.key == key:
                return definition
        raise not_found("attribute", key, (definition.key for definition in definitions))

    def remove(self, key: str, *, by: str = "") -> None:
        """Remove a definition. Raises DefinitionError while any customer has a value for it, in any quarter."""
        with self._database.write() as connection:
            self.get(key)
            holders = sorted({row.customer for row in values_as_of.standing(connection, key) if row.value is not None})
            if holders:
                raise DefinitionError(
                    f'The attribute "{key}" cannot be removed while {_and_more(holders)} '
                    f"{'have values' if len(holders) > 1 else 'has a value'} for it: clear them first."
                )
            connection.execute("delete from attribute_definitions where key = $1", key)
            change_log.record(connection, "attribute", key, "removed", by=by)

    def reorder(self, keys: Sequence[str], *, by: str = "") -> None:
        """Put `keys` first, in this order; the others follow in the order that they had."""
        with self._database.write() as connection:
            for key in keys:
                self.get(key)
            before = [definition.key for definition in _load(connection)]
            order = [*dict.fromkeys(keys), *(key for key in before if key not in keys)]
            for position, key in enumerate(order):
                connection.execute("update attribute_definitions set position = $2 where key = $1", key, position)
            if order != before:
                change_log.record(connection, "attribute", ", ".join(order), "put in this order", by=by)


def _from_options(key: str, before: AttributeDefinition | None, options: dict[str, Any]) -> AttributeDefinition:
    if "choices" in options:
        options["choices"] = tuple(str(choice) for choice in options["choices"])
    if "type" in options:
        options["type"] = _type_named(str(options["type"]))
    try:
        if before:
            return replace(before, **options)
        return AttributeDefinition(**{"key": key, "label": label_of(key), **options})
    except TypeError as error:
        raise DefinitionError(
            f'The attribute "{key}" cannot be defined: {error}. Options are label, type, format, required, '
            "description and choices."
        ) from error


def label_of(key: str) -> str:
    """Return the label that a key has as long as nobody gives it another."""
    return key.replace("_", " ").strip().capitalize()


def _type_named(name: str) -> AttributeType:
    try:
        return AttributeType(name)
    except ValueError as error:
        raise DefinitionError(
            f'"{name}" is not a type of attribute: choose one of {", ".join(AttributeType)}.'
        ) from error


def _load(connection: Connection) -> list[AttributeDefinition]:
    rows = connection.records(f"select {_COLUMNS} from attribute_definitions order by position, key")
    return [_from_row(**row) for row in rows]


def _from_row(*, type: str, choices_json: str, **columns: Any) -> AttributeDefinition:
    return AttributeDefinition(type=AttributeType(type), choices=tuple(json.loads(choices_json)), **columns)


def _insert(connection: Connection, definition: AttributeDefinition, by: str) -> None:
    connection.execute(
        f"""insert into attribute_definitions ({_COLUMNS}, changed_at, changed_by, position)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(max(position) + 1, 0) from attribute_definitions""",
        *_as_row(definition, by),
    )


def _update(connection: Connection, definition: AttributeDefinition, by: str) -> None:
    connection.execute(
        """update attribute_definitions
           set label = $2, type = $3, format = $4, required = $5, description = $6, choices_json = $7,
               changed_at = $8, changed_by = $9
           where key = $1""",
        *_as_row(definition, by),
    )


def _as_row(definition: AttributeDefinition, by: str) -> tuple[object, ...]:
    return (
        *(definition.key, definition.label, definition.type.value, definition.format, definition.required),
        *(definition.description, json.dumps(definition.choices, ensure_ascii=False), utc_now(), by),
    )


def _fit_recorded_values(connection: Connection, definition: AttributeDefinition, by: str) -> None:
    """Check the values that stand against a new definition, and record those anew that it writes differently."""
    misfits: dict[str, str] = {}
    rewritten: list[values_as_of.NewChange] = []
    for row in values_as_of.standing(connection, definition.key):
        try:
            value = definition.parse(row.value)
        except ValueRefused:
            misfits[row.customer] = f'{row.customer} ("{row.value}", {row.quarter})'
            continue
        text = None if value is None else definition.to_text(value)
        if text != row.value:
            rewritten.append(values_as_of.NewChange(row.customer_id, definition.key, text, row.quarter))
    if misfits:
        raise ValueRefused(
            f"{definition.label} ({definition.key}) cannot become {definition.type}: expected is "
            f"{definition.expected}, which does not fit what is recorded for {_and_more(list(misfits.values()))}. "
            "Change or clear these values first."
        )
    values_as_of.record(connection, rewritten, by=by)


def _and_more(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED_IN_MESSAGE])
    more = len(names) - _NAMED_IN_MESSAGE
    return f"{shown} and {more} more" if more > 0 else shown
