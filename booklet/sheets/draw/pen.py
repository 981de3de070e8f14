"""A thin hand over reportlab's canvas: points from the top left corner, y downwards, colours as six digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from booklet.sheets.layout.text import Span
from booklet.sheets.model.style import Colour
from booklet.sheets.read.colours import to_floats

_SLANT = 0.21


class Pen:
    """Draws on one canvas. `black_and_white` turns every stroke and letter black and drops fills."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.black_and_white = False
        self._height = 0.0
        self._fill: Colour | None = None
        self._stroke: Colour | None = None

    def begin_page(self, width: float, height: float) -> None:
        """A new page; `end_page` puts it out."""
        self.canvas.setPageSize((width, height))
        self._height = height
        self._forget()
        self.canvas.translate(0, height)

    def end_page(self) -> None:
        """Finishes the page."""
        self.canvas.showPage()

    def _forget(self) -> None:
        self._fill = self._stroke = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """What is moved, turned and clipped inside ends with the block."""
        self.canvas.saveState()
        try:
            yield
        finally:
            self.canvas.restoreState()
            self._forget()

    def move(self, x: float, y: float, scale: float = 1.0) -> None:
        """Moves the origin, and scales what follows."""
        self.canvas.translate(x, -y)
        if scale != 1.0:
            self.canvas.scale(scale, scale)

    def turn(self, degrees: float) -> None:
        """Turns what follows counter-clockwise around the origin."""
        self.canvas.rotate(degrees)

    def flip(self, horizontal: bool, vertical: bool) -> None:
        """Mirrors what follows."""
        self.canvas.scale(-1 if horizontal else 1, -1 if vertical else 1)

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        """Nothing outside of the box is shown until the block ends."""
        path = self.canvas.beginPath()
        path.rect(x, -y - height, width, height)
        self.canvas.clipPath(path, stroke=0, fill=0)

    def fill_box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A box of one colour without an outline."""
        if self.black_and_white:
            return
        self._set_fill(colour)
        self.canvas.rect(x, -y - height, width, height, stroke=0, fill=1)

    def gradient(
        self, box: tuple[float, float, float, float], degree: float, stops: Sequence[tuple[float, Colour]]
    ) -> None:
        """A box whose colour changes along a direction: 0 runs to the right, 90 downwards."""
        from math import cos, radians, sin

        x, y, width, height = box
        dx, dy = cos(radians(degree)), sin(radians(degree))
        reach = (abs(width * dx) + abs(height * dy)) / 2
        mid_x, mid_y = x + width / 2, y + height / 2
        with self.kept():
            self.clip(x, y, width, height)
            self.canvas.linearGradient(
                mid_x - dx * reach, -(mid_y - dy * reach), mid_x + dx * reach, -(mid_y + dy * reach),
                [_reportlab(colour) for _, colour in stops], [place for place, _ in stops],
            )  # fmt: skip

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: Colour,
        width: float,
        dash: Sequence[float] = (),
        *,
        closed: bool = False,
    ) -> None:
        """A stroke through the points."""
        self._set_stroke(colour)
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash))
        if len(points) == 2:
            (x0, y0), (x1, y1) = points
            self.canvas.line(x0, -y0, x1, -y1)
            return
        self.canvas.drawPath(self._path(points, closed), stroke=1, fill=0)

    def shape(
        self,
        points: Sequence[tuple[float, float]],
        fill: Colour | None,
        stroke: Colour | None,
        width: float = 0.75,
        dash: Sequence[float] = (),
    ) -> None:
        """A closed outline, filled or stroked or both."""
        self._paint(fill, stroke, width, dash)
        self.canvas.drawPath(self._path(points, True), stroke=int(bool(stroke)), fill=int(bool(fill)))

    def _paint(self, fill: Colour | None, stroke: Colour | None, width: float, dash: Sequence[float] = ()) -> None:
        if fill:
            self._set_fill(fill)
        if stroke:
            self._set_stroke(stroke)
            self.canvas.setLineWidth(width)
            self.canvas.setDash(list(dash))

    def ellipse(
        self, x: float, y: float, width: float, height: float, fill: Colour | None, stroke: Colour | None, line: float
    ) -> None:
        """An ellipse inside a box."""
        self._paint(fill, stroke, line)
        self.canvas.ellipse(x, -y - height, x + width, -y, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def rounded(
        self,
        box: tuple[float, float, float, float],
        radius: float,
        fill: Colour | None,
        stroke: Colour | None,
        line: float,
    ) -> None:
        """A box with round corners."""
        self._paint(fill, stroke, line)
        x, y, width, height = box
        self.canvas.roundRect(x, -y - height, width, height, radius, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def wedge(
        self, centre: tuple[float, float], radii: tuple[float, float], start: float, extent: float, fill: Colour | None,
        stroke: Colour | None, line: float = 0.75,
    ) -> None:  # fmt: skip
        """A slice of a pie, angles in degrees counter-clockwise from the right."""
        self._paint(fill, stroke, line)
        (x, y), (across, down) = centre, radii
        self.canvas.wedge(
            x - across, -y - down, x + across, -y + down, start, extent, stroke=int(bool(stroke)), fill=int(bool(fill))
        )

    def curve(self, points: Sequence[tuple[float, float]], colour: Colour, width: float) -> None:
        """A smooth stroke through the points (Catmull and Rom's curve as Bézier pieces)."""
        self._set_stroke(colour)
        self.canvas.setLineWidth(width)
        self.canvas.setDash([])
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], -points[0][1])
        for i in range(len(points) - 1):
            before, here = points[max(i - 1, 0)], points[i]
            there, after = points[i + 1], points[min(i + 2, len(points) - 1)]
            path.curveTo(
                here[0] + (there[0] - before[0]) / 6, -(here[1] + (there[1] - before[1]) / 6),
                there[0] - (after[0] - here[0]) / 6, -(there[1] - (after[1] - here[1]) / 6), there[0], -there[1],
            )  # fmt: skip
        self.canvas.drawPath(path, stroke=1, fill=0)

    def _path(self, points: Sequence[tuple[float, float]], closed: bool) -> Any:
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], -points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, -y)
        if closed:
            path.close()
        return path

    def text(self, x: float, baseline: float, span: Span, colour: Colour, *, text: str | None = None) -> None:
        """A span's letters from `x` on."""
        letters = span.text if text is None else text
        if not letters:
            return
        self._set_fill("000000" if self.black_and_white else colour)
        face = span.face
        written = self.canvas.beginText()
        written.setFont(face.name, span.size)
        slant = _SLANT if face.slanted else 0.0
        written.setTextTransform(face.stretch, 0, slant, 1, x, -(baseline - span.rise_pt))
        written.textOut(letters)
        self.canvas.drawText(written)
        self._rules(x, baseline, span, span.width if text is None else face.width(letters, span.size), colour)

    def _rules(self, x: float, baseline: float, span: Span, width: float, colour: Colour) -> None:
        font, size = span.font, span.size
        thickness = max(size * 0.06, 0.3)
        if font.strike:
            self.line([(x, baseline - size * 0.27), (x + width, baseline - size * 0.27)], colour, thickness)
        if font.underline:
            low = baseline + size * (0.12 if "Accounting" not in font.underline else 0.2)
            self.line([(x, low), (x + width, low)], colour, thickness)
            if font.underline.startswith("double"):
                self.line([(x, low + thickness * 2), (x + width, low + thickness * 2)], colour, thickness)

    def image(self, reader: Any, x: float, y: float, width: float, height: float) -> None:
        """A picture in a box."""
        self.canvas.drawImage(reader, x, -y - height, width, height, mask="auto")

    def _set_fill(self, colour: Colour) -> None:
        if colour != self._fill:
            self.canvas.setFillColorRGB(*to_floats(colour))
            self._fill = colour

    def _set_stroke(self, colour: Colour) -> None:
        colour = "000000" if self.black_and_white else colour
        if colour != self._stroke:
            self.canvas.setStrokeColorRGB(*to_floats(colour))
            self._stroke = colour


def _reportlab(colour: Colour) -> Any:
    from reportlab.lib.colors import Color

    return Color(*to_floats(colour))
