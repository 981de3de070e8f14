"""Small workbooks, one a feature, on paper so small that their pictures are."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, LineChart, PieChart, Reference, ScatterChart, Series
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.trendline import Trendline
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, IconSetRule
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

_A6_LANDSCAPE = 70
_PATTERNS = ("solid", "gray125", "darkHorizontal", "lightUp", "darkTrellis")


def _page() -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A6_LANDSCAPE, "landscape"
    for side in ("left", "right", "top", "bottom", "header", "footer"):
        setattr(sheet.page_margins, side, 0.3)
    return book, sheet


def borders() -> Workbook:
    """Every style; where neighbors differ the heavier line wins."""
    book, sheet = _page()
    styles = ("hair", "dotted", "dashed", "thin", "mediumDashed", "medium", "double", "thick", "slantDashDot")
    for number, style in enumerate(styles):
        cell = sheet.cell(2 + 2 * (number // 4), 1 + number % 4, style)
        side = Side(style, "FF0000FF" if number % 2 else None)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    cross = Side("thin")
    sheet["A8"].border = Border(diagonal=cross, diagonalUp=True, diagonalDown=True)
    return book


def fills() -> Workbook:
    """Patterns, a gradient, a merged area."""
    book, sheet = _page()
    for row, pattern in enumerate(_PATTERNS, 1):
        sheet.cell(row, 1).fill = PatternFill(pattern, "FFC00000", "FFFFF2CC")
    sheet.merge_cells("C1:D4")
    sheet["C1"].fill = GradientFill(stop=("FF4472C4", "FFFFFFFF"))
    return book


def alignments() -> Workbook:
    """Left, center, right, top, middle, indented, distributed."""
    book, sheet = _page()
    for row, vertical in enumerate(("top", "center", "bottom"), 1):
        sheet.row_dimensions[row].height = 36
        for column, across in enumerate(("left", "center", "right"), 1):
            sheet.cell(row, column, f"{vertical} {across}"[:11]).alignment = Alignment(across, vertical)
    sheet["A5"] = "indented"
    sheet["A5"].alignment = Alignment("left", indent=2)
    sheet["A6"] = "spread over it"
    sheet["A6"].alignment = Alignment("distributed")
    sheet.column_dimensions["A"].width = 20
    return book


def wrapped() -> Workbook:
    """A row grows with its lines; a justified text has straight edges."""
    book, sheet = _page()
    text = "The quick brown fox jumps over the lazy dog and runs away."
    for column, across in enumerate(("left", "justify"), 1):
        sheet.column_dimensions["AB"[column - 1]].width = 22
        sheet.cell(1, column, text).alignment = Alignment(across, wrap_text=True)
    return book


def overflowing() -> Workbook:
    """A text flows over empty neighbors and is cut at full ones; a number never flows."""
    book, sheet = _page()
    sheet["A1"] = sheet["A2"] = "A text that is wider than its column"
    sheet["C2"] = "full"
    sheet["A3"] = 123456789.125
    sheet["A3"].number_format = "#,##0.00"
    sheet["A4"] = 1234567890123
    sheet["C5"] = "A text that flows to the left"
    sheet["C5"].alignment = Alignment("right")
    return book


def rotated() -> Workbook:
    """Slanted up and down, upright, stacked."""
    book, sheet = _page()
    sheet.row_dimensions[1].height = 80
    for column, angle in enumerate((45, 90, 135, 180, 255), 1):
        sheet.cell(1, column, "Turned").alignment = Alignment(textRotation=angle)
    return book


def merged() -> Workbook:
    """One text in the middle of many cells, with one border around them."""
    book, sheet = _page()
    sheet.merge_cells("B2:D5")
    sheet["B2"] = "Together"
    sheet["B2"].alignment = Alignment("center", "center")
    side = Side("medium")
    for row in sheet["B2:D5"]:
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
    return book


def rich_text() -> Workbook:
    """Several fonts in a cell, raised and lowered, underlined and struck."""
    book, sheet = _page()
    bold, red = InlineFont(b=True), InlineFont(color="FFFF0000", sz=16)
    raised = InlineFont(vertAlign="superscript")
    sheet["A1"] = CellRichText("plain ", TextBlock(bold, "bold "), TextBlock(red, "red"), TextBlock(raised, "2"))
    for row, font in enumerate((Font(underline="double"), Font(strike=True), Font(italic=True)), 2):
        sheet.cell(row, 1, "Underlined, struck, slanted").font = font
    return book


def number_formats() -> Workbook:
    """Money, percentages, dates, fractions, a sign that fills the cell."""
    book, sheet = _page()
    sheet.column_dimensions["A"].width = 22
    shown = ((-1234.5, '_($* #,##0.00_);_($* (#,##0.00)'), (0.256, "0.0%"), (date(2026, 9, 30), "d mmmm yyyy"),
             (1.75, "# ?/?"), (12345678, "0.00E+00"), (5, "0*."), (-7, "0;[Red]-0"))  # fmt: skip
    for row, (value, code) in enumerate(shown, 1):
        sheet.cell(row, 1, value).number_format = code
    return book


def shrunk() -> Workbook:
    """A text that is made smaller until it fits, and one that is repeated."""
    book, sheet = _page()
    sheet["A1"] = "Much too long for a cell"
    sheet["A1"].alignment = Alignment(shrink_to_fit=True)
    sheet["A2"] = "ab"
    sheet["A2"].alignment = Alignment("fill")
    return book


def conditional() -> Workbook:
    """A rule by value, a color scale, data bars, icons."""
    book, sheet = _page()
    for row, value in enumerate((5, -3, 9, 2, 7), 1):
        for column in range(1, 5):
            sheet.cell(row, column, value)
    red = PatternFill(bgColor="FFFFC7CE")
    sheet.conditional_formatting.add("A1:A5", CellIsRule("lessThan", ["3"], fill=red, font=Font(bold=True)))
    sheet.conditional_formatting.add(
        "B1:B5", ColorScaleRule("min", None, "FFF8696B", end_type="max", end_color="FF63BE7B")
    )
    sheet.conditional_formatting.add("C1:C5", DataBarRule("min", None, "max", None, "FF638EC6"))
    sheet.conditional_formatting.add("D1:D5", IconSetRule("3Arrows", "percent", [0, 33, 67]))
    return book


def table() -> Workbook:
    """A table's header, its stripes and its first column."""
    book, sheet = _page()
    for row in (("Line", "Units", "Price"), ("Alder", 12, 3.5), ("Birch", 8, 4), ("Cedar", 15, 2.25)):
        sheet.append(row)
    made = Table(displayName="Lines", ref="A1:C4")
    made.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True, showFirstColumn=True)
    sheet.add_table(made)
    return book


