"""Excel sheets as the pages that Excel would print: `render` draws them, `inspect` tells what a workbook holds.

A workbook of unknown origin is read in a process of its own (work.py, with `Limits`). There read/ turns the file into
the plain data of model/; placeholders.py fills it, dependents.py finds what has to be computed anew, and formula/
computes; numbers/ says how a value is shown; layout/ divides a sheet into pages; draw/ puts them on paper; preflight.py
and suggestions.py tell what a reader would miss. libreoffice.py is the second renderer, and reads old formats.
"""

from booklet.sheets.inspection import inspect
from booklet.sheets.options import Limits, RenderOptions
from booklet.sheets.order import CellInput
from booklet.sheets.placeholders import shown
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
    "shown",
]
