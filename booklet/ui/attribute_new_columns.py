"""Columns of a table that no attribute knows: what each seems to be, to define it with the import or pass it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, AttributeType
from booklet.store.attribute_import import ImportPlan
from booklet.ui import look
from booklet.ui.states import State
from booklet.ui.table import height_px
from booklet.ui.words import count


def pick_new_attributes(plan: ImportPlan, *, key: str, is_first: bool) -> dict[str, AttributeDefinition]:
    """The definitions that are wanted, by heading. `is_first`: there are no attributes yet, so all are proposed."""
    if not plan.proposals:
        return {}
    look.section(f"{count(len(plan.proposals), 'column')} without an attribute")
    st.write("Tick those that you want to define with this import; the others are passed over.")
    edited = st.data_editor(
        _table(plan, is_first),
        key=f"new-columns-{key}",
        hide_index=True,
        height=height_px(len(plan.proposals), 320),
        disabled=["heading"],
        placeholder="",
        column_config={
            "take": st.column_config.CheckboxColumn("Define", width=70),
            "heading": st.column_config.TextColumn("Column of the table", width=180),
            "label": st.column_config.TextColumn("Label", width=180),
            "key": st.column_config.TextColumn("Key", width=150, help="What templates and rules call it."),
            "type": st.column_config.SelectboxColumn("Type", options=list(map(str, AttributeType)), width=100),
            "choices": st.column_config.TextColumn("Choices", width=200, help="For a choice, separated by commas."),
        },
    )
    wanted: dict[str, AttributeDefinition] = {}
    wrong: list[str] = []
    for row in edited.to_dict("records"):
        if row["take"]:
            try:
                wanted[row["heading"]] = _definition(row)
            except BookletError as error:
                wrong.append(str(error))
    if wrong:
        look.show_sentences(State.PROBLEM, [f"{sentence} Until then the column is passed over." for sentence in wrong])
    return wanted


def _table(plan: ImportPlan, take: bool) -> pandas.DataFrame:
    rows = [
        (take, heading, proposal.label, proposal.key, str(proposal.type), ", ".join(proposal.choices))
        for heading, proposal in zip(plan.unknown_columns, plan.proposals, strict=True)
    ]
    return pandas.DataFrame(rows, columns=["take", "heading", "label", "key", "type", "choices"])


def _definition(row: Mapping[Any, Any]) -> AttributeDefinition:
    choices = tuple(choice.strip() for choice in (row["choices"] or "").split(",") if choice.strip())
    type_ = AttributeType(row["type"])
    return AttributeDefinition(
        key=(row["key"] or "").strip(),
        label=(row["label"] or "").strip() or row["heading"],
        type=type_,
        choices=choices if type_ is AttributeType.CHOICE else (),
    )
