"""A workbook's file with cells changed, for LibreOffice, which knows nothing of the filled values.

Only LibreOffice reads the outcome, and only values change; all else stays as it is in the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.read.package import Package
from booklet.sheets.read.xml import parse
from booklet.sheets.render_options import Limits


def edited(
    data: bytes, book: Workbook, limits: Limits, *, filled: Iterable[tuple[Sheet, int, int]], only: Iterable[str] | None
) -> bytes:
    """Return the file with the values of the `filled` cells, without those of formulas that have to be computed.

    `only` names the sheets that are shown, where not all that are visible are.
    """
    package = Package(data, limits)
    workbook_part = package.workbook_part()
    root = parse(package.read(workbook_part), workbook_part)
    relations = package.relations(workbook_part)
    changed: dict[str, bytes] = {}
    cells = _cells_to_write(book, filled)
    for element in root.iterfind("sheets/sheet"):
        relation, wanted = relations.get(element.get("id", "")), cells.get(element.get("name", ""))
        if relation is not None and wanted:
            changed[relation.target.lower()] = _with_cells(package.read(relation.target), wanted)
    if only is not None:
        changed[workbook_part.lower()] = _showing(package.read(workbook_part), set(only))
    return _repacked(data, changed)


def _cells_to_write(book: Workbook, filled: Iterable[tuple[Sheet, int, int]]) -> dict[str, dict[str, Cell]]:
    found: dict[str, dict[str, Cell]] = {}
    for sheet, row, column in filled:
        cell = sheet.cell(row, column)
        if cell is not None:
            found.setdefault(sheet.name, {})[str(Area(row, column, row, column))] = cell
    for sheet in book.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.uncached and cell.formula:
                    found.setdefault(sheet.name, {})[str(Area(row, column, row, column))] = cell
    return found


def _with_cells(data: bytes, wanted: Mapping[str, Cell]) -> bytes:
    root = ElementTree.fromstring(data)  # document types were refused when the workbook was read
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    known = {element.get("r", ""): element for element in root.iter(f"{space}c")}
    for place, cell in wanted.items():
        element = known[place] if place in known else _added(root, place, space)
        for child in list(element):
            if not (cell.formula and child.tag == f"{space}f"):
                element.remove(child)
        if not cell.formula:
            _write(element, cell, space)
    return _as_bytes(root)


def _as_bytes(root: Element) -> bytes:
    made: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return made


def _added(root: Element, place: str, space: str) -> Element:
    """Return a cell that the file does not have, put in its place among the others."""
    area = parse_area(place) or Area(1, 1, 1, 1)
    data = root.find(f"{space}sheetData")
    rows = data if data is not None else ElementTree.SubElement(root, f"{space}sheetData")
    row = next((each for each in rows if each.get("r") == str(area.top)), None)
    if row is None:
        row = Element(f"{space}row", {"r": str(area.top)})
        rows.insert(sum(int(each.get("r", "0")) < area.top for each in rows), row)
    cell = Element(f"{space}c", {"r": place})
    row.insert(sum((parse_area(each.get("r", "")) or area).left < area.left for each in row), cell)
    return cell


def _write(element: Element, cell: Cell, space: str) -> None:
    value = cell.value
    element.attrib.pop("t", None)
    if isinstance(value, bool):
        element.set("t", "b")
        ElementTree.SubElement(element, f"{space}v").text = str(int(value))
    elif isinstance(value, float | int):
        ElementTree.SubElement(element, f"{space}v").text = repr(float(value))
    else:
        element.set("t", "inlineStr")
        text = ElementTree.SubElement(ElementTree.SubElement(element, f"{space}is"), f"{space}t")
        text.text = str(value or "")


def _showing(data: bytes, names: set[str]) -> bytes:
    root = ElementTree.fromstring(data)
    sheets = [element for element in root.iter() if element.tag.rpartition("}")[2] == "sheet"]
    for element in sheets:
        element.set("state", "visible" if element.get("name") in names else "hidden")
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "workbookView":
            first = next((place for place, each in enumerate(sheets) if each.get("name") in names), 0)
            element.set("activeTab", str(first))
    return _as_bytes(root)


def _repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, True, 1) as out,
    ):
        for entry in source.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/").lower()
            out.writestr(entry.filename, changed.get(name) or source.read(entry))
    return target.getvalue()
