"""Page setup of a sheet (ECMA-376 part 1, 18.3.1.46, 62, 63 and 70)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """In inches, as in the file; `header` and `footer` are measured from the paper's edge."""

    left: float = 0.7
    right: float = 0.7
    top: float = 0.75
    bottom: float = 0.75
    header: float = 0.3
    footer: float = 0.3


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """Texts with their codes (`&L`, `&P` ...); the first page's and the even pages' count where they are asked for."""

    odd_header: str = ""
    odd_footer: str = ""
    even_header: str = ""
    even_footer: str = ""
    first_header: str = ""
    first_footer: str = ""
    different_odd_even: bool = False
    different_first: bool = False
    scale_with_document: bool = True


@dataclass(frozen=True, slots=True)
class PageSetup:
    """`scale` is a percentage; `fit_width` and `fit_height` count pages (0 = any number) when `fit_to_page`.

    `comments` is none, atEnd or asDisplayed.
    `paper_size` None: the file has no page setup, and leaves the paper to the printer.
    """

    paper_size: int | None = None
    paper_width_pt: float | None = None
    paper_height_pt: float | None = None
    landscape: bool = False
    scale: int = 100
    fit_to_page: bool = False
    fit_width: int = 1
    fit_height: int = 1
    over_then_down: bool = False
    first_page_number: int | None = None
    black_and_white: bool = False
    draft: bool = False
    errors: str = "displayed"
    comments: str = "none"
    gridlines: bool = False
    headings: bool = False
    center_horizontally: bool = False
    center_vertically: bool = False
    margins: Margins = Margins()
    header_footer: HeaderFooter = HeaderFooter()
