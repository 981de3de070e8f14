"""Excel sheets as the pages that Excel would print: `render` draws them, `inspect` tells what a workbook holds.

read/ turns the file into the plain data of model/; numbers/ says how a value is shown; layout/ divides a sheet into
pages; draw/ puts them on paper. libreoffice.py is the second renderer.
"""

from booklet.sheets.inspection import inspect
from booklet.sheets.options import Limits, RenderOptions
from booklet.sheets.order import CellInput
from booklet.sheets.rendering import render
from booklet.sheets.result import Placeholder, Rendered, SheetInfo, SheetPage, SheetProblem, Suggestion, WorkbookInfo

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
]
