"""Tables as people send them: CSV in the encodings and with the separators that Excel writes, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pandas
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from booklet.apart import Bounds, run_apart
from booklet.errors import InputError, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.store.csv_text import guarded, read_csv_rows
from booklet.store.table_cells import Cell, rows_from_json

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SECONDS, _MEMORY_BYTES = 60.0, 3 << 30
_NOT_IN_XML = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_EXCEL_DIGITS = 15
_EXCEL_FIRST_YEAR = 1901  # 1900 has a leap day there that never was


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it; `numbers` are the rows' numbers as a spreadsheet shows them."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]


def read_table(source: Path | str | bytes | pandas.DataFrame, *, name: str = "") -> Table:
    """Return the first visible sheet of a workbook, a CSV, or a DataFrame (with its index, where that has a name).

    The header is the first row that is not empty; empty rows are left out. What a file is comes from its content.
    Raises InputError, naming `name`, for what cannot be read or has no rows.
    """
    if isinstance(source, pandas.DataFrame):
        return _from_rows(_frame_rows(source), name or "the table")
    name = name or ("the file" if isinstance(source, bytes) else Path(source).name)
    data = source if isinstance(source, bytes) else _read_bytes(Path(source))
    rows = _workbook_rows(data, name) if data[:4] in (_ZIP, _OLE) else read_csv_rows(data, name)
    return _from_rows(rows, name)


def write_csv(out: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write UTF-8 with the mark that Excel wants, separated by commas; what looks like a formula is made harmless."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([guarded(cell) for cell in header])
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    text.detach()


def write_xlsx(out: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> None:
    """Write a single sheet, in which texts are texts even where they look like formulas."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "B2"
    cells = [_xlsx_cell(sheet, name) for name in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([None if value is None else _xlsx_cell(sheet, value) for value in row])
    workbook.save(out)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from error


def _from_rows(rows: Iterable[Sequence[Cell]], name: str) -> Table:
    numbered = [(number, [_without_blanks(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    filled = [(number, row) for number, row in numbered if any(cell is not None for cell in row)]
    if len(filled) < 2:
        raise InputError(f"{name} has no table: a row with the names of the columns is needed, and rows under it.")
    _, header = filled[0]
    width = len(header)
    return Table(
        header=tuple("" if cell is None else str(cell) for cell in header),
        rows=tuple(tuple((row + [None] * width)[:width]) for _, row in filled[1:]),
        numbers=tuple(number for number, _ in filled[1:]),
    )


def _without_blanks(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return cell.strip() or None
    is_missing = cell is None or cell is pandas.NA or cell is pandas.NaT or cell != cell  # NaN differs from itself
    return None if is_missing else cell


def _frame_rows(frame: pandas.DataFrame) -> Iterable[Sequence[Cell]]:
    if frame.index.name is not None:
        frame = frame.reset_index()
    yield list(frame.columns)
    yield from frame.itertuples(index=False, name=None)


def _workbook_rows(data: bytes, name: str) -> list[list[Cell]]:
    if kind := other_kind(data):
        raise UnsupportedFile(f"{name} is {kind}. A table is an Excel workbook or a CSV file: save it as one of these.")
    bounds = Bounds(_SECONDS, _MEMORY_BYTES, name, "Copy the table alone to a new workbook, or save it as CSV.")
    _, rows = run_apart("booklet.store.table_apart:read_rows", {"name": name}, data, bounds)
    return rows_from_json(rows)


def _csv_text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else guarded(str(cell))


def _xlsx_cell(sheet: WriteOnlyWorksheet, value: Cell) -> SheetCell:
    cell: SheetCell = WriteOnlyCell(sheet)
    if isinstance(value, bool):
        cell.value = value
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) <= _EXCEL_DIGITS:
        cell.value = float(value)
    elif isinstance(value, date) and value.year >= _EXCEL_FIRST_YEAR:
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.value = _escaped(value if isinstance(value, str) else _csv_text(value))
        cell.data_type = "s"  # or else openpyxl makes a formula of what begins with "="
    return cell


def _escaped(text: str) -> str:
    """Escape what XML cannot hold as `_x000B_`, and what looks like that already (ECMA-376 part 1, 22.9.2.19)."""
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
