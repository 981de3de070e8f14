"""The pieces that the demo's brochures are made of: a page, a column of text, a list, a chart.

Every page keeps 44 pt at its head and foot free of pictures: running heads and page numbers of a book go there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from kerned_fonts import font_name
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

WIDTH, HEIGHT = LETTER
LEFT, RIGHT, TOP, BOTTOM = 68.0, WIDTH - 68.0, HEIGHT - 72.0, 64.0
MEASURE = RIGHT - LEFT

TEAL, INK, GREY, RULE = HexColor("#17494d"), HexColor("#22262b"), HexColor("#5b6570"), HexColor("#d5dae0")
OCHRE, CLAY, CREAM, MIST = HexColor("#c98a2b"), HexColor("#a9573c"), HexColor("#f7f4ee"), HexColor("#e9f0ef")

SERIF, SERIF_BOLD, SERIF_ITALIC = (
    font_name("Caladea"),
    font_name("Caladea", bold=True),
    font_name("Caladea", italic=True),
)
SANS, SANS_BOLD = font_name("Carlito"), font_name("Carlito", bold=True)


def tint(color: Color, strength: float) -> Color:
    """Return the color thinned with white: 1 is the color itself, 0 is white."""
    return Color(*(1 - strength * (1 - part) for part in color.rgb()))


def style(font: str, size: float, leading: float, color: Color = INK, **more: object) -> ParagraphStyle:
    """Return a paragraph style that is named after its font and size."""
    return ParagraphStyle(f"{font} {size}", fontName=font, fontSize=size, leading=leading, textColor=color, **more)


BODY = style(SANS, 11, 16)
SMALL = style(SANS, 9, 12.5, GREY)
LEAD = style(SERIF, 15, 22, GREY)
H1 = style(SERIF, 28, 33, TEAL, shaping=1)
H2 = style(SERIF_BOLD, 14.5, 19, TEAL, shaping=1)
LABEL = style(SANS_BOLD, 10, 14, TEAL)


class Brochure:
    """A PDF under way: pages from top to bottom, each with its entry in the outline."""

    def __init__(self, path: Path, title: str) -> None:
        self.canvas = Canvas(
            str(path), pagesize=LETTER, invariant=1, pageCompression=1, initialFontName=SANS, lang="en"
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Larkfield Retirement Partners")
        self._pages = 0

    def begin_page(self, title: str, key: str, *, level: int = 0) -> None:
        """Begin a page, with a bookmark at its head that links can go to."""
        if self._pages:
            self.canvas.showPage()
        self._pages += 1
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=HEIGHT)
        self.canvas.addOutlineEntry(title, key, level=level)

    def save(self) -> None:
        """Finish the last page and write the file."""
        self.canvas.showPage()
        self.canvas.save()

    def text(self, words: str, look: ParagraphStyle, y: float, *, x: float = LEFT, width: float = MEASURE) -> float:
        """Draw a paragraph with its top at `y`, and return its bottom."""
        paragraph = Paragraph(words, look)
        _, height = paragraph.wrap(width, 10_000)
        paragraph.drawOn(self.canvas, x, y - height)
        return float(y - height)

    def heading(self, words: str, y: float = TOP) -> float:
        """Draw the title of a page with a short bar under it, and return the height at which the text may begin."""
        y = self.text(words, H1, y)
        self.fill(TEAL)
        self.canvas.rect(LEFT, y - 12, 42, 3, stroke=0, fill=1)
        return y - 32

    def line(
        self, words: str, x: float, y: float, font: str, size: float, color: Color, *, align: str = "left"
    ) -> None:
        """Draw a line of text, kerned, on its baseline."""
        self.canvas.setFillColor(color)
        self.canvas.setFont(font, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }[align]
        draw(x, y, words, shaping=True)

    def fill(self, color: Color) -> None:
        """Set the color of what is filled next."""
        self.canvas.setFillColor(color)

    def rule(self, x0: float, y0: float, x1: float, y1: float, color: Color = RULE, *, weight: float = 0.75) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(weight)
        self.canvas.line(x0, y0, x1, y1)

    def shape(self, points: Sequence[tuple[float, float]], color: Color) -> None:
        """Draw a filled polygon."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canvas.setFillColor(color)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def curve(self, points: Sequence[tuple[float, float]], color: Color, *, weight: float = 2.0) -> None:
        """Draw a line through points."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self.canvas.setStrokeColor(color)
        self.canvas.setLineWidth(weight)
        self.canvas.setLineJoin(1)
        self.canvas.setLineCap(1)
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setLineCap(0)

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Put a link to the page with that key over a rectangle, given by its lower left corner."""
        self.canvas.linkRect("", key, (x, y, x + width, y + height), relative=0, thickness=0)

    def web_link(self, address: str, x: float, y: float, width: float, height: float) -> None:
        """Put a link to an address on the web over a rectangle, given by its lower left corner."""
        self.canvas.linkURL(address, (x, y, x + width, y + height), relative=0, thickness=0)

    def ticked(self, items: Sequence[str], y: float, *, x: float = LEFT, width: float = MEASURE, color: Color) -> float:
        """Draw a list with ticks, and return its bottom."""
        for item in items:
            self.canvas.setStrokeColor(color)
            self.canvas.setLineWidth(1.6)
            self.canvas.lines([(x + 1, y - 9, x + 4, y - 12.5), (x + 4, y - 12.5, x + 10.5, y - 4.5)])
            y = self.text(item, BODY, y, x=x + 20, width=width - 20) - 6
        return y

    def boxed(self, items: Sequence[str], y: float, *, x: float, width: float, color: Color) -> float:
        """Draw a list with boxes to tick by hand, and return its bottom."""
        for item in items:
            self.canvas.setStrokeColor(color)
            self.canvas.setLineWidth(1)
            self.canvas.roundRect(x, y - 12.5, 9, 9, 1.5, stroke=1, fill=0)
            y = self.text(item, style(SANS, 11, 15), y, x=x + 18, width=width - 18) - 8
        return y

    def hills(self, x: float, y: float, width: float, height: float, ground: Color) -> None:
        """Draw the firm's picture: a low sun over four ranges of hills."""
        canvas = self.canvas
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(x, y, width, height)
        canvas.clipPath(clip, stroke=0, fill=0)
        self.fill(ground)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        self.fill(tint(OCHRE, 0.9))
        canvas.circle(x + width * 0.71, y + height * 0.62, height * 0.15, stroke=0, fill=1)
        for base, swell, phase, strength in ((0.52, 0.10, 0.3, 0.30), (0.40, 0.09, 1.9, 0.50), (0.27, 0.08, 3.4, 0.74)):
            self._range(x, y, width, height, (base, swell, phase), tint(TEAL, strength))
        self._range(x, y, width, height, (0.13, 0.07, 5.2), TEAL)
        canvas.restoreState()

    def _range(
        self, x: float, y: float, width: float, height: float, wave: tuple[float, float, float], color: Color
    ) -> None:
        base, swell, phase = wave
        steps = 80
        ridge = [
            (
                x + width * i / steps,
                y
                + height
                * (base + swell * (math.sin(phase + 5 * i / steps) + 0.35 * math.sin(phase * 2 + 11 * i / steps))),
            )
            for i in range(steps + 1)
        ]
        self.shape([(x, y), *ridge, (x + width, y)], color)


