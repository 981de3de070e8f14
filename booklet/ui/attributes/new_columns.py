"""Columns of a table that no attribute knows: what each seems to be, to define it with the import or pass it over."""

from __future__ import annotations

from typing import NamedTuple

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, AttributeType
from booklet.office.counting import count
from booklet.office.table_import import new_attribute
from booklet.store.attribute_import import ImportPlan
from booklet.ui.shared import look
from booklet.ui.shared.states import State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import plain


class NewAttributes(NamedTuple):
    """Definitions to be made, by heading; `are_right` False while a column is ticked that cannot be defined so."""

    wanted: dict[str, AttributeDefinition]
    are_right: bool = True


def pick_new_attributes(plan: ImportPlan, *, key: str, is_first: bool) -> NewAttributes:
    """Show the proposals; returns the definitions that are wanted. `is_first`: there are no attributes yet."""
    if not plan.proposals:
        return NewAttributes({})
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
            "choices": st.column_config.TextColumn(
                "Choices", width=200, help="For a choice, separated by commas; empty for all values of the column."
            ),
        },
    )
    wanted: dict[str, AttributeDefinition] = {}
    wrong: list[str] = []
    for row, words in zip(edited.to_dict("records"), plan.words, strict=True):
        if row["take"]:
            try:
                wanted[row["heading"]] = new_attribute(row["heading"], row, words)
            except BookletError as error:
                wrong.append(f"{error} Or take the tick from the column {row['heading']}.")
    for definition in wanted.values():
        if definition.choices:
            st.caption(plain(f"{definition.label} is one of {', '.join(definition.choices)}."))
    if wrong:
        look.show_sentences(State.PROBLEM, wrong)
    return NewAttributes(wanted, not wrong)


def _table(plan: ImportPlan, take: bool) -> pandas.DataFrame:
    rows = [
        (take, heading, proposal.label, proposal.key, str(proposal.type), ", ".join(proposal.choices))
        for heading, proposal in zip(plan.unknown_columns, plan.proposals, strict=True)
    ]
    return pandas.DataFrame(rows, columns=["take", "heading", "label", "key", "type", "choices"])
