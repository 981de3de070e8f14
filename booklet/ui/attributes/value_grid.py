"""The grid of the values of a quarter, edited in place and saved as one unit.

The editor matches edits to rows by position. So what it was first given is kept until it is saved or loaded again:
a customer whom somebody adds meanwhile moves no edit to another row. And a value that somebody else changed meanwhile
is shown before it is written over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, Quarter, ValueChange
from booklet.office.counting import count
from booklet.office.value_edits import Edits, conflicts, save_edits
from booklet.office.written_values import stored_value
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import edit_columns, shown_values
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.table import NOTHING, height_px


@dataclass(frozen=True, slots=True)
class Loaded:
    """The values that the editor was given: `ids` of the customers by row, and their canonical texts at that moment."""

    quarter: Quarter
    version: str
    number: int
    ids: tuple[str, ...]
    definitions: tuple[AttributeDefinition, ...]
    texts: Mapping[str, Mapping[str, str]]
    values: pandas.DataFrame

    @property
    def key(self) -> str:
        """Of the editor: another after each loading, so that old edits are gone."""
        return f"attribute_grid_{self.quarter}_{self.number}"


def show_grid(desk: Desk) -> None:
    """Show the editor, what is not saved yet, and the buttons for it."""
    loaded = _loaded(desk)
    st.data_editor(
        loaded.values,
        key=loaded.key,
        placeholder=NOTHING,
        height=height_px(len(loaded.ids), 560),
        column_config={
            "customer": st.column_config.TextColumn("Customer", width=240, disabled=True),
            **edit_columns(loaded.definitions),
        },
    )
    edits = read_edits(loaded, st.session_state[loaded.key]["edited_rows"])
    changed = sum(len(values) for values in edits.values())
    with st.container(horizontal=True, vertical_alignment="center"):
        save = st.button("Save changes", type="primary", disabled=not changed)
        if st.button("Discard changes" if changed else "Load again"):
            _load_again()
        st.caption(f"{count(changed, 'change')} not saved" if changed else f"As of {desk.quarter}; all saved.")
    if save:
        _save(desk, loaded, edits)
    elif st.session_state.get("grid_conflict") == loaded.key:
        _show_conflicts(desk, loaded, edits)


def read_edits(loaded: Loaded, edited_rows: Mapping[int, Mapping[str, object]]) -> dict[str, dict[str, object]]:
    """Return the editor's edits, by customer's id and key."""
    definitions = {definition.key: definition for definition in loaded.definitions}
    edits: dict[str, dict[str, object]] = {}
    for row, values in edited_rows.items():
        typed = {key: stored_value(definitions[key], value) for key, value in values.items() if key in definitions}
        if typed:
            edits[loaded.ids[int(row)]] = typed
    return edits


def _loaded(desk: Desk) -> Loaded:
    kept, version = st.session_state.get("grid_loaded"), data_version(desk.ws)
    if isinstance(kept, Loaded) and kept.quarter == desk.quarter and (kept.version == version or _has_edits(kept)):
        return kept
    with desk.ws.database.read():
        definitions = tuple(desk.ws.attributes.definitions())
        loaded = Loaded(
            quarter=desk.quarter,
            version=version,
            number=st.session_state.setdefault("grid_number", 0),
            ids=tuple(customer.id for customer in desk.ws.customers.all()),
            definitions=definitions,
            texts=desk.ws.attributes.texts(desk.quarter),
            values=shown_values(desk.ws.attributes.frame(desk.quarter), definitions),
        )
    st.session_state["grid_loaded"] = loaded
    return loaded


def _has_edits(loaded: Loaded) -> bool:
    state: Any = st.session_state.get(loaded.key)
    return bool(state and state["edited_rows"])


def _load_again() -> None:
    st.session_state["grid_number"] += 1
    del st.session_state["grid_loaded"]
    st.session_state.pop("grid_conflict", None)
    st.rerun()


def _save(desk: Desk, loaded: Loaded, edits: Edits) -> None:
    with _told_if_refused():
        found, changes = save_edits(desk.ws, loaded.quarter, loaded.texts, edits)
        if found:
            st.session_state["grid_conflict"] = loaded.key
            _show_conflicts(desk, loaded, edits)
        else:
            _say_saved(loaded, changes)


def _show_conflicts(desk: Desk, loaded: Loaded, edits: Edits) -> None:
    found = conflicts(desk.ws, loaded.quarter, loaded.texts, edits)
    if not found:
        return
    names = dict(zip(loaded.ids, loaded.values.index, strict=True))
    labels = {definition.key: definition.label for definition in loaded.definitions}
    st.warning("Nothing is saved yet: somebody else has changed some of these values.")
    look.show_sentences(
        State.WARNING,
        [
            f"{names[one.customer_id]}: {labels[one.key]} was {one.before or 'empty'} when you began, "
            f"and somebody has since recorded {one.now or 'no value'}."
            for one in found
        ],
    )
    if st.button("Save mine all the same"):
        with _told_if_refused():
            _say_saved(loaded, desk.ws.attributes.set_many(loaded.quarter, edits))


@contextmanager
def _told_if_refused() -> Iterator[None]:
    try:
        yield
    except BookletError as error:
        st.error("Nothing was saved. Correct these values, then save again:")
        look.show_sentences(State.PROBLEM, str(error).splitlines())


def _say_saved(loaded: Loaded, changes: Sequence[ValueChange]) -> None:
    customers = len({change.customer_id for change in changes})
    st.session_state["done"] = (
        f"{count(len(changes), 'value')} of {count(customers, 'customer')} recorded for {loaded.quarter}."
    )
    _load_again()
