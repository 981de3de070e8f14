"""A sheet divided into pages: print areas, scale, breaks, titles, order (ECMA-376 part 1, 18.3.1.63)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from booklet.errors import LimitExceeded
from booklet.sheets.layout.comment_list import comment_list
from booklet.sheets.layout.grid import GridAxis
from booklet.sheets.layout.paper_sizes import paper_size_pt
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text_overflow import flowing
from booklet.sheets.layout.used_area import used_area, with_overflow
from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, Area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.page_setup import PageSetup
from booklet.sheets.model.style import CellStyle
from booklet.sheets.render_options import RenderOptions

_INCH = 72.0
_SLACK_PT = 0.1
_SMALLEST_SCALE = 10
_HEADING_PT = (27.8, 12.8)
"""Width of the row numbers and height of the column letters, as LibreOffice prints them."""


@dataclass(frozen=True, slots=True)
class Band:
    """Lines `first` to `last`, which begin at `offset` on the page (in points at 100%)."""

    first: int
    last: int
    offset: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One printed page. The cells begin at `left`, `top` of the paper and are drawn at `scale`."""

    view: SheetView
    width: float
    height: float
    left: float
    top: float
    scale: float
    rows: tuple[Band, ...]
    columns: tuple[Band, ...]
    content_width: float
    heading_width: float = 0.0
    heading_height: float = 0.0
    printed: Area | None = None
    """The print area that it is a page of."""

    @property
    def areas(self) -> Iterator[tuple[Area, float, float]]:
        """The areas on the page with their offsets, left to right and top to bottom."""
        for rows in self.rows:
            for columns in self.columns:
                yield Area(rows.first, columns.first, rows.last, columns.last), columns.offset, rows.offset


def pages_of(view: SheetView, options: RenderOptions) -> list[PrintedPage]:
    """Return the pages of a sheet in the order of printing; none for a blank sheet."""
    setup = view.sheet.page_setup
    frame = _Frame.of(setup, options)
    pages: list[PrintedPage] = []
    for area in _areas(view):
        part = _Part(view, area, frame)
        division = _divide(part, fit_width=options.fit_width)
        pages.extend(_laid_out(part, division, options, before=len(pages)))
    if setup.comments == "atEnd" and view.sheet.comments:
        book, listed = comment_list(view.book, view.sheet)
        pages.extend(pages_of(SheetView(book, listed, options), options))
    return pages


def blank_page(view: SheetView, options: RenderOptions) -> PrintedPage:
    """Return the page of the first cell, for a workbook that has nothing to print."""
    return _page(view, _Frame.of(view.sheet.page_setup, options), 1.0, (1, 1), (1, 1))


def _areas(view: SheetView) -> tuple[Area, ...]:
    if view.printed is None:
        view.printed = _printed_areas(view)
    return view.printed


