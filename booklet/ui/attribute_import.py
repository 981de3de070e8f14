"""Values from a table: first all that would change and all that is wrong, then one button."""

from __future__ import annotations

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.store.attribute_import import ImportPlan
from booklet.ui import look
from booklet.ui.look import done
from booklet.ui.shell import Desk
from booklet.ui.states import State
from booklet.ui.table import height_px
from booklet.ui.words import count, plain


def show_import(desk: Desk) -> None:
    """The uploader, the preview, the button."""
    st.write(
        f"A CSV or Excel table with a row for each customer and a column for each attribute, for {desk.quarter}. "
        "Empty cells leave a value as it is; “(no value)” ends it."
    )
    number = st.session_state.setdefault("import_number", 0)
    file = st.file_uploader("Table", type=["csv", "xlsx", "xlsm", "txt"], key=f"import_{number}", width=720)
    if file is None:
        return
    try:
        plan = desk.ws.attributes.plan_import(file.getvalue(), desk.quarter, name=file.name)
    except BookletError as error:
        st.error(plain(str(error)))
        return
    _show_plan(plan)
    if plan.errors or not (plan.changes or plan.new_customers):
        return
    if st.button(_button(plan), type="primary"):
        with look.shown_errors():
            recorded = desk.ws.attributes.apply_import(plan, by=desk.user.username)
            st.session_state["import_number"] += 1
            added = f" {count(len(plan.new_customers), 'customer')} added." if plan.new_customers else ""
            done(f"{count(recorded, 'value')} recorded for {plan.quarter}.{added}")


def _show_plan(plan: ImportPlan) -> None:
    said = [
        count(len(plan.changes), "value") + " would change",
        f"{plan.unchanged:,} stay as they are",
        *([count(len(plan.new_customers), "new customer")] if plan.new_customers else []),
    ]
    st.write(", ".join(said) + ".")
    if plan.unknown_columns:
        names = ", ".join(plain(name) for name in plan.unknown_columns)
        st.warning(f"These columns are no attributes and are passed over: {names}. Define them first if they matter.")
    if plan.errors:
        st.error(f"{count(len(plan.errors), 'cell')} cannot be taken. Correct the table and choose it again.")
        look.show_sentences(State.PROBLEM, [_where(error.row, error.column) + error.message for error in plan.errors])
    elif plan.changes:
        table = preview_table(plan)
        st.dataframe(table, hide_index=True, height=height_px(len(table), 420))
    if plan.new_customers:
        with st.expander(count(len(plan.new_customers), "new customer")):
            st.write("\n".join(f"- {plain(name)}" for name in plan.new_customers[:200]))


def preview_table(plan: ImportPlan) -> pandas.DataFrame:
    """A row a change: customer, attribute, what is known now, what the table says."""
    return pandas.DataFrame(
        {
            "Customer": [change.customer for change in plan.changes],
            "Attribute": [change.key for change in plan.changes],
            "Now": [change.old or "" for change in plan.changes],
            "Will be": ["no value" if change.new is None else change.new for change in plan.changes],
        }
    )


def _button(plan: ImportPlan) -> str:
    parts = [count(len(plan.changes), "value")] if plan.changes else []
    parts += [count(len(plan.new_customers), "customer")] if plan.new_customers else []
    return "Import " + " and ".join(parts)


def _where(row: int, column: str) -> str:
    return f"Row {row}, {column}: " if column else f"Row {row}: "
