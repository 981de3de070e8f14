"""The grid of the values of a quarter, edited in place and saved as one unit.

The database is asked for the page that is shown. The editor matches edits to rows by position: so what it was first
given is kept until it is saved or loaded again, and until then no other page is shown. A customer whom somebody adds
meanwhile moves no edit to another row, and a value that somebody else changed is shown before it is written over.
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
from booklet.model.input_key import digest_of
from booklet.office.counting import count
from booklet.office.value_edits import Edits, conflicts, save_edits
from booklet.office.written_values import stored_value
from booklet.store.value_pages import EVERYBODY, Wanted
from booklet.ui.attributes.pick_rows import pick_rows
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import edit_columns, shown_values
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.table import NOTHING, height_px, page_before, pick_page

SHOWN = 100
"""Customers on a page."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The values that the editor was given: `ids` of the customers by row, and their canonical texts at that moment."""

    quarter: Quarter
    version: str
    number: int
    wanted: Wanted
    offset: int
    count: int
    ids: tuple[str, ...]
    definitions: tuple[AttributeDefinition, ...]
    texts: Mapping[str, Mapping[str, str]]
    values: pandas.DataFrame

    @property
    def key(self) -> str:
        """Of the editor: another after each loading and for each page, so that old edits are gone."""
        asked = (self.wanted, self.offset)
        page = "" if asked == (EVERYBODY, 0) else f"_{digest_of(repr(asked))[:8]}"
        return f"attribute_grid_{self.quarter}_{self.number}{page}"


def show_grid(desk: Desk, loaded: Loaded) -> None:
    """Show the editor with a page of values, what is not saved yet, and the buttons for it."""
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
        st.caption(
            f"{count(changed, 'change')} not saved"
            if changed
            else f"{count(loaded.count, 'customer')}. As of {desk.quarter}; all saved."
        )
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


def pick_values(desk: Desk, definitions: Sequence[AttributeDefinition]) -> Loaded:
    """Show what can be looked for and which page of it; returns that page. With edits that are not saved it stays."""
    edited = _loaded_and_edited(desk)
    wanted = pick_rows(definitions, disabled=edited is not None)
    key = f"grid_page_{digest_of(repr(wanted))[:8]}"
    loaded = edited or _loaded(desk, wanted, page_before(SHOWN, key=key))
    offset = pick_page(loaded.count, SHOWN, key=key, disabled=edited is not None)
    return loaded if edited or offset == loaded.offset else _loaded(desk, wanted, offset)


def _loaded_and_edited(desk: Desk) -> Loaded | None:
    kept = st.session_state.get("grid_loaded")
    return kept if isinstance(kept, Loaded) and kept.quarter == desk.quarter and _has_edits(kept) else None


def _loaded(desk: Desk, wanted: Wanted, offset: int) -> Loaded:
    kept, version = st.session_state.get("grid_loaded"), data_version(desk.ws)
    asked = (desk.quarter, version, wanted, offset)
    if isinstance(kept, Loaded) and (kept.quarter, kept.version, kept.wanted, kept.offset) == asked:
        return kept
    page = desk.ws.attributes.page(desk.quarter, wanted, limit=SHOWN, offset=offset)
    st.session_state["grid_loaded"] = loaded = Loaded(
        quarter=desk.quarter,
        version=version,
        number=st.session_state.setdefault("grid_number", 0),
        wanted=wanted,
        offset=offset,
        count=page.count,
        ids=tuple(customer.id for customer in page.customers),
        definitions=page.definitions,
        texts=page.texts,
        values=shown_values(page.frame, page.definitions),
    )
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
