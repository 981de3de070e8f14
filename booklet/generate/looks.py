"""The look of a book's pages, as far as the engine and the libraries decide it, by the kinds of pages that it has.

Bytes are another matter: `ENGINE_VERSION` is raised with every change of them, and `verify` compares them all. But a
book that would look the same is not out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from booklet.model import Page, SharedInputs


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work on a book: `since` are the engine versions with which it came to look otherwise."""

    label: str
    since: tuple[int, ...] = ()
    libraries: frozenset[str] = field(default_factory=frozenset)
    """The libraries that have a say in its look, by their names in a snapshot's `engine`."""


_LETTERS = frozenset({"uharfbuzz", "fonttools", "Unicode"})
_VALUES = frozenset({"jinja2", "babel"})

KINDS: Mapping[str, Kind] = {
    "joined": Kind("joined pages", (2,)),
    "form": Kind("forms", (2,), _LETTERS | _VALUES),
    "text": Kind("text pages", (2,), _LETTERS | _VALUES | {"reportlab", "markdown-it-py"}),
    "contents": Kind("tables of contents", (2,), _LETTERS | {"reportlab"}),
    "worksheet": Kind("worksheets", (2,), _LETTERS | {"reportlab", "pillow", "babel"}),
    "choice": Kind("choices", (2,), frozenset({"rule-engine"})),
    "running": Kind("page numbers, headers and footers", (2,), _LETTERS | _VALUES | {"reportlab"}),
}
"""By a page's type, and two that any book can have. Whoever raises ENGINE_VERSION for a change that can be seen adds
the version to the kinds that look otherwise; a change of bytes alone adds nothing."""

_ALL_BOOKS = ("joined",)
_NO_LOOK = frozenset({"static"})


def kinds_of(inputs: SharedInputs) -> frozenset[str]:
    """Return the kinds of work in a book, with the types of pages of other packages as they are called."""
    kinds = {*_ALL_BOOKS, *(type_ for page in inputs.pages for type_ in _types(page))} - _NO_LOOK
    settings = inputs.settings
    if any((settings.header, settings.footer, settings.page_numbers, settings.watermark)):
        kinds.add("running")
    return frozenset(kinds)


def looks_of(engine: Mapping[str, str], kinds: Iterable[str]) -> dict[str, str]:
    """Return how these kinds look with the versions of `engine`: equal for versions that draw them alike.

    By the label of a kind, the engine version since which it looks so; by a library's name, its version. A type of
    pages that is not known here may depend on anything.
    """
    looks: dict[str, str] = {}
    for name in sorted(kinds):
        if name not in KINDS:
            return dict(engine)
        kind = KINDS[name]
        reached = [since for since in kind.since if since <= _number(engine.get("pdf", ""))]
        looks[kind.label] = f"engine {max(reached, default=1)}"
        looks.update({library: engine.get(library, "") for library in kind.libraries})
    return looks


def _types(page: Page) -> Iterable[str]:
    yield page.type
    if isinstance(page.config, Mapping):
        default = page.config.get("default")
        for option in [*_sequence(page.config.get("options")), *([default] if default else [])]:
            nested = option.get("page") if isinstance(option, Mapping) else None
            if isinstance(nested, Mapping) and isinstance(nested.get("type"), str):
                yield nested["type"]


def _sequence(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _number(version: str) -> int:
    return int(version) if version.isdecimal() else 0