def header_footer() -> Workbook:
    """Three sections with page numbers and the sheet's name, in several fonts."""
    book, sheet = _page()
    sheet["A1"] = "between"
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    sheet.oddHeader.left.text, sheet.oddHeader.center.text = "&A", "Report"
    sheet.oddHeader.center.size, sheet.oddHeader.center.font = 14, "Arial,Bold"
    sheet.oddFooter.right.text = "Page &P of &N"
    return book


def grid_and_headings() -> Workbook:
    """Gridlines, letters and numbers around the cells, the whole in the middle of the page."""
    book, sheet = _page()
    sheet["B3"] = "cell"
    sheet.print_options.gridLines = sheet.print_options.headings = True
    sheet.print_options.horizontalCentered = sheet.print_options.verticalCentered = True
    return book


def scaled() -> Workbook:
    """Ten columns on one page's width."""
    book, sheet = _page()
    sheet.append([f"Column {number}" for number in range(10)])
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    return book


def right_to_left() -> Workbook:
    """Column A at the right; Arabic joined, Hebrew in its order, numbers in theirs."""
    book, sheet = _page()
    sheet.sheet_view.rightToLeft = True
    sheet["A1"], sheet["B1"] = "\u0641\u0627\u062a\u0648\u0631\u0629 12", "\u05e9\u05dc\u05d5\u05dd"
    sheet["A2"] = "A2"
    return book


def east_asian() -> Workbook:
    """Chinese and Japanese, wrapped between any two signs."""
    book, sheet = _page()
    sheet["A1"] = "\u8acb\u6c42\u66f8\u306e\u5408\u8a08\u91d1\u984d\u3092\u3054\u78ba\u8a8d"
    sheet["A1"].alignment = Alignment(wrap_text=True)
    return book


def _chart_data() -> tuple[Workbook, Worksheet]:
    book, sheet = _page()
    for row in (("Line", "North", "South"), ("Alder", 12, 7), ("Birch", 8, 9), ("Cedar", 15, 4)):
        sheet.append(row)
    return book, sheet


def _with(chart: BarChart | LineChart | PieChart, columns: int = 3) -> Workbook:
    book, sheet = _chart_data()
    chart.add_data(Reference(sheet, min_col=2, max_col=columns, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    chart.width, chart.height = 9, 5.5
    sheet.add_chart(chart, "A5")
    return book


def bar_chart() -> Workbook:
    """Bars beside each other, with a title and a legend."""
    chart = BarChart()
    chart.title = "Units"
    return _with(chart)


def line_chart() -> Workbook:
    """Lines over the same axes."""
    return _with(LineChart())


def pie_chart() -> Workbook:
    """Slices in the theme's colors."""
    return _with(PieChart(), columns=2)


def scatter_chart() -> Workbook:
    """Points at their values on both axes."""
    book, sheet = _chart_data()
    chart = ScatterChart()
    across = Reference(sheet, min_col=2, min_row=2, max_row=4)
    chart.series.append(Series(Reference(sheet, min_col=3, min_row=2, max_row=4), across, title="South"))
    chart.width, chart.height = 9, 5.5
    sheet.add_chart(chart, "A5")
    return book


def trend_lines() -> Workbook:
    """A straight line through columns with its equation; error bars on a curve and its moving average."""
    book, sheet = _chart_data()
    columns, line = BarChart(), LineChart()
    for chart, place in ((columns, "A5"), (line, "E5")):
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
        chart.height, chart.width = 5.5, 6.1
        sheet.add_chart(chart, place)
    columns.series[0].trendline = Trendline(trendlineType="linear", dispEq=True, dispRSqr=True)
    line.series[0].trendline = Trendline(trendlineType="movingAvg", period=2)
    line.series[0].errBars = ErrorBars(errDir="y", errBarType="both", errValType="percentage", val=20)
    return book


def picture() -> Workbook:
    """An image at its place and size."""
    book, sheet = _page()
    target = io.BytesIO()
    Image.linear_gradient("L").resize((64, 32)).save(target, "PNG")
    sheet.add_image(SheetImage(target), "B2")
    return book


BOOKS: dict[str, Callable[[], Workbook]] = {
    make.__name__: make
    for make in (
        borders, fills, alignments, wrapped, overflowing, rotated, merged, rich_text, number_formats, shrunk,
        conditional, table, header_footer, grid_and_headings, scaled, right_to_left, east_asian, bar_chart, line_chart,
        pie_chart, scatter_chart, trend_lines, picture,
    )
}  # fmt: skip
