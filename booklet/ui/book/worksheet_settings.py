"""The settings of a page that is sheets of a workbook: the same workbook for all, or asked for each time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from booklet.model import WorkbookContents
from booklet.ui.book.cell_settings import cell_settings
from booklet.ui.book.editing import Materials
from booklet.ui.book.layout_settings import layout_settings, show_suggestions
from booklet.ui.book.static_settings import pick_upload

_SOURCES = {False: "The same workbook for all", True: "Asked for, one for each customer"}


def worksheet_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a worksheet page; returns the config as they stand."""
    asks = st.segmented_control(
        "Workbook",
        list(_SOURCES),
        default=bool(config.get("ask")),
        format_func=_SOURCES.__getitem__,
        required=True,
        key=f"{materials.key}-ask",
    )
    source = _asked_for(config, materials) if asks else _kept(config, materials)
    changed = {**config, **source, "ask": bool(asks)}
    changed |= layout_settings(config, materials)
    changed |= show_suggestions(changed, materials)
    return changed | cell_settings(config, materials, "" if asks else str(source["upload"]))


def _kept(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    upload_id = pick_upload("workbook", config, materials, lambda upload: upload.is_workbook, label="File")
    upload = materials.upload(upload_id)
    there = (
        [sheet.name for sheet in upload.contents.sheets]
        if upload and isinstance(upload.contents, WorkbookContents)
        else []
    )
    chosen = list(config.get("sheets", ()))
    sheets = st.multiselect(
        "Sheets",
        list(dict.fromkeys([*there, *chosen])),
        default=chosen,
        placeholder="All that are visible",
        key=f"{materials.key}-sheets-{upload_id}",
    )
    return {"upload": upload_id, "sheets": sheets}


def _asked_for(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    prompt = st.text_input(
        "What to ask for",
        value=config.get("prompt", ""),
        placeholder="The customer's holdings, as an Excel file",
        key=f"{materials.key}-prompt",
    )
    chosen = list(config.get("sheets", ()))
    sheets = st.multiselect(
        "Sheets",
        chosen,
        default=chosen,
        accept_new_options=True,
        placeholder="All that are visible, or type their names",
        key=f"{materials.key}-asked-sheets",
    )
    optional = st.toggle(
        "The book may be made without it", bool(config.get("optional")), key=f"{materials.key}-optional"
    )
    return {"prompt": prompt, "sheets": sheets, "optional": optional, "upload": ""}
