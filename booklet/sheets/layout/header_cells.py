"""Header cells of a tagged table: cells that name what stands below or beside them (ISO 32000-2, 14.8.4.8.3)."""

from __future__ import annotations

from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, Area
from booklet.sheets.model.sheet import Sheet


class Headers:
    """Print titles, frozen rows, and the first rows of Excel's tables and of what is filtered."""

    def __init__(self, sheet: Sheet) -> None:
        rows = [lines for lines in (sheet.title_rows, sheet.frozen_rows) if lines]
        self._above = [Area(top, 1, bottom, LAST_COLUMN) for top, bottom in rows]
        self._above += [
            table.area._replace(bottom=table.area.top + table.header_rows - 1)
            for table in sheet.tables
            if table.header_rows
        ]
        if sheet.filter_area:
            self._above.append(sheet.filter_area._replace(bottom=sheet.filter_area.top))
        columns = sheet.title_columns
        self._beside = Area(1, columns[0], LAST_ROW, columns[1]) if columns else None

    def scope(self, row: int, column: int) -> str:
        """Return "Column" for a cell that heads its column, "Row", or "Both"; "" for any other (14.8.5.7)."""
        above = any(area.holds(row, column) for area in self._above)
        if self._beside is not None and self._beside.holds(row, column):
            return "Both" if above else "Row"
        return "Column" if above else ""
