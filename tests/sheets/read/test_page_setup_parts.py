"""Page setup as the file has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.sheets.model.page_setup import HeaderFooter, Margins, PageSetup
from booklet.sheets.read.page_setup import NO_MARGINS, read_page_setup
from tests.sheets.read.parts import element

PLAIN = PageSetup(margins=NO_MARGINS)
"""A sheet without any of it."""


def _read(**elements: str) -> PageSetup:
    return read_page_setup({name: element(f"<{name} {text}") for name, text in elements.items()})


@pytest.mark.parametrize(
    ("attributes", "changed"),
    [
        ("", {}),
        ('paperSize="9"', {"paper_size": 9}),
        ('paperSize="0"', {"paper_size": None}),
        ('paperWidth="210mm" paperHeight="11in"', {"paper_width_pt": 210 * 72 / 25.4, "paper_height_pt": 792.0}),
        ('paperWidth="2pc" paperHeight="1cm"', {"paper_width_pt": 24.0, "paper_height_pt": 72 / 2.54}),
        ('paperWidth="wide"', {}),
        ('orientation="landscape"', {"landscape": True}),
        ('orientation="portrait"', {}),
        ('scale="0"', {}),
        ('scale="5"', {"scale": 10}),
        ('scale="75"', {"scale": 75}),
        ('scale="500"', {"scale": 400}),
        ('fitToWidth="0" fitToHeight="-1"', {"fit_width": 0, "fit_height": 0}),
        ('fitToWidth="2" fitToHeight="3"', {"fit_width": 2, "fit_height": 3}),
        ('pageOrder="overThenDown"', {"over_then_down": True}),
        ('firstPageNumber="7"', {}),
        ('firstPageNumber="7" useFirstPageNumber="1"', {"first_page_number": 7}),
        ('useFirstPageNumber="1"', {"first_page_number": 1}),
        ('blackAndWhite="1"', {"black_and_white": True}),
        ('draft="1"', {"draft": True}),
        ('errors="dash"', {"errors": "dash"}),
        ('cellComments="atEnd"', {"comments": "atEnd"}),
    ],
)
def test_settings_of_the_page(attributes: str, changed: dict[str, object]) -> None:
    """Each by itself; without a paper it is Letter, and what cannot be read is as if it were not there."""
    read = _read(pageSetup=f"{attributes}/>")
    assert read == replace(PLAIN, **{"paper_size": 1, **changed})


@pytest.mark.parametrize(
    ("attribute", "name"),
    [
        *(("gridLines", "gridlines"), ("headings", "headings"), ("horizontalCentered", "center_horizontally")),
        ("verticalCentered", "center_vertically"),
    ],
)
def test_options_of_printing(attribute: str, name: str) -> None:
    """Off unless they are on."""
    assert _read(printOptions=f'{attribute}="1"/>') == replace(PLAIN, **{name: True})
    assert _read(printOptions=f'{attribute}="0"/>') == PLAIN


@pytest.mark.parametrize(("value", "fits"), [("1", True), ("0", False)])
def test_fit_to_page(value: str, fits: bool) -> None:
    """Stands among the properties of the sheet."""
    assert _read(sheetPr=f'><pageSetUpPr fitToPage="{value}"/></sheetPr>').fit_to_page is fits


def test_margins() -> None:
    """Each by its name; those that are missing are Excel's, and none is negative."""
    sides = 'left="1" right="2" top="3" bottom="4" header="5" footer="6"/>'
    assert _read(pageMargins=sides).margins == Margins(1, 2, 3, 4, 5, 6)
    assert _read(pageMargins='left="-1"/>').margins == replace(Margins(), left=0)
    assert _read().margins == NO_MARGINS


def test_headers_and_footers() -> None:
    """Each in its place; they are scaled with the sheet unless the file says that they are not."""
    names = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
    texts = "".join(f"<{name}>{name}</{name}>" for name in names)
    read = _read(headerFooter=f'differentOddEven="1">{texts}</headerFooter>').header_footer
    assert read == HeaderFooter(*names, different_odd_even=True)
    first = _read(headerFooter='differentFirst="1" scaleWithDoc="0"/>').header_footer
    assert first == HeaderFooter(different_first=True, scale_with_document=False)
    assert _read().header_footer == HeaderFooter()
