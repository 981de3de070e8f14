"""The layout of a workbook on pages: its own page setup, or what is chosen here; and what would save pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from booklet.errors import BookletError
from booklet.office.counting import count
from booklet.page_types import DrawnWorkbook, SheetOptions
from booklet.sheets import Suggestion
from booklet.ui.book.editing import Materials
from booklet.ui.shared.words import plain

_ORIENTATIONS = {"": "As in the workbook", "portrait": "Portrait", "landscape": "Landscape"}
_RENDERERS = {"native": "Booklet", "libreoffice": "LibreOffice (slower)"}
_MOST_SUGGESTED = 4


def layout_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for orientation, scale, renderer and tags; returns those settings as they stand."""
    orientation = st.segmented_control(
        "Paper",
        list(_ORIENTATIONS),
        default=config.get("orientation", ""),
        format_func=_ORIENTATIONS.__getitem__,
        required=True,
        key=f"{materials.key}-orientation",
    )
    fit = st.toggle(
        "Scale each sheet to the width of one page", bool(config.get("fit_width")), key=f"{materials.key}-fit"
    )
    scale = st.number_input(
        "Scale in percent",
        min_value=10,
        max_value=400,
        value=config.get("scale") or None,
        placeholder="As in the workbook",
        disabled=fit,
        key=f"{materials.key}-scale",
    )
    renderer = st.segmented_control(
        "Drawn by",
        list(_RENDERERS),
        default=config.get("renderer", "native"),
        format_func=_RENDERERS.__getitem__,
        required=True,
        key=f"{materials.key}-renderer",
    )
    tagged = st.toggle(
        "Tables that a screen reader can read",
        bool(config.get("tagged")),
        disabled=renderer != "native",
        help="Marks tables, header cells, pictures and links for readers who have the page read to them. The sheet's "
        "pages take about a fifth more space in the book, long lists up to three times as much. Header cells are the "
        "print titles, the header row of an Excel table or a filter, and frozen rows.",
        key=f"{materials.key}-tagged",
    )
    return {
        "orientation": orientation,
        "fit_width": fit,
        "scale": int(scale or 0),
        "renderer": renderer,
        "tagged": tagged,
    }


def show_suggestions(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Show how many pages the workbook gives, and buttons for what would save some; returns what was pressed."""
    upload_id = config.get("upload", "")
    if not upload_id or config.get("ask") or config.get("renderer") != "native":
        return {}
    try:
        drawn = _drawn(config, materials)
    except BookletError:
        return {}  # the list of problems above says why
    st.caption(f"{count(drawn.prepared.page_count, 'page')}, before its cells are filled")
    for number, found in enumerate(drawn.suggestions[:_MOST_SUGGESTED]):
        if st.button(suggested(found), key=f"{materials.key}-suggested-{number}", icon=":material/fit_screen:"):
            materials.renew()
            return {"fit_width": False, "scale": 0, found.change: found.value}
    return {}


def suggested(found: Suggestion) -> str:
    """Return the words of the button: what it does, to which sheet, and what comes of it."""
    doing = {
        "fit_width": "Fit to one page wide",
        "orientation": "Print landscape",
        "scale": f"Scale to {found.value}%",
    }[found.change]
    return f"{doing}: {plain(found.sheet)} on {count(found.pages, 'page')} instead of {found.instead_of:,}"


def _drawn(config: Mapping[str, Any], materials: Materials) -> DrawnWorkbook:
    settings = SheetOptions(
        sheets=tuple(config.get("sheets", ())),
        fit_width=bool(config.get("fit_width")),
        orientation=config.get("orientation", ""),
        scale=config.get("scale", 0),
    )
    return materials.ws.uploads.drawn(config["upload"], settings)
