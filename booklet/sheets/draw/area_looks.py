"""The looks of an area's cells, as its fills and borders are drawn from them."""

from __future__ import annotations

from booklet.sheets.draw.row_looks import RowLook, RowLooks
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import Area
from booklet.sheets.model.style import CellBorder, CellStyle


class AreaLooks:
    """The rows of an area and those around it, looked up once; `shared` serves all areas of these columns."""

    def __init__(self, view: SheetView, area: Area, shared: RowLooks) -> None:
        self.view = view
        self.area = area
        self.shared = shared
        self._top = max(area.top - 1, 1)
        self._rows = shared.rows(self._top, area.bottom + 1)

    def row(self, row: int) -> RowLook:
        """Return the looks of a row."""
        return self._rows[row - self._top]

    def style(self, row: int, column: int) -> CellStyle:
        """Return the style of a cell."""
        return self._rows[row - self._top].styles[column - self.shared.first]

    def border(self, row: int, column: int) -> CellBorder:
        """Return the border of a cell; hidden cells have none."""
        return self._rows[row - self._top].borders[column - self.shared.first]
