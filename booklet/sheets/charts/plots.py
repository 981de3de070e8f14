"""The series of a chart that has axes: bars, lines, areas, points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen, Point
from booklet.sheets.charts.axes import Frame
from booklet.sheets.charts.axis_scale import Scale
from booklet.sheets.charts.chart_text import Spot, draw_text, font_of
from booklet.sheets.charts.data_labels import label_text
from booklet.sheets.charts.error_bars import PlottedPoints, draw_errors
from booklet.sheets.charts.series_colors import automatic, color_of, line_of, stroke_of
from booklet.sheets.charts.trend_lines import draw_trends
from booklet.sheets.model.chart import Chart, Plot, Series
from booklet.sheets.model.style import Color


@dataclass(frozen=True, slots=True)
class PlotInFrame:
    """A plot of a chart and its place.

    `first` is the number of its first series within the chart, by which colors are counted.
    """

    chart: Chart
    plot: Plot
    frame: Frame
    first: int

    @property
    def scale(self) -> Scale:
        """The scale of its values."""
        return self.frame.scale(self.plot)

    @property
    def stacked(self) -> bool:
        """True if each series stands on the series before."""
        return self.plot.grouping in ("stacked", "percentStacked")

    def color(self, number: int) -> Color:
        """Return the fill of the plot's series of this number."""
        return color_of(self.chart, self.plot.series[number], self.first + number)

    def line_color(self, number: int) -> Color:
        """Return the line color of the plot's series of this number, or of its markers."""
        return line_of(self.chart, self.plot.series[number], self.first + number)


class _Mark(NamedTuple):
    """Place of a point of a series: a bar's middle and the end that its value reaches, elsewhere the same."""

    middle: Point
    end: Point


def draw_plot(pen: Pen, drawn: PlotInFrame) -> None:
    """Draw the series with their error bars and labels, then their trend lines."""
    plot, frame = drawn.plot, drawn.frame
    with pen.kept():
        x, y, width, height = frame.box
        pen.clip(x - 3, y - 3, width + 6, height + 6)
        match plot.kind:
            case "bar":
                _draw_bars(pen, drawn)
            case "area":
                _draw_areas(pen, drawn)
            case "scatter" | "bubble":
                _draw_points(pen, drawn)
            case _:
                _draw_lines(pen, drawn)
        if not drawn.stacked:
            for series in plot.series:
                draw_trends(pen, drawn.chart, series, frame, drawn.scale)


def _stacks(drawn: PlotInFrame) -> list[list[tuple[float, float] | None]]:
    """Return (from, to) of each value of each series, on top of those before it where they are stacked."""
    plot, stacked = drawn.plot, drawn.stacked
    count = max((len(s.values) for s in plot.series), default=0)
    up, down = [0.0] * count, [0.0] * count
    sums = [sum(abs(s.values[n] or 0) for s in plot.series if n < len(s.values)) or 1.0 for n in range(count)]
    result: list[list[tuple[float, float] | None]] = []
    for series in plot.series:
        row: list[tuple[float, float] | None] = []
        for point, value in enumerate(series.values):
            if value is None:
                row.append(None)
                continue
            size = value / sums[point] if plot.grouping == "percentStacked" else value
            pile = up if size >= 0 else down
            begin = pile[point] if stacked else 0.0
            pile[point] += size
            row.append((begin, begin + size))
        result.append(row)
    return result


