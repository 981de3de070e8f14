"""The series of a chart that goes round a center: pies, doughnuts, radar webs."""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import NamedTuple

from booklet.sheets.canvas.pen import Pen, Point, Rectangle, wedge_points
from booklet.sheets.charts.axis_scale import Scale, scale_for
from booklet.sheets.charts.chart_text import Spot, draw_text, font_of
from booklet.sheets.charts.data_labels import label_text
from booklet.sheets.charts.series_colors import color_of, line_of, point_color, stroke_of
from booklet.sheets.model.chart import Chart, Plot, Series
from booklet.sheets.numbers import display


class _Circle(NamedTuple):
    center: Point
    radius: float


class _Web(NamedTuple):
    """A circle with so many spokes, the first of them upwards and the others clockwise."""

    circle: _Circle
    spokes: int

    def at(self, spoke: int, away: float) -> Point:
        """Return the point on a spoke so many points away from the center."""
        (x, y), angle = self.circle.center, 2 * pi * spoke / self.spokes
        return x + away * sin(angle), y - away * cos(angle)


def draw_round(pen: Pen, chart: Chart, plot: Plot, room: Rectangle) -> None:
    """Draw a pie, or a doughnut with a ring for each series."""
    x, y, width, height = room
    radius = min(width, height) / 2 * 0.95
    center = x + width / 2, y + height / 2
    rings = plot.series if plot.kind == "doughnut" else plot.series[:1]
    hole = plot.hole / 100 if plot.kind == "doughnut" else 0.0
    for ring, series in enumerate(reversed(rings)):
        outer = radius * (1 - (1 - hole) * ring / max(len(rings), 1))
        _draw_ring(pen, chart, plot, series, _Circle(center, outer))
    if hole:
        size = radius * hole
        pen.ellipse((center[0] - size, center[1] - size, 2 * size, 2 * size), chart.paint.fill or "FFFFFF")


def _draw_ring(pen: Pen, chart: Chart, plot: Plot, series: Series, circle: _Circle) -> None:
    total = sum(abs(v or 0.0) for v in series.values)
    if not total:
        return
    at, (center, radius) = 90 - plot.first_angle, circle
    line, thick = stroke_of(series.paint, "FFFFFF" if chart.style != 2 else "")
    for point, value in enumerate(series.values):
        extent = -360 * abs(value or 0.0) / total
        away = radius * series.explosion / 400
        middle = radians(at + extent / 2)
        moved = center[0] + away * cos(middle), center[1] - away * sin(middle)
        size = radius - away
        if extent:
            slice_ = wedge_points(moved, size, at, extent)
            pen.shape(slice_, point_color(chart, series, point), line or None, thick)
        labels = series.labels or plot.labels
        if labels and value:
            far = size * (1.15 if labels.position == "outEnd" else 0.65)
            place = moved[0] + far * cos(middle), moved[1] - far * sin(middle)
            text = label_text(series, labels, point, abs(value) / total)
            draw_text(pen, text, font_of(labels.text, chart.text), Spot(*place))
        at += extent


def draw_radar(pen: Pen, chart: Chart, plot: Plot, room: Rectangle) -> None:
    """Draw a web with a spoke for each category."""
    x, y, width, height = room
    count = max((len(s.values) for s in plot.series), default=0)
    if count < 3:
        return
    radius = min(width, height) / 2 * 0.8
    web = _Web(_Circle((x + width / 2, y + height / 2), radius), count)
    values = [v for s in plot.series for v in s.values if v is not None]
    scale = scale_for(values, next((a for a in chart.axes if a.kind == "val"), None), radius)
    for tick in scale.ticks[1:]:
        pen.line([web.at(n, radius * scale.share(tick)) for n in range(count)], "868686", 0.5, closed=True)
    _draw_spokes(pen, chart, plot, web, scale)
    for number, series in enumerate(plot.series):
        points = [web.at(n, radius * scale.share(v or 0.0)) for n, v in enumerate(series.values)]
        color = line_of(chart, series, number)
        if plot.scatter_style == "filled":
            pen.shape(points, color_of(chart, series, number), None)
        else:
            pen.line(points, color, series.paint.line_width_pt or 2.25, closed=True)


def _draw_spokes(pen: Pen, chart: Chart, plot: Plot, web: _Web, scale: Scale) -> None:
    """Draw the spokes with a category at the end of each, and the scale beside the first."""
    center, radius = web.circle
    font = font_of(chart.text, chart.text)
    categories = plot.series[0].categories if plot.series else ()
    for spoke in range(web.spokes):
        pen.line([center, web.at(spoke, radius)], "868686", 0.5)
        text = categories[spoke] if spoke < len(categories) else str(spoke + 1)
        draw_text(pen, text, font, Spot(*web.at(spoke, radius + font.size)))
    for tick in scale.ticks:
        text = display(tick, "General").text
        draw_text(pen, text, font, Spot(center[0] - 3, center[1] - radius * scale.share(tick), align="right"))
