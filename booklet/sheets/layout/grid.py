"""Places of columns and rows: positions in points from the sheet's top left corner."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from booklet.sheets.layout.typeface import face_for
from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, Area
from booklet.sheets.model.drawing import Corner, DrawingAnchor
from booklet.sheets.model.sheet import ColumnSpan, Sheet
from booklet.sheets.model.style import Font

_PIXEL_PT = 0.75
_HUNDREDTHS_MM = 2540 / 72
"""Hundredths of a millimeter in a point."""
_COLUMN_PADDING_PT = 3.75
"""The 5 pixels beside the letters of a column whose width the file leaves to the default (18.3.1.13), on paper."""


def digit_width_pt(font: Font) -> float:
    """Return the width of "0" in the default font in whole twips, which column widths are counted in.

    Printers have no pixels, so this is the font's own width, as LibreOffice takes it (with the font's size in whole
    hundredths of a millimeter); on screen Excel rounds it down to 7 pixels for Calibri 11, which is 5.7% less.
    """
    size = int(font.size * _HUNDREDTHS_MM) / _HUNDREDTHS_MM
    return round(face_for(font.name, False, False).width("0", size) * 20) / 20


def single_line_height_pt(font: Font) -> float:
    """Return the height that Excel gives a row of this font: its line and nearly two pixels more, in whole pixels."""
    face = face_for(font.name, font.bold, font.italic)
    leading = 0.2207 if face.name.startswith("Booklet-Carlito") else 0.0
    return round((face.ascent + face.descent + leading) * font.size * 96 / 72 + 1.75) * 0.75


def default_row_height_pt(sheet: Sheet, font: Font) -> float:
    """Return the height of rows without a height of their own."""
    if sheet.default_row_height_pt is None:
        return single_line_height_pt(font)
    return _whole_pixels(sheet.default_row_height_pt)


def _whole_pixels(height_pt: float) -> float:
    """Return the height in whole pixels; heights between come from screens of another resolution."""
    return int(height_pt / _PIXEL_PT + 0.001) * _PIXEL_PT


class GridAxis:
    """Positions along one direction; `sizes` holds those lines that differ from `default`."""

    def __init__(self, default: float, sizes: dict[int, float], last: int, *, mirrored: bool = False) -> None:
        self.mirrored = mirrored
        self._default = default
        self._sizes = sizes
        self._last = last
        self._marked = sorted(sizes)
        self._starts: dict[int, float] = {}
        self._offsets = [0.0]
        for line in self._marked:
            self._offsets.append(self._offsets[-1] + sizes[line] - default)

    def size(self, line: int) -> float:
        """Return the width of a column or height of a row; 0 when hidden."""
        return self._sizes.get(line, self._default)

    def start(self, line: int) -> float:
        """Return the beginning of a line; lines count from 1."""
        known = self._starts.get(line)
        if known is None:
            known = (line - 1) * self._default + self._offsets[bisect_right(self._marked, line - 1)]
            self._starts[line] = known
        return known

    def edges(self, first: int, last: int) -> tuple[float, float]:
        """Return the lower and upper coordinate of lines `first` to `last`; a mirrored axis runs into the negative."""
        start, end = self.start(first), self.start(last + 1)
        return (-end, -start) if self.mirrored else (start, end)

    def boundary(self, line: int) -> float:
        """Return the coordinate between a line and the line before it."""
        return -self.start(line) if self.mirrored else self.start(line)

    def visual(self, first: int, last: int) -> range:
        """Return the lines in the order of their coordinates."""
        return range(last, first - 1, -1) if self.mirrored else range(first, last + 1)

    def span(self, first: int, last: int) -> float:
        """Return the size of lines `first` to `last` together."""
        return self.start(last + 1) - self.start(first)

    def at(self, position: float) -> int:
        """Return the line that holds a position."""
        low, high = 1, self._last
        while low < high:
            middle = (low + high + 1) // 2
            if self.start(middle) <= position:
                low = middle
            else:
                high = middle - 1
        return low


class Grid:
    """The columns and rows of a sheet. `automatic` gives the height of a row whose height the file leaves open."""

    def __init__(self, sheet: Sheet, default_font: Font, automatic: Callable[[int, Grid], float | None]) -> None:
        self.columns = _columns(sheet, default_font)
        self._spans: list[ColumnSpan] = sheet.columns
        self._styles: dict[int, int] = {}
        self.rows = GridAxis(0, {}, LAST_ROW)
        self.rows = self._rows(sheet, default_font, automatic)

    def _rows(self, sheet: Sheet, font: Font, automatic: Callable[[int, Grid], float | None]) -> GridAxis:
        default = default_row_height_pt(sheet, font)
        shown = 0.0 if sheet.default_rows_hidden else default
        sizes: dict[int, float] = {}
        for row in sheet.rows.keys() | sheet.row_specs.keys():
            spec = sheet.row_specs.get(row)
            if spec and spec.hidden:
                sizes[row] = 0.0
            elif spec and spec.height_pt is not None:
                sizes[row] = _whole_pixels(spec.height_pt)
            else:
                sizes[row] = max(default, automatic(row, self) or 0.0) if row in sheet.rows else default
        return GridAxis(shown, {row: size for row, size in sizes.items() if size != shown}, LAST_ROW)

    def box(self, area: Area) -> tuple[float, float, float, float]:
        """Return left, top, width and height of an area."""
        return (
            self.columns.edges(area.left, area.right)[0],
            self.rows.start(area.top),
            self.columns.span(area.left, area.right),
            self.rows.span(area.top, area.bottom),
        )

    def place(self, anchor: DrawingAnchor) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a drawing."""
        left, top, width, height = self._unmirrored(anchor)
        return (-left - width if self.columns.mirrored else left), top, width, height

    def last_cell(self, anchor: DrawingAnchor) -> tuple[int, int]:
        """Return row and column of the cell below a drawing's far corner."""
        left, top, width, height = self._unmirrored(anchor)
        return self.rows.at(top + height - 0.01), self.columns.at(left + width - 0.01)

    def _unmirrored(self, anchor: DrawingAnchor) -> tuple[float, float, float, float]:
        if anchor.start is None:
            return anchor.x_pt, anchor.y_pt, anchor.width_pt, anchor.height_pt
        left, top = self._point(anchor.start)
        if anchor.end is None:
            return left, top, anchor.width_pt, anchor.height_pt
        right, bottom = self._point(anchor.end)
        return left, top, max(right - left, 0.0), max(bottom - top, 0.0)

    def _point(self, corner: Corner) -> tuple[float, float]:
        dx = min(corner.dx_pt, self.columns.size(corner.column))
        dy = min(corner.dy_pt, self.rows.size(corner.row))
        return self.columns.start(corner.column) + dx, self.rows.start(corner.row) + dy

    def column_style(self, column: int) -> int:
        """Return the style of a column's cells that the file does not have."""
        style = self._styles.get(column)
        if style is None:
            style = next((s.style for s in self._spans if s.first <= column <= s.last), 0)
            self._styles[column] = style
        return style


def _columns(sheet: Sheet, font: Font) -> GridAxis:
    digit = digit_width_pt(font)
    plain = sheet.base_column_width * digit + _COLUMN_PADDING_PT
    if sheet.default_column_width is not None:
        plain = sheet.default_column_width * digit

    def size_of(span: ColumnSpan) -> float:
        return 0.0 if span.hidden else plain if span.width is None else span.width * digit

    rest = next((span for span in sheet.columns if span.last >= LAST_COLUMN), None)  # which is most of the columns
    default = size_of(rest) if rest else plain
    sizes = dict.fromkeys(range(1, rest.first), plain) if rest else {}
    for span in sheet.columns:
        if span is not rest:
            sizes.update(dict.fromkeys(range(span.first, span.last + 1), size_of(span)))
    differing = {column: size for column, size in sizes.items() if size != default}
    return GridAxis(default, differing, LAST_COLUMN, mirrored=sheet.right_to_left)
