"""The settings of a page of text or a cover, and of the table of contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import check_template_here, template_help

_LAYOUTS = {"text": "Text", "cover": "Cover"}


def text_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a text page; returns the config as they stand."""
    layout = st.segmented_control(
        "Looks like",
        list(_LAYOUTS),
        default=config.get("layout", "text"),
        format_func=_LAYOUTS.__getitem__,
        required=True,
        key=f"{materials.key}-layout",
    )
    markdown = st.text_area(
        "Text",
        value=config.get("markdown", ""),
        height=300,
        placeholder="# Dear {{ customer }},\n\nhere is your report for {{ quarter }}.",
        help="Markdown: # heading, **bold**, - list, | tables |. Press Ctrl+Enter to see it on the right.",
        key=f"{materials.key}-markdown",
    )
    check_template_here(markdown, materials.definitions)
    template_help(materials)
    return {**config, "markdown": markdown, "layout": layout}


def contents_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a contents page; returns the config as they stand."""
    heading = st.text_input("Heading", value=config.get("heading", "Contents"), key=f"{materials.key}-heading")
    check_template_here(heading, materials.definitions)
    depth = st.select_slider(
        "What it lists",
        list(range(6)),
        value=min(int(config.get("depth", 0)), 5),
        format_func=lambda levels: "Page titles" if not levels else f"and {levels} deeper",
        help="Deeper levels are the bookmarks inside the files that make up the pages.",
        key=f"{materials.key}-depth",
    )
    return {**config, "heading": heading, "depth": depth}
