"""The settings of a choice: its options in order, each with a rule and a page, and what if none holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from booklet.model import Page
from booklet.office.rule_words import rule_in_words
from booklet.page_types import page_type, page_types
from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import check_rule_here, template_help
from booklet.ui.shared.states import State
from booklet.ui.shared.words import plain

PageEditor = Callable[[Page, Materials], Page]
_TAKES = {"first": "The first that holds", "all": "All that hold"}
_OTHERWISE = {"error": "It is a problem", "nothing": "No page", "default": "This page"}


def choice_settings(config: Mapping[str, Any], materials: Materials, edit_page: PageEditor) -> dict[str, Any]:
    """Widgets for the config of a choice page; returns the config as they stand.

    `edit_page` shows the settings of the page inside an option.
    """
    take = st.segmented_control(
        "Take",
        list(_TAKES),
        default=config.get("take", "first"),
        format_func=_TAKES.__getitem__,
        required=True,
        key=f"{materials.key}-take",
    )
    options, order = [], list(range(len(config.get("options", ()))))
    for number, option in enumerate(config.get("options", ())):
        label = _label(number, option, materials)
        is_new = not rule_in_words(str(option.get("rule", "")), materials.definitions)
        with st.expander(label, expanded=is_new, key=f"{materials.key}-option-{number}"):
            options.append(_edit_option(option, materials.within(str(number)), edit_page))
            order = _arranged(order, number, materials)
    options = [options[number] for number in order]
    if st.button("Add option", icon=":material/add:", key=f"{materials.key}-add"):
        options.append({"name": f"Option {len(options) + 1}", "rule": "", "page": _new_page()})
    return {**config, "take": take, "options": options, **_otherwise(config, materials, edit_page)}


def _label(number: int, option: Mapping[str, Any], materials: Materials) -> str:
    """Return "1. Gold brochure, when Plan is Gold"; a rule that is wrong is not read out as if it were right."""
    text = str(option.get("rule", ""))
    called = plain(f"{number + 1}. {option.get('name') or 'New option'}")
    if words := rule_in_words(text, materials.definitions):
        return f"{called}, {plain(f'when {words}')}"
    wrong = "its rule is not right yet" if text.strip() else "without a rule yet"
    return f":{State.PROBLEM.color}[{State.PROBLEM.sign}] {called}, {wrong}"


def _edit_option(option: Mapping[str, Any], materials: Materials, edit_page: PageEditor) -> dict[str, Any]:
    name = st.text_input("Name", value=option.get("name", ""), key=f"{materials.key}-name")
    rule = st.text_input(
        "When", value=option.get("rule", ""), placeholder='plan == "Gold"', key=f"{materials.key}-rule"
    )
    check_rule_here(rule, materials.definitions)
    template_help(materials, rules=True)
    nested = option.get("page") or _new_page()
    page = _edit_nested(nested, materials, edit_page)
    if page is nested and (name, rule) == (option.get("name", ""), option.get("rule", "")):
        return dict(option)  # to look at an option that says less than it could is not to edit it
    return {**option, "name": name, "rule": rule, "page": page}


def _edit_nested(nested: dict[str, Any], materials: Materials, edit_page: PageEditor) -> dict[str, Any]:
    """Show the type and settings of the page inside an option; returns `nested` itself where nothing was changed."""
    kinds = {kind.name: kind.label for kind in page_types() if kind.name != "choice" and not kind.late}
    kinds.setdefault(nested["type"], nested["type"])
    picked = st.selectbox(
        "Page",
        list(kinds),
        index=list(kinds).index(nested["type"]),
        format_func=kinds.__getitem__,
        key=f"{materials.key}-type",
    )
    config = nested.get("config", {}) if picked == nested["type"] else page_type(picked).default_config()
    before = Page(picked, nested.get("title", ""), config)
    page = edit_page(before, materials.within(picked))
    if page is before and picked == nested["type"]:
        return nested
    return {**nested, "type": page.type, "title": page.title, "config": dict(page.config)}


def _arranged(order: list[int], number: int, materials: Materials) -> list[int]:
    """Return the order of the options after the buttons that move or remove the option with this number."""
    with st.container(horizontal=True, gap="xsmall", key=f"{materials.key}-arrange-{number}"):
        up = st.button("↑ Earlier", disabled=not number, type="tertiary", key=f"{materials.key}-up-{number}")
        last = number == len(order) - 1
        down = st.button("↓ Later", disabled=last, type="tertiary", key=f"{materials.key}-down-{number}")
        gone = st.button("Remove option", type="tertiary", key=f"{materials.key}-gone-{number}")
    if not (up or down or gone):
        return order
    materials.renew()
    others = [one for one in order if one != number]
    if gone:
        return others
    at = number - 1 if up else number + 1
    return [*others[:at], number, *others[at:]]


def _otherwise(config: Mapping[str, Any], materials: Materials, edit_page: PageEditor) -> dict[str, Any]:
    """Show the choice for when no option holds: a default page, no page, or a problem."""
    default = config.get("default")
    picked = st.segmented_control(
        "If none holds",
        list(_OTHERWISE),
        default="default" if default else config.get("none", "error"),
        format_func=_OTHERWISE.__getitem__,
        required=True,
        key=f"{materials.key}-otherwise",
    )
    if picked != "default":
        return {"default": None, "none": picked}
    option = default or {"name": "Otherwise", "page": _new_page()}
    with st.container(border=True, key=f"{materials.key}-default"):
        page = _edit_nested(option.get("page") or _new_page(), materials.within("default"), edit_page)
    return {"default": {**option, "page": page}, "none": config.get("none", "error")}


def _new_page() -> dict[str, Any]:
    return {"type": "static", "title": "", "config": page_type("static").default_config()}
