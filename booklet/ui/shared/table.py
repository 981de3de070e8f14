"""Tables whose rows open what they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

NOTHING = "–"
"""What stands in a cell without a value."""
_HEADER_PX, _ROW_PX, _TALLEST_PX = 38, 35, 700


class Cell(NamedTuple):
    """A cell that was clicked: its row, counted from 0 in the table as it was given, and its column's name."""

    row: int
    column: str


def clicked_cell(
    table: Any, *, key: str, rows: int, column_config: Mapping[str, Any] | None = None, tallest_px: int = _TALLEST_PX
) -> Cell | None:
    """Show a table (a frame, styled or not) of so many rows; the cell that was just clicked, if any was."""
    picked = st.dataframe(
        table,
        hide_index=True,
        height=height_px(rows, tallest_px),
        on_select="rerun",
        selection_mode="single-cell",
        key=key,
        placeholder=NOTHING,
        column_config=dict(column_config or {}),
    )
    cells = picked["selection"]["cells"]
    return Cell(*cells[0]) if cells and cells[0][0] < rows else None


def page_before(shown: int, *, key: str) -> int:
    """Return how many rows come before the page that `pick_page` showed last, for a table that is read before it."""
    return (int(st.session_state.get(key, 1)) - 1) * shown


def pick_page(count: int, shown: int, *, key: str, disabled: bool = False) -> int:
    """Show which page of a long table is shown, where it has several; returns how many rows come before it.

    Where the table has become shorter than the page that was shown last, the last that there is.
    """
    if count <= shown:
        return 0
    pages = -(-count // shown)
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = pages
    page = st.number_input(f"Page of {pages:,}", 1, pages, width=140, key=key, disabled=disabled)
    return (int(page) - 1) * shown


def height_px(rows: int, tallest_px: int = _TALLEST_PX) -> int:
    """Return the height of so many rows, and no more than fits on a screen."""
    return min(_HEADER_PX + _ROW_PX * max(1, rows), tallest_px)
