"""The workbook part: sheets, defined names, the date system (ECMA-376 part 1, 18.2)."""

from __future__ import annotations

import re
from dataclasses import replace
from time import monotonic
from xml.etree.ElementTree import Element

from booklet.errors import DamagedFile, UnsupportedFile
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import RichText
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.read.colors import DEFAULT_THEME, read_theme
from booklet.sheets.read.package import Package
from booklet.sheets.read.shared_strings import read_shared_strings
from booklet.sheets.read.sheet import Shared, read_sheet
from booklet.sheets.read.sheet_parts import read_sheet_parts
from booklet.sheets.read.styles import StyleSheet, read_styles
from booklet.sheets.read.xml import flag, parse, whole
from booklet.sheets.render_options import Limits

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHEET_AND_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!([^,]+)")


def read_workbook(data: bytes, limits: Limits) -> Workbook:
    """Read an .xlsx or .xlsm file. Raises DamagedFile, UnsupportedFile or LimitExceeded."""
    try:
        return _read(data, limits)
    except (ValueError, LookupError, ArithmeticError, RecursionError) as error:
        # A file may contradict the format in more ways than the reader can foresee.
        raise DamagedFile(
            f"The workbook contradicts its format ({type(error).__name__}: {error}). Open it in Excel, let it repair "
            "the file, and save it again."
        ) from error


def _read(data: bytes, limits: Limits) -> Workbook:
    package = Package(data, limits)
    part = package.workbook_part()
    root = parse(package.read(part), part)
    if root.tag != "workbook":
        raise UnsupportedFile("The file is no Excel workbook, though packed like one. Choose an .xlsx or .xlsm file.")
    style_sheet = _style_sheet(package, part)
    strings = _strings(package, part, style_sheet)
    epoch_1904 = flag(root.find("workbookPr"), "date1904")
    shared = Shared(package, strings, style_sheet, epoch_1904, limits, monotonic() + limits.seconds)
    book = Workbook(
        [],
        style_sheet.styles,
        style_sheet.default_font,
        epoch_1904,
        table_styles=style_sheet.table_styles,
        theme_colors=style_sheet.palette.theme,
        recalculate=flag(root.find("calcPr"), "fullCalcOnLoad"),
    )
    _take_properties(book, package)
    _read_sheets(book, shared, root, part)
    _take_names(book, root)
    return book


def _take_properties(book: Workbook, package: Package) -> None:
    """Take the title and the language (part 2, 8)."""
    for part in package.related("", "core-properties"):
        root = parse(package.read(part), part)
        book.title = (root.findtext("title") or "").strip()
        language = (root.findtext("language") or "").strip()
        book.language = language if _LANGUAGE.fullmatch(language) else ""


def _style_sheet(package: Package, part: str) -> StyleSheet:
    themes = package.related(part, "theme")
    theme = read_theme(parse(package.read(themes[0]), themes[0])) if themes else DEFAULT_THEME
    for name in package.related(part, "styles"):
        return read_styles(parse(package.read(name), name), theme)
    return StyleSheet()


def _strings(package: Package, part: str, style_sheet: StyleSheet) -> list[str | RichText]:
    for name in package.related(part, "sharedStrings"):
        return read_shared_strings(package, name, style_sheet.palette)
    return []


def _read_sheets(book: Workbook, shared: Shared, root: Element, part: str) -> None:
    relations = shared.package.relations(part)
    # XlsxWriter gives itself out for Excel too, but asks for a full calculation, which Excel leaves away.
    written = root.find("fileVersion")
    by_excel = (
        written is not None and written.get("appName") == "xl" and not flag(root.find("calcPr"), "fullCalcOnLoad")
    )
    for element in root.iterfind("sheets/sheet"):
        name = element.get("name", "")
        relation = relations.get(element.get("id", ""))
        if relation is None or relation.kind not in ("worksheet", "chartsheet"):
            sheet = Sheet(name, visible=False, notes=["It is not a worksheet, and is passed over."])
        elif relation.target not in shared.package:
            raise DamagedFile(
                f"The sheet {name!r} is missing from the workbook. Open the workbook in Excel, let it repair the file, "
                "and save it again."
            )
        else:
            sheet, others = read_sheet(shared, relation.target, name)
            read_sheet_parts(sheet, shared, relation.target, others)
            if relation.kind == "chartsheet":  # its chart fills the page
                sheet.page_setup = replace(sheet.page_setup, fit_to_page=True)
            sheet.heights_complete = sheet.heights_complete or by_excel
            sheet.visible = element.get("state", "visible") == "visible"
        book.sheets.append(sheet)


def _take_names(book: Workbook, root: Element) -> None:
    for element in root.iterfind("definedNames/definedName"):
        name, text = element.get("name", ""), element.text or ""
        index = whole(element, "localSheetId", -1)
        sheet = book.sheets[index] if 0 <= index < len(book.sheets) else None
        if sheet is not None and name == "_xlnm.Print_Area":
            sheet.print_areas = tuple(_named_areas(text))
        elif sheet is not None and name == "_xlnm.Print_Titles":
            _take_titles(sheet, text)
        book.names[name.lower(), sheet.name if sheet else None] = text


def _named_areas(text: str) -> list[Area]:
    """Return the areas of "Sheet1!$A$1:$C$9,Sheet1!$E$1"; a broken area ("#REF!") is left out."""
    areas = (parse_area(found[3]) for found in _SHEET_AND_AREA.finditer(text))
    return [area for area in areas if area]


def _take_titles(sheet: Sheet, text: str) -> None:
    for found in _SHEET_AND_AREA.finditer(text):
        area = parse_area(found[3])
        if area is None:
            continue
        if area.right - area.left >= 16_383:
            sheet.title_rows = area.top, area.bottom
        else:
            sheet.title_columns = area.left, area.right
