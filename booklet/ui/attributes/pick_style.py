"""The way in which a table's texts are read, where that matters: recognized, shown, and for the user to change."""

from __future__ import annotations

import streamlit as st

from booklet.store.attribute_import import ImportPlan
from booklet.store.table_style import DateOrder, NumberStyle, TableStyle
from booklet.ui.shared import look

_DATES = {
    DateOrder.DAY_FIRST: "30/9/2026 (day first)",
    DateOrder.MONTH_FIRST: "9/30/2026 (month first)",
}


def pick_style(plan: ImportPlan, *, key: str) -> TableStyle:
    """Widgets for what of the style matters; the style as they stand, at first that of the plan."""
    style = plan.style
    if not (plan.asks or plan.percents):
        return style
    look.section("How the table is read")
    with st.container(horizontal=True, gap="large"):
        numbers, dates = style.numbers, style.dates
        if "numbers" in plan.asks:
            numbers = st.segmented_control(
                "Numbers", list(NumberStyle), default=numbers, required=True, key=f"style-{key}-numbers"
            )
        if "dates" in plan.asks:
            dates = st.segmented_control(
                "Dates",
                list(DateOrder),
                default=dates,
                format_func=_DATES.__getitem__,
                required=True,
                key=f"style-{key}-dates",
            )
    points = style.points
    if plan.percents:
        picked = st.multiselect(
            "Percentages in which 4.5 means 4.5%",
            plan.percents,
            default=[name for name in plan.percents if name in points],
            placeholder="None: 0.045 means 4.5%",
            key=f"style-{key}-points",
            width=420,
        )
        points = frozenset(picked)
    return TableStyle(NumberStyle(numbers), DateOrder(dates), points)
