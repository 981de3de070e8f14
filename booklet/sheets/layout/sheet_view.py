"""A sheet as it is printed: styles after tables and conditions, merged cells, the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, radians, sin

from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.layout.cell_content import CellContent, Showing, content_of
from booklet.sheets.layout.conditional_formats import NOTHING, Conditions, Overlay
from booklet.sheets.layout.grid import Grid, default_row_height_pt, single_line_height_pt
from booklet.sheets.layout.plain_style import PADDING_PT, PlainStyle, plain_style
from booklet.sheets.layout.style_changes import changed
from booklet.sheets.layout.table_styles import TableLooks
from booklet.sheets.layout.text import spans_of, wrapped_lines
from booklet.sheets.layout.typeface import face_for, is_as_wide
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, RichText
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.model.style import CellStyle, Font
from booklet.sheets.render_options import RenderOptions

_INDENT_SPACES = 3
_MOST_KEPT = 4096
STACKED = 255
"""The angle that stands for letters one below the other."""


@dataclass(slots=True)
class SheetView:
    """A sheet as the layout and the drawing ask about it."""

    book: Workbook
    sheet: Sheet
    options: RenderOptions = field(default_factory=RenderOptions)
    evaluator: Evaluator | None = None
    grid: Grid = field(init=False)
    showing: Showing = field(init=False)
    merged: dict[tuple[int, int], Area] = field(init=False)
    covered: dict[int, list[Area]] = field(init=False)
    flows: dict[int, dict[int, tuple[int, int]]] = field(init=False, default_factory=dict)
    printed: tuple[Area, ...] | None = field(init=False, default=None)
    """The areas that are printed, once they have been asked for."""
    shown: dict[Area, dict[int, list[int]]] = field(init=False, default_factory=dict)
    """Of the rows of those areas the columns that show anything; the same."""
    conditions: Conditions | None = field(init=False, default=None)
    tables: TableLooks = field(init=False)
    links: dict[int, list[tuple[Area, str]]] = field(init=False, default_factory=dict)
    _row_styles: dict[int, int] = field(init=False)
    _is_plain: bool = field(init=False)
    _line_heights: dict[int, float | None] = field(init=False, default_factory=dict)
    _plain_numbers: dict[int, PlainStyle | None] = field(init=False, default_factory=dict)
    _plain_styles: dict[tuple[int, int, str], tuple[CellStyle, PlainStyle | None]] = field(
        init=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        sheet = self.sheet
        self.showing = Showing(self.book.epoch_1904, sheet.show_zeros, sheet.show_formulas, sheet.page_setup.errors)
        self.merged = {(area.top, area.left): area for area in sheet.merges}
        self.covered = {}
        last = max(sheet.rows, default=0)
        for area in sheet.merges:
            for row in range(area.top, min(area.bottom, max(last, area.top + 1000)) + 1):
                self.covered.setdefault(row, []).append(area)
        for target, address in sheet.links:
            self.links.setdefault(target.top, []).append((target, address))
        self.tables = TableLooks(self.book, sheet)
        if sheet.conditional:
            evaluator = self.evaluator or Evaluator(self.book, self.options.created)
            self.conditions = Conditions(sheet, evaluator)
        self._is_plain = not self.tables and not self.conditions
        self._row_styles = {r: s.style for r, s in sheet.row_specs.items() if s.style is not None}
        self.grid = Grid(sheet, self.book.default_font, self._automatic_height)

    def merge_at(self, row: int, column: int) -> Area | None:
        """Return the merged area that a cell belongs to."""
        if row not in self.covered:
            return None
        for area in self.covered[row]:
            if area.left <= column <= area.right:
                return area
        return None

    def merges_in(self, area: Area) -> Iterator[Area]:
        """Yield the merged areas that have a cell in common with an area."""
        seen = set()
        for row in range(area.top, area.bottom + 1) if self.covered else ():
            for merge in self.covered.get(row, ()):
                if merge not in seen and merge.meets(area):
                    seen.add(merge)
                    yield merge

    def style(self, row: int, column: int) -> CellStyle:
        """Return the style of a cell, also where the file has no cell."""
        style = self.base_style(row, column)
        if self._is_plain:
            return style
        if self.tables:
            style = changed(style, self.tables.changes(row, column)) if not style.fill.visible else style
        overlay = self.overlay(row, column)
        return changed(style, overlay.changes) if overlay.changes else style

    def overlay(self, row: int, column: int) -> Overlay:
        """Return the conditional formats laid over a cell."""
        return self.conditions.overlay(row, column) if self.conditions else NOTHING

    def style_of(self, cell: Cell, row: int, column: int) -> CellStyle:
        """Return the style of a cell that the file has."""
        return self.numbered_style(cell.style) if self._is_plain else self.style(row, column)

    def base_style(self, row: int, column: int) -> CellStyle:
        """Return the style of a cell without tables and conditions."""
        cells = self.sheet.rows.get(row)
        cell = cells.get(column) if cells else None
        index = cell.style if cell else self._row_styles.get(row)
        return self.numbered_style(self.grid.column_style(column) if index is None else index)

    def numbered_style(self, index: int) -> CellStyle:
        """Return a style by its number in the workbook; the first for a number that it does not have."""
        styles = self.book.styles
        return styles[index] if 0 <= index < len(styles) else styles[0]

    def styles(self, area: Area) -> list[list[CellStyle]]:
        """Return the styles of an area's cells, row by row."""
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        if not self._is_plain:
            return [[self.style(row, column) for column in columns] for row in rows]
        blank = [self.numbered_style(self.grid.column_style(column)) for column in columns]
        return [self._styles_of_row(row, columns, blank) for row in rows]

    def _styles_of_row(self, row: int, columns: range, blank: list[CellStyle]) -> list[CellStyle]:
        index = self._row_styles.get(row)
        made = blank[:] if index is None else [self.numbered_style(index)] * len(blank)
        cells = self.sheet.rows.get(row, {})
        for column in columns if len(columns) < len(cells) else cells:
            if column in cells and column in columns:
                made[column - columns.start] = self.numbered_style(cells[column].style)
        return made

    def plain_style_of(self, cell: Cell, row: int, column: int) -> PlainStyle | None:
        """Return the short way to lay out a cell, if there is any; see `layout.plain_style`."""
        if not self._is_plain:
            hidden = self.conditions and not self.overlay(row, column).show_value
            return None if hidden else self._plain_style(self.style(row, column))
        if cell.style not in self._plain_numbers:
            self._plain_numbers[cell.style] = self._plain_style(self.numbered_style(cell.style))
        return self._plain_numbers[cell.style]

    def _plain_style(self, style: CellStyle) -> PlainStyle | None:
        key = id(style.font), id(style.alignment), style.number_format  # not the fill: each cell of a scale has its own
        known = self._plain_styles.get(key)
        if known is None:
            if len(self._plain_styles) > _MOST_KEPT:
                self._plain_styles.clear()
            # The style is kept besides, so that nothing else gets its parts' places in memory.
            known = self._plain_styles[key] = style, plain_style(style, self.indent_pt(style), self.showing)
        return known[1]

    def content(self, row: int, column: int, cell: Cell) -> CellContent | None:
        """Return the content that a cell shows; None for nothing."""
        if self.conditions and not self.overlay(row, column).show_value:
            return None
        return content_of(cell, self.style_of(cell, row, column), self.showing)

    def is_free(self, row: int, column: int) -> bool:
        """Return whether a neighbor's text may flow over the cell."""
        cell = self.sheet.cell(row, column)
        empty = cell is None or (not cell.formula and cell.value in (None, ""))
        return empty and self.merge_at(row, column) is None

    def indent_pt(self, style: CellStyle) -> float:
        """Return how far the text stands off its edge beside the padding."""
        if not style.alignment.indent:
            return 0.0
        space = face_for(self.book.default_font.name, False, False).width(" ", self.book.default_font.size)
        return style.alignment.indent * _INDENT_SPACES * space

    def _automatic_height(self, row: int, grid: Grid) -> float | None:
        """Return the height that Excel gives a row without any: its tallest text. LibreOffice 7.4 does not."""
        if self.sheet.heights_complete:
            return None
        tallest, merged = 0.0, row in self.covered
        for column, cell in self.sheet.rows[row].items():
            if cell.value is None or (merged and self.merge_at(row, column)):
                continue
            needed = self._one_line(cell.style)
            if needed is None or isinstance(cell.value, RichText):
                needed = self._needed(cell, self.numbered_style(cell.style), grid.columns.size(column))
            if needed > tallest:
                tallest = needed
        return tallest

    def _one_line(self, index: int) -> float | None:
        """Return the height of a line in a style; None where it depends on the text."""
        if index not in self._line_heights:
            style = self.numbered_style(index)
            plain = not style.alignment.rotation and not style.alignment.wrap
            self._line_heights[index] = self._single(style.font) if plain else None
        return self._line_heights[index]

    def _needed(self, cell: Cell, style: CellStyle, width: float) -> float:
        single = self._single(style.font)
        alignment = style.alignment
        if isinstance(cell.value, RichText):
            single = max(self._single(run.font or style.font) for run in cell.value)
        if width <= 0 or not (alignment.rotation or (alignment.wrap and isinstance(cell.value, (str, tuple)))):
            return single
        content = content_of(cell, style, self.showing)
        if content is None:
            return single
        inner = width - 2 * PADDING_PT - self.indent_pt(style)
        if alignment.rotation == STACKED:
            return len(content.text) * style.font.size * 1.2
        if alignment.rotation:
            angle = radians(abs(alignment.rotation))
            length = sum(s.width for s in spans_of(content.runs, style.font))
            return length * sin(angle) + single * cos(angle) + 2 * PADDING_PT
        return len(wrapped_lines(content.runs, style.font, max(inner, 1.0), content.base)) * single

    def _single(self, font: Font) -> float:
        """Return the height of a row of one line; the default font's is the sheet's, others follow by their size."""
        usual = self.book.default_font
        default = default_row_height_pt(self.sheet, usual)
        if font.size <= usual.size or not (is_as_wide(font.name) and is_as_wide(usual.name)):
            return default * max(font.size / usual.size, 1.0)
        return single_line_height_pt(font)
