"""All values of the quarter as a file, which an import reads back unchanged."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Literal

import streamlit as st

from booklet.ui.shared.shell import Desk

_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show_export(desk: Desk) -> None:
    """Show a button for each kind of file; the bytes are made when it is clicked."""
    with st.container(horizontal=True):
        for format_, label in (("xlsx", "Download as Excel"), ("csv", "Download as CSV")):
            st.download_button(
                label,
                data=partial(_export, desk, format_),  # type: ignore[arg-type]
                file_name=f"attributes {desk.quarter}.{format_}",
                mime=_TYPES[format_],
                on_click="ignore",
            )


def _export(desk: Desk, format_: Literal["csv", "xlsx"]) -> bytes:
    out = BytesIO()
    desk.ws.attributes.export(desk.quarter, out, format=format_)
    return out.getvalue()