def _draw_bars(pen: Pen, drawn: PlotInFrame) -> None:
    plot, frame, scale, stacked = drawn.plot, drawn.frame, drawn.scale, drawn.stacked
    side_by_side = 1 if stacked else len(plot.series)
    slot = 1 / max(frame.count, 1)
    # 21.2.2.75 and 21.2.2.131: gaps and overlaps are percentages of a bar's width.
    step = 1.0 if stacked else 1 - plot.overlap / 100
    bar = slot / (1 + (side_by_side - 1) * step + plot.gap_width / 100)
    for number, (series, row) in enumerate(zip(plot.series, _stacks(drawn), strict=True)):
        own = dict(series.points)
        middles: list[float | None] = [None] * len(row)
        for point, ends in enumerate(row):
            if ends is None:
                continue
            offset = 0.0 if stacked else number * bar * step
            begin = frame.slot(point) - slot / 2 + bar * plot.gap_width / 200 + offset
            middles[point] = begin + bar / 2
            low, high = (scale.share(min(max(v, scale.low), scale.high)) for v in ends)
            one, other = frame.place(begin, low), frame.place(begin + bar, high)
            color = drawn.color(number)
            if point in own and own[point].fill:
                color = own[point].fill or color
            elif plot.vary_colors and len(plot.series) == 1:
                color = automatic(drawn.chart, point)
            if series.paint.fill != "":
                _fill_between(pen, one, other, color, series)
            middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
            _draw_label(pen, drawn, series, point, _Mark(middle, other))
        draw_errors(pen, series, frame, scale, PlottedPoints(middles, _ends(row)))


def _fill_between(pen: Pen, one: Point, other: Point, color: Color, series: Series) -> None:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    line, thick = stroke_of(series.paint, "")
    pen.shape([(left, top), (right, top), (right, bottom), (left, bottom)], color, line or None, thick)


def _draw_lines(pen: Pen, drawn: PlotInFrame) -> None:
    plot, frame, scale = drawn.plot, drawn.frame, drawn.scale
    for number, (series, row) in enumerate(zip(plot.series, _stacks(drawn), strict=True)):
        color = drawn.line_color(number)
        places = [
            None if ends is None else frame.place(frame.slot(n), scale.share(ends[1])) for n, ends in enumerate(row)
        ]
        if series.paint.line != "":
            _stroke(pen, places, color, series)
        marked = series.marker != "none" and (series.marker is not None or plot.markers)
        for point, place in enumerate(places):
            if place is None:
                continue
            if marked:
                _draw_marker(pen, series, place, color, drawn.first + number)
            _draw_label(pen, drawn, series, point, _Mark(place, place))
        draw_errors(pen, series, frame, scale, PlottedPoints([frame.slot(n) for n in range(len(row))], _ends(row)))


def _ends(row: Sequence[tuple[float, float] | None]) -> list[float | None]:
    """Return the values at which a series' points lie, on top of what they are stacked on."""
    return [None if ends is None else ends[1] for ends in row]


def _stroke(pen: Pen, places: Sequence[Point | None], color: Color, series: Series) -> None:
    """Draw a line that breaks where a value is missing."""
    width = series.paint.line_width_pt or 2.25
    piece: list[Point] = []
    for place in [*places, None]:
        if place is not None:
            piece.append(place)
            continue
        if len(piece) > 1 and series.smooth:
            pen.curve(piece, color, width)
        elif len(piece) > 1:
            pen.line(piece, color, width)
        piece = []


_MARKERS = ("diamond", "square", "triangle", "x", "star", "circle", "plus", "dash", "dot")


