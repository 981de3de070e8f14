"""The destinations of links and bookmarks (ISO 32000-2, 12.3.2): names are looked up once, at `prepare`.

In a book every destination is explicit, a page and a view, so equal names in two uploads do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from booklet.pdf.document.trees import read_tree
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref


class Destination(NamedTuple):
    """A page, by its object number, and the rest of the destination's array."""

    page: int
    view: list[Any]

    def value(self) -> list[Any]:
        """Return the explicit destination, to be written into a book that has the page."""
        return [Hole("weak", self.page), *self.view]


class Destinations:
    """The destinations of an upload."""

    def __init__(self, source: Source, catalog: Dictionary, pages: Sequence[int]) -> None:
        self._source = source
        self._catalog = catalog
        self._pages = pages
        self._is_page = frozenset(pages)

    @cached_property
    def named(self) -> Mapping[bytes, Destination]:
        """All named destinations that lead to a page, by name."""
        source = self._source
        found: dict[bytes, Destination] = {}
        old = source.dictionary(self._catalog.get("Dests"))
        names = source.dictionary(self._catalog.get("Names"))
        entries = [(key.encode("latin-1"), value) for key, value in old.items()]
        for key, value in [*read_tree(source, names.get("Dests"), "Names"), *entries]:
            destination = self._explicit(value)
            if destination:
                found.setdefault(key, destination)
        return found

    def find(self, value: Any) -> Destination | None:
        """Find the place that a /Dest or the /D of a GoTo action leads to; None where it is no page of this upload."""
        value = self._source.resolve(value)
        if isinstance(value, Name):
            return self.named.get(value.encode("latin-1"))
        if isinstance(value, bytes):
            return self.named.get(value)
        return self._explicit(value)

    def _explicit(self, value: Any) -> Destination | None:
        value = self._source.resolve(value)
        if isinstance(value, dict):
            value = self._source.resolve(value.get("D"))
        if not isinstance(value, list) or not value:
            return None
        page, view = value[0], [self._source.resolve(item) for item in value[1:]]
        if isinstance(page, int) and not isinstance(page, Ref):  # an index; meant for other files, found in these
            page = self._pages[page] if 0 <= page < len(self._pages) else None
        if not isinstance(page, int) or page not in self._is_page:
            return None
        return Destination(int(page), view or [Name("Fit")])
