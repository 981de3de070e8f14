"""Pen over reportlab's canvas: points from the top left corner, y downwards, colors as six digits.

It writes most operators itself: reportlab's own methods took two thirds of the time of a page of cells.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from math import cos, radians, sin
from typing import Any, NamedTuple

from reportlab.lib import colors
from reportlab.pdfbase import pdfdoc

from booklet.sheets.canvas.letter_codes import LetterCodes
from booklet.sheets.layout.pagination import PrintedPage
from booklet.sheets.layout.text import Span
from booklet.sheets.layout.typeface import SheetFace
from booklet.sheets.model.color_mixing import to_floats
from booklet.sheets.model.drawing import Drawing, Sparkline
from booklet.sheets.model.style import Color

_UNTAGGED = nullcontext()
_SLANT = 0.21
# How far a circle's control points are from its ends, as a share of the radius.
_ROUND = 0.5523

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]


class Seen(NamedTuple):
    """A drawing as far as a page shows it, by its place among the sheet's; `box` is on the paper.

    It is `repeated` among the rows and columns that each page begins with.
    """

    place: int
    drawing: Drawing
    box: Rectangle
    repeated: bool


class _Setting(NamedTuple):
    """A face in a size, as text in it begins."""

    matrix: str
    size: str
    codes: LetterCodes


class Pen:
    """Pen on one canvas. `black_and_white` turns every stroke and letter black and drops fills."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.black_and_white = False
        self._code: list[str] = []
        self._codes: dict[str, LetterCodes] = {}
        self._settings: dict[tuple[SheetFace, float], _Setting] = {}
        self._fill: Color | None = None
        self._stroke: tuple[Color, float, tuple[float, ...]] | None = None

    def begin_page(self, page: PrintedPage) -> None:
        """Begin a new page; `end_page` finishes it."""
        self.canvas.setPageSize((page.width, page.height))
        self._code = self.canvas._code
        self._forget()
        self._code.append(f"1 0 0 1 0 {page.height:.2f} cm")

    def end_page(self) -> None:
        """Finish the page, and pack its drawing, which is far smaller to keep until the last page."""
        self.canvas.showPage()
        page = self.canvas._doc.Pages.pages[-1]
        packed = zlib.compress(page.stream.encode("latin-1"))
        packing = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
        page.Contents = pdfdoc.PDFStream(packing, content=packed, filters=[])
        page.stream = None

    def artifact(self, _kind: str = "", /) -> AbstractContextManager[None]:
        """Draw inside what is not read aloud; it may be a Header or Footer. Here and below: see `TaggedPen`."""
        return _UNTAGGED

    def cell(self, _row: int, _column: int, _text: str = "", /) -> AbstractContextManager[None]:
        """Draw inside the text of a cell; `_text` is given where the text is to be read as it is."""
        return _UNTAGGED

    def drawing(self, _seen: Seen, /) -> AbstractContextManager[None]:
        """Draw inside a drawing over the cells."""
        return _UNTAGGED

    def sparkline(self, _spark: Sparkline, /) -> AbstractContextManager[None]:
        """Draw inside a sparkline."""
        return _UNTAGGED

    def _forget(self) -> None:
        self._fill = None
        self._stroke = None

    def kept(self) -> AbstractContextManager[None]:
        """End with the block what is moved, turned and clipped inside."""
        return _Kept(self)

    def save(self) -> None:
        """Begin what `restore` ends; `kept` does both."""
        self._code.append("q")
        self._forget()

    def restore(self) -> None:
        """End what has been moved, turned and clipped since `save`."""
        self._code.append("Q")
        self._forget()

    def move(self, x: float, y: float, scale: float = 1.0) -> None:
        """Move the origin, and scale what follows."""
        self._code.append(f"{scale:g} 0 0 {scale:g} {x:.3f} {-y:.3f} cm")

    def turn(self, degrees: float) -> None:
        """Turn what follows counter-clockwise around the origin."""
        across, up = cos(radians(degrees)), sin(radians(degrees))
        self._code.append(f"{across:.5f} {up:.5f} {-up:.5f} {across:.5f} 0 0 cm")

    def flip(self, horizontal: bool, vertical: bool) -> None:
        """Mirror what follows."""
        self._code.append(f"{-1 if horizontal else 1} 0 0 {-1 if vertical else 1} 0 0 cm")

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        """Show nothing outside of the box until the block ends."""
        self._code.append(f"{x:.2f} {-y - height:.2f} {width:.2f} {height:.2f} re W n")

    def fill_box(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        """Draw a box of one color without an outline."""
        if self.black_and_white:
            return
        self._set_fill(color)
        self._code.append(f"{x:.2f} {-y - height:.2f} {width:.2f} {height:.2f} re f")

    def gradient(self, box: Rectangle, degree: float, stops: Sequence[tuple[float, Color]]) -> None:
        """Draw a box whose color changes along a direction: 0 runs to the right, 90 downwards."""
        x, y, width, height = box
        dx, dy = cos(radians(degree)), sin(radians(degree))
        reach = (abs(width * dx) + abs(height * dy)) / 2
        mid_x, mid_y = x + width / 2, y + height / 2
        with self.kept():
            self.clip(*box)
            self.canvas.linearGradient(
                mid_x - dx * reach, -(mid_y - dy * reach), mid_x + dx * reach, -(mid_y + dy * reach),
                [colors.Color(*to_floats(color)) for _, color in stops], [place for place, _ in stops],
            )  # fmt: skip

    def line(
        self, points: Sequence[Point], color: Color, width: float, dash: Sequence[float] = (), *, closed: bool = False
    ) -> None:
        """Draw a stroke through the points."""
        self._set_stroke(color, width, dash)
        self._code.append(_path(points) + (" s" if closed else " S"))

    def shape(
        self,
        points: Sequence[Point],
        fill: Color | None,
        stroke: Color | None,
        width: float = 0.75,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a closed outline, filled or stroked or both."""
        self._painted(_path(points), fill, stroke, width, dash)

    def ellipse(self, box: Rectangle, fill: Color | None, stroke: Color | None = None, width: float = 0.75) -> None:
        """Draw an ellipse inside a box."""
        self._painted(_arcs(box, box[2] / 2, box[3] / 2), fill, stroke, width)

    def rounded(self, box: Rectangle, radius: float, fill: Color | None, stroke: Color | None, width: float) -> None:
        """Draw a box with round corners."""
        self._painted(_arcs(box, radius, radius), fill, stroke, width)

    def curve(self, points: Sequence[Point], color: Color, width: float) -> None:
        """Draw a smooth stroke through the points (Catmull and Rom's curve as Bézier pieces)."""
        self._set_stroke(color, width, ())
        pieces = [f"{points[0][0]:.2f} {-points[0][1]:.2f} m"]
        for i in range(len(points) - 1):
            before, here = points[max(i - 1, 0)], points[i]
            there, after = points[i + 1], points[min(i + 2, len(points) - 1)]
            first = here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6
            second = there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6
            pieces.append(_bezier(first, second, there))
        self._code.append(" ".join(pieces) + " S")

    def _painted(
        self, path: str, fill: Color | None, stroke: Color | None, width: float, dash: Sequence[float] = ()
    ) -> None:
        fill = None if self.black_and_white else fill
        if fill:
            self._set_fill(fill)
        if stroke:
            self._set_stroke(stroke, width, dash)
        if fill or stroke:
            self._code.append(f"{path} {'b' if fill and stroke else 'f' if fill else 's'}")

    def text(self, x: float, baseline: float, span: Span, color: Color, *, text: str | None = None) -> None:
        """Draw the letters of a span from `x` on."""
        letters = span.text if text is None else text
        if not letters:
            return
        self._set_fill("000000" if self.black_and_white else color)
        setting = self._settings.get((span.face, span.size)) or self._setting(span)
        shown = setting.codes.shown(letters, setting.size)
        self._code.append(f"BT {setting.matrix} {x:.2f} {span.rise_pt - baseline:.2f} Tm {shown} ET")
        if span.font.underline or span.font.strike:
            self._rules(x, baseline, span, span.width if text is None else span.face.width(letters, span.size), color)

    def _setting(self, span: Span) -> _Setting:
        face = span.face
        codes = self._codes.setdefault(face.name, LetterCodes(face, self.canvas._doc))
        matrix = f"{face.stretch:g} 0 {_SLANT if face.slanted else 0:g} 1"
        made = self._settings[face, span.size] = _Setting(matrix, f"{span.size:.4g}", codes)
        return made

    def _rules(self, x: float, baseline: float, span: Span, width: float, color: Color) -> None:
        font, size = span.font, span.size
        thickness = max(size * 0.06, 0.3)
        if font.strike:
            self.line([(x, baseline - size * 0.27), (x + width, baseline - size * 0.27)], color, thickness)
        if font.underline:
            low = baseline + size * (0.12 if "Accounting" not in font.underline else 0.2)
            self.line([(x, low), (x + width, low)], color, thickness)
            if font.underline.startswith("double"):
                self.line([(x, low + thickness * 2), (x + width, low + thickness * 2)], color, thickness)

    def image(self, reader: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture in a box."""
        self.canvas.drawImage(reader, x, -y - height, width, height, mask="auto")

    def link(self, address: str, box: Rectangle, page_height: float, _cell: tuple[int, int], /) -> None:
        """Lay an invisible link over a box of the paper, whatever has been moved; `_cell` is its first cell."""
        x, y, width, height = box
        bottom = page_height - y - height
        self.canvas.linkURL(address, (x, bottom, x + width, bottom + height), relative=0, thickness=0)

    def _set_fill(self, color: Color) -> None:
        if color != self._fill:
            self._code.append(f"{_channels(color)} rg")
            self._fill = color

    def _set_stroke(self, color: Color, width: float, dash: Sequence[float]) -> None:
        state = ("000000" if self.black_and_white else color), width, tuple(dash)
        if state != self._stroke:
            dashes = " ".join(f"{d:g}" for d in dash)
            self._code.append(f"{_channels(state[0])} RG {width:.3g} w [{dashes}] 0 d")
            self._stroke = state


class _Kept(AbstractContextManager[None]):
    """The block of `Pen.kept`: a generator's would take as long as the cell that it clips."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def __enter__(self) -> None:
        self._pen.save()

    def __exit__(self, *_: object) -> None:
        self._pen.restore()


@lru_cache(maxsize=4096)
def _channels(color: Color) -> str:
    red, green, blue = to_floats(color)
    return f"{red:.3g} {green:.3g} {blue:.3g}"


def _path(points: Sequence[Point]) -> str:
    (x, y), *rest = points
    return " ".join([f"{x:.2f} {-y:.2f} m", *(f"{a:.2f} {-b:.2f} l" for a, b in rest)])


def _bezier(first: Point, second: Point, end: Point) -> str:
    return " ".join(f"{x:.2f} {-y:.2f}" for x, y in (first, second, end)) + " c"


def _arcs(box: Rectangle, across: float, down: float) -> str:
    """Return the path of a box with elliptic corners; they meet where the radii are half of the sides."""
    x, y, width, height = box
    right, bottom = x + width, y + height
    a, d = across * (1 - _ROUND), down * (1 - _ROUND)
    return " ".join(
        [
            f"{x + across:.2f} {-y:.2f} m {right - across:.2f} {-y:.2f} l",
            _bezier((right - a, y), (right, y + d), (right, y + down)),
            f"{right:.2f} {-(bottom - down):.2f} l",
            _bezier((right, bottom - d), (right - a, bottom), (right - across, bottom)),
            f"{x + across:.2f} {-bottom:.2f} l",
            _bezier((x + a, bottom), (x, bottom - d), (x, bottom - down)),
            f"{x:.2f} {-(y + down):.2f} l",
            _bezier((x, y + d), (x + a, y), (x + across, y)),
        ]
    )


def wedge_points(center: Point, radius: float, start: float, extent: float) -> list[Point]:
    """Return a slice of a pie as an outline in steps of 3 degrees; angles run counter-clockwise from the right."""
    steps = max(int(abs(extent) / 3), 1)
    angles = [radians(start + extent * n / steps) for n in range(steps + 1)]
    return [center, *((center[0] + radius * cos(a), center[1] - radius * sin(a)) for a in angles)]
