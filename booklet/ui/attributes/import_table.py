"""Values from a table: first how it is read, all that would change and all that is wrong, then the button."""

from __future__ import annotations

from collections.abc import Sequence

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition
from booklet.office.counting import count, in_a_row
from booklet.office.table_import import begin, changes_in_words, defining, read_as
from booklet.store.attribute_import import ImportPlan
from booklet.ui.attributes.new_columns import pick_new_attributes
from booklet.ui.attributes.pick_style import pick_style
from booklet.ui.shared import look
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.uploader import pick_file
from booklet.ui.shared.words import plain


def show_import(desk: Desk) -> None:
    """Show the uploader, how the table is read, the preview, the button."""
    st.write(
        f"A CSV or Excel table with a row for each customer and a column for each attribute, for {desk.quarter}. "
        "Columns that are no attributes yet can be defined along the way. "
        "Empty cells leave a value as it is; “(no value)” ends it."
    )
    number = st.session_state.setdefault("import_number", 0)
    file = pick_file(desk.ws, "Table", key=f"import_{number}")
    if file is None:
        return
    try:
        plan, is_right = _read(desk, file.getvalue(), file.name, f"{number}-{file.file_id}")
    except BookletError as error:
        st.error(plain(str(error)))
        return
    definitions = [*desk.ws.attributes.definitions(), *plan.defined]
    _show_plan(plan, definitions)
    if plan.errors or not is_right or not (plan.changes or plan.new_customers or plan.defined):
        return
    if st.button(_button(plan), type="primary"):
        with look.shown_errors():
            recorded = desk.ws.attributes.apply_import(plan)
            st.session_state["import_number"] += 1
            done(_said(plan, recorded))


def _read(desk: Desk, data: bytes, name: str, key: str) -> tuple[ImportPlan, bool]:
    """Return what the import would do: as it is recognized, or as the widgets, which show that at first, say otherwise.

    And whether what is to be defined with it can be: until then it would do something else than was asked for.
    """
    table = begin(desk.ws, data, name, desk.quarter)
    is_first = not desk.ws.attributes.definitions()
    define, is_right = pick_new_attributes(table.plan, key=key, is_first=is_first)
    table = defining(desk.ws, table, define)
    style = pick_style(table.plan, key=f"{key}-{len(define)}")
    return read_as(desk.ws, table, style).plan, is_right


def preview_table(plan: ImportPlan, definitions: Sequence[AttributeDefinition]) -> pandas.DataFrame:
    """Return a row a change: customer, attribute, what is known now, what the table says; as the grid shows it."""
    rows = [(one.customer, one.attribute, one.now, one.will_be) for one in changes_in_words(plan, definitions)]
    return pandas.DataFrame(rows, columns=["Customer", "Attribute", "Now", "Will be"])


def _show_plan(plan: ImportPlan, definitions: Sequence[AttributeDefinition]) -> None:
    said = [
        count(len(plan.changes), "value") + " would change",
        *([_staying(plan.unchanged)] if plan.unchanged else []),
        *([count(len(plan.new_customers), "new customer")] if plan.new_customers else []),
        *([count(len(plan.defined), "new attribute")] if plan.defined else []),
    ]
    look.section("What would change")
    st.write(", ".join(said) + ".")
    if plan.errors:
        st.error(
            f"{count(len(plan.errors), 'cell')} cannot be taken. Correct the table and choose it again, or change how "
            f"it is read{' or the type of the column' if plan.defined else ''}."
        )
        look.show_sentences(State.PROBLEM, [_where(error.row, error.column) + error.message for error in plan.errors])
    elif plan.changes:
        table = preview_table(plan, definitions)
        st.dataframe(table, hide_index=True, height=height_px(len(table), 420))
    if plan.new_customers:
        with st.expander(count(len(plan.new_customers), "new customer")):
            st.write("\n".join(f"- {plain(name)}" for name in plan.new_customers[:200]))


def _staying(number: int) -> str:
    return f"{number:,} {'stays as it is' if number == 1 else 'stay as they are'}"


def _button(plan: ImportPlan) -> str:
    return f"Import {in_a_row(_parts(plan, len(plan.changes)))}"


def _said(plan: ImportPlan, recorded: int) -> str:
    return f"{in_a_row(_parts(plan, recorded))} recorded for {plan.quarter}."


def _parts(plan: ImportPlan, values: int) -> list[str]:
    counted = ((values, "value"), (len(plan.new_customers), "customer"), (len(plan.defined), "new attribute"))
    return [count(number, noun) for number, noun in counted if number]


def _where(row: int, column: str) -> str:
    return f"Row {row}, {column}: " if column else f"Row {row}: "
