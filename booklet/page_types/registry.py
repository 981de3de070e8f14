"""The page types that there are: those that come with Booklet, and those of installed packages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points

from booklet.errors import NotFound
from booklet.model import Page, Problem
from booklet.model.nearest import did_you_mean
from booklet.page_types.contract import CheckInputs, Inputs, PageType, Resolved, wrong_settings

ENTRY_POINT_GROUP = "booklet.page_types"

PAGE_TYPES: dict[str, PageType] = {}
"""By name, in the order in which users are offered them."""


def page_type(name: str) -> PageType:
    """Return the page type of that name. Raises NotFound, which lists those that there are."""
    _load_entry_points()
    if name not in PAGE_TYPES:
        hint = did_you_mean(name, PAGE_TYPES, kind="page types")
        raise NotFound(f'There is no page type "{name}". {hint} Is the package that brings it installed?')
    return PAGE_TYPES[name]


def type_label(page: Page) -> str:
    """Return the name by which users know the page's type; its key where the package that brings it is missing."""
    if page.type == "text":
        return "Cover" if isinstance(page.config, Mapping) and page.config.get("layout") == "cover" else "Text"
    try:
        return page_type(page.type).label
    except NotFound:
        return page.type


def page_types() -> tuple[PageType, ...]:
    """Return all page types, those of other packages too."""
    _load_entry_points()
    return tuple(PAGE_TYPES.values())


def check_page(page: Page, definitions: CheckInputs) -> Iterable[Problem]:
    """Yield the problems of a page's settings by its type. Raises NotFound for a type that does not exist."""
    kind = page_type(page.type)
    wrong = list(wrong_settings(page.config, kind.default_config()))
    yield from wrong
    if not any(problem.code == "wrong setting" for problem in wrong):
        yield from kind.check(page, definitions)


def resolve(page: Page, inputs: Inputs) -> Resolved:
    """Resolve a page for a customer by its type, and draw nothing yet.

    Only to problems where a setting is unknown or of another type.
    """
    kind = page_type(page.type)
    wrong = inputs.once("settings", lambda: tuple(wrong_settings(page.config, kind.default_config())))
    return Resolved(problems=wrong) if wrong else kind.resolve(page, inputs)


@cache
def _load_entry_points() -> None:
    """Make each page type that an entry point names, once. A name that Booklet has itself is not taken over."""
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        made: PageType = entry_point.load()()
        PAGE_TYPES.setdefault(made.name, made)
