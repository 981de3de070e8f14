"""Text that is wider than its cell flows over empty neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.sheets.layout.content import Content, aligned
from booklet.sheets.layout.text import spans_of
from booklet.sheets.layout.view import PADDING_PT, SheetView
from booklet.sheets.model.area import LAST_COLUMN, Area

_FLOWING = ("left", "right", "center", "centerContinuous")


_SHARES = {"left": (0.0, 1.0), "right": (1.0, 0.0)}


def flows(content: Content) -> bool:
    """Whether the content may leave its cell at all."""
    alignment = content.style.alignment
    return not (content.number or alignment.wrap or alignment.shrink) and content.horizontal in _FLOWING


def overflow_columns(view: SheetView, area: Area) -> Iterator[tuple[int, int, int]]:
    """(row, column, last column) of every text of the area that flows to the right."""
    for row, cells in view.sheet.rows.items():
        if not area.top <= row <= area.bottom or not view.grid.rows.size(row):
            continue
        for column, cell in cells.items():
            if column > area.right or not isinstance(cell.value, (str, tuple)) or view.merge_at(row, column):
                continue
            content = view.content(row, column, cell)
            if content is None or not flows(content) or content.style.alignment.rotation:
                continue
            last = reach(view, row, column, content)[1]
            if last > column:
                yield row, column, last


def reach(view: SheetView, row: int, column: int, content: Content, width: float | None = None) -> tuple[int, int]:
    """The first and last column over which a text may be drawn."""
    if width is None:
        width = sum(s.width for s in spans_of(content.runs, content.style.font) if "\n" not in s.text)
    columns = view.grid.columns
    missing = width + 2 * PADDING_PT + view.indent_pt(content.style) - columns.size(column)
    if missing <= 0:
        return column, column
    first, last = column, column
    share = _SHARES.get(aligned(content), (0.5, 0.5))
    if columns.mirrored:
        share = share[1], share[0]
    wanted = missing * share[0]
    while wanted > 0 and first > 1 and view.is_free(row, first - 1):
        first -= 1
        wanted -= columns.size(first)
    wanted = missing * share[1]
    while wanted > 0 and last < LAST_COLUMN and view.is_free(row, last + 1):
        last += 1
        wanted -= columns.size(last)
    return first, last
