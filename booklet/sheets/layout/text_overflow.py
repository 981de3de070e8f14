"""Text that is wider than its cell flows over empty neighbors."""

from __future__ import annotations

from booklet.sheets.layout.cell_content import CellContent, aligned
from booklet.sheets.layout.plain_style import PADDING_PT
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text import spans_of
from booklet.sheets.model.area import LAST_COLUMN

_FLOWING = ("left", "right", "center", "centerContinuous")


_SHARES = {"left": (0.0, 1.0), "right": (1.0, 0.0)}


def flows(content: CellContent) -> bool:
    """Return whether the content may leave its cell at all."""
    alignment = content.style.alignment
    return not (content.number or alignment.wrap or alignment.shrink) and content.horizontal in _FLOWING


def flowing(view: SheetView, row: int) -> dict[int, tuple[int, int]]:
    """Return the first and last column over which each text of a row flows, for those that leave their cell."""
    known = view.flows.get(row)
    if known is not None:
        return known
    found: dict[int, tuple[int, int]] = {}
    merged = row in view.covered
    for column, cell in view.sheet.rows.get(row, {}).items():
        if not isinstance(cell.value, (str, tuple)) or (merged and view.merge_at(row, column)):
            continue
        plain = view.plain_style_of(cell, row, column)
        text = plain.text(cell.value) if plain else None
        if plain and text and plain.missing(text, view.grid.columns.size(column)) <= 0:
            continue
        content = view.content(row, column, cell)
        if content is None or not flows(content) or content.style.alignment.rotation:
            continue
        span = _reach(view, row, column, content)
        if span != (column, column):
            found[column] = span
    view.flows[row] = found
    return found


def _reach(view: SheetView, row: int, column: int, content: CellContent) -> tuple[int, int]:
    width = sum([s.width for s in spans_of(content.runs, content.style.font)])
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
