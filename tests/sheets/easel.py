"""A sheet of paper for a pen: what it draws is read back by PDFium."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from booklet.sheets import Rendered
from booklet.sheets.canvas.pen import Pen
from booklet.sheets.layout.pagination import PrintedPage
from tests.sheets.chart_paper import Shape, shapes_of
from tests.sheets.model_sheets import sheet_of, view_of
from tests.sheets.paper import Paper, Written

SIDE = 200.0
WHITE = (255, 255, 255)


class Drawn:
    """What stands on the paper, of which a point is a unit, from the top left corner."""

    def __init__(self, pdf: bytes) -> None:
        self.shapes = shapes_of(pdf)
        self.written: list[Written] = Paper(Rendered(1, pdf, ())).written()
        self._picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("RGB")

    def color_at(self, x: float, y: float) -> tuple[int, int, int]:
        """Return the color of a point."""
        return self._picture.getpixel((round(x * 4), round(y * 4)))

    def filled(self, color: str) -> list[Shape]:
        """Return the shapes filled with a color, in the order of drawing."""
        return [shape for shape in self.shapes if shape.fill == color]

    def lines(self, color: str) -> list[Shape]:
        """Return the shapes with a stroke of a color, in the order of drawing."""
        return [shape for shape in self.shapes if shape.line == color]


def painted(draw: Callable[[Pen], object], *, black_and_white: bool = False) -> Drawn:
    """Return what a pen has drawn on a paper of 200 by 200 points."""
    canvas = Canvas("", invariant=1)
    pen = Pen(canvas)
    pen.begin_page(PrintedPage(view_of(sheet_of({})), SIDE, SIDE, 0, 0, 1.0, (), (), SIDE))
    pen.black_and_white = black_and_white
    draw(pen)
    pen.end_page()
    return Drawn(canvas.getpdfdata())


def box_of(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a shape, rounded to tenths."""
    return round(shape.left, 1), round(shape.top, 1), round(shape.width, 1), round(shape.height, 1)


def corners(shape: Shape) -> Sequence[tuple[float, float]]:
    """Return the corners of a shape, rounded to tenths, each once."""
    return list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in shape.points))


def picture_of(*colors: tuple[int, int, int], mode: str = "RGB", kind: str = "PNG") -> bytes:
    """Return an image of stripes beside each other, 10 pixels wide and high each."""
    image = Image.new("RGB", (10 * len(colors), 10))
    for place, color in enumerate(colors):
        image.paste(color, (10 * place, 0, 10 * place + 10, 10))
    out = io.BytesIO()
    image.convert(mode).save(out, kind)
    return out.getvalue()
