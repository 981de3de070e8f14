"""Charts made by openpyxl on a sheet of their own, and the shapes of the page read back by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.chart._chart import ChartBase

from booklet.sheets import RenderOptions, render
from tests.sheets.paper import Paper, Written, as_bytes

RED, BLUE, GREEN, BLACK = "FF0000", "0000FF", "00B050", "000000"
COLORS = (RED, BLUE, GREEN)
CATEGORIES = ("Alder", "Birch", "Cedar")
WIDTH_CM, HEIGHT_CM = 15, 7.5


class Shape(NamedTuple):
    """A path of a page: its colors ("" is none) and its points, from the top left corner in points."""

    fill: str
    line: str
    points: tuple[tuple[float, float], ...]
    thick: float

    @property
    def left(self) -> float:
        return min(x for x, _ in self.points)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.points)

    @property
    def top(self) -> float:
        return min(y for _, y in self.points)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.points)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class DrawnChart:
    """The page of a chart."""

    def __init__(self, chart: ChartBase, book: Workbook) -> None:
        chart.width, chart.height = WIDTH_CM, HEIGHT_CM
        book.worksheets[0].add_chart(chart, "A1")
        made = render(as_bytes(book), sheets=[book.worksheets[0].title], options=RenderOptions(apart=False))
        assert [problem for problem in made.problems if problem.severity == "error"] == []
        self.shapes = shapes_of(made.pdf)
        self.written: list[Written] = Paper(made).written()
        self.words = [" ".join(piece.text.split()) for piece in self.written]

    def filled(self, color: str) -> list[Shape]:
        """Return the shapes filled with a color, from left to right."""
        return sorted((s for s in self.shapes if s.fill == color), key=lambda s: s.left)

    def lines(self, color: str) -> list[Shape]:
        """Return the lines of a color that are not filled, in the order of drawing."""
        return [s for s in self.shapes if s.line == color and not s.fill]

    def word(self, text: str) -> Written:
        """Return the first piece with that text."""
        return self.written[self.words.index(text)]

    def places(self, *texts: str) -> list[tuple[float, float]]:
        """Return where the pieces start."""
        return [(self.word(text).x, self.word(text).y) for text in texts]


def book_of(*columns: Sequence[object], categories: Sequence[object] = CATEGORIES) -> Workbook:
    """A workbook whose second sheet has the categories in A and a series in each further column, titles in row 1."""
    book = Workbook()
    data = book.create_sheet("Data")
    for row, category in enumerate(categories, start=2):
        data.cell(row, 1, category)
    for column, values in enumerate(columns, start=2):
        data.cell(1, column, f"Series {column - 1}")
        for row, value in enumerate(values, start=2):
            data.cell(row, column, value)
    return book


def filled_chart(chart: ChartBase, book: Workbook) -> ChartBase:
    """Give a chart the series of the data sheet, each in a color of its own, and axes that show."""
    data = book["Data"]
    rows = {"min_row": 1, "max_row": data.max_row}
    chart.add_data(Reference(data, min_col=2, max_col=data.max_column, **rows), titles_from_data=True)
    chart.set_categories(Reference(data, min_col=1, min_row=2, max_row=data.max_row))
    for series, color in zip(chart.series, COLORS, strict=False):
        series.graphicalProperties.solidFill = color
        series.graphicalProperties.line.solidFill = color
    for name in ("x_axis", "y_axis"):
        if getattr(chart, name, None) is not None:
            getattr(chart, name).delete = False
    return chart


def drawn(chart: ChartBase, *columns: Sequence[object], categories: Sequence[object] = CATEGORIES) -> DrawnChart:
    """Draw a chart of columns of values."""
    book = book_of(*columns, categories=categories)
    return DrawnChart(filled_chart(chart, book), book)


def shapes_of(pdf: bytes) -> list[Shape]:
    """Return the paths of a document's first page in the order of drawing."""
    page = pypdfium2.PdfDocument(pdf)[0]
    height = page.get_height()
    return [_shape(item.raw, height) for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,))]


def _shape(path: object, height: float) -> Shape:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroked)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    points = []
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, number), x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        points.append((across, height - (matrix.b * x.value + matrix.d * y.value + matrix.f)))
    fill = _color(pdfium.FPDFPageObj_GetFillColor, path) if mode.value else ""
    line = _color(pdfium.FPDFPageObj_GetStrokeColor, path) if stroked.value else ""
    thick = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, thick)
    return Shape(fill, line, tuple(points), thick.value)


def _color(ask: object, path: object) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(path, red, green, blue, alpha)  # type: ignore[operator]
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
