"""The things that a user hands in or decides when a book is made: workbooks, and choices against the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from booklet.errors import BookletError, DefinitionError, NotFound
from booklet.generate.snapshot import Given
from booklet.model import BookVersion, Choice, Page, Upload
from booklet.model.nearest import did_you_mean
from booklet.page_types import asked_slots


def read_given(
    version: BookVersion,
    workbooks: Mapping[str, object] | None,
    overrides: Mapping[str, Sequence[str] | str] | None,
    keep: Callable[[object], Upload],
) -> Given:
    """Return workbooks by slot and overrides by page id, which callers name by id or title; `keep` stores a workbook.

    A workbook for an option of a choice alone is named "page/option".

    Raises NotFound for a page or an option that is not there, DefinitionError for a page that asks for no workbook or
    has nothing to choose, and for a title that two such pages have.
    """
    asking = [page for page in version.pages if asked_slots(page)]
    choosing = [page for page in version.pages if page.type == "choice"]
    files = {_slot(version, name, asking): source for name, source in _items(workbooks)}
    chosen = [(_page(version, name, choosing, "is not a choice"), names) for name, names in _items(overrides)]
    return Given(
        workbooks={slot: keep(source) for slot, source in files.items()},
        overrides={page.id: _choice(page, [names] if isinstance(names, str) else names) for page, names in chosen},
    )


def _items(given: object) -> list[tuple[str, Any]]:
    if given is None:
        return []
    if isinstance(given, Mapping):
        return list(given.items())
    raise BookletError(f'Workbooks and overrides are given by page, as in {{"Statement": …}}, not as {given!r}.')


def _slot(version: BookVersion, name: str, asking: Sequence[Page]) -> str:
    """Return the slot that a workbook is for: that of an option, or that of a page."""
    for page in asking:
        for slot in asked_slots(page):
            if slot.option and name in (slot.slot, f"{page.title}/{slot.option}"):
                return slot.slot
    return _page(version, name, asking, "asks for no workbook").id


def _page(version: BookVersion, name: str, fitting: Sequence[Page], why_not: str) -> Page:
    """Return the page of that id or title among those that can be meant."""
    found = [page for page in fitting if page.id == name] or [page for page in fitting if page.title == name]
    if len(found) == 1:
        return found[0]
    of = f'of the book "{version.book.name}"'
    if found:
        ids = " or ".join(page.id for page in found)
        raise DefinitionError(f'{len(found)} pages {of} are called "{name}": give the id of the one you mean, {ids}.')
    if any(name in (page.id, page.title) for page in version.pages):
        raise DefinitionError(f'The page "{name}" {of} {why_not}.')
    titles = [page.title or page.id for page in version.pages]
    raise NotFound(f'The book "{version.book.name}" has no page "{name}". {did_you_mean(name, titles, kind="pages")}')


def _choice(page: Page, names: Sequence[str]) -> Choice:
    options = [str(option.get("name", "")) for option in page.config.get("options", ())]
    default = page.config.get("default")
    default_name = str(default.get("name") or "the default") if default else None
    for name in names:
        if name not in options and name != default_name:
            hint = did_you_mean(name, [*options, *([default_name] if default_name else [])], kind="options")
            raise NotFound(f'The page "{page.title or page.id}" has no option "{name}". {hint}')
    numbers = tuple(number for number, option in enumerate(options) if option in names)
    return Choice(numbers, default=default_name in names, overridden=True)