def _printed_areas(view: SheetView) -> tuple[Area, ...]:
    used = used_area(view)
    areas = view.sheet.print_areas
    if not areas:
        return () if used is None else (with_overflow(view, used),)
    # Whole columns or rows as a print area mean those of them that are used, and some more that fitting counts.
    bottom, right = (used.bottom + 2000, used.right + 200) if used else (1, 1)
    return tuple(
        area._replace(
            right=max(min(area.right, used.right if used and area.right >= LAST_COLUMN else right), area.left),
            bottom=max(min(area.bottom, used.bottom if used and area.bottom >= LAST_ROW else bottom), area.top),
        )
        for area in areas
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The paper and the room on it."""

    width: float
    height: float
    left: float
    top: float
    room_width: float
    room_height: float
    heading_width: float
    heading_height: float
    header_room: float
    footer_room: float

    def top_at(self, scale: float) -> float:
        """Return the top of the cells."""
        return self.top - self.header_room * (1 - scale)

    def room_height_at(self, scale: float) -> float:
        """Return the height for cells."""
        return self.room_height + (self.header_room + self.footer_room) * (1 - scale)

    @classmethod
    def of(cls, setup: PageSetup, options: RenderOptions) -> _Frame:
        width, height = paper_size_pt(setup, options.default_paper)
        if options.landscape is not None and (width > height) != options.landscape:
            width, height = height, width
        margins = setup.margins
        room_width = max(width - (margins.left + margins.right) * _INCH, _INCH / 4)
        room_height = max(height - (margins.top + margins.bottom) * _INCH, _INCH / 4)
        heading = _HEADING_PT if setup.headings else (0.0, 0.0)
        rooms = _scaled_rooms(setup) if options.like == "libreoffice" else (0.0, 0.0)
        return cls(width, height, margins.left * _INCH, margins.top * _INCH, room_width, room_height, *heading, *rooms)


def _scaled_rooms(setup: PageSetup) -> tuple[float, float]:
    """Return the rooms between header and cells, and cells and footer, which LibreOffice scales with the page."""
    texts, margins = setup.header_footer, setup.margins
    header = texts.odd_header or texts.even_header or texts.first_header
    footer = texts.odd_footer or texts.even_footer or texts.first_footer
    return (
        max(margins.top - margins.header, 0) * _INCH if header else 0.0,
        max(margins.bottom - margins.footer, 0) * _INCH if footer else 0.0,
    )


class _Part(NamedTuple):
    """An area of a sheet that is printed by itself, and the paper for it."""

    view: SheetView
    area: Area
    frame: _Frame


@dataclass(frozen=True, slots=True)
class _Division:
    scale: float
    columns: list[tuple[int, int]]
    rows: list[tuple[int, int]]


class _Fit(NamedTuple):
    """At most so many pages beside and below each other; 0 leaves their number free."""

    width: int
    height: int

    def holds(self, division: _Division) -> bool:
        return (not self.width or len(division.columns) <= self.width) and (
            not self.height or len(division.rows) <= self.height
        )


def _divide(part: _Part, *, fit_width: bool) -> _Division:
    """Return the division into pages; with `fit_width` the area is one page wide, whatever the sheet says."""
    setup = part.view.sheet.page_setup
    fit = _Fit(setup.fit_width, setup.fit_height) if setup.fit_to_page else _Fit(0, 0)
    if fit_width:
        fit = fit._replace(width=1)
    if not any(fit):
        return _at_scale(part, 100 if setup.fit_to_page else setup.scale, fit)
    # The greatest whole percentage at which the pages are few enough, as Excel and LibreOffice choose it.
    low, high = _SMALLEST_SCALE, 100
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fit.holds(_at_scale(part, middle, fit)) else (low, middle - 1)
    return _at_scale(part, low, fit)


def _at_scale(part: _Part, percent: float, fit: _Fit) -> _Division:
    """Return the division at a scale; manual breaks count in a direction in which the number of pages is free."""
    scale, (view, area, frame) = percent / 100, part
    sheet, grid = view.sheet, view.grid
    width = frame.room_width / scale - frame.heading_width
    height = frame.room_height_at(scale) / scale - frame.heading_height
    columns = _parts(grid.columns, (area.left, area.right), width, () if fit.width else sheet.column_breaks,
                     sheet.title_columns)  # fmt: skip
    rows = _parts(grid.rows, (area.top, area.bottom), height, () if fit.height else sheet.row_breaks,
                  sheet.title_rows)  # fmt: skip
    return _Division(scale, columns, rows)


def _parts(
    axis: GridAxis, lines: tuple[int, int], room: float, breaks: Iterable[int], titles: tuple[int, int] | None
) -> list[tuple[int, int]]:
    """Divide lines so that each part, with the titles before it, has room on a page; hidden lines take none."""
    breaks_after = set(breaks)
    parts: list[tuple[int, int]] = []
    first, last = lines
    start, taken = first, 0.0
    heads = axis.span(*titles) if titles else 0.0
    for line in range(first, last + 1):
        size = axis.size(line)
        head = heads if titles and start > titles[1] else 0.0
        forced = line - 1 in breaks_after and line > start
        if forced or (taken and size and head + taken + size > room + _SLACK_PT):
            parts.append((start, line - 1))
            start, taken = line, 0.0
        taken += size
    parts.append((start, last))
    return [part for part in parts if axis.span(*part) > 0]


def _laid_out(part: _Part, division: _Division, options: RenderOptions, *, before: int) -> Iterator[PrintedPage]:
    """Yield the pages that show anything; `before` is how many the sheet has already."""
    (view, area, frame), most = part, options.limits.pages
    if len(division.columns) * len(division.rows) > 50 * most:
        raise _too_many(view, most)
    if view.sheet.page_setup.over_then_down:
        pairs = [(rows, columns) for rows in division.rows for columns in division.columns]
    else:
        pairs = [(rows, columns) for columns in division.columns for rows in division.rows]
    filled = _Filled(view, area, fills=options.like == "excel")
    count = before
    for rows, columns in pairs:
        if filled.has(rows, columns) or len(pairs) == 1:
            count += 1
            if count > most:
                raise _too_many(view, most)
            yield replace(_page(view, frame, division.scale, rows, columns), printed=area)


def _too_many(view: SheetView, most: int) -> LimitExceeded:
    return LimitExceeded(
        f"The sheet {view.sheet.name!r} would fill more than {most:,} pages. Set a print area, or raise the limit "
        "`pages`."
    )


class _Filled:
    """Parts of an area that show anything: pages that are blank are not printed.

    Excel prints pages of filled cells without a word in them, LibreOffice does not.
    """

    def __init__(self, view: SheetView, area: Area, *, fills: bool) -> None:
        self._view = view
        self._fills = fills
        if area not in view.shown:
            view.shown[area] = self._shown_columns(area)
        self._rows = view.shown[area]
        self._drawings = [view.grid.place(d.anchor) for d in view.sheet.drawings]
        styles = dict(enumerate(view.book.styles))
        self._styled_rows = {
            r for r, s in view.sheet.row_specs.items() if s.style in styles and self._seen(styles[s.style])
        }
        self._styled_columns = [
            column
            for span in view.sheet.columns
            if span.style in styles and self._seen(styles[span.style])
            for column in range(max(span.first, area.left), min(span.last, area.right) + 1)
        ]

    def _shown_columns(self, area: Area) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, cells in self._view.sheet.rows.items():
            if area.top <= row <= area.bottom:
                found[row] = [c for c, cell in cells.items() if self._shows(row, c, cell)]
                for first, last in flowing(self._view, row).values():
                    found[row].extend(range(first, last + 1))
        for spark in self._view.sheet.sparklines:
            if area.holds(spark.row, spark.column):
                found.setdefault(spark.row, []).append(spark.column)
        return found

    def _shows(self, row: int, column: int, cell: Cell) -> bool:
        if cell.holds_data:
            return True
        return self._seen(self._view.style(row, column))

    def _seen(self, style: CellStyle) -> bool:
        return style.border.visible or (self._fills and style.fill.visible)

    def _styled(self, rows: tuple[int, int], columns: tuple[int, int]) -> bool:
        """Return whether cells that the file does not have show the style of their row or column."""
        across = [c for c in self._styled_columns if columns[0] <= c <= columns[1]]
        for row in range(rows[0], rows[1] + 1):
            cells = self._view.sheet.rows.get(row, {})
            candidates = range(columns[0], columns[1] + 1) if row in self._styled_rows else across
            if any(c not in cells and self._seen(self._view.base_style(row, c)) for c in candidates):
                return True
        return False

    def has(self, rows: tuple[int, int], columns: tuple[int, int]) -> bool:
        for row in range(rows[0], rows[1] + 1):
            if any(columns[0] <= column <= columns[1] for column in self._rows.get(row, ())):
                return True
        if (self._styled_columns or self._styled_rows) and self._styled(rows, columns):
            return True
        left, top, width, height = self._view.grid.box(Area(rows[0], columns[0], rows[1], columns[1]))
        return any(
            x < left + width and x + w > left and y < top + height and y + h > top for x, y, w, h in self._drawings
        )


def _page(view: SheetView, frame: _Frame, scale: float, rows: tuple[int, int], columns: tuple[int, int]) -> PrintedPage:
    sheet, grid = view.sheet, view.grid
    row_bands = _bands(grid.rows, rows, sheet.title_rows, frame.heading_height)
    column_bands = _bands(grid.columns, columns, sheet.title_columns, frame.heading_width)
    width = column_bands[-1].offset + grid.columns.span(*columns)
    if sheet.right_to_left:
        column_bands = tuple(
            Band(b.first, b.last, width - b.offset - grid.columns.span(b.first, b.last)) for b in column_bands
        )
    height = row_bands[-1].offset + grid.rows.span(*rows)
    left, top = frame.left, frame.top_at(scale)
    if sheet.page_setup.center_horizontally:
        left += max(frame.room_width - width * scale, 0) / 2
    elif sheet.right_to_left:
        left += max(frame.room_width - width * scale, 0)
    if sheet.page_setup.center_vertically:
        top += max(frame.room_height_at(scale) - height * scale, 0) / 2
    return PrintedPage(
        view, frame.width, frame.height, left, top, scale, row_bands, column_bands, width,
        frame.heading_width, frame.heading_height,
    )  # fmt: skip


def _bands(axis: GridAxis, lines: tuple[int, int], titles: tuple[int, int] | None, start: float) -> tuple[Band, ...]:
    bands = []
    if titles and lines[0] > titles[1]:
        bands.append(Band(titles[0], titles[1], start))
        start += axis.span(*titles)
    elif titles and titles[0] < lines[0] <= titles[1]:
        bands.append(Band(titles[0], lines[0] - 1, start))
        start += axis.span(titles[0], lines[0] - 1)
    return (*bands, Band(lines[0], lines[1], start))