def _draw_marker(pen: Pen, series: Series, place: Point, color: Color, index: int) -> None:
    kind = series.marker if series.marker not in (None, "auto") else _MARKERS[index % len(_MARKERS)]
    half = series.marker_size_pt / 2
    x, y = place
    fill = series.marker_paint.fill or color
    match kind:
        case "diamond":
            pen.shape([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill, None)
        case "square":
            pen.fill_box(x - half, y - half, 2 * half, 2 * half, fill)
        case "triangle":
            pen.shape([(x, y - half), (x + half, y + half), (x - half, y + half)], fill, None)
        case "dash" | "dot":
            pen.fill_box(x - half, y - half / 3, 2 * half, half * 2 / 3, fill)
        case "x" | "star" | "plus":
            if kind != "plus":
                pen.line([(x - half, y - half), (x + half, y + half)], color, 0.75)
                pen.line([(x - half, y + half), (x + half, y - half)], color, 0.75)
            if kind != "x":
                pen.line([(x, y - half), (x, y + half)], color, 0.75)
                pen.line([(x - half, y), (x + half, y)], color, 0.75)
        case _:
            pen.ellipse((x - half, y - half, 2 * half, 2 * half), fill)


def _draw_areas(pen: Pen, drawn: PlotInFrame) -> None:
    plot, frame, scale = drawn.plot, drawn.frame, drawn.scale
    rows = _stacks(drawn)
    for number, series in enumerate(plot.series):  # a later area hides those before it
        ends = [e or (0.0, 0.0) for e in rows[number]]
        if not ends:
            continue
        top = [frame.place(frame.slot(n), scale.share(e[1])) for n, e in enumerate(ends)]
        bottom = [frame.place(frame.slot(n), scale.share(max(e[0], scale.low))) for n, e in enumerate(ends)]
        pen.shape([*top, *reversed(bottom)], drawn.color(number), None)
        points = PlottedPoints([frame.slot(n) for n in range(len(ends))], _ends(rows[number]))
        draw_errors(pen, series, frame, scale, points)


def _draw_points(pen: Pen, drawn: PlotInFrame) -> None:
    plot, frame, scale, across = drawn.plot, drawn.frame, drawn.scale, drawn.frame.across
    if across is None:
        return
    largest = max((s or 0.0 for series in plot.series for s in series.sizes), default=0.0)
    for number, series in enumerate(plot.series):
        color = drawn.line_color(number)
        xs: Sequence[float | None] = series.x_values or tuple(float(n + 1) for n in range(len(series.values)))
        places = [
            None if x is None or y is None else frame.place(across.share(x), scale.share(y))
            for x, y in zip(xs, series.values, strict=False)
        ]
        # Excel takes a missing style for lines with markers; openpyxl leaves it out.
        lined = (plot.kind == "scatter" and plot.scatter_style != "marker") or series.paint.line
        if lined and series.paint.line != "":
            _stroke(pen, places, color, series)
        for point, place in enumerate(places):
            if place is None:
                continue
            if plot.kind == "bubble":
                size = series.sizes[point] or 0.0 if point < len(series.sizes) else largest
                radius = (size / largest) ** 0.5 * min(frame.box[2], frame.box[3]) / 8 if largest else 4.0
                box = (place[0] - radius, place[1] - radius, 2 * radius, 2 * radius)
                pen.ellipse(box, drawn.color(number), "FFFFFF")
            elif series.marker != "none":
                _draw_marker(pen, series, place, color, drawn.first + number)
            _draw_label(pen, drawn, series, point, _Mark(place, place))
        shares = [None if x is None else across.share(x) for x in xs]
        draw_errors(pen, series, frame, scale, PlottedPoints(shares, series.values, xs))


def _draw_label(pen: Pen, drawn: PlotInFrame, series: Series, point: int, mark: _Mark) -> None:
    plot, labels = drawn.plot, series.labels or drawn.plot.labels
    if labels is None or not (labels.value or labels.category or labels.series):
        return
    font = font_of(labels.text, drawn.chart.text)
    x, y = mark.end
    if labels.position in ("ctr", "inBase", "inEnd") or (plot.grouping != "clustered" and plot.kind == "bar"):
        spot = Spot(*mark.middle)
    elif drawn.frame.horizontal:
        spot = Spot(x + 3, y - abs(y - mark.middle[1]) + abs(y - mark.middle[1]) * 2, align="left")
    elif plot.kind == "bar":
        spot = Spot(mark.middle[0], y - font.size * 0.7)
    elif labels.position == "t":
        spot = Spot(x, y - font.size * 0.8)
    else:
        spot = Spot(x + 4, y, align="left")
    draw_text(pen, label_text(series, labels, point), font, spot)
