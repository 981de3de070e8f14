"""Papers by the names that Windows gives their numbers."""

from __future__ import annotations

import pytest

from booklet.sheets.layout.paper_sizes import paper_size_pt
from booklet.sheets.model.page_setup import PageSetup

INCH, MM = 72.0, 72 / 25.4


@pytest.mark.parametrize(
    ("number", "name", "width", "height"),
    [
        *((1, "Letter", 8.5, 11), (3, "Tabloid", 11, 17), (4, "Ledger", 17, 11), (5, "Legal", 8.5, 14)),
        *((6, "Statement", 5.5, 8.5), (7, "Executive", 7.25, 10.5), (14, "Folio", 8.5, 13), (16, "10 × 14", 10, 14)),
        *((19, "Envelope 9", 3.875, 8.875), (20, "Envelope 10", 4.125, 9.5), (21, "Envelope 11", 4.5, 10.375)),
        *((24, "C", 17, 22), (25, "D", 22, 34), (26, "E", 34, 44), (37, "Envelope Monarch", 3.875, 7.5)),
        *((38, "Envelope 6¾", 3.625, 6.5), (39, "US standard fanfold", 14.875, 11), (40, "German fanfold", 8.5, 12)),
    ],
)
def test_papers_in_inches(number: int, name: str, width: float, height: float) -> None:
    """By the sizes that their names mean."""
    assert paper_size_pt(PageSetup(paper_size=number)) == pytest.approx((width * INCH, height * INCH)), name


@pytest.mark.parametrize(
    ("number", "name", "width", "height"),
    [
        *((8, "A3", 297, 420), (9, "A4", 210, 297), (10, "A4 small", 210, 297), (11, "A5", 148, 210)),
        *((15, "Quarto", 215, 275), (27, "Envelope DL", 110, 220), (28, "Envelope C5", 162, 229)),
        *((29, "Envelope C3", 324, 458), (30, "Envelope C4", 229, 324), (31, "Envelope C6", 114, 162)),
        *((34, "Envelope B5", 176, 250), (36, "Envelope Italy", 110, 230), (43, "Japanese postcard", 100, 148)),
        *((66, "A2", 420, 594), (70, "A6", 105, 148), (77, "A4 turned", 297, 210), (78, "A5 turned", 210, 148)),
    ],
)
def test_papers_in_millimeters(number: int, name: str, width: float, height: float) -> None:
    """The same."""
    assert paper_size_pt(PageSetup(paper_size=number)) == pytest.approx((width * MM, height * MM)), name


def test_a_turned_paper_is_turned_again() -> None:
    """Landscape changes the sides, also of a size in points; half a size is none."""
    assert paper_size_pt(PageSetup(paper_size=77, landscape=True)) == pytest.approx((210 * MM, 297 * MM))
    assert paper_size_pt(PageSetup(paper_size=9, paper_width_pt=100, paper_height_pt=50, landscape=True)) == (50, 100)
    assert paper_size_pt(PageSetup(paper_size=1, paper_width_pt=100)) == (612, 792)
