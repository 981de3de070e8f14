"""Sheets as plain data, one for each thing that may be otherwise about cells and what lies over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import Cell, ErrorValue, RichText, Run
from booklet.sheets.model.comment import Comment
from booklet.sheets.model.conditional_format import (
    ColorScale,
    ConditionalFormat,
    DataBar,
    FormatRule,
    IconSet,
    Threshold,
)
from booklet.sheets.model.drawing import (
    Control,
    Corner,
    Drawing,
    DrawingAnchor,
    Shape,
    ShapeParagraph,
    Sparkline,
    Stroke,
    Unknown,
)
from booklet.sheets.model.page_setup import HeaderFooter, Margins
from booklet.sheets.model.sheet import ColumnSpan, ExcelTable, RowSpec, Workbook
from booklet.sheets.model.style import (
    CellAlignment,
    CellBorder,
    CellStyle,
    Fill,
    Font,
    Gradient,
    Side,
    StyleChange,
)
from tests.sheets.model_sheets import book_of, columns_of, paper_for, sheet_of

THEME = (
    *("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646"),
    *("0000FF", "800080"),
)
LINE_STYLES = (
    *("hair", "dotted", "dashDotDot", "dashDot", "dashed", "thin", "mediumDashDotDot", "slantDashDot"),
    *("mediumDashDot", "mediumDashed", "medium", "double", "thick"),
)
PATTERNS = (
    *("solid", "darkGray", "mediumGray", "lightGray", "gray125", "gray0625", "darkHorizontal", "darkVertical"),
    *("darkDown", "darkUp", "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp"),
    *("lightGrid", "lightTrellis", "other"),
)


class Made(NamedTuple):
    """A sheet and the workbook around it, and the options that it is drawn with."""

    book: Workbook
    options: Mapping[str, Any]


def made(
    cells: Mapping[str, object], styles: Sequence[CellStyle] = (), *, paper: tuple[int, int] = (5, 14),
    setup: Mapping[str, Any] | None = None, options: Mapping[str, Any] | None = None, **settings: Any,
) -> Made:  # fmt: skip
    """Return a sheet of cells on paper for so many columns and rows."""
    sheet = sheet_of(cells, page_setup=paper_for(*paper, **(setup or {})), **settings)
    return Made(book_of(sheet, styles=styles, theme_colors=THEME), options or {})


def styled(values: Sequence[object], styles: Sequence[CellStyle], **settings: Any) -> Made:
    """Return a sheet whose every style has a row, with each of the values in it."""
    cells = {
        f"{'ABCDEFG'[across]}{row}": Cell(value, row)
        for row in range(1, len(styles) + 1)
        for across, value in enumerate(values)
        if value is not None
    }
    return made(cells, styles, **{"paper": (max(len(values), 3), len(styles) + 1), **settings})


def _aligned(**settings: Any) -> CellStyle:
    return CellStyle(alignment=CellAlignment(**settings))


def _areas(*addresses: str) -> list[Area]:
    return [area for address in addresses if (area := parse_area(address))]


_LONG = "A text that is wider than the cell"
_SIDES = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_HEIGHTS = ("top", "center", "bottom", "justify", "distributed")
_TALL = {number: RowSpec(40.0, True, False, None) for number in range(1, 12)}
_RICH = RichText(
    (
        Run("Plain ", None),
        Run("bold", Font(bold=True)),
        Run(" red\nlarge", Font("Arial", 15.0, color="FF0000")),
        Run("2", Font(raised="superscript")),
        Run("i", Font(raised="subscript")),
    )
)
_THIN = Side("thin", "FF0000")
_BOX = CellBorder(_THIN, _THIN, Side("medium"), Side("double", "0000FF"))

TEXTS = {
    **{
        f"{side} texts": styled(
            ["word", None, _LONG], [_aligned(horizontal=side, vertical=v) for v in _HEIGHTS], row_specs=_TALL
        )
        for side in _SIDES
    },
    **{
        f"{side} wrapped": styled(
            [_LONG, "two\nlines"], [_aligned(horizontal=side, vertical=v, wrap=True) for v in _HEIGHTS], row_specs=_TALL
        )
        for side in _SIDES
    },
    "wrapped without room": styled([_LONG * 3], [_aligned(vertical=v, wrap=True) for v in _HEIGHTS], row_specs=_TALL),
    "indented": styled(["word", 12.0, _LONG], [_aligned(horizontal=s, indent=2) for s in _SIDES]),
    "shrunk": styled([_LONG, 123456789.0, "word"], [_aligned(horizontal=s, shrink=True) for s in _SIDES]),
    "rotated": styled(
        ["word", _LONG, 12.0],
        [_aligned(rotation=angle, vertical=v) for angle in (45, -45, 90) for v in ("top", "center", "bottom")],
        row_specs=_TALL,
    ),
    "upright": styled(
        ["word", _LONG],
        [_aligned(rotation=90, wrap=w, horizontal=s) for w in (True, False) for s in ("general", "left", "right")],
        row_specs=_TALL,
    ),
    "rotated on a side": styled(
        ["word", "two\nlines"],
        [_aligned(rotation=30, horizontal=s, indent=1) for s in ("left", "center", "right")],
        row_specs=_TALL,
    ),
    "stacked": styled(["word", "longer word"], [_aligned(rotation=255, vertical=v) for v in _HEIGHTS], row_specs=_TALL),
    "fonts": styled(
        ["Font 12", 12.5],
        [
            CellStyle(Font(name, size))
            for name in ("Arial", "Times New Roman", "Courier New", "Cambria")
            for size in (8.0, 16.0)
        ],
    ),
    "marks": styled(
        ["Marked", 12.5],
        [
            *(CellStyle(Font(underline=u)) for u in ("single", "double", "singleAccounting", "doubleAccounting")),
            *(CellStyle(Font(strike=True)), CellStyle(Font(bold=True, italic=True, color="00FF00"))),
            *(CellStyle(Font(raised="superscript")), CellStyle(Font(raised="subscript"))),
        ],
    ),
    "rich text": styled(
        [_RICH],
        [_aligned(horizontal=s, wrap=w) for s in ("left", "right", "justify") for w in (True, False)],
        row_specs=_TALL,
    ),
    "kinds of values": styled([True, ErrorValue("#DIV/0!"), "text", 0.0, -3.25], [CellStyle()]),
    **{
        f"errors as {way}": styled([ErrorValue("#N/A"), ErrorValue("#REF!")], [CellStyle()], setup={"errors": way})
        for way in ("blank", "dash", "NA", "displayed")
    },
    "no zeros": styled([0.0, 0.004, "0"], [CellStyle(), CellStyle(number_format="0.00")], show_zeros=False),
    "formulas": made({"A1": "=B1+1", "B1": 3, "A2": "text"}, show_formulas=True),
    "numbers without room": made(
        {
            f"{'ABCDEF'[n]}{row}": Cell(value, style)
            for n in range(6)
            for row, (value, style) in enumerate(
                ((1234.5678, 0), (0.000012345, 0), (123456789.0, 0), (-0.5, 1), (45000.0, 2), (-45000.0, 2)), 1
            )
        },
        [CellStyle(number_format="0.00"), CellStyle(number_format="yyyy-mm-dd")],
        columns=columns_of(1.0, 2.5, 4.0, 6.0, 8.0, 20.0),
        paper=(6, 8),
    ),
    "signs that fill": styled(
        [5.0, -5.0, 123456.0],
        [
            CellStyle(number_format=code, alignment=CellAlignment(vertical=v))
            for code, v in (("0*.", "bottom"), ("$* 0", "top"), ("* 0;-* 0", "center"), ("0*-0", "justify"))
        ],
    ),
    "flowing": made(
        {
            "A1": _LONG,
            "B2": _LONG,
            "A2": "full",
            "C3": Cell(_LONG, 1),
            "C4": Cell(_LONG, 2),
            "A5": _LONG,
            "B5": "stop",
            "D6": Cell(_LONG, 1),
            "C6": "=1",
            "A7": "",
            "B7": Cell(_LONG, 2),
            "E8": Cell(_LONG, 2),
            "A9": Cell(_LONG, 3),
        },
        [_aligned(horizontal="right"), _aligned(horizontal="center"), _aligned(horizontal="left", indent=3)],
    ),
    "flowing over hidden columns": made(
        {"A1": _LONG * 2, "E1": Cell(_LONG, 1)},
        [_aligned(horizontal="right")],
        columns=columns_of(5.0, 0, 5.0, 0, 20.0),
    ),
    "centered over several": made(
        {
            "A1": Cell("Over three", 1),
            "B1": Cell(None, 1),
            "C1": Cell(None, 1),
            "A2": Cell("One", 1),
            "B2": "x",
            "A3": Cell(_LONG, 1),
            "B3": Cell(None, 1),
        },
        [_aligned(horizontal="centerContinuous")],
    ),
    "right to left": made(
        {"A1": "שלום 12", "B1": _LONG, "A2": 5, "C2": Cell(_LONG, 1), "A3": "abc"},
        [_aligned(horizontal="right")],
        right_to_left=True,
        merges=_areas("A4:B5"),
        columns=columns_of(8.0, 12.0, 20.0),
    ),
    "a sheet of Hebrew": styled(
        ["שלום עולם", "(abc) 12", 3.0],
        [_aligned(reading_order=n, horizontal=s) for n in (0, 1, 2) for s in ("general", "left")],
    ),
    "east asian": styled(
        ["請求書の合計金額をご確認ください。", "한국어 문장"],
        [_aligned(wrap=w) for w in (True, False)],
        row_specs=_TALL,
    ),
}

_GRADIENT = Gradient(((0.0, "FF0000"), (0.4, "FFFFFF"), (1.0, "0000FF")), 30.0)
LOOKS = {
    "patterns": styled(["x", None], [CellStyle(fill=Fill(p, "FF0000", "FFFF00")) for p in PATTERNS]),
    "patterns of no color": styled([None, "x"], [CellStyle(fill=Fill(p)) for p in PATTERNS]),
    "gradients": styled(
        ["x", None],
        [
            CellStyle(fill=Fill(gradient=g))
            for g in (
                _GRADIENT,
                Gradient(((0.0, "00FF00"),)),
                _GRADIENT._replace(edges=(0.5, 0.5, 0.5, 0.5)),
                _GRADIENT._replace(edges=(0.0, 0.3, 0.1, 0.6)),
                _GRADIENT._replace(degree=90.0),
            )
        ],
        row_specs=_TALL,
    ),
    "fills beside each other": made(
        {
            "A1": Cell(None, 1),
            "B1": Cell(None, 1),
            "C1": Cell(None, 2),
            "E1": Cell(None, 1),
            "A2": Cell("x", 2),
            "A3": Cell(None, 1),
            "B3": Cell(None, 3),
            "C3": Cell(None, 1),
        },
        [
            CellStyle(fill=Fill("solid", "FF0000")),
            CellStyle(fill=Fill("solid", "00FF00")),
            CellStyle(fill=Fill("lightUp", "0000FF")),
        ],
    ),
    "borders": styled([None, "x", None], [CellStyle(border=CellBorder(*[Side(s, "FF0000")] * 4)) for s in LINE_STYLES]),
    "borders in turn": styled(
        ["x", None, "y"], [CellStyle(border=CellBorder(left=Side(s), bottom=Side(s))) for s in LINE_STYLES]
    ),
    "neighbors with borders": made(
        {f"{'ABCDE'[n]}{row}": Cell(None, 1 + (n * 3 + row * 5) % 13) for n in range(5) for row in range(1, 13)},
        [CellStyle(border=CellBorder(*[Side(s, c)] * 4)) for s, c in zip(LINE_STYLES, THEME * 2, strict=False)],
    ),
    "diagonals": styled(
        [None, "x"],
        [
            CellStyle(border=CellBorder(diagonal=Side("thin", "FF0000"), diagonal_up=up, diagonal_down=down))
            for up, down in ((True, False), (False, True), (True, True), (False, False))
        ],
    ),
    "merged": made(
        {
            "A1": Cell("Together", 1),
            "B2": Cell("not seen", 2),
            "C4": Cell(_LONG, 3),
            "D4": Cell(None, 3),
            "A7": Cell(None, 4),
            "B7": Cell(None, 4),
            "A9": Cell(12.0, 1),
            "D9": Cell(_RICH, 3),
        },
        [
            CellStyle(border=_BOX, fill=Fill("solid", "DDEEFF"), alignment=CellAlignment("center", "center")),
            CellStyle(border=_BOX),
            CellStyle(border=_BOX, alignment=CellAlignment(wrap=True)),
            CellStyle(border=_BOX, fill=Fill(gradient=_GRADIENT)),
        ],
        merges=_areas("A1:B3", "C4:D6", "A7:B8", "A9:A11", "D9:E13"),
    ),
    "merged over a page's end": made(
        {"A2": Cell(_LONG, 1), "B5": "x"}, [_aligned(vertical="center")], paper=(2, 3), merges=_areas("A2:A5")
    ),
    "merged diagonal": made(
        {"A1": Cell("x", 1)},
        [CellStyle(border=CellBorder(diagonal=Side("thin"), diagonal_up=True, diagonal_down=True))],
        merges=_areas("A1:B2"),
    ),
    "gridlines": made(
        {"A1": 1, "C3": "x", "B2": Cell(None, 1)},
        [CellStyle(fill=Fill("solid", "FFFF00"))],
        setup={"gridlines": True},
        merges=_areas("A2:A3"),
    ),
    "gridlines and borders": made({"A1": Cell(1.0, 1), "C3": "x"}, [CellStyle(border=_BOX)], setup={"gridlines": True}),
    "headings": made(
        {"A1": 1, "C3": "x"}, setup={"headings": True, "gridlines": True}, columns=columns_of(5.0, 0, 9.0)
    ),
    "headings from the right": made({"A1": 1, "C3": "x"}, setup={"headings": True}, right_to_left=True),
    "headings with titles": made(
        {"A1:D9": 1}, paper=(3, 5), setup={"headings": True}, title_rows=(1, 1), title_columns=(1, 1)
    ),
    "black and white": made(
        {"A1": Cell("red", 1), "B2": Cell(5.0, 1), "A3": Cell("x", 2)},
        [
            CellStyle(Font(color="FF0000", underline="single"), Fill("solid", "FFFF00"), _BOX),
            CellStyle(fill=Fill("lightUp")),
        ],
        setup={"black_and_white": True},
    ),
    "hidden": made(
        {"A1:D4": "x", "B2": Cell("y", 1)},
        [CellStyle(border=_BOX, fill=Fill("solid", "FFFF00"))],
        columns=columns_of(5.0, 0, 9.0, 3.0),
        row_specs={2: RowSpec(None, False, True, None)},
    ),
    "styles of rows and columns": made(
        {"A1": "x", "C3": Cell("y", 0)},
        [CellStyle(fill=Fill("solid", "FFFF00")), CellStyle(border=_BOX)],
        columns=[ColumnSpan(1, 2, 6.0, False, 2)],
        row_specs={2: RowSpec(20.0, True, False, 1)},
        print_areas=tuple(_areas("A1:D4")),
    ),
}


def _table(style: str, **settings: Any) -> Made:
    flags = {"row_stripes": True, "column_stripes": False, "first_column": True, "last_column": True, **settings}
    table = ExcelTable(Area(1, 1, 5, 4), style, 1, 1, **flags)
    return made({"A1:D5": "x"}, paper=(4, 5), tables=[table])


TABLES = {
    **{f"TableStyleLight{n}": _table(f"TableStyleLight{n}") for n in range(1, 22)},
    **{f"TableStyleMedium{n}": _table(f"TableStyleMedium{n}") for n in range(1, 29)},
    **{f"TableStyleDark{n}": _table(f"TableStyleDark{n}") for n in (1, 2, 7, 8, 11)},
    "column stripes": _table("TableStyleMedium3", row_stripes=False, column_stripes=True),
    "no stripes": _table("TableStyleMedium9", row_stripes=False, first_column=False),
    "an unknown style": _table("TableStyleNone"),
}


def _rules(values: Sequence[object], *rules: FormatRule) -> Made:
    cells = {f"A{row}": value for row, value in enumerate(values, 1)}
    area = (Area(1, 1, len(values), 1),)
    return made(cells, conditional=[ConditionalFormat(area, rules)], paper=(2, len(values) + 1))


def _points(*kinds: str) -> tuple[Threshold, ...]:
    return tuple(Threshold(kind, value) for kind, _, value in (each.partition(" ") for each in kinds))


_MIN_MAX = _points("min", "max")
_NUMBERS = (-4, 0, 3, 7, 10)
_SETS = (
    *("3Arrows", "3ArrowsGray", "3Flags", "3TrafficLights1", "3TrafficLights2", "3Signs", "3Symbols", "3Symbols2"),
    *("4Arrows", "4ArrowsGray", "4RedToBlack", "4Rating", "4TrafficLights", "5Arrows", "5ArrowsGray", "5Rating"),
    *("5Quarters", "3Stars", "3Triangles", "5Boxes"),
)


def _icons(kind: str) -> Made:
    count = int(kind[0])
    points = tuple(Threshold("percent", str(100 * n // count)) for n in range(count))
    return _rules([1, 2, 3, 4, 5], FormatRule("iconSet", 1, icons=IconSet(kind, points)))


def _bar(**settings: Any) -> Made:
    low, high = settings.pop("points", _MIN_MAX)
    return _rules(_NUMBERS, FormatRule("dataBar", 1, bar=DataBar(low, high, "638EC6", **settings)))


CONDITIONS = {
    **{f"icons {kind}": _icons(kind) for kind in _SETS},
    "icons reversed": _rules(
        [1, 2, 3], FormatRule("iconSet", 1, icons=IconSet("3Flags", _points("min", "num 2", "num 3"), reverse=True))
    ),
    "bars": _bar(axis_position="none"),
    "bars with an axis": _bar(axis_color="FF0000", negative_color="FF0000", border_color="00FF00"),
    "bars from the middle": _bar(axis_position="middle", axis_color="000000", gradient=False),
    "bars from the right": _bar(right_to_left=True, shortest=0.0, longest=100.0),
    "bars without values": _bar(show_value=False, points=_points("num -2", "percent 50")),
    "bars of numbers above": _bar(points=_points("num 3", "autoMax")),
    "two colors": _rules(_NUMBERS, FormatRule("colorScale", 1, scale=ColorScale(_MIN_MAX, ("F8696B", "63BE7B")))),
    "three colors": _rules(
        _NUMBERS,
        FormatRule(
            "colorScale", 1, scale=ColorScale(_points("min", "percentile 50", "max"), ("F8696B", "FFEB84", "63BE7B"))
        ),
    ),
    "looks": _rules(
        _NUMBERS,
        FormatRule(
            "cellIs",
            1,
            StyleChange(True, True, "double", True, "FF0000", Fill("solid", "FFFF00"), _BOX, "0.00"),
            operator="greaterThan",
            formulas=("2",),
        ),
        FormatRule("cellIs", 2, StyleChange(bold=False, font_color="00FF00"), operator="lessThan", formulas=("8",)),
    ),
}


def _over(content: Any, **settings: Any) -> Made:
    anchor = settings.pop("anchor", DrawingAnchor(Corner(1, 2, 5.0, 3.0), Corner(3, 6, 10.0, 4.0)))
    return made({"A1": "under", "B3": 5}, drawings=[Drawing(anchor, content, **settings)])


_SHAPE = Shape(
    "rightArrow",
    "00B0F0",
    Stroke("FF0000", 2.0, "dash"),
    (ShapeParagraph((Run("Words in it", Font(size=8.0)),), "ctr"),),
    "ctr",
)
_PRESETS = (
    *("rect", "roundRect", "ellipse", "triangle", "rtTriangle", "diamond", "parallelogram", "trapezoid", "hexagon"),
    *("octagon", "pentagon", "rightArrow", "leftArrow", "upArrow", "downArrow", "homePlate", "chevron", "star5"),
    *("line", "straightConnector1", "flowChartConnector", "flowChartDecision", "flowChartAlternateProcess", "cloud"),
)


def _spark(kind: str, **settings: Any) -> Made:
    cells = {"A1": 3, "B1": -2, "C1": 5, "E1": 4}
    return made(cells, sparklines=[Sparkline(2, 1, "A1:E1", kind, "4472C4", **settings)], row_specs=_TALL)


OVER = {
    **{f"shape {preset}": _over(replace(_SHAPE, preset=preset)) for preset in _PRESETS},
    **{
        f"text of a shape {v} {align}": _over(
            replace(
                _SHAPE,
                preset="rect",
                vertical=v,
                insets_pt=(2.0, 4.0, 6.0, 8.0),
                paragraphs=(
                    ShapeParagraph((Run("First words that are wrapped", Font("Arial", 9.0)),), align),
                    ShapeParagraph((Run("and ", None), Run("second", Font(bold=True))), align),
                ),
            )
        )
        for v, align in (("t", "l"), ("ctr", "ctr"), ("b", "r"))
    },
    "unwrapped text of a shape": _over(replace(_SHAPE, preset="rect", wrap=False)),
    **{
        f"line {dash}": _over(Shape("line", line=Stroke("00FF00", 1.5, dash)))
        for dash in (
            "solid",
            "dot",
            "dash",
            "lgDash",
            "dashDot",
            "lgDashDot",
            "lgDashDotDot",
            "sysDash",
            "sysDot",
            "sysDashDot",
            "sysDashDotDot",
        )
    },
    "turned": _over(_SHAPE, rotation=30.0),
    "turned upright": _over(_SHAPE, rotation=90.0),
    "turned upright in a group": _over(_SHAPE, rotation=270.0, place=(0.2, 0.1, 0.5, 0.6)),
    "mirrored": _over(_SHAPE, flip_horizontal=True, flip_vertical=True),
    "mirrored across": _over(_SHAPE, flip_horizontal=True),
    "of a size": _over(_SHAPE, anchor=DrawingAnchor(Corner(2, 2, 4.0, 6.0), None, width_pt=70.0, height_pt=40.0)),
    "at a place": _over(_SHAPE, anchor=DrawingAnchor(None, None, 10.0, 20.0, 70.0, 40.0)),
    "unknown": _over(Unknown("Diagram 1")),
    **{
        f"control {kind} {checked}": _over(Control(kind, "Words", checked))
        for kind in ("check", "option", "label", "group", "button", "list", "field")
        for checked in (True, False)
    },
    "drawing from the right": made(
        {"A1": "x"},
        drawings=[Drawing(DrawingAnchor(Corner(1, 2, 5.0, 3.0), Corner(3, 6, 10.0, 4.0)), _SHAPE)],
        right_to_left=True,
    ),
    "drawing over two pages": made(
        {"A1:D8": 1},
        paper=(2, 8),
        drawings=[Drawing(DrawingAnchor(Corner(1, 2, 5.0, 3.0), Corner(4, 6, 10.0, 4.0)), _SHAPE)],
    ),
    "drafts": made(
        {"A1": "x"},
        drawings=[Drawing(DrawingAnchor(None, None, 10.0, 20.0, 70.0, 40.0), _SHAPE)],
        setup={"draft": True},
    ),
    "spark line": _spark(
        "line", marker_colors=(("markers", "00FF00"), ("first", "FF0000"), ("last", "0000FF")), weight_pt=1.5
    ),
    "spark line within limits": _spark("line", low=-5.0, high=10.0),
    "spark columns": _spark("column", negative_color="FF0000"),
    "spark columns within limits": _spark("column", low=-1.0, high=4.0),
    "spark wins": _spark("stacked"),
    "spark in merged cells": made(
        {"A1": 3, "B1": -2, "C1": 5}, merges=_areas("A2:B3"), sparklines=[Sparkline(2, 1, "A1:C1", "line", "4472C4")]
    ),
    "comments": made(
        {"A1": "x"},
        comments=[
            Comment(2, 3, RichText((Run("Ann: ", Font(bold=True)), Run("look " * 40, None)))),
            Comment(5, 28, RichText((Run("short", None),))),
        ],
        setup={"comments": "atEnd"},
        paper=(9, 12),
    ),
}

_MARGINS = Margins(0.2, 0.3, 0.5, 0.6, 0.1, 0.15)


def _headed(**texts: Any) -> Made:
    setup = {"margins": _MARGINS, "header_footer": HeaderFooter(**texts)}
    return made({"A1:B20": 1}, paper=(6, 10), setup=setup, options={"file_name": "Book.xlsx"})


PAGES = {
    "header and footer": _headed(odd_header="&LLeft&CMiddle&RRight", odd_footer="&L&P of &N&C&A&R&F"),
    "codes": _headed(
        odd_header='&"Arial,Bold"&14Big &"-,Italic"&8small &KFF0000red &K04+050pale &Bbold&B &Uline&U &Sno&S'
    ),
    "more codes": _headed(
        odd_header="&Edouble&E a&Xb&X c&Yd&Y &&&D &T &P+5 &P-1 &Z&G&Q", odd_footer="two\nlines&Rof\nthree\nlines"
    ),
    "even pages": _headed(odd_header="odd", even_header="even &P", even_footer="foot", different_odd_even=True),
    "first page": _headed(odd_header="others", first_header="first", first_footer="f", different_first=True),
    "not scaled": _headed(odd_header="Title", scale_with_document=False)._replace(options={"scale": 50}),
    "scaled": _headed(odd_header="Title", odd_footer="Foot")._replace(options={"scale": 50}),
    "scaled as Excel does": _headed(odd_header="T", odd_footer="F", scale_with_document=False)._replace(
        options={"scale": 70, "like": "excel"}
    ),
    "from a number on": made(
        {"A1:B20": 1}, paper=(6, 10), setup={"first_page_number": 7, "header_footer": HeaderFooter("&P/&N")}
    ),
    "centered": made({"A1:B3": 1}, setup={"center_horizontally": True, "center_vertically": True, "scale": 80}),
    "titles": made({"A1:H20": 1}, paper=(3, 6), title_rows=(1, 2), title_columns=(1, 1)),
    "titles from the right": made({"A1:H6": 1}, paper=(3, 6), title_columns=(1, 1), right_to_left=True),
    "print areas": made({"A1:H20": 1}, print_areas=tuple(_areas("A1:B3", "D5:E6"))),
    "fitted": made({"A1:H20": 1}, paper=(3, 6), setup={"fit_to_page": True}),
    "over then down": made({"A1:F12": 1}, paper=(3, 6), setup={"over_then_down": True}),
    "breaks": made({"A1:D7": 1}, row_breaks=(2,), column_breaks=(2,)),
    "landscape": made({"A1:D7": 1}, options={"landscape": True}),
}
