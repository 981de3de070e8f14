"""Values from a table: first how it is read, all that would change and all that is wrong, then one button."""

from __future__ import annotations

from collections.abc import Sequence

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.model import AttributeDefinition
from booklet.store.attribute_import import ImportPlan
from booklet.ui.attributes.new_columns import pick_new_attributes
from booklet.ui.attributes.pick_style import pick_style
from booklet.ui.shared import look
from booklet.ui.shared.attribute_columns import written
from booklet.ui.shared.look import done
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.uploader import pick_file
from booklet.ui.shared.words import count, in_a_row, plain


def show_import(desk: Desk) -> None:
    """The uploader, how the table is read, the preview, the button."""
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
        plan, is_right = _plan(desk, file.getvalue(), file.name, f"{number}-{file.file_id}")
    except BookletError as error:
        st.error(plain(str(error)))
        return
    definitions = [*desk.ws.attributes.definitions(), *plan.defined]
    _show_plan(plan, definitions)
    if plan.errors or not is_right or not (plan.changes or plan.new_customers or plan.defined):
        return
    if st.button(_button(plan), type="primary"):
        with look.shown_errors():
            recorded = desk.ws.attributes.apply_import(plan, by=desk.user.username)
            st.session_state["import_number"] += 1
            done(_said(plan, recorded))


def preview_table(plan: ImportPlan, definitions: Sequence[AttributeDefinition]) -> pandas.DataFrame:
    """A row a change: customer, attribute, what is known now, what the table says; written as the grid shows it."""
    known = {definition.key: definition for definition in definitions}

    def shown(key: str, text: str | None) -> str:
        return "" if text is None else written(known[key], known[key].from_text(text))

    return pandas.DataFrame(
        {
            "Customer": [change.customer for change in plan.changes],
            "Attribute": [known[change.key].label for change in plan.changes],
            "Now": [shown(change.key, change.old) for change in plan.changes],
            "Will be": [shown(change.key, change.new) or "no value" for change in plan.changes],
        }
    )


def _plan(desk: Desk, data: bytes, name: str, key: str) -> tuple[ImportPlan, bool]:
    """What the import would do: as it is recognized, or as the widgets, which show that at first, say otherwise.

    And whether what is to be defined with it can be: until then it would do something else than was asked for.
    """
    attributes, quarter = desk.ws.attributes, desk.quarter
    first = attributes.plan_import(data, quarter, name=name)
    define, is_right = pick_new_attributes(first, key=key, is_first=not attributes.definitions())
    # With what is defined along the way, for its numbers and dates are to be read too.
    with_all = attributes.plan_import(data, quarter, name=name, define=define) if define else first
    style = pick_style(with_all, key=f"{key}-{len(define)}")
    if style == with_all.style:
        return with_all, is_right
    return attributes.plan_import(data, quarter, name=name, style=style, define=define), is_right


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
