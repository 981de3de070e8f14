"""Page setup of a sheet: margins, paper, scale, headers and footers (ECMA-376 part 1, 18.3.1)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from booklet.sheets.model.page_setup import HeaderFooter, Margins, PageSetup
from booklet.sheets.read.xml import find, flag, number, whole

NO_MARGINS = Margins(0.748, 0.748, 0.984, 0.984, 0.512, 0.512)
"""Excel's margins where the file has none: 1.9, 2.5 and 1.3 cm."""
_LENGTH = re.compile(r"([\d.]+)\s*(mm|cm|in|pt|pc|pi)$")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def read_page_setup(elements: dict[str, Element]) -> PageSetup:
    """Return the page setup of a worksheet's elements, given by name."""
    setup, options = elements.get("pageSetup"), elements.get("printOptions")
    numbered = flag(setup, "useFirstPageNumber")
    return PageSetup(
        # 0 is no paper at all, and means what a missing page setup does.
        paper_size=None if setup is None else whole(setup, "paperSize", 1) or None,
        paper_width_pt=_length(setup, "paperWidth"),
        paper_height_pt=_length(setup, "paperHeight"),
        landscape=setup is not None and setup.get("orientation") == "landscape",
        scale=min(max(whole(setup, "scale", 100) or 100, 10), 400),
        fit_to_page=flag(find(elements.get("sheetPr"), "pageSetUpPr"), "fitToPage"),
        fit_width=max(whole(setup, "fitToWidth", 1), 0),
        fit_height=max(whole(setup, "fitToHeight", 1), 0),
        over_then_down=setup is not None and setup.get("pageOrder") == "overThenDown",
        first_page_number=whole(setup, "firstPageNumber", 1) if numbered else None,
        black_and_white=flag(setup, "blackAndWhite"),
        draft=flag(setup, "draft"),
        errors="displayed" if setup is None else setup.get("errors", "displayed"),
        comments="none" if setup is None else setup.get("cellComments", "none"),
        gridlines=flag(options, "gridLines"),
        headings=flag(options, "headings"),
        center_horizontally=flag(options, "horizontalCentered"),
        center_vertically=flag(options, "verticalCentered"),
        margins=_margins(elements.get("pageMargins")),
        header_footer=_header_footer(elements.get("headerFooter")),
    )


def _length(element: Element | None, name: str) -> float | None:
    found = _LENGTH.match(element.get(name, "")) if element is not None else None
    return float(found[1]) * _POINTS[found[2]] if found else None


def _margins(element: Element | None) -> Margins:
    plain = NO_MARGINS if element is None else Margins()
    return Margins(
        *(max(number(element, name, getattr(plain, name)), 0) for name in Margins.__dataclass_fields__),
    )


def _header_footer(element: Element | None) -> HeaderFooter:
    if element is None:
        return HeaderFooter()

    def text(tag: str) -> str:
        return element.findtext(tag) or "" if element is not None else ""

    return HeaderFooter(
        text("oddHeader"),
        text("oddFooter"),
        text("evenHeader"),
        text("evenFooter"),
        text("firstHeader"),
        text("firstFooter"),
        flag(element, "differentOddEven"),
        flag(element, "differentFirst"),
        flag(element, "scaleWithDoc", True),
    )
