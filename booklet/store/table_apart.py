"""The rows of a workbook that is imported: what a process with limits does (`booklet.apart.Work`)."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from booklet.errors import LimitExceeded, UnsupportedFile
from booklet.store.table_cells import rows_to_json

_ZIP = b"PK\x03\x04"
_MOST_UNPACKED_BYTES = 500 << 20
_MOST_CELLS = 20_000_000
"""From A1 to the last cell that has anything: the reader makes room for each of them."""


def read_rows(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Read the first visible sheet, as `rows_to_json` writes it."""
    name = task["name"]
    if data[:4] == _ZIP:
        _refuse_bomb(data, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
        if data[:4] == _ZIP and visible:
            _refuse_far_cells(data, visible[0], name)
        rows = workbook.get_sheet_by_name(visible[0]).to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise UnsupportedFile(
            f"{name} cannot be read as an Excel workbook ({error}). If it has a password, take that off; else save it "
            "again as .xlsx or as CSV."
        ) from error
    return {}, rows_to_json(rows)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnsupportedFile(f"{name} is damaged: save it again as .xlsx or as CSV.") from error
    if unpacked > _MOST_UNPACKED_BYTES:
        raise LimitExceeded(
            f"{name} unpacks to {unpacked >> 20} MB, over the limit of {_MOST_UNPACKED_BYTES >> 20} MB for a table."
        )


def _refuse_far_cells(data: bytes, sheet: str, name: str) -> None:
    """Say which cell makes a sheet so large: one that somebody touched by mistake, most often."""
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        dimensions = workbook[sheet].calculate_dimension()
        cells = workbook[sheet].max_column * workbook[sheet].max_row
    except Exception:  # not a workbook that openpyxl reads, or one that does not say
        return
    if cells > _MOST_CELLS:
        last = dimensions.rpartition(":")[2]
        raise LimitExceeded(
            f"{name}: the sheet {sheet} reaches to {last}, far beyond a table. Delete the rows and columns that are "
            "empty but for a stray cell, and save it again."
        )
