"""The cells of one area of a sheet: fills, gridlines, borders, text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.borders import Lines, draw_edge, edges
from booklet.sheets.draw.cell_graphics import Square, draw_bar, draw_icon
from booklet.sheets.draw.cell_text import draw_cell_text
from booklet.sheets.draw.fills import draw_special_fill, flat_color
from booklet.sheets.draw.text_line import CellBox
from booklet.sheets.layout.cell_content import CellContent
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text_overflow import flowing
from booklet.sheets.model.area import Area
from booklet.sheets.model.style import CellBorder, CellStyle

_GRID_COLOR = "000000"
_GRID_WIDTH_PT = 0.25
_HIDDEN_PT = 0.01
_NO_BORDER = CellBorder()


def draw_area(pen: Pen, view: SheetView, area: Area) -> None:
    """Draw the cells of the area; the pen's origin is the top left corner of the sheet."""
    styles = _Styles(view, area)
    with pen.artifact():
        _draw_fills(pen, view, area, styles)
        if view.conditions:
            _draw_graphics(pen, view, area)
        if view.sheet.page_setup.gridlines:
            _draw_gridlines(pen, view, area)
        _draw_borders(pen, view, area, styles)
    _draw_texts(pen, view, area)


class _Styles:
    """The styles of an area and of the cells around it, looked up once."""

    def __init__(self, view: SheetView, area: Area) -> None:
        self._top, self._left = max(area.top - 1, 1), max(area.left - 1, 1)
        rows, columns = range(self._top, area.bottom + 2), range(self._left, area.right + 2)
        self._rows = view.styles(Area(self._top, self._left, area.bottom + 1, area.right + 1))
        shown = [bool(view.grid.columns.size(column)) for column in columns]
        hidden = [_NO_BORDER] * len(columns)
        self._borders = [
            [style.border if seen else _NO_BORDER for style, seen in zip(styles, shown, strict=True)]
            if view.grid.rows.size(row)
            else hidden
            for row, styles in zip(rows, self._rows, strict=True)
        ]
        self.lined_rows = {row for row, line in zip(rows, self._borders, strict=True) if _any_visible(line)}
        self.lined_columns = {
            column for column, line in zip(columns, zip(*self._borders, strict=True), strict=True) if _any_visible(line)
        }

    def __call__(self, row: int, column: int) -> CellStyle:
        return self._rows[row - self._top][column - self._left]

    def border(self, row: int, column: int) -> CellBorder:
        return self._borders[row - self._top][column - self._left]


def _any_visible(borders: Iterable[CellBorder]) -> bool:
    seen = None
    for border in borders:
        if border is not seen and border.visible:
            return True
        seen = border
    return False


def _draw_fills(pen: Pen, view: SheetView, area: Area, styles: _Styles) -> None:
    columns = view.grid.columns
    for row in range(area.top, area.bottom + 1):
        height = view.grid.rows.size(row)
        if not height:
            continue
        top, begin, end, current = view.grid.rows.start(row), 0.0, 0.0, None
        for column in columns.visual(area.left, area.right):
            fill = styles(row, column).fill
            color = flat_color(fill) if fill.visible else None
            if view.merge_at(row, column):
                color = None
            elif fill.visible and color is None:
                draw_special_fill(pen, fill, view.grid.box(Area(row, column, row, column)))
            left, right = columns.edges(column, column)
            if color != current:
                if current:
                    pen.fill_box(begin, top, end - begin, height, current)
                begin, current = left, color
            end = right
        if current:
            pen.fill_box(begin, top, end - begin, height, current)
    for merge in _merges(view, area):
        fill = view.style(merge.top, merge.left).fill
        color = flat_color(fill)
        if color:
            pen.fill_box(*view.grid.box(merge), color)
        elif fill.visible:
            draw_special_fill(pen, fill, view.grid.box(merge))


def _draw_graphics(pen: Pen, view: SheetView, area: Area) -> None:
    for row in range(area.top, area.bottom + 1):
        for column in view.sheet.rows.get(row, ()):
            if not area.left <= column <= area.right:
                continue
            overlay = view.overlay(row, column)
            box = view.grid.box(view.merged.get((row, column), Area(row, column, row, column)))
            if overlay.bar:
                draw_bar(pen, overlay.bar, box)
            if overlay.icon:
                size = min(view.style(row, column).font.size, box[3] - 1, box[2] - 2)
                square = Square(box[0] + 1.5, box[1] + box[3] - size - 1.5, max(size, 1.0))
                draw_icon(pen, overlay.icon, square)


def _merges(view: SheetView, area: Area) -> Iterator[Area]:
    seen = set()
    for row in range(area.top, area.bottom + 1):
        for merge in view.covered.get(row, ()):
            if merge not in seen and merge.meets(area):
                seen.add(merge)
                yield merge


