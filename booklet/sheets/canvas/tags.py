"""Drawn content by its part of the document: kept while pages are drawn, written at the end (structure_tree.py).

A piece of marked content is known by its page and its number on it (ISO 32000-2, 14.6 and 14.7.5). Content drawn a
second time, such as titles that each page repeats, gets no second mark.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import Area

CellPosition = tuple[int, int]
"""Row and column of a cell; of merged cells, those of the first."""
Corners = tuple[float, float, float, float]
"""Left, bottom, right and top in points of the page, y upwards."""


class ContentMark(NamedTuple):
    """A piece of content: the page's index, and the piece's number on the page."""

    page: int
    number: int


class LinkTag(NamedTuple):
    """A link on a page: its object, and its key in the parent tree."""

    page: int
    object: int
    key: int


@dataclass(slots=True)
class Figure:
    """A picture, chart, text box or control, with the element that it becomes; `box` is where it is on its page."""

    role: str
    alternative: str = ""
    text: str = ""
    """Its letters, where they are to be read as they are."""
    attributes: str = ""
    marks: list[ContentMark] = field(default_factory=list)
    box: Corners | None = None
    top: float = 0.0
    """On the sheet: what begins above the first text is read before it."""


@dataclass(slots=True)
class CellTable:
    """The cells of one print area, which are a table over however many pages, and the figures over them."""

    view: SheetView
    rows: dict[int, dict[int, int]] = field(default_factory=dict)
    """Row -> column -> its content, packed by `packed`: there may be millions."""
    links: dict[CellPosition, list[LinkTag]] = field(default_factory=lambda: defaultdict(list))
    sparklines: dict[CellPosition, Figure] = field(default_factory=dict)
    figures: dict[int, Figure] = field(default_factory=dict)
    """By their place among the sheet's drawings."""
    shown_rows: set[int] = field(default_factory=set)
    shown_columns: set[int] = field(default_factory=set)

    def show(self, area: Area) -> None:
        """Note that the cells of the area are on a page."""
        grid = self.view.grid
        self.shown_rows.update(row for row in range(area.top, area.bottom + 1) if grid.rows.size(row))
        self.shown_columns.update(column for column in range(area.left, area.right + 1) if grid.columns.size(column))


@dataclass(slots=True)
class SheetSection:
    """A sheet, with one table for each of its print areas."""

    title: str
    tables: list[CellTable] = field(default_factory=list)


class Tags:
    """All content that was drawn so far."""

    def __init__(self, page_count: int) -> None:
        self.page_count = page_count
        self.sections: list[SheetSection] = []
        self.pages: list[int] = []
        """The number of each page's object."""
        self.counts: list[int] = []
        """How many pieces of content each page has."""
        self.links = 0
        self._printed: tuple[SheetView, Area | None] | None = None

    def begin_page(self, page: PrintedPage) -> None:
        """Begin a new page."""
        if not self.sections or page.view.sheet.name != self.sections[-1].title:
            self.sections.append(SheetSection(page.view.sheet.name))
        if self._printed is None or self._printed[0] is not page.view or self._printed[1] != page.printed:
            self._printed = page.view, page.printed
            self.sections[-1].tables.append(CellTable(page.view))
        for area, _, _ in page.areas:
            self.table.show(area)
        self.counts.append(0)

    @property
    def table(self) -> CellTable:
        """The table whose cells are being drawn."""
        return self.sections[-1].tables[-1]

    def mark(self) -> ContentMark:
        """Return the mark of a new piece of content on the page."""
        self.counts[-1] += 1
        return ContentMark(len(self.counts) - 1, self.counts[-1] - 1)

    def link(self, place: CellPosition, number: int) -> int:
        """Enter the link whose object is `number`, and return its key; the keys of the pages come first."""
        merge = self.table.view.merge_at(*place)
        key = self.page_count + self.links
        self.links += 1
        annotation = LinkTag(len(self.counts) - 1, number, key)
        self.table.links[(merge.top, merge.left) if merge else place].append(annotation)
        return key


def packed(mark: ContentMark) -> int:
    """Return a mark as one small number."""
    return mark.page << 24 | mark.number


def unpacked(value: int) -> ContentMark:
    """Return the mark of a packed number."""
    return ContentMark(value >> 24, value & 0xFFFFFF)
