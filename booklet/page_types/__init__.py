"""The page types of a book: a file or folder for each, behind one contract, in a registry.

static      pages of an uploaded PDF                    worksheet   sheets of a workbook, drawn to pages
form        a form filled from attributes               text        Markdown with templates; also the cover
choice      one page or another, by rules               contents    the table of contents

contract.py has what a type does, registry.py finds it by name, asked.py tells which workbooks a page asks for,
drawing.py draws what a page handed over undrawn, once.py works out once what is the same for many customers.

To add one, write a class with what `contract.PageType` asks for and name it in your package's entry points, in the
group `booklet.page_types`.
"""

from booklet.page_types.asked import Asked, asked_slots
from booklet.page_types.choice import ChoicePageType
from booklet.page_types.contents import ContentsPageType
from booklet.page_types.contract import (
    CheckInputs,
    DrawnWorkbook,
    Files,
    Inputs,
    PageType,
    Resolved,
    SheetOptions,
)
from booklet.page_types.form.page_type import FormPageType
from booklet.page_types.registry import PAGE_TYPES, check_page, page_type, page_types, resolve, type_label
from booklet.page_types.static import StaticPageType
from booklet.page_types.text import TextPageType
from booklet.page_types.worksheet.page_type import WorksheetPageType

PAGE_TYPES.update(
    {
        made.name: made
        for made in (
            StaticPageType(),
            FormPageType(),
            WorksheetPageType(),
            ChoicePageType(),
            TextPageType(),
            ContentsPageType(),
        )
    }
)

__all__ = [
    "PAGE_TYPES",
    "Asked",
    "CheckInputs",
    "DrawnWorkbook",
    "Files",
    "Inputs",
    "PageType",
    "Resolved",
    "SheetOptions",
    "asked_slots",
    "check_page",
    "page_type",
    "page_types",
    "resolve",
    "type_label",
]
