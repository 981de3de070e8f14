"""The series of a chart: bars, lines, areas, points, slices."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin

from booklet.sheets.draw.chart_axes import Frame
from booklet.sheets.draw.chart_colours import automatic, colour_of, line_of, point_colour, stroke_of
from booklet.sheets.draw.chart_errors import Points, draw_errors
from booklet.sheets.draw.chart_text import draw_text, font_of
from booklet.sheets.draw.chart_trends import draw_trends
from booklet.sheets.draw.pen import Pen, wedge_points
from booklet.sheets.layout.scale import Scale, scale_for
from booklet.sheets.model.chart import Chart, DataLabels, Plot, Series
from booklet.sheets.model.style import Colour
from booklet.sheets.numbers import display

Box = tuple[float, float, float, float]
Point = tuple[float, float]


def draw_plot(pen: Pen, chart: Chart, plot: Plot, frame: Frame, first: int) -> None:
    """Draws one plot; `first` is the number of its first series within the chart, which colours are counted by."""
    with pen.kept():
        x, y, width, height = frame.box
        pen.clip(x - 3, y - 3, width + 6, height + 6)
        match plot.kind:
            case "bar":
                _draw_bars(pen, chart, plot, frame, first)
            case "area":
                _draw_areas(pen, chart, plot, frame, first)
            case "scatter" | "bubble":
                _draw_points(pen, chart, plot, frame, first)
            case _:
                _draw_lines(pen, chart, plot, frame, first)
        if plot.grouping not in ("stacked", "percentStacked"):
            for series in plot.series:
                draw_trends(pen, chart, series, frame, frame.scale(plot))


def _stacks(plot: Plot) -> list[list[tuple[float, float] | None]]:
    """(from, to) of each value of each series, on top of those before it where they are stacked."""
    stacked = plot.grouping in ("stacked", "percentStacked")
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


def _draw_bars(pen: Pen, chart: Chart, plot: Plot, frame: Frame, first: int) -> None:
    scale, stacked = frame.scale(plot), plot.grouping in ("stacked", "percentStacked")
    side_by_side = 1 if stacked else len(plot.series)
    slot = 1 / max(frame.count, 1)
    # 21.2.2.75 and 21.2.2.131: gaps and overlaps are percentages of a bar's width.
    step = 1.0 if stacked else 1 - plot.overlap / 100
    bar = slot / (1 + (side_by_side - 1) * step + plot.gap_width / 100)
    for number, (series, row) in enumerate(zip(plot.series, _stacks(plot), strict=True)):
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
            colour = colour_of(chart, series, first + number)
            if point in own and own[point].fill:
                colour = own[point].fill or colour
            elif plot.vary_colours and len(plot.series) == 1:
                colour = automatic(chart, point)
            if series.paint.fill != "":
                _fill_between(pen, one, other, colour, series)
            _draw_label(
                pen, chart, series, plot, point, ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2), other, frame
            )
        draw_errors(pen, series, frame, scale, Points(middles, _ends(row)))


def _fill_between(pen: Pen, one: Point, other: Point, colour: Colour, series: Series) -> None:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    line, thick = stroke_of(series.paint, "")
    pen.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour, line or None, thick)


def _draw_lines(pen: Pen, chart: Chart, plot: Plot, frame: Frame, first: int) -> None:
    scale = frame.scale(plot)
    for number, (series, row) in enumerate(zip(plot.series, _stacks(plot), strict=True)):
        colour = line_of(chart, series, first + number)
        places = [
            None if ends is None else frame.place(frame.slot(n), scale.share(ends[1])) for n, ends in enumerate(row)
        ]
        if series.paint.line != "":
            _stroke(pen, places, colour, series)
        marked = series.marker != "none" and (series.marker is not None or plot.markers)
        for point, place in enumerate(places):
            if place is None:
                continue
            if marked:
                _draw_marker(pen, series, place, colour, first + number)
            _draw_label(pen, chart, series, plot, point, place, place, frame)
        draw_errors(pen, series, frame, scale, Points([frame.slot(n) for n in range(len(row))], _ends(row)))


def _ends(row: Sequence[tuple[float, float] | None]) -> list[float | None]:
    """The values at which a series' points lie, on top of what they are stacked on."""
    return [None if ends is None else ends[1] for ends in row]


def _stroke(pen: Pen, places: Sequence[Point | None], colour: Colour, series: Series) -> None:
    """A line that breaks where a value is missing."""
    width = series.paint.line_width_pt or 2.25
    piece: list[Point] = []
    for place in [*places, None]:
        if place is not None:
            piece.append(place)
            continue
        if len(piece) > 1 and series.smooth:
            pen.curve(piece, colour, width)
        elif len(piece) > 1:
            pen.line(piece, colour, width)
        piece = []


