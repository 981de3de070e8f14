"""Pages that Booklet drew itself, ready to be put into books like an upload.

Most objects of a drawn text are also those of the next customer's: what stands on the pages differs, and what is
around it does not. So there is nothing to read, and the objects around the contents are gathered once for all pages of
a *shape* (`book/gather.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from booklet.pdf.document.document import Document
from booklet.pdf.document.outline import Bookmark, described
from booklet.pdf.prepared import Prepared
from booklet.pdf.source.made_objects import Letters
from booklet.pdf.types import OutlineItem
from booklet.text.faces import FontFile


class Drawn(NamedTuple):
    """All that is not the same for pages of a shape."""

    pages: Sequence[int]
    """Object numbers of the pages."""
    contents: Mapping[int, bytes]
    """The packed contents, by object number."""
    fonts: Mapping[int, tuple[FontFile, Letters]]
    """The fonts, by the numbers that stand for them, with the letters that are drawn in them."""
    bookmarks: Sequence[Bookmark]


class DrawnPages(Prepared):
    """Drawn pages; made by `typeset/drawn_document.py`.

    Pages of the same `shape` differ in nothing but their contents, their letters, and the titles and heights of their
    bookmarks. `document` gives all their objects, and is asked only where there are no pages of the same shape yet.
    """

    def __init__(self, document: Callable[[], Document], drawn: Drawn, *, shape: Hashable, lasting: bool) -> None:
        super().__init__(document, lasting=lasting)
        self.drawn = drawn
        self.shape = shape

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self.drawn.pages)

    @property
    def bookmarks(self) -> Sequence[Bookmark]:
        """The bookmarks as they come into a book."""
        return self.drawn.bookmarks

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks."""
        return described(self.drawn.bookmarks, {number: index for index, number in enumerate(self.drawn.pages)})

    @property
    def has_undrawn(self) -> bool:
        """False: there is no field."""
        return False
