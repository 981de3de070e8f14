"""Outlines (ISO 32000-2, 12.3.3): an upload's bookmarks, read, described and cut down to chosen pages."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from booklet.pdf.document.actions import clean_action, left_out
from booklet.pdf.document.destinations import Destinations
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref, text_of
from booklet.pdf.types import OutlineItem

_MAX_DEPTH = 60


@dataclass(eq=False, slots=True)
class Bookmark:
    """An item; `entries` are ready to be written save for its links to other items."""

    number: int
    entries: Dictionary
    page: int | None
    """Object number of the page that it leads to, if any."""
    is_open: bool
    kids: list[Bookmark] = field(default_factory=list)
    note: str = ""
    """The note on what of its action was left out."""

    def visible(self) -> int:
        """Count the items that show below it when it is open (/Count)."""
        return sum(1 + (kid.visible() if kid.is_open else 0) for kid in self.kids)


def read_outline(source: Source, catalog: Dictionary, destinations: Destinations) -> list[Bookmark]:
    """Return the bookmarks on the first level, with those below them. Loops and repeated items end a level."""
    root = source.dictionary(catalog.get("Outlines"))
    return _level(source, destinations, root.get("First"), set(), 0)


def _level(source: Source, destinations: Destinations, first: Any, seen: set[int], depth: int) -> list[Bookmark]:
    items: list[Bookmark] = []
    while isinstance(first, Ref) and first not in seen and depth < _MAX_DEPTH:
        seen.add(first)
        entries = source.dictionary(first)
        if not entries:
            break
        item = _item(source, destinations, int(first), entries)
        item.kids = _level(source, destinations, entries.get("First"), seen, depth + 1)
        items.append(item)
        first = entries.get("Next")
    return items


def _item(source: Source, destinations: Destinations, number: int, value: Dictionary) -> Bookmark:
    entries: Dictionary = {"Title": source.resolve(value.get("Title")) or b""}
    entries |= {key: source.resolve(value[key]) for key in ("C", "F") if key in value}
    action = source.dictionary(value.get("A"))
    page, note = None, ""
    if "Dest" in value or source.resolve(action.get("S")) == "GoTo":
        destination = destinations.find(value["Dest"] if "Dest" in value else action.get("D"))
        if destination:
            entries["Dest"], page = destination.value(), destination.page
    elif action:
        clean = clean_action(source, destinations, action)
        note = left_out(source, action)
        if clean:
            entries["A"] = clean
    count = source.resolve(value.get("Count"))
    return Bookmark(number, entries, page, is_open=isinstance(count, int) and count > 0, note=note)


def cut(items: Sequence[Bookmark], pages: Container[int]) -> list[Bookmark]:
    """Keep the items that lead to one of `pages` (object numbers), to no page at all, or have such below them."""
    kept = []
    for item in items:
        kids = cut(item.kids, pages)
        entries = item.entries
        if item.page is not None and item.page not in pages:
            if not kids:
                continue
            entries = {key: value for key, value in entries.items() if key != "Dest"}
        elif item.page is None and item.kids and not kids:
            continue
        kept.append(replace(item, entries=entries, kids=kids))
    return kept


def described(items: Sequence[Bookmark], page_index: Mapping[int, int]) -> tuple[OutlineItem, ...]:
    """Return the bookmarks as a user sees them; `page_index` has the index of each page by its object number."""
    return tuple(
        OutlineItem(
            text_of(item.entries["Title"]),
            page_index.get(item.page) if item.page is not None else None,
            described(item.kids, page_index),
        )
        for item in items
    )
