"""Charts as vectors: frame, title, legend, and the plot between them."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.charts.axes import draw_axes, frame_for
from booklet.sheets.charts.chart_text import Spot, draw_text, font_of, size_of
from booklet.sheets.charts.pie_and_radar import draw_radar, draw_round
from booklet.sheets.charts.plots import PlotInFrame, draw_plot
from booklet.sheets.charts.series_colors import color_of, line_of, point_color, stroke_of
from booklet.sheets.charts.trend_lines import TREND_COLOR, name_of
from booklet.sheets.model.chart import Chart
from booklet.sheets.model.style import Font

_MARGIN_PT = 7.0
_KEY_PT = 7.0
_ROUND = ("pie", "doughnut")


def draw_chart(pen: Pen, chart: Chart, box: Rectangle) -> None:
    """Draw a chart into a box (left, top, width, height)."""
    x, y, width, height = box
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    line, thick = stroke_of(chart.paint, "D9D9D9")
    pen.shape(corners, chart.paint.fill if chart.paint.fill is not None else "FFFFFF", line or None, thick)
    with pen.kept():
        pen.clip(*box)
        inner = x + _MARGIN_PT, y + _MARGIN_PT, width - 2 * _MARGIN_PT, height - 2 * _MARGIN_PT
        room = _draw_title(pen, chart, inner, box)
        room = _draw_legend(pen, chart, room, box)
        if room[2] > 10 and room[3] > 10:
            _draw_plots(pen, chart, room, box)


def _draw_title(pen: Pen, chart: Chart, room: Rectangle, box: Rectangle) -> Rectangle:
    if chart.title is None or not chart.title.text:
        return room
    font = font_of(chart.title, chart.text, size=18.0, bold=True)
    x, y, width, height = room
    taken = size_of(chart.title.text, font, width)[1]
    if chart.title_place:
        left, top = box[0] + box[2] * chart.title_place[0], box[1] + box[3] * chart.title_place[1]
        draw_text(pen, chart.title.text, font, Spot(left, top + taken / 2, align="left", width=width))
    else:
        draw_text(pen, chart.title.text, font, Spot(x + width / 2, y + taken / 2, width=width))
    return x, y + taken + 4, width, height - taken - 4


def _entries(chart: Chart) -> list[tuple[str, str, bool]]:
    """Return (text, color, drawn as a line) of the legend's entries."""
    entries = []
    index = 0
    for plot in chart.plots:
        if plot.kind in _ROUND and plot.series:
            first = plot.series[0]
            for point in range(len(first.values)):
                text = first.categories[point] if point < len(first.categories) else str(point + 1)
                entries.append((text, point_color(chart, first, point), False))
            continue
        for series in plot.series:
            drawn = plot.kind in ("line", "scatter", "radar", "stock")
            color = line_of(chart, series, index) if drawn else color_of(chart, series, index)
            entries.append((series.name or f"Series{index + 1}", color, drawn))
            index += 1
    return entries + [
        (name_of(trend, series), trend.paint.line or TREND_COLOR, True)
        for plot in chart.plots
        for series in plot.series
        for trend in series.trends
    ]


def _draw_legend(pen: Pen, chart: Chart, room: Rectangle, box: Rectangle) -> Rectangle:
    entries = _entries(chart)
    if chart.legend is None or not entries:
        return room
    font = font_of(chart.legend_text, chart.text)
    high = font.size * 1.35
    widths = [size_of(text, font)[0] + _KEY_PT + 12 for text, _, _ in entries]
    x, y, width, height = room
    if chart.legend_layout:
        share = chart.legend_layout
        area = box[0] + box[2] * share[0], box[1] + box[3] * share[1], box[2] * share[2], box[3] * share[3]
        across = area[2] > max(widths) * 1.9 and area[3] < high * 1.9
        _draw_entries(pen, entries, font, area, widths if across else [])
        return room if chart.plot_layout else _beside(chart.legend, room, min(area[2], width / 2), area[3])
    if chart.legend in ("t", "b"):
        rows = _rows(widths, width)
        taken = rows * high
        top = y if chart.legend == "t" else y + height - taken
        line = min(sum(widths), width)
        _draw_entries(pen, entries, font, (x + (width - line) / 2, top, line + 1, taken), widths)
        return _beside(chart.legend, room, width, taken)
    wide = min(max(widths), width * 0.45)
    taken = min(len(entries) * high, height)
    left = x if chart.legend == "l" else x + width - wide
    top = y if chart.legend == "tr" else y + (height - taken) / 2
    _draw_entries(pen, entries, font, (left, top, wide, taken), [])
    return room if chart.legend_overlay else _beside(chart.legend, room, wide, taken)


def _beside(side: str, room: Rectangle, wide: float, high: float) -> Rectangle:
    x, y, width, height = room
    if side == "t":
        return x, y + high + 5, width, height - high - 5
    if side == "b":
        return x, y, width, height - high - 5
    if side == "l":
        return x + wide + 5, y, width - wide - 5, height
    return x, y, width - wide - 5, height


def _rows(widths: list[float], width: float) -> int:
    rows, taken = 1, 0.0
    for size in widths:
        if taken and taken + size > width + 0.5:
            rows, taken = rows + 1, 0.0
        taken += size
    return rows


def _draw_entries(
    pen: Pen, entries: list[tuple[str, str, bool]], font: Font, area: Rectangle, widths: list[float]
) -> None:
    """Draw the entries below each other, or with `widths` beside each other."""
    x, y, width, height = area
    high = font.size * 1.35 if widths else height / len(entries)
    left, top = x, y
    for number, (text, color, line) in enumerate(entries):
        if widths and left > x and left + widths[number] > x + width + 1:
            left, top = x, top + high
        middle = top + high / 2
        if line:
            pen.line([(left, middle), (left + _KEY_PT + 4, middle)], color, 2.0)
        else:
            pen.fill_box(left + 2, middle - _KEY_PT / 2, _KEY_PT, _KEY_PT, color)
        draw_text(pen, text, font, Spot(left + _KEY_PT + 6, middle, align="left"))
        if widths:
            left += widths[number]
        else:
            top += high


def _draw_plots(pen: Pen, chart: Chart, room: Rectangle, box: Rectangle) -> None:
    share = chart.plot_layout
    if share:
        room = box[0] + box[2] * share[0], box[1] + box[3] * share[1], box[2] * share[2], box[3] * share[3]
    kind = chart.plots[0].kind
    if kind in _ROUND:
        draw_round(pen, chart, chart.plots[0], room)
        return
    if kind == "radar":
        draw_radar(pen, chart, chart.plots[0], room)
        return
    frame = frame_for(chart, room, fixed=share is not None)
    if chart.plot_paint.fill:
        pen.fill_box(*frame.box, chart.plot_paint.fill)
    draw_axes(pen, chart, frame)
    first = 0
    for plot in chart.plots:
        draw_plot(pen, PlotInFrame(chart, plot, frame, first))
        first += len(plot.series)