_MARKERS = ("diamond", "square", "triangle", "x", "star", "circle", "plus", "dash", "dot")


def _draw_marker(pen: Pen, series: Series, place: Point, colour: Colour, index: int) -> None:
    kind = series.marker if series.marker not in (None, "auto") else _MARKERS[index % len(_MARKERS)]
    half = series.marker_size_pt / 2
    x, y = place
    fill = series.marker_paint.fill or colour
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
                pen.line([(x - half, y - half), (x + half, y + half)], colour, 0.75)
                pen.line([(x - half, y + half), (x + half, y - half)], colour, 0.75)
            if kind != "x":
                pen.line([(x, y - half), (x, y + half)], colour, 0.75)
                pen.line([(x - half, y), (x + half, y)], colour, 0.75)
        case _:
            pen.ellipse((x - half, y - half, 2 * half, 2 * half), fill)


def _draw_areas(pen: Pen, chart: Chart, plot: Plot, frame: Frame, first: int) -> None:
    scale = frame.scale(plot)
    rows = _stacks(plot)
    for number in reversed(range(len(plot.series))):
        series = plot.series[number]
        ends = [e or (0.0, 0.0) for e in rows[number]]
        if not ends:
            continue
        top = [frame.place(frame.slot(n), scale.share(e[1])) for n, e in enumerate(ends)]
        bottom = [frame.place(frame.slot(n), scale.share(max(e[0], scale.low))) for n, e in enumerate(ends)]
        pen.shape([*top, *reversed(bottom)], colour_of(chart, series, first + number), None)
        points = Points([frame.slot(n) for n in range(len(ends))], _ends(rows[number]))
        draw_errors(pen, series, frame, scale, points)


def _draw_points(pen: Pen, chart: Chart, plot: Plot, frame: Frame, first: int) -> None:
    scale, across = frame.scale(plot), frame.across
    if across is None:
        return
    largest = max((s or 0.0 for series in plot.series for s in series.sizes), default=0.0)
    for number, series in enumerate(plot.series):
        colour = line_of(chart, series, first + number)
        xs: Sequence[float | None] = series.x_values or tuple(float(n + 1) for n in range(len(series.values)))
        places = [
            None if x is None or y is None else frame.place(across.share(x), scale.share(y))
            for x, y in zip(xs, series.values, strict=False)
        ]
        # Excel takes a missing style for lines with markers; openpyxl leaves it out.
        lined = (plot.kind == "scatter" and plot.scatter_style != "marker") or series.paint.line
        if lined and series.paint.line != "":
            _stroke(pen, places, colour, series)
        for point, place in enumerate(places):
            if place is None:
                continue
            if plot.kind == "bubble":
                size = series.sizes[point] or 0.0 if point < len(series.sizes) else largest
                radius = (size / largest) ** 0.5 * min(frame.box[2], frame.box[3]) / 8 if largest else 4.0
                fill = colour_of(chart, series, first + number)
                pen.ellipse((place[0] - radius, place[1] - radius, 2 * radius, 2 * radius), fill, "FFFFFF")
            elif series.marker != "none":
                _draw_marker(pen, series, place, colour, first + number)
            _draw_label(pen, chart, series, plot, point, place, place, frame)
        shares = [None if x is None else across.share(x) for x in xs]
        draw_errors(pen, series, frame, scale, Points(shares, series.values, xs))


def draw_round(pen: Pen, chart: Chart, plot: Plot, room: Box) -> None:
    """A pie, or a doughnut with one ring a series."""
    x, y, width, height = room
    radius = min(width, height) / 2 * 0.95
    centre = x + width / 2, y + height / 2
    rings = plot.series if plot.kind == "doughnut" else plot.series[:1]
    hole = plot.hole / 100 if plot.kind == "doughnut" else 0.0
    for ring, series in enumerate(reversed(rings)):
        outer = radius * (1 - (1 - hole) * ring / max(len(rings), 1))
        _draw_ring(pen, chart, plot, series, centre, outer)
    if hole:
        size = radius * hole
        pen.ellipse((centre[0] - size, centre[1] - size, 2 * size, 2 * size), chart.paint.fill or "FFFFFF")


