"""The list of all runs: filtered, and a run picked."""

from __future__ import annotations

import pandas
import streamlit as st

from booklet.model import GenerationStatus
from booklet.ui.shared.look import empty
from booklet.ui.shared.states import OF_GENERATION, colored
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import size, when
from booklet.workspace import Workspace

_ANY = "All"


def pick_generation(ws: Workspace) -> str | None:
    """Show the filters and the table; returns the id of the run that was clicked, or None."""
    runs = ws.generations.frame()
    if runs.empty:
        empty("Nothing has been made yet.")
        st.page_link("pages/generate.py", label="Generate the first book")
        return None
    shown = _filtered(runs)
    if shown.empty:
        empty("No run fits these filters.")
        return None
    picked = st.dataframe(
        history_table(shown).style.map(colored, subset=["state"]),
        hide_index=True,
        height=height_px(len(shown), 430),
        on_select="rerun",
        selection_mode="single-cell",
        key="history",
        placeholder="",
        column_config={
            "state": st.column_config.TextColumn("", width=96),
            "customer": st.column_config.TextColumn("Customer", width=190),
            "book": st.column_config.TextColumn("Book", width=150),
            "version": st.column_config.NumberColumn("Version", width=60),
            "quarter": st.column_config.TextColumn("Quarter", width=70),
            "pages": st.column_config.NumberColumn("Pages", width=56),
            "size": st.column_config.TextColumn("Size", width=70, alignment="right"),
            "when": st.column_config.TextColumn("When", width=134),
            "by": st.column_config.TextColumn("By", width=90),
        },
    )
    cells = picked["selection"]["cells"]
    clicked = str(shown.index[cells[0][0]]) if cells and cells[0][0] < len(shown) else ""
    looked_at = clicked or st.query_params.get("run") or st.session_state.get("run_looked_at")
    if looked_at and looked_at in runs.index:
        st.session_state["run_looked_at"] = st.query_params["run"] = looked_at
    st.caption(f"{len(shown):,} of {len(runs):,} runs. Click on one to download it, verify it, or see its inputs.")
    return looked_at if looked_at in runs.index else None


def history_table(runs: pandas.DataFrame) -> pandas.DataFrame:
    """Return `Generations.frame` in the words of the screen."""
    states = [OF_GENERATION[GenerationStatus(status)].text for status in runs["status"]]
    made = runs["status"] == GenerationStatus.MADE.value
    return pandas.DataFrame(
        {
            "state": states,
            "customer": runs["customer"],
            "book": runs["book"],
            "version": runs["version"],
            "quarter": runs["quarter"],
            "pages": runs["page_count"].where(made),
            "size": [size(int(bytes_)) if bytes_ else "" for bytes_ in runs["bytes"]],
            "when": [when(moment.to_pydatetime()) for moment in runs["started_at"]],
            "by": runs["started_by"],
        }
    )


def _filtered(runs: pandas.DataFrame) -> pandas.DataFrame:
    """Return the runs that fit what is picked above the table."""
    columns = st.columns(5)
    for column, (name, label) in zip(
        columns,
        {
            "book": "Book",
            "customer": "Customer",
            "quarter": "Quarter",
            "status": "State",
            "started_by": "By",
        }.items(),
        strict=True,
    ):
        values = sorted(runs[name].unique(), reverse=name == "quarter")
        picked = column.selectbox(label, [_ANY, *values], format_func=_said, key=f"history-{name}")
        if picked != _ANY:
            runs = runs[runs[name] == picked]
    return runs


def _said(value: str) -> str:
    is_status = value in GenerationStatus._value2member_map_
    return OF_GENERATION[GenerationStatus(value)].text if is_status else value or "nobody"
