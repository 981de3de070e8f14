"""The list of all runs: filtered, and a run picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas
import streamlit as st

from booklet.model import Generation, GenerationStatus, Quarter
from booklet.ui.shared.freshness import data_version
from booklet.ui.shared.look import empty
from booklet.ui.shared.states import OF_GENERATION, colored
from booklet.ui.shared.table import height_px, pick_page
from booklet.ui.shared.words import size, when
from booklet.workspace import Workspace

_ANY = "All"
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Choices:
    """The things that a run can be looked for by; names of customers and books, also of those that are archived."""

    count: int
    books: list[str]
    customers: list[str]
    quarters: list[Quarter]
    starters: list[str]


def pick_generation(ws: Workspace) -> str | None:
    """Show the filters and a page of the table; returns the id of the run that was clicked, or None."""
    choices = _choices(ws, data_version(ws))
    if not choices.count:
        empty("Nothing has been made yet.")
        st.page_link("pages/generate.py", label="Generate the first book")
        return None
    wanted = _wanted(choices)
    fitting = ws.generations.count(**wanted) if wanted else choices.count
    if not fitting:
        empty("No run fits these filters.")
        return None
    offset = pick_page(fitting, _SHOWN, key=f"history-page-{sorted(wanted.items())}")
    runs = ws.generations.find(**wanted, limit=_SHOWN, offset=offset)
    clicked = _show(runs)
    looked_at = clicked or st.query_params.get("run") or st.session_state.get("run_looked_at")
    if looked_at and looked_at not in {run.id for run in runs} and looked_at not in ws.generations.by_id([looked_at]):
        looked_at = None
    if looked_at:
        st.session_state["run_looked_at"] = st.query_params["run"] = looked_at
    st.caption(f"{fitting:,} of {choices.count:,} runs. Click on one to download it, verify it, or see its inputs.")
    return looked_at


def _show(runs: Sequence[Generation]) -> str:
    """Show these runs; returns the id of the run that was clicked, or ""."""
    picked = st.dataframe(
        history_table(runs).style.map(colored, subset=["state"]),
        hide_index=True,
        height=height_px(len(runs), 430),
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
    return runs[cells[0][0]].id if cells and cells[0][0] < len(runs) else ""


def history_table(runs: Sequence[Generation]) -> pandas.DataFrame:
    """Return runs in the words of the screen."""
    return pandas.DataFrame(
        {
            "state": [OF_GENERATION[run.status].text for run in runs],
            "customer": [run.customer for run in runs],
            "book": [run.book for run in runs],
            "version": [run.version for run in runs],
            "quarter": [str(run.quarter) for run in runs],
            "pages": [run.page_count if run.status is GenerationStatus.MADE else None for run in runs],
            "size": [size(run.bytes) if run.bytes else "" for run in runs],
            "when": [when(run.started_at) for run in runs],
            "by": [run.started_by for run in runs],
        }
    )


def _wanted(choices: _Choices) -> dict[str, Any]:
    """Show what can be looked for above the table; returns what is, by the names that `Generations.find` has for it."""
    options: dict[str, tuple[str, Sequence[object]]] = {
        "book": ("Book", choices.books),
        "customer": ("Customer", choices.customers),
        "quarter": ("Quarter", choices.quarters),
        "status": ("State", list(GenerationStatus)),
        "started_by": ("By", choices.starters),
    }
    picked = {
        name: column.selectbox(label, [_ANY, *values], format_func=_said, key=f"history-{name}")
        for column, (name, (label, values)) in zip(st.columns(5), options.items(), strict=True)
    }
    return {name: value for name, value in picked.items() if value != _ANY}


def _said(value: object) -> str:
    return OF_GENERATION[value].text if isinstance(value, GenerationStatus) else str(value) or "nobody"


@st.cache_data(max_entries=4, show_spinner=False)
def _choices(_ws: Workspace, data_version: str) -> _Choices:  # noqa: ARG001 - kept until something changes
    with _ws.database.read():
        return _Choices(
            count=_ws.generations.count(),
            books=[book.name for book in _ws.books.all(archived=True)],
            customers=[customer.name for customer in _ws.customers.all(archived=True)],
            quarters=_ws.generations.quarters(),
            starters=_ws.generations.starters(),
        )
