"""Places in the book: which page begins where, and the contents, whose own length moves what follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from booklet.generate.resolve import ResolvedPage, Resolver
from booklet.page_types import Inputs, page_types
from booklet.page_types.contract import Drawing, headings_in
from booklet.pdf import Part
from booklet.pdf.types import ContentsEntry

_MOST_ROUNDS = 8  # each round can only lengthen the contents by what the last one's numbers moved; two are usual


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages with their places: `starts` has the index of each page's first PDF page in the book.

    Where something is not drawn whose length only drawing tells, one page is reckoned for it, and the layout `is_open`.
    """

    pages: tuple[ResolvedPage, ...]
    starts: tuple[int, ...]
    page_count: int
    is_open: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all pages that are drawn, in order."""
        return tuple(part for page in self.pages for part in page.resolved.parts if isinstance(part, Part))


def lay_out(pages: Sequence[ResolvedPage], inputs: Inputs, resolve: Resolver) -> Layout:
    """Place the pages, and resolve the late ones until their places no longer change."""
    late = {kind.name for kind in page_types() if kind.late}
    current = list(pages)
    waiting = [index for index, page in enumerate(current) if page.page.type in late]
    lengths = [1 if page.page.type in late else _length(page) for page in current]
    for _ in range(_MOST_ROUNDS if waiting else 0):
        listed = _entries(current, _starts(lengths), late)
        is_open = any(page.is_open for page in current if page.page.type not in late)
        for index in waiting:
            current[index] = resolve(index, current[index].page, replace(inputs, layout=listed, layout_is_open=is_open))
        found = [_length(page) for page in current]
        if found == lengths:
            break
        lengths = found
    is_open = any(count is None for page in current for _, count in page.counted)
    return Layout(tuple(current), _starts(lengths), sum(lengths), is_open)


def _length(page: ResolvedPage) -> int:
    return sum(reckoned(count) for _, count in page.counted)


def reckoned(count: int | None) -> int:
    """Return the number of pages that are reckoned for a part: one, where only drawing tells."""
    return 1 if count is None else count


def _starts(lengths: Sequence[int]) -> tuple[int, ...]:
    return tuple(accumulate(lengths, initial=0))[:-1]


def _entries(pages: Sequence[ResolvedPage], starts: Sequence[int], late: set[str]) -> tuple[ContentsEntry, ...]:
    """Return the entries of the contents: titles of parts, and outlines inside them. Not the contents itself."""
    entries: list[ContentsEntry] = []
    for page, start in zip(pages, starts, strict=True):
        if page.page.type not in late:
            if start not in page.listed:
                page.listed[start] = tuple(_listed(page, start))
            entries.extend(page.listed[start])
    return tuple(entries)


def _listed(page: ResolvedPage, start: int) -> Iterator[ContentsEntry]:
    """Yield the entries of a page of which the first PDF page has this index in the book."""
    for part, (_, count) in zip(page.resolved.parts, page.counted, strict=True):
        if part.title:
            yield _entry(part.title, 0, start)
        for heading in (part.headings or ()) if isinstance(part, Drawing) else headings_in(part):
            yield _entry(heading.title, heading.level, start + heading.page)
        start += reckoned(count)


def _entry(title: str, level: int, page: int) -> ContentsEntry:
    return ContentsEntry(title=title, level=level, page=page, number=str(page + 1))
