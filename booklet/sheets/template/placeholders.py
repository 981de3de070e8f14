"""Places of a workbook that can be filled for a customer.

A place is a template in a cell, a header, a footer or a text box ("{{ plan }}"), or a cell that has a name. Sheets know
no templates: they are handed the value for each text and each named cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import CellValue, RichText
from booklet.sheets.model.drawing import Shape
from booklet.sheets.model.page_setup import HeaderFooter
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.result import Placeholder

SPAN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MARKS = ("{{", "{%")
_ONE_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,:()]+))!(\$?[A-Z]{1,3}\$?\d{1,7})")
HEADER_TEXTS = tuple(field.name for field in fields(HeaderFooter) if field.name.endswith(("header", "footer")))


def placeholders_of(book: Workbook) -> tuple[Placeholder, ...]:
    """Return all places of a workbook, sheet by sheet; a cell with a formula is not one, whatever its name."""
    found = [place for sheet in book.sheets for place in _texts_of(book, sheet)]
    for name, sheet, row, column in named_cells(book):
        cell = sheet.cell(row, column)
        if not (cell and cell.formula):
            where = str(Area(row, column, row, column))
            found.append(Placeholder(sheet.name, where, name, named=True, number_format=book.number_format(cell)))
    return tuple(found)


def _texts_of(book: Workbook, sheet: Sheet) -> Iterator[Placeholder]:
    for row in sorted(sheet.rows):
        for column, cell in sorted(sheet.rows[row].items()):
            if cell.formula is None and is_template(cell.value):
                where = str(Area(row, column, row, column))
                yield Placeholder(sheet.name, where, str(cell.value), number_format=book.number_format(cell))
    for text in _header_texts(sheet.page_setup.header_footer):
        for span in SPAN.findall(text):
            yield Placeholder(sheet.name, "", span)
    for drawing in sheet.drawings:
        for paragraph in drawing.content.paragraphs if isinstance(drawing.content, Shape) else ():
            for span in SPAN.findall("".join(run.text for run in paragraph.runs)):
                yield Placeholder(sheet.name, "", span)


def is_template(value: CellValue) -> bool:
    """Return whether a cell's value is a text with a template in it."""
    return isinstance(value, str | RichText) and any(mark in str(value) for mark in _MARKS)


def _header_texts(texts: HeaderFooter) -> list[str]:
    return [getattr(texts, name) for name in HEADER_TEXTS]


def named_cells(book: Workbook) -> Iterator[tuple[str, Sheet, int, int]]:
    """Yield names of single cells, without those that Excel itself gives."""
    for (name, _), text in book.names.items():
        match = _ONE_CELL.fullmatch(text.strip())
        if not match or name.startswith("_xlnm."):
            continue
        sheet = book.sheet((match[1] or match[2]).replace("''", "'"))
        area = parse_area(match[3])
        if sheet is not None and area is not None:
            yield name, sheet, area.top, area.left
