"""The place of a form's settings in a book: a page's own, or those of a page inside a choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from booklet.model import Page
from booklet.page_types import page_type

_DEFAULT = "default"


def form_in(page: Page, path: Sequence[str]) -> dict[str, Any] | None:
    """Return the config, with all settings, of the form that a path (page, option) leads to; None for no form."""
    kind, config = page.type, page.config
    if len(path) > 1:
        option = _option(page, path[1])
        nested = (option or {}).get("page", {})
        kind, config = nested.get("type", ""), nested.get("config", {})
    return {**page_type("form").default_config(), **config} if kind == "form" else None


def with_form(page: Page, path: Sequence[str], config: Mapping[str, Any]) -> Page:
    """Return the page with another config for that form."""
    if len(path) == 1:
        return replace(page, config=dict(config))
    option = _option(page, path[1]) or {}
    changed = {**option, "page": {**option.get("page", {}), "config": dict(config)}}
    if path[1] == _DEFAULT:
        return replace(page, config={**page.config, "default": changed})
    options = [changed if str(number) == path[1] else one for number, one in enumerate(page.config.get("options", ()))]
    return replace(page, config={**page.config, "options": options})


def _option(page: Page, name: str) -> Mapping[str, Any] | None:
    if name == _DEFAULT:
        found: Mapping[str, Any] | None = page.config.get("default")
        return found
    options: Sequence[Mapping[str, Any]] = page.config.get("options", ())
    return options[int(name)] if name.isdecimal() and int(name) < len(options) else None
