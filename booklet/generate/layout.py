"""Places in the book: which page begins where, and the contents, whose own length moves what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from booklet.generate.resolve import ResolvedPage, resolve_page
from booklet.page_types import Inputs, page_types
from booklet.pdf import Part
from booklet.pdf.types import OutlineItem
from booklet.pdf.typeset.table_of_contents import ContentsEntry

_MOST_ROUNDS = 8  # each round can only lengthen the contents by what the last one's numbers moved; two are usual


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages with their places: `starts` has the index of each page's first PDF page in the book."""

    pages: tuple[ResolvedPage, ...]
    starts: tuple[int, ...]
    page_count: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all pages, in order."""
        return tuple(part for page in self.pages for part in page.resolved.parts)


def lay_out(pages: Sequence[ResolvedPage], inputs: Inputs) -> Layout:
    """Place the pages, and resolve the late ones until their places no longer change."""
    late = {kind.name for kind in page_types() if kind.late}
    current = list(pages)
    lengths = [1 if page.page.type in late else _length(page) for page in current]
    for _ in range(_MOST_ROUNDS):
        starts = _starts(lengths)
        listed = _entries(current, starts, late)
        for index, page in enumerate(current):
            if page.page.type in late:
                current[index] = resolve_page(page.page, replace(inputs, layout=listed))
        found = [_length(page) for page in current]
        if found == lengths:
            break
        lengths = found
    return Layout(tuple(current), _starts(lengths), sum(lengths))


def _length(page: ResolvedPage) -> int:
    return sum(len(part.pages) for part in page.resolved.parts)


def _starts(lengths: Sequence[int]) -> tuple[int, ...]:
    return tuple(accumulate(lengths, initial=0))[:-1]


def _entries(pages: Sequence[ResolvedPage], starts: Sequence[int], late: set[str]) -> tuple[ContentsEntry, ...]:
    """Return the entries of the contents: titles of parts, and outlines inside them. Not the contents itself."""
    entries: list[ContentsEntry] = []
    for page, start in zip(pages, starts, strict=True):
        if page.page.type in late:
            continue
        for part in page.resolved.parts:
            if part.title:
                entries.append(_entry(part.title, 0, start))
            entries.extend(_inside(part, part.prepared.outline, start, 1))
            start += len(part.pages)
    return tuple(entries)


def _inside(part: Part, items: Sequence[OutlineItem], start: int, level: int) -> list[ContentsEntry]:
    places = {page: index for index, page in reversed(list(enumerate(part.pages)))}
    found: list[ContentsEntry] = []
    for item in items:
        if item.page in places:
            found.append(_entry(item.title, level, start + places[item.page]))
        found.extend(_inside(part, item.children, start, level + 1))
    return found


def _entry(title: str, level: int, page: int) -> ContentsEntry:
    return ContentsEntry(title=title, level=level, page=page, number=str(page + 1))