def _draw_gridlines(pen: Pen, view: SheetView, area: Area) -> None:
    left, top, width, height = view.grid.box(area)
    for row in range(area.top, area.bottom + 2):
        y = view.grid.rows.start(row)
        pen.line([(left, y), (left + width, y)], _GRID_COLOR, _GRID_WIDTH_PT)
    for column in range(area.left, area.right + 2):
        x = view.grid.columns.boundary(column)
        pen.line([(x, top), (x, top + height)], _GRID_COLOR, _GRID_WIDTH_PT)
    for merge in _merges(view, area):
        x, y, w, h = view.grid.box(merge)
        if flat_color(view.style(merge.top, merge.left).fill) is None:
            pen.fill_box(x + 0.2, y + 0.2, w - 0.4, h - 0.4, "FFFFFF")


def _draw_borders(pen: Pen, view: SheetView, area: Area, styles: _Styles) -> None:
    def inside(row: int, column: int, vertical: bool) -> bool:
        merge = view.merge_at(row, column)
        return merge is not None and (column > merge.left if vertical else row > merge.top)

    found = sorted(
        edges(area, Lines(styles.border, inside, styles.lined_rows, styles.lined_columns), view.grid),
        key=lambda edge: (edge[4].color or "", edge[4].style),
    )
    for edge in found:
        draw_edge(pen, edge)
    for row in sorted(styles.lined_rows & {*range(area.top, area.bottom + 1)}):
        for column in range(area.left, area.right + 1):
            border = styles.border(row, column)
            if border.diagonal.style:
                _draw_diagonals(pen, view, border, view.merged.get((row, column), Area(row, column, row, column)))


def _draw_diagonals(pen: Pen, view: SheetView, border: CellBorder, area: Area) -> None:
    x, y, width, height = view.grid.box(area)
    if border.diagonal_down:
        draw_edge(pen, (x, y, x + width, y + height, border.diagonal))
    if border.diagonal_up:
        draw_edge(pen, (x, y + height, x + width, y, border.diagonal))


def _draw_texts(pen: Pen, view: SheetView, area: Area) -> None:
    """Draw texts row by row, merged cells among the others: the order in which the text is copied and read."""
    merges: dict[int, list[Area]] = {}
    for merge in _merges(view, area):
        merges.setdefault(max(merge.top, area.top), []).append(merge)
    for row in range(area.top, area.bottom + 1):
        for merge in merges.get(row, ()):
            _draw_merged(pen, view, merge)
        if view.sheet.rows.get(row) and view.grid.rows.size(row):
            _draw_row(pen, view, area, row)


def _draw_row(pen: Pen, view: SheetView, area: Area, row: int) -> None:
    spans = flowing(view, row)
    for column, cell in view.sheet.rows[row].items():
        if cell.value is None and not view.sheet.show_formulas:
            continue
        first, last = spans.get(column, (column, column))
        if last < area.left or first > area.right or view.merge_at(row, column) or not view.grid.columns.size(column):
            continue
        content = view.content(row, column, cell)
        if content is None:
            continue
        with pen.cell(row, column, content.spoken) if area.left <= column <= area.right else pen.artifact():
            _draw_one(pen, view, (row, column), content, (first, last))


def _draw_merged(pen: Pen, view: SheetView, merge: Area) -> None:
    corner = view.sheet.cell(merge.top, merge.left)
    content = view.content(merge.top, merge.left, corner) if corner else None
    left, top, width, height = view.grid.box(merge)
    if content is None or min(width, height) < _HIDDEN_PT:
        return
    with pen.cell(merge.top, merge.left, content.spoken):
        draw_cell_text(
            pen, content, CellBox(left, top, width, height, left, left + width), view.indent_pt(content.style)
        )


def _draw_one(pen: Pen, view: SheetView, place: tuple[int, int], content: CellContent, span: tuple[int, int]) -> None:
    row, column = place
    columns = view.grid.columns
    first, last = span
    if content.style.alignment.rotation:
        first, last = _leaning(content, column, (first, last))
    left = columns.edges(column, column)[0]
    size = columns.size(column), view.grid.rows.size(row)
    box = CellBox(left, view.grid.rows.start(row), *size, *columns.edges(first, last))
    if content.horizontal == "centerContinuous":
        box = _continued(view, row, column, box)
    draw_cell_text(pen, content, box, view.indent_pt(content.style))


def _leaning(content: CellContent, column: int, span: tuple[int, int]) -> tuple[int, int]:
    """Return the columns of slanted text, which leans over its neighbors whether they are empty or not."""
    if abs(content.style.alignment.rotation) == 90 or content.style.alignment.rotation == 255:
        return column, column
    return max(span[0] - 8, 1), span[1] + 8


def _continued(view: SheetView, row: int, column: int, box: CellBox) -> CellBox:
    """Return the box of text centered over the empty cells to the right that ask for it."""
    last = column
    while view.style(row, last + 1).alignment.horizontal == "centerContinuous" and view.is_free(row, last + 1):
        last += 1
    left, right = view.grid.columns.edges(column, last)
    return CellBox(left, box.top, right - left, box.height, min(box.first, left), max(box.last, right))
