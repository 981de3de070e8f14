"""A worksheet part (ECMA-376 part 1, 18.3.1.99), read as a stream: its rows may be millions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from time import monotonic
from xml.etree.ElementTree import Element

from booklet.errors import LimitExceeded
from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, Area, column_number, parse_area
from booklet.sheets.model.cell import Cell, CellValue, ErrorValue, RichText
from booklet.sheets.model.sheet import ColumnSpan, RowSpec, Sheet
from booklet.sheets.numbers.serial_dates import serial_from_iso
from booklet.sheets.read.package import Package
from booklet.sheets.read.page_setup import read_page_setup
from booklet.sheets.read.shared_strings import read_text, unescape
from booklet.sheets.read.styles import StyleSheet
from booklet.sheets.read.xml import clear_tree, flag, number, optional, stream, whole
from booklet.sheets.render_options import Limits


@dataclass(frozen=True, slots=True)
class Shared:
    """State that the sheets of a workbook share while they are read; `deadline` is a monotonic time."""

    package: Package
    strings: list[str | RichText]
    style_sheet: StyleSheet
    epoch_1904: bool
    limits: Limits
    deadline: float


def read_sheet(shared: Shared, part: str, name: str) -> tuple[Sheet, dict[str, Element]]:
    """Return the sheet, and by name those of its elements that other parts of the reader understand."""
    sheet = Sheet(name)
    reader = _Rows(shared, sheet)
    others: dict[str, Element] = {}
    conditional = Element("all")
    depth = 0
    with shared.package.open(part) as source:
        for event, element in stream(source, part):
            if event == "start":
                depth += 1
                if depth == 3 and element.tag.endswith("}mergeCell"):
                    reader.count_merge()
                continue
            depth -= 1
            if depth == 2 and element.tag.endswith("}row"):
                reader.add(element)
                element.clear()
            elif depth == 1:
                tag = clear_tree(element).tag
                if tag == "conditionalFormatting":
                    conditional.append(element)
                elif tag != "sheetData":
                    others[tag] = element
    reader.finish()
    others["conditionalFormatting"] = conditional
    _take_properties(sheet, others)
    sheet.page_setup = read_page_setup(others)
    return sheet, others


class _Rows:
    """The rows, taken one by one as they are parsed."""

    def __init__(self, shared: Shared, sheet: Sheet) -> None:
        self._shared = shared
        self._sheet = sheet
        self._row = 0
        self._cells = 0
        self._merges = 0
        self._masters: dict[str, tuple[str, int, int]] = {}
        self._columns: dict[str, int] = {}

    def count_merge(self) -> None:
        self._merges += 1
        if self._merges > self._shared.limits.merges:
            raise self._too_much("merged areas", self._shared.limits.merges, "merges")

    def _too_much(self, what: str, most: int, name: str) -> LimitExceeded:
        return LimitExceeded(
            f"The sheet {self._sheet.name!r} has more than {most:,} {what}. Give only what is to be printed, or raise "
            f"the limit `{name}`."
        )

    def add(self, element: Element) -> None:
        row = whole(element, "r", self._row + 1)
        if not 1 <= row <= LAST_ROW:
            return
        self._row = row
        self._take_spec(row, element)
        cells: dict[int, Cell] = {}
        column = 0
        for child in element:
            column = self._column_of(child.get("r"), column)
            cell = self._cell(child, row, column)
            if cell is not None and 1 <= column <= LAST_COLUMN:
                cells[column] = cell
        if cells:
            self._sheet.rows[row] = cells
            self._cells += len(cells)
            if self._cells > self._shared.limits.cells:
                raise self._too_much("cells", self._shared.limits.cells, "cells")
        if not row & 1023 and monotonic() > self._shared.deadline:
            raise LimitExceeded(
                f"Reading the sheet {self._sheet.name!r} took longer than {self._shared.limits.seconds:g} seconds. "
                "Make it smaller, or raise the limit `seconds`."
            )

    def _take_spec(self, row: int, element: Element) -> None:
        names = element.keys()
        if not {"ht", "hidden", "s"}.intersection(names):
            return
        height = optional(element, "ht")
        self._sheet.row_specs[row] = RowSpec(
            None if height is None or not 0 <= height <= 4096 else height,
            flag(element, "customHeight"),
            flag(element, "hidden") or height == 0,
            whole(element, "s", 0) if flag(element, "customFormat") else None,
        )

    def _column_of(self, reference: str | None, before: int) -> int:
        if reference is None:
            return before + 1
        letters = reference.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            known = self._columns[letters] = column_number(letters) if letters.isalpha() else before + 1
        return known

    def _cell(self, element: Element, row: int, column: int) -> Cell | None:
        kind, style = element.get("t"), int(element.get("s") or 0)
        text: str | None = None
        formula: Element | None = None
        inline: Element | None = None
        for child in element:
            tag = child.tag
            if tag.endswith("}v"):
                text = child.text or ""
            elif tag.endswith("}f"):
                formula = child
            elif tag.endswith("}is"):
                inline = child
        if inline is not None:
            return Cell(read_text(clear_tree(inline), self._shared.style_sheet.palette), style)
        if formula is None:
            return Cell(self._value(kind, text), style)
        uncached = text is None or (text == "" and kind != "str")
        return Cell(self._value(kind, text), style, self._formula(formula, row, column), uncached=uncached)

    def _value(self, kind: str | None, text: str | None) -> CellValue:
        if text is None:
            return None
        if kind == "s":
            index = int(text) if text.strip().isdigit() else -1
            return self._shared.strings[index] if 0 <= index < len(self._shared.strings) else None
        if kind in ("str", "inlineStr"):
            return unescape(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return ErrorValue(text.strip())
        if kind == "d":
            return serial_from_iso(text, epoch_1904=self._shared.epoch_1904)
        try:
            number_ = float(text) if text else None
        except ValueError:
            return text
        return number_ if number_ is None or isfinite(number_) else ErrorValue("#NUM!")

    def _formula(self, element: Element, row: int, column: int) -> str:
        text, index = element.text or "", element.get("si")
        if element.get("t") == "array" and text:
            return f"\1{element.get('ref', '')},{text}"
        if element.get("t") != "shared" or index is None:
            return text
        if text:
            self._masters[index] = (text, row, column)
            return text
        if index not in self._masters:
            return ""
        # Translated only when it is needed: most formulas have their value with them.
        master, master_row, master_column = self._masters[index]
        return f"\0{master_row},{master_column},{master}"

    def finish(self) -> None:
        for number_, spec in list(self._sheet.row_specs.items()):
            if spec == RowSpec(None, False, False, None):
                del self._sheet.row_specs[number_]


def _take_properties(sheet: Sheet, others: dict[str, Element]) -> None:
    form = others.get("sheetFormatPr")
    if form is not None:
        sheet.default_row_height_pt = optional(form, "defaultRowHeight")
        sheet.default_rows_hidden = flag(form, "zeroHeight")
        # A default height set by hand holds for rows with more lines too (18.3.1.81): Google Sheets sets it.
        sheet.heights_complete = form.get("dyDescent") is not None or flag(form, "customHeight")
        sheet.default_column_width = optional(form, "defaultColWidth")
        sheet.base_column_width = number(form, "baseColWidth", 8)
    view = next(iter(others.get("sheetViews", ())), None)
    sheet.right_to_left = flag(view, "rightToLeft")
    sheet.show_zeros = flag(view, "showZeros", True)
    sheet.show_formulas = flag(view, "showFormulas")
    sheet.frozen_rows = _frozen_rows(view)
    sheet.columns = [_column_span(e) for e in others.get("cols", ())]
    sheet.filtered = any(e.tag == "filterColumn" for e in others.get("autoFilter", ()))
    filter_ = others.get("autoFilter")
    sheet.filter_area = None if filter_ is None else parse_area(filter_.get("ref", ""))
    sheet.merges = _areas(others.get("mergeCells"), lambda e: e.get("ref", ""))
    sheet.row_breaks = _breaks(others.get("rowBreaks"))
    sheet.column_breaks = _breaks(others.get("colBreaks"))


def _frozen_rows(view: Element | None) -> tuple[int, int] | None:
    """Return the rows above a frozen pane, from the first that the view shows (18.3.1.66)."""
    pane = None if view is None else view.find("pane")
    if view is None or pane is None or not pane.get("state", "").startswith("frozen"):
        return None
    corner = parse_area(view.get("topLeftCell", "A1"))
    top, count = corner.top if corner else 1, whole(pane, "ySplit", 0)
    return (top, top + count - 1) if count > 0 else None


def _column_span(element: Element) -> ColumnSpan:
    width = optional(element, "width")
    return ColumnSpan(
        max(whole(element, "min", 1), 1),
        min(whole(element, "max", 1), LAST_COLUMN),
        None if width is None else min(max(width, 0), 255),
        flag(element, "hidden") or width == 0,
        whole(element, "style", 0),
    )


def _areas(element: Element | None, text: Callable[[Element], str]) -> list[Area]:
    found = (parse_area(text(child)) for child in (() if element is None else element))
    return [area for area in found if area is not None and (area.top, area.left) != (area.bottom, area.right)]


def _breaks(element: Element | None) -> tuple[int, ...]:
    if element is None:
        return ()
    return tuple(sorted({whole(e, "id", 0) for e in element if whole(e, "id", 0) > 0}))