def _draw_ring(pen: Pen, chart: Chart, plot: Plot, series: Series, centre: Point, radius: float) -> None:
    total = sum(abs(v or 0.0) for v in series.values)
    if not total:
        return
    at = 90 - plot.first_angle
    line, thick = stroke_of(series.paint, "FFFFFF" if chart.style != 2 else "")
    for point, value in enumerate(series.values):
        extent = -360 * abs(value or 0.0) / total
        away = radius * series.explosion / 400
        middle = radians(at + extent / 2)
        moved = centre[0] + away * cos(middle), centre[1] - away * sin(middle)
        size = radius - away
        if extent:
            slice_ = wedge_points(moved, size, at, extent)
            pen.shape(slice_, point_colour(chart, series, point), line or None, thick)
        labels = series.labels or plot.labels
        if labels and value:
            far = size * (1.15 if labels.position == "outEnd" else 0.65)
            place = moved[0] + far * cos(middle), moved[1] - far * sin(middle)
            text = _label(series, labels, point, abs(value) / total)
            draw_text(pen, text, font_of(labels.text, chart.text), *place)
        at += extent


def _label(series: Series, labels: DataLabels, point: int, share: float | None = None) -> str:
    parts = []
    value = series.values[point]
    if labels.series:
        parts.append(series.name)
    if labels.category and point < len(series.categories):
        parts.append(series.categories[point])
    if labels.value and value is not None:
        parts.append(display(value, labels.number_format or series.number_format).text)
    if labels.percent and share is not None:
        code = labels.number_format if labels.number_format and "%" in labels.number_format else "0%"
        parts.append(display(share, code).text)
    return labels.separator.join(parts)


def _draw_label(
    pen: Pen, chart: Chart, series: Series, plot: Plot, point: int, middle: Point, end: Point, frame: Frame
) -> None:
    labels = series.labels or plot.labels
    if labels is None or not (labels.value or labels.category or labels.series):
        return
    font = font_of(labels.text, chart.text)
    text = _label(series, labels, point)
    x, y = end
    if labels.position in ("ctr", "inBase", "inEnd") or (plot.grouping != "clustered" and plot.kind == "bar"):
        draw_text(pen, text, font, *middle)
    elif frame.horizontal:
        draw_text(pen, text, font, x + 3, y - abs(end[1] - middle[1]) + abs(end[1] - middle[1]) * 2, align="left")
    elif plot.kind == "bar":
        draw_text(pen, text, font, middle[0], y - font.size * 0.7)
    elif labels.position == "t":
        draw_text(pen, text, font, x, y - font.size * 0.8)
    else:
        draw_text(pen, text, font, x + 4, y, align="left")


def draw_radar(pen: Pen, chart: Chart, plot: Plot, room: Box) -> None:
    """A web with one spoke a category."""
    x, y, width, height = room
    count = max((len(s.values) for s in plot.series), default=0)
    if count < 3:
        return
    radius, centre = min(width, height) / 2 * 0.8, (x + width / 2, y + height / 2)
    values = [v for s in plot.series for v in s.values if v is not None]
    scale = scale_for(values, next((a for a in chart.axes if a.kind == "val"), None), radius)

    def place(point: int, share: float) -> Point:
        angle = 2 * pi * point / count
        return centre[0] + radius * share * sin(angle), centre[1] - radius * share * cos(angle)

    for tick in scale.ticks[1:]:
        pen.line([place(n, scale.share(tick)) for n in range(count)], "868686", 0.5, closed=True)
    _draw_spokes(pen, chart, plot, count, scale, centre, radius)
    for number, series in enumerate(plot.series):
        points = [place(n, scale.share(v or 0.0)) for n, v in enumerate(series.values)]
        colour = line_of(chart, series, number)
        if plot.scatter_style == "filled":
            pen.shape(points, colour_of(chart, series, number), None)
        else:
            pen.line(points, colour, series.paint.line_width_pt or 2.25, closed=True)


def _draw_spokes(pen: Pen, chart: Chart, plot: Plot, count: int, scale: Scale, centre: Point, radius: float) -> None:
    font = font_of(chart.text, chart.text)
    categories = plot.series[0].categories if plot.series else ()
    for point in range(count):
        angle = 2 * pi * point / count
        end = centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)
        pen.line([centre, end], "868686", 0.5)
        text = categories[point] if point < len(categories) else str(point + 1)
        away = radius + font.size
        draw_text(pen, text, font, centre[0] + away * sin(angle), centre[1] - away * cos(angle))
    for tick in scale.ticks:
        text = display(tick, "General").text
        draw_text(pen, text, font, centre[0] - 3, centre[1] - radius * scale.share(tick), align="right")
