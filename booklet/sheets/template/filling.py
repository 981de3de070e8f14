"""The places of a workbook filled with the values of a customer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import Cell, Run
from booklet.sheets.model.drawing import Shape, ShapeParagraph
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.numbers.display import FOR_TRUTH_VALUES, display
from booklet.sheets.numbers.serial_dates import serial_of
from booklet.sheets.render_request import CellInput
from booklet.sheets.template.placeholders import HEADER_TEXTS, SPAN, is_template, named_cells

Filled = tuple[Sheet, int, int]


def fill(book: Workbook, values: Mapping[str, CellInput]) -> list[Filled]:
    """Put the values into their places; return the cells that have got a value.

    Keys are the texts and names of `placeholders_of` (names in lower case), and addresses ("Sheet1!B7").
    """
    filled: list[Filled] = []
    for sheet in book.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.formula is None and is_template(cell.value) and (given := values.get(str(cell.value))):
                    _put(book, cell, given)
                    filled.append((sheet, row, column))
        _fill_texts(sheet, {key: _written(given) for key, given in values.items() if "{{" in key})
    for name, sheet, row, column in (*named_cells(book), *_addressed(book, values)):
        if (given := values.get(name)) is not None:
            _put(book, sheet.rows.setdefault(row, {}).setdefault(column, Cell(None, 0)), given)
            filled.append((sheet, row, column))
    return filled


def _addressed(book: Workbook, values: Mapping[str, CellInput]) -> Iterator[tuple[str, Sheet, int, int]]:
    for key in values:
        name, mark, cell = key.rpartition("!")
        sheet, area = book.sheet(name.strip("'")), parse_area(cell)
        if mark and sheet is not None and area is not None:
            yield key, sheet, area.top, area.left


def shown(given: CellInput, number_format: str = "General") -> str:
    """Return the text that a cell with this number format of its own shows once it holds the value."""
    value = _held(given.value, epoch_1904=False)
    return display(value, _format_of(given, number_format)).text


def _put(book: Workbook, cell: Cell, given: CellInput) -> None:
    cell.value = _held(given.value, epoch_1904=book.epoch_1904)
    cell.formula, cell.uncached = None, False
    number_format = book.number_format(cell)
    if (wanted := _format_of(given, number_format)) != number_format:
        cell.style = _with_format(book, cell.style, wanted)


def _held(value: str | float | bool | date, *, epoch_1904: bool) -> str | float | bool:
    """Return the value as a cell holds it."""
    if isinstance(value, date):
        return float(serial_of(value, epoch_1904=epoch_1904))
    return value if isinstance(value, bool | str) else float(value)


def _format_of(given: CellInput, own: str) -> str:
    """Return the number format that a cell with `own` has once it is filled."""
    if isinstance(given.value, bool) and given.number_format != "General":
        return FOR_TRUTH_VALUES + given.number_format
    takes_another = own in ("General", "@") and not isinstance(given.value, str)
    return given.number_format if takes_another else own


def _with_format(book: Workbook, style: int, number_format: str) -> int:
    """Return the number of a style that differs from the given style in its number format only."""
    wanted = book.styles[style if style < len(book.styles) else 0]._replace(number_format=number_format)
    if wanted not in book.styles:
        book.styles.append(wanted)
    return book.styles.index(wanted)


def _written(given: CellInput) -> str:
    return given.text or str(given.value)


def _fill_texts(sheet: Sheet, texts: Mapping[str, str]) -> None:
    """Fill headers, footers and text boxes; an ampersand in a value is no code."""
    if not texts:
        return

    def in_header(text: str) -> str:
        return SPAN.sub(lambda match: texts.get(match[0], match[0]).replace("&", "&&"), text)

    setup = sheet.page_setup
    changed: dict[str, Any] = {name: in_header(getattr(setup.header_footer, name)) for name in HEADER_TEXTS}
    sheet.page_setup = replace(setup, header_footer=replace(setup.header_footer, **changed))
    for place, drawing in enumerate(sheet.drawings):
        if isinstance(drawing.content, Shape):
            paragraphs = tuple(_filled_paragraph(paragraph, texts) for paragraph in drawing.content.paragraphs)
            sheet.drawings[place] = replace(drawing, content=replace(drawing.content, paragraphs=paragraphs))


def _filled_paragraph(paragraph: ShapeParagraph, texts: Mapping[str, str]) -> ShapeParagraph:
    """Fill a paragraph whose runs keep their fonts; a template over several runs takes the font of the first."""
    whole = "".join(run.text for run in paragraph.runs)
    if "{{" not in whole:
        return paragraph
    runs: Sequence[Run] = paragraph.runs
    if any(run.text.count("{{") != run.text.count("}}") for run in runs):
        runs = (Run(whole, runs[0].font),)
    made = tuple(run._replace(text=SPAN.sub(lambda m: texts.get(m[0], m[0]), run.text)) for run in runs)
    return replace(paragraph, runs=made)
