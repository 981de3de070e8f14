"""Files made by openpyxl, whose every part has settings that readers may miss."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.chart import (
    AreaChart,
    BarChart,
    BubbleChart,
    DoughnutChart,
    LineChart,
    PieChart,
    RadarChart,
    Reference,
    ScatterChart,
    Series,
)
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.trendline import Trendline
from openpyxl.comments import Comment
from openpyxl.drawing.line import LineProperties
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Alignment, Border, Color, Font, GradientFill, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet


def _data(book: Workbook) -> Worksheet:
    sheet = book.active
    for row in (("Tree", "North", "South"), ("Alder", 12, 7), ("Birch", 8, 9), ("Cedar", 15, 4)):
        sheet.append(row)
    return sheet


def styles() -> Workbook:
    """Fonts, fills, borders, alignments and formats, by theme, palette and digits."""
    book = Workbook()
    sheet = book.active
    thin, thick = Side("thin", Color(theme=4, tint=-0.25)), Side("thick", Color(indexed=10))
    looks = (
        {"font": Font("Arial", 9.5, b=True, i=True, strike=True, u="double", vertAlign="superscript", color="123456")},
        {"font": Font(u="singleAccounting", vertAlign="subscript", color=Color(theme=1, tint=0.35))},
        {"font": Font(color=Color(indexed=17)), "fill": PatternFill("solid", Color(theme=5, tint=0.6))},
        {"fill": PatternFill("lightTrellis", "FFFF0000", Color(indexed=13))},
        {"fill": GradientFill("linear", degree=45, stop=("FFFF0000", "FFFFFFFF", "FF0000FF"))},
        {"fill": GradientFill("path", left=0.2, right=0.3, top=0.4, bottom=0.1, stop=("FFFF0000", "FF00FF00"))},
        {"border": Border(thin, thick, Side("hair"), Side("double", "FF00FF00"), Side("dotted"), diagonalUp=True)},
        {"border": Border(diagonal=thin, diagonalDown=True)},
        {"alignment": Alignment("justify", "top", textRotation=45, wrapText=True, indent=3, readingOrder=2)},
        {"alignment": Alignment("centerContinuous", "distributed", textRotation=135, shrinkToFit=True)},
        {"alignment": Alignment("fill", "justify", textRotation=255)},
        {"number_format": "0.00"}, {"number_format": '0.0 "x"'}, {"number_format": "m/d/yyyy"},
        {"protection": Protection(locked=False)},
    )  # fmt: skip
    for row, look in enumerate(looks, 1):
        for name, value in look.items():
            setattr(sheet.cell(row, 1, row / 2), name, value)
    return book


def sheet() -> Workbook:
    """Rows, columns, merges, breaks, titles, areas, links, views, comments, headers."""
    book = Workbook()
    made = _data(book)
    made.title = "It's one"
    made.row_dimensions[2].height, made.row_dimensions[3].hidden = 33.3, True
    made.column_dimensions["B"].width, made.column_dimensions["C"].hidden = 22.5, True
    made.column_dimensions.group("E", "G", hidden=False, outline_level=2)
    made.sheet_format.defaultRowHeight, made.sheet_format.defaultColWidth = 18, 12.5
    made.sheet_format.customHeight = True
    made.merge_cells("A6:C8")
    made.row_breaks.append(Break(3))
    made.col_breaks.append(Break(2))
    made.print_title_rows, made.print_title_cols, made.print_area = "1:2", "A:A", "A1:C9,E1:F3"
    made["A5"].hyperlink = "https://example.com/a"
    made["B5"].comment = Comment("Look here", "Ann", height=50, width=120)
    made.sheet_view.rightToLeft, made.sheet_view.showZeros, made.sheet_view.showFormulas = True, False, True
    made.freeze_panes = "B3"
    made.auto_filter.ref = "A1:C4"
    made.oddHeader.left.text, made.evenFooter.center.text, made.firstHeader.right.text = "&P", "even", "&A"
    made.HeaderFooter.differentOddEven, made.HeaderFooter.differentFirst = True, True
    made.page_setup.fitToWidth, made.page_setup.fitToHeight, made.page_setup.orientation = 2, 0, "landscape"
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.page_setup.cellComments = "atEnd"
    made.print_options.gridLines = made.print_options.headings = True
    hidden, gone = book.create_sheet("Hidden"), book.create_sheet("Very")
    hidden.sheet_state, gone.sheet_state = "hidden", "veryHidden"
    book.defined_names["rate"] = DefinedName("rate", attr_text="'It''s one'!$B$2")
    made.defined_names["own"] = DefinedName("own", attr_text="'It''s one'!$B$3")
    book.properties.title, book.properties.language = "A title", "en-GB"
    return book


def values() -> Workbook:
    """Kinds of cells, formulas shared and as arrays, tables."""
    book = Workbook()
    made = _data(book)
    made["E1"], made["E2"], made["E3"], made["E4"] = True, "=B2*2", "#N/A", "  spaces  "
    made["E5"], made["E6"] = "=SUM(B2:B4)", "<&>\n\u00e9"
    table = Table(displayName="Trees", ref="A1:C4", totalsRowCount=0)
    table.tableStyleInfo = TableStyleInfo("TableStyleMedium4", True, True, False, True)
    made.add_table(table)
    book.epoch = book.epoch.__class__(1904, 1, 1)
    return book


def conditions() -> Workbook:
    """Every kind of rule."""
    book = Workbook()
    made, add = _data(book), book.active.conditional_formatting.add
    red, bold = PatternFill(bgColor="FFFFC7CE"), Font(b=True, color="FF9C0006")
    look = DifferentialStyle(font=bold, fill=red, border=Border(top=Side("thin", "FF000000")))
    add("B2:B4", CellIsRule("between", ["1", "9"], stopIfTrue=True, fill=red, font=bold))
    add("B2:C4 E1", FormulaRule(["$B2>5"], fill=red))
    add("B2:B4", ColorScaleRule("min", None, "FFF8696B", "percentile", 50, "FFFFEB84", "max", None, "FF63BE7B"))
    add("C2:C4", ColorScaleRule("num", 1, "FF000000", end_type="percent", end_value=90, end_color="FFFFFFFF"))
    add("B2:B4", DataBarRule("num", 0, "max", None, "FF638EC6", showValue=False, minLength=5, maxLength=80))
    add("C2:C4", IconSetRule("4Rating", "percent", [0, 25, 50, 75], showValue=False, reverse=True))
    add("B2:B4", Rule("top10", dxf=look, rank=3, percent=True, bottom=True))
    add("B2:B4", Rule("aboveAverage", dxf=look, aboveAverage=False, equalAverage=True, stdDev=2))
    add("A2:A4", Rule("containsText", dxf=look, operator="containsText", text="der", formula=['SEARCH("der",A2)']))
    add("A2:A4", Rule("timePeriod", dxf=look, timePeriod="lastWeek"))
    add("A2:A4", Rule("duplicateValues", dxf=look, priority=1))
    made["A9"] = 1
    return book


def _charted(chart: ChartBase, change: Callable[[ChartBase], object] = lambda _: None) -> Workbook:
    book = Workbook()
    made = _data(book)
    if isinstance(chart, ScatterChart | BubbleChart):
        across, up = Reference(made, min_col=2, min_row=2, max_row=4), Reference(made, min_col=3, min_row=2, max_row=4)
        sizes = across if isinstance(chart, BubbleChart) else None
        chart.series.append(Series(up, across, sizes, title="South"))
    else:
        chart.add_data(Reference(made, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
        chart.set_categories(Reference(made, min_col=1, min_row=2, max_row=4))
    change(chart)
    made.add_chart(chart, "E2")
    return book


def _painted(color: str, **line: object) -> GraphicalProperties:
    made = GraphicalProperties(solidFill=color)
    made.line = LineProperties(solidFill="00FF00", **line)
    return made


def _bars(chart: BarChart) -> None:
    chart.type, chart.grouping, chart.overlap, chart.gapWidth, chart.varyColors = "bar", "stacked", 100, 70, True
    chart.title, chart.x_axis.title, chart.y_axis.title, chart.style = "Title", "Trees", "Sums", 10
    chart.legend.position, chart.legend.overlay = "tr", True
    chart.layout = Layout(ManualLayout(x=0.1, y=0.2, w=0.6, h=0.5))
    chart.legend.layout = Layout(ManualLayout(x=0.8, y=0.2, w=0.15, h=0.3))
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=True, showCatName=True, numFmt="0.0", separator="; ", dLblPos="ctr"
    )
    first = chart.series[0]
    first.graphicalProperties = _painted("FF0000", w=25_400, prstDash="dash")
    first.dPt = [DataPoint(idx=1, spPr=_painted("0000FF"))]
    first.trendline = Trendline(
        trendlineType="poly", order=3, forward=1.5, backward=0.5, intercept=2, dispEq=True, dispRSqr=True, name="T"
    )
    first.errBars = ErrorBars(errDir="y", errBarType="minus", errValType="percentage", val=12, noEndCap=True)
    axis = chart.y_axis
    axis.scaling.min, axis.scaling.max, axis.scaling.orientation, axis.majorUnit = 1, 20, "maxMin", 5
    axis.number_format, axis.majorTickMark, axis.tickLblPos, axis.crosses, axis.delete = (
        "0.0",
        "cross",
        "low",
        "max",
        False,
    )
    axis.graphicalProperties = _painted("ABCDEF", w=12_700)
    chart.x_axis.crossesAt, chart.x_axis.delete = 3, True


def _lines(chart: LineChart) -> None:
    first, second = chart.series
    first.smooth, first.marker.symbol, first.marker.size = True, "diamond", 9
    first.marker.graphicalProperties = _painted("123456")
    first.trendline = Trendline(trendlineType="movingAvg", period=4)
    second.graphicalProperties.line.noFill = True
    second.dLbls = DataLabelList(showVal=True, delete=True)
    chart.y_axis.scaling.logBase, chart.y_axis.crossBetween, chart.y_axis.majorGridlines = 10, "midCat", None
    chart.legend, chart.grouping, chart.title = None, "percentStacked", None


def _points(chart: ScatterChart) -> None:
    chart.scatterStyle, chart.legend.position = "lineMarker", "b"
    chart.series[0].errBars = ErrorBars(errDir="x", errValType="stdErr")
    chart.x_axis.scaling.min, chart.y_axis.majorGridlines.spPr = 2, _painted("FF0000")


def _pie(chart: PieChart) -> None:
    chart.firstSliceAng, chart.series[0].explosion = 45, 12
    chart.dataLabels = DataLabelList(showPercent=True, dLblPos="outEnd")


FILES: dict[str, Callable[[], Workbook]] = {
    **{make.__name__: make for make in (styles, sheet, values, conditions)},
    "bars": lambda: _charted(BarChart(), _bars),
    "plain bars": lambda: _charted(BarChart()),
    "lines": lambda: _charted(LineChart(), _lines),
    "points": lambda: _charted(ScatterChart(), _points),
    "bubbles": lambda: _charted(BubbleChart()),
    "areas": lambda: _charted(AreaChart()),
    "pie": lambda: _charted(PieChart(), _pie),
    "doughnut": lambda: _charted(DoughnutChart(holeSize=33)),
    "radar": lambda: _charted(RadarChart()),
}
