"""A customer's quarterly statement as an Excel workbook, such as an office would hand in for each customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from booklet.model import Quarter

History = Sequence[tuple[Quarter, Mapping[str, object]]]

_TEAL, _OCHRE, _MIST, _INK, _GRAY, _RULE = "17494D", "C98A2B", "E9F0EF", "22262B", "5B6570", "D5DAE0"
_AMOUNT, _PERCENT = "#,##0;\\(#,##0\\)", "0.0%;\\(0.0%\\)"
_COLUMNS = (
    ("Quarter", 11, "@"),
    ("Assets", 14, _AMOUNT),
    ("Contributions", 13.5, _AMOUNT),
    ("Benefits paid", 13.5, _AMOUNT),
    ("Result", 13.5, _AMOUNT),
    ("Return", 9.5, _PERCENT),
    ("Participation", 12.5, _PERCENT),
)
_FIRST_ROW = 15
_CHART_EMU = (2_920_000, 2_230_000)  # 8.1 by 6.2 cm


def statement_workbook(customer: str, history: History) -> bytes:
    """Return the workbook with its only sheet, "Account and history", ready to print on a Letter page.

    `history` has the customer's values by quarter, the oldest first; the statement is for the last of them.
    """
    workbook = Workbook()
    sheet = cast(Worksheet, workbook.active)
    sheet.title = "Account and history"
    quarters = [_figures(history, index) for index in range(len(history))]
    _write_head(sheet, customer, history[-1][0])
    _write_account(sheet, quarters)
    _write_quarters(sheet, quarters)
    _add_charts(sheet, quarters)
    _set_up_print(sheet)
    workbook.properties.creator = "Larkfield Retirement Partners"
    workbook.properties.title = f"Statement {history[-1][0]}: {customer}"
    workbook.properties.created = workbook.properties.modified = datetime(2026, 10, 5, 9)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _figures(history: History, index: int) -> tuple[object, ...]:
    """Return a row of the table; the result is the change without payments, and unknown in the first quarter."""
    quarter, values = history[index]
    assets, came_in, paid = (cast(Decimal, values[key]) for key in ("assets", "contributions", "benefits_paid"))
    before = cast(Decimal, history[index - 1][1]["assets"]) if index else None
    result = assets - before - came_in + paid if before is not None else None
    return (
        f"{quarter.year} Q{quarter.number}",
        assets,
        came_in,
        paid,
        "–" if result is None else result,
        values["net_return"],
        values["participation"],
    )


def _write_head(sheet: Worksheet, customer: str, quarter: Quarter) -> None:
    for column, (_, width, _) in zip("ABCDEFG", _COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
    _put(sheet, "A1", "Quarterly statement", Font("Cambria", 22, color=_TEAL), height=34)
    _put(sheet, "A2", customer, Font("Calibri", 13, bold=True, color=_INK), height=20)
    day = quarter.last_day
    _put(sheet, "A3", f"Retirement plan, as of {day:%B} {day.day}, {day.year}", Font("Calibri", 11, color=_GRAY))


def _write_account(sheet: Worksheet, quarters: list[tuple[object, ...]]) -> None:
    """Write the quarter as an account: the opening balance, payments in and out, the closing balance."""
    _, assets, came_in, paid, result, *_ = quarters[-1]
    before = quarters[-2][1] if len(quarters) > 1 else None
    lines = (
        ("Assets at the beginning of the quarter", before),
        ("Contributions of employees and employer", came_in),
        ("Benefits paid", -cast(Decimal, paid)),
        ("Result of the investments, after costs", result),
        ("Assets at the end of the quarter", assets),
    )
    _put(sheet, "A5", "The account of the quarter", Font("Cambria", 13, bold=True, color=_TEAL), height=22)
    for row, (label, amount) in enumerate(lines, start=6):
        last = row == 10
        font = Font("Calibri", 11, bold=last, color=_TEAL if last else _INK)
        _put(sheet, f"A{row}", label, font, height=19)
        sheet[f"A{row}"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
        cell = _put(sheet, f"F{row}", amount, font)
        cell.number_format = '"$"#,##0.00;\\("$"#,##0.00\\)'
        cell.alignment = Alignment(horizontal="right", vertical="center", indent=1)
        for column in "ABCDEFG":
            sheet[f"{column}{row}"].border = Border(
                bottom=Side("medium", color=_TEAL) if last else Side("thin", color=_RULE)
            )
            if last:
                sheet[f"{column}{row}"].fill = PatternFill("solid", start_color=_MIST)
        sheet.merge_cells(f"A{row}:E{row}")
        sheet.merge_cells(f"F{row}:G{row}")


def _write_quarters(sheet: Worksheet, quarters: list[tuple[object, ...]]) -> None:
    title = "The last eight quarters" if len(quarters) == 8 else "The quarters so far"
    _put(sheet, f"A{_FIRST_ROW - 2}", title, Font("Cambria", 13, bold=True, color=_TEAL), height=22)
    for column, (name, _, _) in zip("ABCDEFG", _COLUMNS, strict=True):
        cell = _put(
            sheet, f"{column}{_FIRST_ROW - 1}", name, Font("Calibri", 10.5, bold=True, color="FFFFFF"), height=20
        )
        cell.fill = PatternFill("solid", start_color=_TEAL)
        cell.alignment = Alignment(horizontal="left" if column == "A" else "right", vertical="center", indent=1)
    for row, figures in enumerate(quarters, start=_FIRST_ROW):
        for column, figure, (_, _, pattern) in zip("ABCDEFG", figures, _COLUMNS, strict=True):
            cell = _put(sheet, f"{column}{row}", figure, Font("Calibri", 10.5, color=_INK), height=18)
            cell.number_format = pattern
            cell.alignment = Alignment(horizontal="left" if column == "A" else "right", vertical="center", indent=1)
            cell.border = Border(bottom=Side("thin", color=_RULE))
            if (row - _FIRST_ROW) % 2:
                cell.fill = PatternFill("solid", start_color="F6F9F8")


def _put(sheet: Worksheet, place: str, value: Any, font: Font, *, height: float | None = None) -> Cell:
    cell: Cell = sheet[place]
    cell.value, cell.font = value, font
    cell.alignment = Alignment(vertical="center")
    if height:
        sheet.row_dimensions[cell.row].height = height
    return cell


def _add_charts(sheet: Worksheet, quarters: Sequence[tuple[object, ...]]) -> None:
    """Add assets as columns and participation as a line, side by side below the table."""
    bars: Any = BarChart()  # openpyxl's types know charts less well than it does
    line: Any = LineChart()
    bars.title, line.title = "Assets", "Participation"
    _plot(bars, sheet, quarters, column=2, pattern='#,##0.0,,"M"')
    _plot(line, sheet, quarters, column=7, pattern="0%")
    bars.gapWidth = 60
    bars.series[0].graphicalProperties.solidFill = _TEAL
    line.series[0].graphicalProperties.line.solidFill, line.series[0].smooth = _OCHRE, False
    size = XDRPositiveSize2D(*_CHART_EMU)
    for chart, column, offset in ((bars, 0, 0), (line, 3, 400_000)):
        corner = AnchorMarker(col=column, colOff=offset, row=_FIRST_ROW + len(quarters), rowOff=0)
        chart.anchor = OneCellAnchor(_from=corner, ext=size)
        sheet.add_chart(chart)


def _plot(chart: Any, sheet: Worksheet, quarters: Sequence[tuple[object, ...]], *, column: int, pattern: str) -> None:
    """Plot a column of the table against the quarters, in the quiet look of the statement."""
    count = len(quarters)
    last = _FIRST_ROW + count - 1
    chart.add_data(Reference(sheet, min_col=column, min_row=_FIRST_ROW - 1, max_row=last), titles_from_data=True)
    # What Excel also writes: the values as they were, for readers that do not look them up in the cells.
    values = [NumVal(idx=i, v=str(row[column - 1])) for i, row in enumerate(quarters)]
    chart.series[0].val.numRef.numCache = NumData(formatCode="General", ptCount=count, pt=values)
    names = StrData(ptCount=count, pt=[StrVal(idx=i, v=str(row[0])) for i, row in enumerate(quarters)])
    place = str(Reference(sheet, min_col=1, min_row=_FIRST_ROW, max_row=last))
    chart.series[0].cat = AxDataSource(strRef=StrRef(f=place, strCache=names))
    chart.legend, chart.x_axis.axPos = None, "b"
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(sz=1100, b=True, solidFill=_TEAL)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.number_format = pattern
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_RULE))
    words = ParagraphProperties(defRPr=CharacterProperties(sz=800, solidFill=_GRAY))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = RichText(p=[Paragraph(pPr=words, endParaRPr=CharacterProperties())])
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_RULE))


def _set_up_print(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_LETTER
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:G{_FIRST_ROW + 24}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.94
    margins.top, margins.bottom = 0.95, 0.85
