"""Parts of a sheet beside its cells: conditional formats, tables, drawings, links."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from booklet.sheets.model.area import parse_area
from booklet.sheets.model.drawing import Sparkline
from booklet.sheets.model.sheet import ExcelTable, Sheet
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.comments import drawings_of, read_comments
from booklet.sheets.read.conditional_formats import read_conditional
from booklet.sheets.read.controls import read_controls
from booklet.sheets.read.drawings import read_drawings
from booklet.sheets.read.header_pictures import read_header_pictures
from booklet.sheets.read.package import Relation
from booklet.sheets.read.shared_strings import unescape
from booklet.sheets.read.sheet import Shared
from booklet.sheets.read.xml import flag, number, optional, parse, whole


def read_sheet_parts(sheet: Sheet, shared: Shared, part: str, elements: dict[str, Element]) -> None:
    """Add to `sheet`, whose part is `part`."""
    package, palette = shared.package, shared.style_sheet.palette
    sheet.conditional = read_conditional(
        elements["conditionalFormatting"], elements.get("extLst"), shared.style_sheet.changes, palette
    )
    sheet.sparklines = _sparklines(elements.get("extLst"), palette)
    for name in package.related(part, "drawing"):
        sheet.drawings = read_drawings(package, name, palette)
    for name in package.related(part, "table"):
        root = parse(package.read(name), name)
        table = _table(root)
        if table is not None:
            sheet.tables.append(table)
            sheet.filtered = sheet.filtered or root.find("autoFilter/filterColumn") is not None
    relations = package.relations(part)
    header = elements.get("legacyDrawingHF")
    relation = relations.get(header.get("id", "")) if header is not None else None
    if relation is not None and relation.target in package:
        sheet.header_pictures = read_header_pictures(package, relation.target)
    sheet.drawings = [*sheet.drawings, *read_controls(package, part)]
    if sheet.page_setup.comments != "none":
        sheet.comments = read_comments(package, part, palette)
    if sheet.page_setup.comments == "asDisplayed":
        sheet.drawings = [*sheet.drawings, *drawings_of(sheet.comments)]
    _take_links(sheet, elements.get("hyperlinks"), relations)


def _sparklines(extension: Element | None, palette: Palette) -> list[Sparkline]:
    found = []
    for group in () if extension is None else extension.iter("sparklineGroup"):
        colors = {
            kind: palette.cell_color(group.find(f"color{kind.title()}"))
            for kind in ("series", "negative", "markers", "first", "last")
        }
        marks = tuple((k, c) for k in ("markers", "first", "last") if flag(group, k) and (c := colors[k]))
        for element in group.iter("sparkline"):
            area = parse_area((element.findtext("sqref") or "").split()[0] if element.findtext("sqref") else "")
            if area is not None and element.findtext("f"):
                found.append(
                    Sparkline(
                        area.top,
                        area.left,
                        element.findtext("f") or "",
                        group.get("type", "line"),
                        colors["series"] or "376092",
                        colors["negative"] if flag(group, "negative") else None,
                        marks,
                        number(group, "lineWeight", 0.75),
                        low=optional(group, "manualMin") if group.get("minAxisType") == "custom" else None,
                        high=optional(group, "manualMax") if group.get("maxAxisType") == "custom" else None,
                    )
                )
    return found


def _table(root: Element) -> ExcelTable | None:
    area = parse_area(root.get("ref", ""))
    style = root.find("tableStyleInfo")
    if area is None:
        return None
    return ExcelTable(
        area,
        style.get("name", "") if style is not None else "",
        whole(root, "headerRowCount", 1),
        whole(root, "totalsRowCount", 0),
        flag(style, "showRowStripes"),
        flag(style, "showColumnStripes"),
        flag(style, "showFirstColumn"),
        flag(style, "showLastColumn"),
        root.get("displayName", root.get("name", "")),
        tuple(unescape(column.get("name", "")) for column in root.iterfind("tableColumns/tableColumn")),
    )


def _take_links(sheet: Sheet, element: Element | None, relations: dict[str, Relation]) -> None:
    for link in () if element is None else element:
        area, relation = parse_area(link.get("ref", "")), relations.get(link.get("id", ""))
        if area is not None and relation is not None and relation.target.startswith(("http://", "https://", "mailto:")):
            sheet.links.append((area, relation.target))
