"""Excel sheets as the pages that Excel would print: `render` draws them, `inspect` lists the contents of a workbook.

A workbook of unknown origin is read in a process of its own (apart_tasks.py, with `Limits`), and workbook_to_pdf.py
goes the whole way, without the garbage collector (no_collection.py). The rooms, from the ground up
(tests/test_floors.py):

    model/       a workbook as plain data
    numbers/     number formats: a value and a format code give a text
    read/        the bytes of a file become the model
    formula/     the language of formulas: syntax, values, operators
    functions/   Excel's functions by family
    template/    the places of a workbook that can be filled, and the filling
    compute/     formulas evaluated over a workbook; what depends on filled cells; the values of charts
    layout/      sheets divided into pages: grid, styles, conditional formats, pagination
    canvas/      the pen that draws on a PDF page, and its tags
    charts/      charts, drawn with the pen
    draw/        cells, drawings, headers and footers, and the PDF of all pages
    preflight/   problems that a reader of the pages would meet, and suggestions

rendering.py and inspection.py are the front, with render_options.py, render_request.py and result.py for what goes in
and comes out; libreoffice.py is the second renderer, and reads old formats; closed_office.py keeps it from fetching.
"""

from booklet.sheets.inspection import inspect
from booklet.sheets.render_options import Limits, RenderOptions
from booklet.sheets.render_request import CellInput
from booklet.sheets.rendering import render
from booklet.sheets.result import (
    Placeholder,
    Rendered,
    SheetInfo,
    SheetPage,
    SheetProblem,
    Suggestion,
    WorkbookInfo,
    require_sheets,
)

__all__ = [
    "CellInput",
    "Limits",
    "Placeholder",
    "RenderOptions",
    "Rendered",
    "SheetInfo",
    "SheetPage",
    "SheetProblem",
    "Suggestion",
    "WorkbookInfo",
    "inspect",
    "render",
    "require_sheets",
]
