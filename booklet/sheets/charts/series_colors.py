"""Colors of a chart's parts where the file names none."""

from __future__ import annotations

from booklet.sheets.model.chart import Chart, Paint, Series
from booklet.sheets.model.color_mixing import blend
from booklet.sheets.model.style import Color

_PLAIN = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")


def automatic(chart: Chart, index: int) -> Color:
    """Return the theme's accents in turn; from the seventh on darker and lighter."""
    palette = chart.palette or _PLAIN
    color = palette[index % len(palette)]
    turn = index // len(palette)
    if not turn:
        return color
    return blend(color, "000000" if turn % 2 else "FFFFFF", 0.4 if turn < 3 else 0.2)


def color_of(chart: Chart, series: Series, index: int) -> Color:
    """Return the fill of a series."""
    return series.paint.fill or automatic(chart, index)


def line_of(chart: Chart, series: Series, index: int) -> Color:
    """Return the line color of a series, or of its markers where it has no line."""
    return series.paint.line or series.marker_paint.fill or series.paint.fill or automatic(chart, index)


def point_color(chart: Chart, series: Series, point: int) -> Color:
    """Return the color of a slice of a pie."""
    own = dict(series.points).get(point)
    return own.fill if own and own.fill else automatic(chart, point)


def stroke_of(paint: Paint, default: Color) -> tuple[Color, float]:
    """Return the color ("" for none) and the width of an outline."""
    return default if paint.line is None else paint.line, paint.line_width_pt or 0.75
