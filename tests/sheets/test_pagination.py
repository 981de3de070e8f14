"""Sheets divided into pages: breaks, fitting, order, titles, print areas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.errors import LimitExceeded
from booklet.sheets import Limits
from booklet.sheets.layout.pagination import PrintedPage, blank_page, pages_of
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, RichText, Run
from booklet.sheets.model.comment import Comment
from booklet.sheets.model.drawing import Drawing, DrawingAnchor, Sparkline, Unknown
from booklet.sheets.model.page_setup import HeaderFooter, Margins
from booklet.sheets.model.sheet import RowSpec, Sheet
from booklet.sheets.model.style import CellBorder, CellStyle, Fill, Side
from tests.sheets.model_sheets import ROW_PT, book_of, paper_for, sheet_of, view_of, width_of_columns

HIDDEN = RowSpec(None, False, True, None)


def _pages(sheet: Sheet, **options: object) -> list[PrintedPage]:
    view = view_of(sheet, **options)
    return pages_of(view, view.options)


def _count(sheet: Sheet, style: CellStyle, **options: object) -> int:
    """How many pages the sheet has in a workbook whose style 1 is `style`."""
    view = view_of(sheet, book_of(sheet, styles=[style]), **options)
    return len(pages_of(view, view.options))


def _areas(sheet: Sheet, **options: object) -> list[str]:
    """The areas of each page, without titles."""
    return [str([area for area, _, _ in page.areas][-1]) for page in _pages(sheet, **options)]


def _full(address: str = "A1:F8", **settings: object) -> Sheet:
    """A filled sheet on paper for 3 columns and 4 rows."""
    return sheet_of({address: 1}, page_setup=paper_for(3, 4), **settings)


def test_pages_go_down_before_over() -> None:
    """Six columns and eight rows on paper for three and four: down first."""
    assert _areas(_full()) == ["A1:C4", "A5:C8", "D1:F4", "D5:F8"]


def test_pages_go_over_before_down_where_it_is_set() -> None:
    """The page setup may ask for the other order."""
    sheet = _full()
    sheet.page_setup = replace(sheet.page_setup, over_then_down=True)
    assert _areas(sheet) == ["A1:C4", "D1:F4", "A5:C8", "D5:F8"]


def test_manual_breaks_divide_before_the_paper_is_full() -> None:
    """Breaks stand after row 2 and after column B; what follows fills its pages anew."""
    assert _areas(_full("A1:D7", row_breaks=(2,), column_breaks=(2,))) == [
        "A1:B2", "A3:B6", "A7:B7", "C1:D2", "C3:D6", "C7:D7",
    ]  # fmt: skip


def test_a_break_before_the_area_divides_nothing() -> None:
    """A break after the row above a print area gives no empty page."""
    assert _areas(_full("A1:C8", row_breaks=(2,), print_areas=(Area(3, 1, 6, 3),))) == ["A3:C6"]


def test_row_breaks_hold_under_fit_to_width() -> None:
    """Fitted to one page wide and any number tall, row breaks count and column breaks do not."""
    sheet = _full("A1:F4", row_breaks=(2,), column_breaks=(2,))
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True, fit_width=1, fit_height=0)
    assert _areas(sheet) == ["A1:F2", "A3:F4"]


def test_column_breaks_hold_under_fit_to_height() -> None:
    """Fitted to one page tall and any number wide, column breaks count and row breaks do not."""
    sheet = _full("A1:C8", row_breaks=(2,), column_breaks=(2,))
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True, fit_width=0, fit_height=1)
    assert _areas(sheet) == ["A1:B8", "C1:C8"]


def test_no_break_holds_under_fit_to_one_page() -> None:
    """Fitted both ways the sheet is one page, whatever breaks it has."""
    sheet = _full(row_breaks=(2,), column_breaks=(2,))
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True)
    assert _areas(sheet) == ["A1:F8"]


@pytest.mark.parametrize(
    ("wide", "tall", "scale"), [(1, 0, 0.5), (0, 1, 0.5), (1, 1, 0.5), (2, 0, 1.0), (0, 2, 1.0), (2, 1, 0.5)]
)
def test_fitting_takes_the_greatest_scale(wide: int, tall: int, scale: float) -> None:
    """Twice as wide and as tall as the paper: half the size for one page, and the full size for two."""
    sheet = _full()
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True, fit_width=wide, fit_height=tall)
    assert {page.scale for page in _pages(sheet)} == {scale}


def test_fitting_never_enlarges() -> None:
    """A small sheet that is fitted keeps its size."""
    sheet = _full("A1:A1")
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True, scale=400)
    assert [page.scale for page in _pages(sheet)] == [1.0]


def test_fitting_stops_at_a_tenth() -> None:
    """A sheet far too tall for one page is scaled to 10% and takes more pages."""
    sheet = _full("A1:A100")
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True)
    assert {page.scale for page in _pages(sheet)} == {0.1}
    assert len(_pages(sheet)) == 3


def test_fitted_without_numbers_of_pages_means_full_size() -> None:
    """Where both numbers of pages are free, neither the fitting nor the scale counts."""
    sheet = _full()
    sheet.page_setup = replace(sheet.page_setup, fit_to_page=True, fit_width=0, fit_height=0, scale=50)
    assert [page.scale for page in _pages(sheet)] == [1.0] * 4


def test_the_option_fits_the_width_and_leaves_the_height() -> None:
    """With `fit_width` the sheet is one page wide, also where it has a scale of its own."""
    sheet = _full()
    sheet.page_setup = replace(sheet.page_setup, scale=80)
    assert _areas(sheet, fit_width=True) == ["A1:F8"]
    assert [page.scale for page in _pages(_full("A1:C12"), fit_width=True)] == [1.0] * 3


def test_a_scale_makes_room_for_more() -> None:
    """At 50% a page has twice as many rows and columns."""
    sheet = _full()
    sheet.page_setup = replace(sheet.page_setup, scale=50)
    assert _areas(sheet) == ["A1:F8"]


def test_titles_are_repeated_and_take_room() -> None:
    """A title row and a title column stand on later pages, and fewer cells beside them."""
    pages = _pages(_full("A1:C7", title_rows=(1, 1)))
    assert [[str(area) for area, _, _ in page.areas] for page in pages] == [
        ["A1:C4"], ["A1:C1", "A5:C7"],
    ]  # fmt: skip
    assert [offset for _, _, offset in pages[1].areas] == [0.0, ROW_PT]
    across = _pages(_full("A1:F4", title_columns=(1, 1)))
    assert [[str(area) for area, _, _ in page.areas] for page in across] == [
        ["A1:C4"], ["A1:A4", "D1:E4"], ["A1:A4", "F1:F4"],
    ]  # fmt: skip
    assert [offset for _, offset, _ in across[1].areas] == [0.0, width_of_columns(1)]


def test_a_page_that_begins_within_the_titles_repeats_those_above() -> None:
    """A break inside of the title rows repeats only the rows before it."""
    pages = _pages(_full("A1:C4", title_rows=(1, 3), row_breaks=(2,)))
    assert [str(area) for area, _, _ in pages[1].areas] == ["A1:C2", "A3:C4"]


def test_titles_below_are_not_repeated_before_their_place() -> None:
    """Pages above the title rows are printed without them."""
    pages = _pages(_full("A1:C10", title_rows=(6, 6)))
    assert [[str(area) for area, _, _ in page.areas] for page in pages] == [
        ["A1:C4"], ["A5:C8"], ["A6:C6", "A9:C10"],
    ]  # fmt: skip


def test_print_areas_are_printed_one_after_the_other() -> None:
    """Each print area begins a page and knows its area, in the order of the file."""
    sheet = _full(print_areas=(Area(5, 1, 6, 2), Area(1, 1, 1, 1)))
    assert _areas(sheet) == ["A5:B6", "A1"]
    assert [page.printed for page in _pages(sheet)] == [Area(5, 1, 6, 2), Area(1, 1, 1, 1)]


def test_whole_columns_as_a_print_area_end_with_the_content() -> None:
    """A print area of whole columns is as tall as the used part; one of whole rows as wide."""
    assert _areas(_full("A1:C8", print_areas=(Area(1, 1, 1_048_576, 2),))) == ["A1:B4", "A5:B8"]
    assert _areas(_full("A1:F2", print_areas=(Area(1, 1, 2, 16_384),))) == ["A1:C2", "D1:F2"]


def test_whole_columns_are_fitted_by_their_content() -> None:
    """What is empty below or beside does not make the print smaller, where the print area is whole columns or rows."""
    for area in (Area(1, 1, 1_048_576, 3), Area(1, 1, 4, 16_384)):
        sheet = _full("A1:C4", print_areas=(area,))
        sheet.page_setup = replace(sheet.page_setup, fit_to_page=True)
        assert [page.scale for page in _pages(sheet)] == [1.0]


def test_margins_take_room() -> None:
    """Each margin as wide as a column, or as high as a row, leaves room for fewer."""
    sheet, wide, high = _full("A1:C4"), width_of_columns(1) / 72, ROW_PT / 72
    counts = []
    for margins in (Margins(wide, 0, 0, 0), Margins(0, wide, 0, 0), Margins(0, 0, high, 0), Margins(0, 0, 0, high)):
        sheet.page_setup = replace(sheet.page_setup, margins=margins)
        counts.append(_areas(sheet)[0])
    assert counts == ["A1:B4", "A1:B4", "A1:C3", "A1:C3"]


def test_hidden_rows_take_no_room() -> None:
    """Two hidden rows leave room for two more on the page."""
    assert _areas(_full("A1:C8", row_specs={2: HIDDEN, 3: HIDDEN})) == ["A1:C6", "A7:C8"]


def test_pages_without_content_are_left_out() -> None:
    """Between two far cells no empty page is printed; a lone empty print area is a page all the same."""
    assert _areas(sheet_of({"A1": 1, "A20": 1}, page_setup=paper_for(3, 4))) == ["A1:A4", "A17:A20"]
    assert _areas(_full("A1:A1", print_areas=(Area(2, 2, 3, 3),))) == ["B2:C3"]


def test_only_excel_prints_pages_of_filled_cells() -> None:
    """A page of painted cells without a word is printed like Excel, and left out like LibreOffice."""
    sheet = sheet_of({"A1": 1, "A6": Cell(None, 1), "A10": 1}, page_setup=paper_for(3, 4))
    painted = CellStyle(fill=Fill("solid", "FF0000"))
    assert [_count(sheet, painted, like=like) for like in ("excel", "libreoffice")] == [3, 2]


def test_a_page_of_borders_is_printed() -> None:
    """Borders show, in cells of the file and in rows that have a style."""
    bordered = CellStyle(border=CellBorder(top=Side("thin")))
    sheet = sheet_of({"A1": 1, "A6": Cell(None, 1), "A12": 1}, page_setup=paper_for(3, 4))
    assert _count(sheet, bordered) == 3
    del sheet.rows[6]
    assert _count(sheet, bordered) == 2
    sheet.row_specs[6] = RowSpec(None, False, False, 1)
    assert _count(sheet, bordered) == 3


def test_a_drawing_keeps_its_page() -> None:
    """A page that only a picture lies on is printed."""
    anchor = DrawingAnchor(x_pt=1, y_pt=5 * ROW_PT + 1, width_pt=5, height_pt=5)
    sheet = sheet_of({"A1": 1, "A12": 1}, page_setup=paper_for(3, 4), drawings=[Drawing(anchor, Unknown("x"))])
    assert _areas(sheet) == ["A1:A4", "A5:A8", "A9:A12"]


def test_a_sparkline_keeps_its_page() -> None:
    """A page that only a sparkline lies on is printed."""
    sparks = [Sparkline(row, 1, "A1:A1", "line", "000000") for row in (6, 14)]
    sheet = sheet_of({"A1": 1}, page_setup=paper_for(3, 4), sparklines=sparks)
    assert _areas(sheet) == ["A1:A4", "A5:A8", "A13:A14"]


def test_too_many_pages_are_refused() -> None:
    """More pages than the limit allows raise an error that names the limit; as many do not."""
    assert len(_pages(_full(), limits=Limits(pages=4))) == 4
    with pytest.raises(LimitExceeded, match=r"more than 3 pages.*`pages`"):
        _pages(_full(), limits=Limits(pages=3))


def test_headings_take_room_and_push_the_cells() -> None:
    """Row numbers and column letters stand before the cells."""
    sheet = _full("A1:C4")
    sheet.page_setup = replace(sheet.page_setup, headings=True)
    pages = _pages(sheet)
    assert [str(next(iter(page.areas))[0]) for page in pages] == ["A1:B3", "A4:B4", "C1:C3", "C4"]
    assert (pages[0].rows[0].offset, pages[0].columns[0].offset) == (12.8, 27.8)


def test_margins_place_and_centering_moves() -> None:
    """The cells begin at the margins, or have equal room on both sides."""
    sheet = _full("A1:A1")
    sheet.page_setup = replace(sheet.page_setup, margins=Margins(0.5, 0, 0.25, 0, 0, 0))
    (page,) = _pages(sheet)
    assert (page.left, page.top) == (36.0, 18.0)
    sheet.page_setup = replace(_full().page_setup, center_horizontally=True, center_vertically=True)
    (page,) = _pages(sheet)
    assert page.left == pytest.approx(width_of_columns(1))
    assert page.top == pytest.approx(1.5 * ROW_PT)


def test_right_to_left_begins_at_the_right() -> None:
    """The first column is the rightmost of the paper, and the title column stands right of the others."""
    (page,) = _pages(_full("A1:B2", right_to_left=True))
    assert page.left == pytest.approx(width_of_columns(1))
    second = _pages(_full("A1:E1", right_to_left=True, title_columns=(1, 1)))[1]
    assert [(band.first, band.offset) for band in second.columns] == [(1, pytest.approx(width_of_columns(2))), (4, 0.0)]


def test_the_paper_can_be_turned_by_option() -> None:
    """`landscape` turns a portrait sheet, and leaves one that lies already."""
    tall = sheet_of({"A1": 1})
    assert [(round(p.width), round(p.height)) for p in _pages(tall, landscape=True)] == [(842, 595)]
    tall.page_setup = replace(tall.page_setup, landscape=True)
    assert [(round(p.width), round(p.height)) for p in _pages(tall, landscape=True)] == [(842, 595)]
    assert [(round(p.width), round(p.height)) for p in _pages(tall, landscape=False)] == [(595, 842)]


def test_header_room_shrinks_with_a_scaled_page_as_in_libreoffice() -> None:
    """The room between header and cells is scaled too where a header is; Excel leaves it."""
    sheet = _full("A1:A1")
    margins, header = Margins(0, 0, 1, 0, 0.5, 0), HeaderFooter(odd_header="x")
    sheet.page_setup = replace(sheet.page_setup, scale=50, margins=margins, header_footer=header)
    assert _pages(sheet)[0].top == pytest.approx(72 - 36 * 0.5)
    assert _pages(sheet, like="excel")[0].top == 72.0
    sheet.page_setup = replace(sheet.page_setup, header_footer=HeaderFooter())
    assert _pages(sheet)[0].top == 72.0


def test_comments_at_the_end_have_pages_of_their_own() -> None:
    """Behind the sheet comes a list of its comments, by their cells; without the setting there is none."""
    comment = Comment(2, 3, RichText((Run("Look again", None),)), DrawingAnchor(), shown=False)
    sheet = _full("A1:C4", comments=[comment])
    assert len(_pages(sheet)) == 1
    sheet.page_setup = replace(sheet.page_setup, comments="atEnd", paper_width_pt=600.0)
    listed = _pages(sheet)[1].view.sheet
    assert [str(cell.value) for cell in listed.rows[1].values()] == ["C2", "Look again"]


def test_a_blank_sheet_has_no_pages_and_one_when_asked() -> None:
    """Nothing is printed of a blank sheet; a blank page of it is the paper's size."""
    sheet = sheet_of({}, page_setup=paper_for(3, 4))
    view = view_of(sheet)
    assert pages_of(view, view.options) == []
    page = blank_page(view, view.options)
    assert (page.height, page.scale) == (4 * ROW_PT, 1.0)
