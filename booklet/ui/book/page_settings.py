"""The settings of a page of a book, fitted to its type."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from booklet.errors import NotFound
from booklet.model import Page
from booklet.page_types import page_type
from booklet.ui.book.choice_settings import choice_settings
from booklet.ui.book.editing import Materials
from booklet.ui.book.form.form_settings import form_settings
from booklet.ui.book.rules_and_templates import check_template_here
from booklet.ui.book.static_settings import static_settings
from booklet.ui.book.text_settings import contents_settings, text_settings
from booklet.ui.book.worksheet_settings import worksheet_settings

PAGE_SETTINGS: dict[str, Callable[[Mapping[str, Any], Materials], dict[str, Any]]] = {
    "static": static_settings,
    "form": form_settings,
    "worksheet": worksheet_settings,
    "choice": lambda config, materials: choice_settings(config, materials, page_settings),
    "text": text_settings,
    "contents": contents_settings,
}
"""By page type. Those of other packages are edited as JSON."""


def page_settings(page: Page, materials: Materials) -> Page:
    """Widgets for a page; returns it as they stand, and the very page where nothing was changed."""
    title = st.text_input(
        "Title",
        value=page.title,
        placeholder="None: no bookmark, and no line in the contents",
        help="Stands in the contents and the bookmarks. May have the customer's values in it: {{ plan }} plan",
        key=f"{materials.key}-title",
    )
    check_template_here(title, materials.definitions)
    config = {**_defaults(page.type), **page.config}
    changed = PAGE_SETTINGS.get(page.type, _as_json)(config, materials)
    if title == page.title and changed == config:
        return page
    return replace(page, title=title, config=changed)


def _defaults(type_name: str) -> dict[str, Any]:
    try:
        return page_type(type_name).default_config()
    except NotFound:
        return {}


def _as_json(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    text = st.text_area(
        "Settings, as JSON", value=json.dumps(config, indent=2), height=240, key=f"{materials.key}-json"
    )
    try:
        changed = json.loads(text)
    except ValueError as error:
        st.error(f"This is not JSON: {error}.")
        return dict(config)
    return changed if isinstance(changed, dict) else dict(config)
