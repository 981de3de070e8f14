"""State that the pages of a sheet share while they are drawn, and what is found on the way."""

from __future__ import annotations

from typing import NamedTuple

from booklet.sheets.draw.area_looks import AreaLooks
from booklet.sheets.draw.row_looks import RowLooks
from booklet.sheets.draw.text_line import CellBox
from booklet.sheets.layout.cell_content import CellContent
from booklet.sheets.layout.fitted_text import fits
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text_overflow import flows
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import CellValue, ErrorValue


class Misfit(NamedTuple):
    """A cell that does not show what is in it: an error, a value printed as ####, or a text that is cut off."""

    content: CellContent
    error: ErrorValue | None
    hashes: bool
    cut: bool


Misfits = dict[tuple[int, int], Misfit]
"""By row and column."""


class SheetDrawing:
    """A sheet that is being drawn; `misfits` are found on the way, by row and column, in the order of drawing."""

    def __init__(self, view: SheetView) -> None:
        self.view = view
        self.misfits: Misfits = {}
        self._looks: dict[tuple[int, int], RowLooks] = {}

    def looks(self, area: Area) -> AreaLooks:
        """Return the looks of an area's cells."""
        columns = area.left, area.right
        if columns not in self._looks:
            self._looks[columns] = RowLooks(self.view, *columns)
        return AreaLooks(self.view, area, self._looks[columns])

    def note(
        self, place: tuple[int, int], value: CellValue, content: CellContent, box: CellBox, *, merged: bool = False
    ) -> None:
        """Note a cell that has been drawn in its box if it does not show what is in it."""
        if value is None or place in self.misfits:
            return
        indent, spreads = self.view.indent_pt(content.style), flows(content) and not merged
        hashes, cut = fits(content, box.last - box.first, box.height, indent, flowing=spreads)
        error = value if isinstance(value, ErrorValue) else None
        if error or hashes or cut or content.overflow:
            self.misfits[place] = Misfit(content, error, hashes, cut)
