"""Workbooks taken apart and put together again, with parts changed: as damage and attacks change them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.sheets.paper import as_bytes

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
_SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def parts_of(book: Workbook) -> dict[str, bytes]:
    """The parts of a workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(as_bytes(book))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def small() -> Workbook:
    """A text, a number and a formula."""
    book = Workbook()
    book.active["A1"], book.active["A2"], book.active["A3"] = "words", 7, "=A2*2"
    return book


def changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A small workbook whose parts were changed."""
    parts = parts_of(small())
    change(parts)
    return packed(parts)


def with_sheet(inner: bytes, prolog: bytes = b"") -> bytes:
    """A workbook whose only sheet has this content."""
    return changed(
        lambda parts: parts.update({SHEET: prolog + b"<worksheet " + _SPACE + b">" + inner + b"</worksheet>"})
    )
