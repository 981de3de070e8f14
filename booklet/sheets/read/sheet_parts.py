"""What hangs on a sheet beside its cells: conditional formats, tables, drawings, notes, links."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from booklet.sheets.model.sheet import Sheet
from booklet.sheets.read.sheet import Shared


def read_sheet_parts(sheet: Sheet, shared: Shared, part: str, elements: dict[str, Element]) -> None:
    """Adds to `sheet`, whose part is `part`."""
