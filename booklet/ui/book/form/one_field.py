"""A field of a form: what it is, where it is, and which of its boxes each value of an attribute ticks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas
import streamlit as st

from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Value
from booklet.office.form_mapping import proposal_in_words, takes
from booklet.page_types.form.button_states import OFF, chosen, values_to_place
from booklet.page_types.form.fields import FormField
from booklet.templates import only_attribute
from booklet.ui.book.form.field_screen import FieldScreen
from booklet.ui.book.form.known_fields import names_filled_in, numbered_page, page_with_names
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import plain

_NOTHING_WORDS = "– nothing"
_MOST_KINDS = 20
_WHERE, _TEST = "Where it is", "Test fill"
_NOTHING = "–"
"""What stands for OFF in the table: a cell with an empty text is shown as one without a value."""


def show_field(screen: FieldScreen, one: FormField | None) -> None:
    """Show the field that is looked at; without a field, nothing."""
    if one is None:
        return
    number = screen.numbers[one.name]
    st.markdown(f"**{number}. {plain(one.label)}**")
    st.caption(plain(_about(one)))
    proposal = screen.mapped.open_proposals(screen.config).get(one.name)
    if proposal:
        st.caption(f"Proposed: {plain(proposal_in_words(proposal, screen.labels))}, {proposal.confidence.word}")
    _edit_states(screen, one)
    _show_page(screen, one, number)


def _about(one: FormField) -> str:
    """Type, options, length, format, page and name, in words."""
    told = ["Computed by the form from other fields" if one.calculated else takes(one)]
    if one.format and takes(one).casefold() != one.format.casefold():
        told.append(one.format)
    if one.options and not (one.kind == "checkbox" and len(one.options) == 1):
        told.append("options: " + ", ".join(_option(stored, shown) for stored, shown in one.options[:12]))
    told += [word for word, holds in (("required", one.required), ("read-only", one.read_only)) if holds]
    told += ["several lines"] if one.multiline else []
    told += [f"page {one.page}"] if one.page else ["on no page"]
    return f"{'; '.join(told)}. In the file: {one.name}"


def _option(stored: str, shown: str) -> str:
    return shown if shown == stored else f"{shown} ({stored})"


# -- which value ticks what ------------------------------------------------------------------------------------


def _edit_states(screen: FieldScreen, one: FormField) -> None:
    """Show the table of values, for a field that has options and takes an attribute that has a few values."""
    template = screen.config.get("fields", {}).get(one.name, "")
    key = only_attribute(template)
    definition = next((made for made in screen.materials.definitions if made.key == key), None)
    values = _values(screen, definition) if definition else ()
    if definition is None or not values or not (one.is_button or one.options):
        return
    states: Mapping[str, str] = screen.config.get("states", {}).get(one.name, {})
    shown = _words_of_options(one)
    table = pandas.DataFrame(
        {
            "value": [_capital(value) for value in values],
            "then": pandas.Series(
                [_stands_for(one, definition, value, states) for value in values], dtype=object
            ).to_numpy(),
        },
        index=pandas.Index(values, dtype=object),
    )
    editor = f"{screen.materials.key}-states-{one.name}"
    st.data_editor(
        table,
        key=editor,
        hide_index=True,
        height=height_px(len(values), 300),
        disabled=["value"],
        placeholder="say what",
        alt="Which value ticks what",
        on_change=_take_states,
        args=(screen, one, tuple(values), editor),
        column_config={
            "value": st.column_config.TextColumn(f"If {definition.label} is", width=120),
            "then": st.column_config.SelectboxColumn(
                "then tick" if one.is_button else "then pick",
                options=list(shown),
                format_func=lambda stored: shown.get(str(stored), str(stored)),
                width=150,
            ),
        },
    )
    before = screen.latest
    _take_states(screen, one, tuple(values), editor)  # see `_show_table` of all_fields.py
    if screen.latest != before:
        st.rerun()
    if any(_stands_for(one, definition, value, states) is None for value in values):
        st.caption(":orange[▲] With a value for which nothing is said, the book cannot be made.")


def _values(screen: FieldScreen, definition: AttributeDefinition) -> tuple[str, ...]:
    """Return the values with a row: of a text those that customers have in the quarter, if they are few."""
    if definition.type is not AttributeType.TEXT:
        return values_to_place(definition)
    quarter = st.session_state["quarter_picked"]
    texts = screen.materials.ws.attributes.texts(quarter).values()
    found = {held[definition.key] for held in texts if definition.key in held}
    return tuple(sorted(found)) if len(found) <= _MOST_KINDS else ()


def _words_of_options(one: FormField) -> dict[str, str]:
    """Return the options: what is stored -> what a person picks."""
    if one.kind == "checkbox" and len(one.options) <= 1:
        stored = one.options[0][0] if one.options else "Yes"
        return {stored: f"✓ {one.label}"[:60], _NOTHING: _NOTHING_WORDS}
    options = {stored: f"✓ {_option(stored, shown)}" if one.is_button else shown for stored, shown in one.options}
    return {**options, _NOTHING: _NOTHING_WORDS} if one.is_button else options


def _stands_for(one: FormField, definition: AttributeDefinition, value: str, states: Mapping[str, str]) -> str | None:
    """Return the option that a value picks as things stand; None where nothing is said of it."""
    typed: Value = value == "yes" if definition.type is AttributeType.YES_NO else value
    state = chosen(Formats().value(typed, definition), typed, one.kind, one.own_options, states)
    known = _words_of_options(one)
    if isinstance(state, bool):
        return next(iter(known)) if state else _NOTHING
    by_name = [stored for stored, _ in one.own_options if stored == state]
    by_words = [stored for stored, shown in one.own_options if shown == state]
    return next(iter(by_name or by_words), None)


def _take_states(screen: FieldScreen, one: FormField, values: tuple[str, ...], editor: str) -> None:
    if not screen.is_shown:
        return
    config = screen.latest
    states = dict(config.get("states", {}).get(one.name, {}))
    for row, cells in st.session_state[editor]["edited_rows"].items():
        if cells.get("then") is None:
            states.pop(values[row], None)
        else:
            states[values[row]] = OFF if cells["then"] == _NOTHING else str(cells["then"])
    every: dict[str, Any] = {**config.get("states", {}), one.name: states}
    changed = {**config, "states": {name: table for name, table in every.items() if table}}
    if changed != config:
        screen.take(changed)


# -- pictures --------------------------------------------------------------------------------------------------


def _show_page(screen: FieldScreen, one: FormField, number: int) -> None:
    """Show the field's page with its number, or with each field's own name in it."""
    ws, upload_id, key = screen.materials.ws, screen.upload_id, screen.materials.key
    with st.container(horizontal=True, vertical_alignment="center"):
        picked = st.segmented_control(
            "Picture",
            [_WHERE, _TEST],
            default=_WHERE,
            required=True,
            label_visibility="collapsed",
            help="A test fill has each field's own name in it, and all boxes ticked.",
            key=f"{key}-picture",
        )
        if picked == _TEST:
            st.download_button(
                "Download the test fill",
                data=lambda: names_filled_in(ws, upload_id),
                file_name="test fill.pdf",
                mime="application/pdf",
                on_click="ignore",
                key=f"{key}-test-download",
            )
    if not one.page:
        st.caption("The field is on no page.")
        return
    if picked == _TEST:
        picture = page_with_names(ws, upload_id, one.page)
        st.image(picture, width="stretch", alt=f"Page {one.page} with the fields' names in it")
    else:
        near = numbered_page(ws, upload_id, one.page, str(number), close_up=True)
        st.image(near, width="stretch", alt=f"Field {number} and what is around it")
        picture = numbered_page(ws, upload_id, one.page, str(number))
        st.image(picture, width="stretch", alt=f"Page {one.page}, its fields numbered; field {number} stands out")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