class Plot:
    """A rectangle with two scales: places values on the page, draws grid and axis words."""

    def __init__(
        self,
        brochure: Brochure,
        box: tuple[float, float, float, float],
        *,
        across: tuple[float, float],
        up: tuple[float, float],
    ) -> None:
        self.brochure, self.box, self.across, self.up = brochure, box, across, up

    def x(self, value: float) -> float:
        """Return the place of a value on the horizontal scale, in points of the page."""
        left, _, width, _ = self.box
        low, high = self.across
        return left + width * (value - low) / (high - low)

    def y(self, value: float) -> float:
        """Return the place of a value on the vertical scale, in points of the page."""
        _, bottom, _, height = self.box
        low, high = self.up
        return bottom + height * (value - low) / (high - low)

    def grid(self, values: Sequence[float], words: Sequence[str]) -> None:
        """Draw horizontal hairlines, each with its words at the left."""
        left, _, width, _ = self.box
        for value, word in zip(values, words, strict=True):
            y = self.y(value)
            self.brochure.rule(left, y, left + width, y, GREY if value == 0 else RULE, weight=0.6)
            self.brochure.line(word, left - 8, y - 3, SANS, 9, GREY, align="right")

    def ticks(self, values: Sequence[float], words: Sequence[str]) -> None:
        """Write words under the horizontal axis."""
        for value, word in zip(values, words, strict=True):
            self.brochure.line(word, self.x(value), self.box[1] - 14, SANS, 9, GREY, align="center")
