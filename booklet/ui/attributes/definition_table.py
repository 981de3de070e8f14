"""The definitions of the attributes, as a table: add, change, remove, put in another order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.errors import BookletError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType
from booklet.ui.shared import look
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.words import count

_COLUMNS = ("position", "label", "key", "type", "choices", "required", "format", "description")
_KEY_HELP = "Lower-case letters, digits and _. Made from the label if empty."
_FORMAT_HELP = (
    "How books write it where a template does not say. Money: USD, or EUR 0 for no decimals. "
    "Number and percent: 2 for two decimals. Date: short, medium, long, or d MMMM yyyy."
)


def show_definitions(desk: Desk) -> None:
    """The table and its button."""
    before = desk.ws.attributes.definitions()
    st.write("What you want to know of a customer. A key is what templates and rules call it.")
    number = st.session_state.setdefault("definitions_number", 0)
    edited = st.data_editor(
        _table(before),
        key=f"definitions_{number}",
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        height="content",  # grows with the rows that are added
        column_config=_column_config(),
    )
    if st.button("Save definitions", type="primary"):
        try:
            said = save(desk, before, edited)
        except BookletError as error:
            st.error("Nothing was saved. Correct these, then save again:")
            look.show_sentences(State.PROBLEM, str(error).splitlines())
        else:
            st.session_state["definitions_number"] += 1
            done(said)


def save(desk: Desk, before: Sequence[AttributeDefinition], edited: pandas.DataFrame) -> str:
    """Record what differs, all or nothing; says what was done. Raises one ValueRefused with all that is wrong."""
    wanted, errors = _read(edited)
    known = {definition.key: definition for definition in before}
    changed = [definition for definition in wanted if known.get(definition.key) != definition]
    kept = {definition.key for definition in wanted} | {_text(row, "key") for row in edited.to_dict("records")}
    removed = [key for key in known if key not in kept]  # a row that cannot be read is not one that was taken away
    with desk.ws.database.write():
        for definition in changed:
            with _kept(errors):
                desk.ws.attributes.define(definition, by=desk.user.username)
        for key in removed:
            with _kept(errors):
                desk.ws.attributes.undefine(key, by=desk.user.username)
        if errors:
            raise ValueRefused("\n".join(errors))
        desk.ws.attributes.reorder([definition.key for definition in wanted])
    parts = [f"{count(len(changed), 'definition')} saved"] if changed else []
    parts += [f"{count(len(removed), 'definition')} removed"] if removed else []
    moved = [definition.key for definition in wanted] != list(known)
    return (", ".join(parts) or ("The order is saved" if moved else "There was nothing to save")) + "."


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


def _read(edited: pandas.DataFrame) -> tuple[list[AttributeDefinition], list[str]]:
    """The definitions of the rows in their order, and what is wrong with the others."""
    definitions: list[AttributeDefinition] = []
    errors: list[str] = []
    rows = edited.sort_values("position", kind="stable", na_position="last").to_dict("records")
    for row in rows:
        if _is_blank(row):
            continue
        with _kept(errors):
            definition = _definition(row)
            if definition.key in {other.key for other in definitions}:
                raise ValueRefused(f'There are two rows with the key "{definition.key}": give one another key.')
            definitions.append(definition)
    return definitions, errors


def _definition(row: Mapping[Any, Any]) -> AttributeDefinition:
    label = _text(row, "label")
    if not label and not _text(row, "key"):
        raise ValueRefused(f"A row of type {_text(row, 'type')} has no label: give it one, or remove the row.")
    key = _text(row, "key") or re.sub(r"\W+", "_", label.casefold()).strip("_")
    choices = tuple(choice.strip() for choice in _text(row, "choices").split(",") if choice.strip())
    return AttributeDefinition(
        key=key,
        label=label or key.replace("_", " ").capitalize(),
        type=AttributeType(_text(row, "type") or AttributeType.TEXT),
        format=_text(row, "format"),
        required=row["required"] is True,
        description=_text(row, "description"),
        choices=choices,
    )


def _is_blank(row: Mapping[Any, Any]) -> bool:
    """Whether nothing was put into the row; a row that was just added is of type text."""
    typed = any(_text(row, column) for column in ("label", "key", "choices", "format", "description"))
    return not typed and row["required"] is not True and _text(row, "type") in ("", AttributeType.TEXT)


def _text(row: Mapping[Any, Any], column: str) -> str:
    value = row[column]
    return "" if value is None or value != value else str(value).strip()


def _table(definitions: Sequence[AttributeDefinition]) -> pandas.DataFrame:
    rows = [
        (number, d.label, d.key, d.type.value, ", ".join(d.choices), d.required, d.format, d.description)
        for number, d in enumerate(definitions, 1)
    ]
    return pandas.DataFrame(rows, columns=list(_COLUMNS)).astype({"required": bool, "position": float})


def _column_config() -> dict[str, Any]:
    columns = st.column_config
    return {
        "position": columns.NumberColumn("Order", width=76, help="Sort the columns by changing these numbers."),
        "label": columns.TextColumn("Label", width=136),
        "key": columns.TextColumn("Key", width=112, help=_KEY_HELP),
        "type": columns.SelectboxColumn("Type", options=list(map(str, AttributeType)), width=82, default="text"),
        "choices": columns.TextColumn("Choices", width=150, help="For a choice: its values, separated by commas."),
        "required": columns.CheckboxColumn("Required", width=98, default=False),
        "format": columns.TextColumn("Format", width=92, help=_FORMAT_HELP),
        "description": columns.TextColumn("Description", width=118),
    }
