"""Looks of tables: those that a workbook defines, and Excel's own light, medium and dark styles."""

from __future__ import annotations

import re

from booklet.sheets.model.color_mixing import tinted
from booklet.sheets.model.sheet import ExcelTable, Sheet, Workbook
from booklet.sheets.model.style import NO_SIDE, CellBorder, Color, Fill, Side, StyleChange

_BUILT_IN = re.compile(r"TableStyle(Light|Medium|Dark)(\d+)$")


class TableLooks:
    """The table styles of one sheet."""

    def __init__(self, book: Workbook, sheet: Sheet) -> None:
        self._tables = [(t, _parts(book, t.style)) for t in sheet.tables if t.style]

    def __bool__(self) -> bool:
        return bool(self._tables)

    def changes(self, row: int, column: int) -> tuple[StyleChange, ...]:
        """Return the changes that a table lays over a cell, the strongest part first (18.8.83)."""
        for table, parts in self._tables:
            if table.area.holds(row, column):
                names = _elements(table, row, column)
                return tuple(parts[name] for name in names if name in parts)
        return ()


def _elements(table: ExcelTable, row: int, column: int) -> list[str]:
    area = table.area
    names = []
    header = row < area.top + table.header_rows
    total = row > area.bottom - table.totals_rows
    if header:
        names.append("headerRow")
    if total:
        names.append("totalRow")
    if table.first_column and column == area.left:
        names.append("firstColumn")
    if table.last_column and column == area.right:
        names.append("lastColumn")
    if not header and not total:
        if table.row_stripes:
            odd = (row - area.top - table.header_rows) % 2 == 0
            names.append("firstRowStripe" if odd else "secondRowStripe")
        if table.column_stripes:
            names.append("firstColumnStripe" if (column - area.left) % 2 == 0 else "secondColumnStripe")
    return [*names, "wholeTable"]


def _parts(book: Workbook, name: str) -> dict[str, StyleChange]:
    own = book.table_styles.get(name)
    if own is not None:
        return own
    found = _BUILT_IN.match(name)
    if not found or len(book.theme_colors) < 10:
        return {}
    number = int(found[2])
    # Each family counts black first and then the six accents, in groups of seven.
    group, accent = divmod(number - 1, 7)
    color = book.theme_colors[3 + accent] if accent else book.theme_colors[1]
    family = {"Light": _light, "Medium": _medium, "Dark": _dark}[found[1]]
    return family(group, color)


def _solid(color: Color) -> Fill:
    return Fill("solid", color)


def _line(color: Color, *sides: str, style: str = "thin") -> CellBorder:
    line = Side(style, color)
    left, right, top, bottom = (line if side in sides else NO_SIDE for side in ("left", "right", "top", "bottom"))
    return CellBorder(left, right, top, bottom)


def _light(group: int, color: Color) -> dict[str, StyleChange]:
    stripe = StyleChange(fill=_solid(tinted(color, 0.8) if color != "000000" else "D9D9D9"))
    if group == 0:
        edges = _line(color, "bottom")
        return {
            "headerRow": StyleChange(bold=True, border=edges),
            "totalRow": StyleChange(bold=True, border=_line(color, "top", "bottom")),
            "firstRowStripe": stripe,
        }
    if group == 1:
        return {
            "headerRow": StyleChange(bold=True, font_color="FFFFFF", fill=_solid(color)),
            "totalRow": StyleChange(bold=True, border=_line(color, "top", style="double")),
            "firstRowStripe": StyleChange(border=_line(color, "top", "bottom")),
        }
    grid = _line(color, "left", "right", "top", "bottom")
    return {
        "headerRow": StyleChange(bold=True, border=_line(color, "bottom", style="medium")),
        "totalRow": StyleChange(bold=True, border=_line(color, "top", style="double")),
        "firstRowStripe": stripe,
        "wholeTable": StyleChange(border=grid),
    }


def _medium(group: int, color: Color) -> dict[str, StyleChange]:
    pale, middle = (tinted(color, t) if color != "000000" else g for t, g in ((0.8, "D9D9D9"), (0.6, "A6A6A6")))
    header = StyleChange(bold=True, font_color="FFFFFF", fill=_solid(color))
    strong = StyleChange(bold=True)
    if group == 0:
        line = tinted(color, 0.4)
        return {
            "headerRow": header,
            "totalRow": StyleChange(bold=True, border=_line(color, "top", style="double")),
            "firstRowStripe": StyleChange(fill=_solid(pale)),
            "wholeTable": StyleChange(border=_line(line, "top", "bottom")),
            "firstColumn": strong,
            "lastColumn": strong,
        }
    if group == 1:
        white = _line("FFFFFF", "left", "right", "top", "bottom")
        return {
            "headerRow": StyleChange(bold=True, font_color="FFFFFF", fill=_solid(color), border=white),
            "totalRow": StyleChange(bold=True, font_color="FFFFFF", fill=_solid(color), border=white),
            "firstRowStripe": StyleChange(fill=_solid(middle)),
            "wholeTable": StyleChange(fill=_solid(pale), border=white),
            "firstColumn": header,
            "lastColumn": header,
        }
    if group == 2:
        return {
            "headerRow": header,
            "totalRow": StyleChange(bold=True, border=_line("000000", "top", style="double")),
            "firstRowStripe": StyleChange(fill=_solid("D9D9D9")),
            "firstColumn": header,
            "lastColumn": header,
        }
    grid = _line(tinted(color, 0.4), "left", "right", "top", "bottom")
    return {
        "headerRow": strong,
        "totalRow": StyleChange(bold=True, border=_line(color, "top")),
        "firstRowStripe": StyleChange(fill=_solid(middle)),
        "wholeTable": StyleChange(fill=_solid(pale), border=grid),
    }


def _dark(group: int, color: Color) -> dict[str, StyleChange]:
    del group
    dark = tinted(color, -0.25) if color != "000000" else "404040"
    return {
        "headerRow": StyleChange(bold=True, font_color="FFFFFF", fill=_solid("000000")),
        "totalRow": StyleChange(bold=True, font_color="FFFFFF", fill=_solid(dark)),
        "firstRowStripe": StyleChange(fill=_solid(dark)),
        "wholeTable": StyleChange(font_color="FFFFFF", fill=_solid(color if color != "000000" else "737373")),
    }
