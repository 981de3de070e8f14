"""A chart's axes: their scales, the room that their labels take, and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import radians, sin

from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.charts.axis_scale import Scale, scale_for
from booklet.sheets.charts.chart_text import Spot, draw_text, font_of, size_of
from booklet.sheets.model.chart import Axis, Chart, Plot
from booklet.sheets.model.style import Font
from booklet.sheets.numbers import display

_GAP_PT = 4.0
_TICK_PT = 3.0
_MOST_TICKS = 60
_LINE_PT = 12.5
"""The share of an upright axis that a label of the default size takes, in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The box between the axes; `values` are the value axes' scales by id, `across` a scatter chart's."""

    box: Rectangle
    categories: tuple[str, ...]
    count: int
    horizontal: bool
    values: dict[str, Scale]
    across: Scale | None
    between: bool
    reversed_categories: bool = False

    def scale(self, plot: Plot) -> Scale:
        """Return the value scale that a plot is drawn on."""
        return next((self.values[a] for a in plot.axes if a in self.values), next(iter(self.values.values())))

    def slot(self, point: float) -> float:
        """Return the middle of a category as a share of the axis."""
        share = (point + 0.5) / max(self.count, 1) if self.between else point / max(self.count - 1, 1)
        return 1 - share if self.reversed_categories else share

    def place(self, along: float, value: float) -> tuple[float, float]:
        """Return the point at shares `along` (the category axis) and `value` (the value axis)."""
        x, y, width, height = self.box
        if self.horizontal:
            return x + width * value, y + height * (1 - along)
        return x + width * along, y + height * (1 - value)


def frame_for(chart: Chart, room: Rectangle, *, fixed: bool) -> Frame:
    """Return the frame that the labels leave; with `fixed` the room is the frame itself."""
    horizontal = any(p.kind == "bar" and p.horizontal for p in chart.plots)
    scatter = all(p.kind in ("scatter", "bubble") for p in chart.plots)
    series = [s for p in chart.plots for s in p.series]
    categories = max((s.categories for s in series), key=len, default=())
    count = max((len(s.values) for s in series), default=0)
    length, label = (room[2], 2 * _LINE_PT) if horizontal else (room[3], _LINE_PT)
    values = {
        a.id: scale_for(_values(chart, a), a, length * 0.8, percent=_percent(chart, a), label_pt=label)
        for a in value_axes(chart, scatter=scatter)
    }
    if not values:
        values = {"": scale_for(_values(chart, None), None, length * 0.8, label_pt=label)}
    across_axis = _across(chart) if scatter else None
    points = [v for s in series for v in _x_values(s.x_values, len(s.values))]
    across = scale_for(points, across_axis, room[2] * 0.8) if scatter else None
    category = category_axis(chart)
    between = any(a.between for a in chart.axes if a.kind == "val") and any(p.kind != "area" for p in chart.plots)
    reverse = bool(category and category.reverse)
    frame = Frame(room, categories, count, horizontal, values, across, between, reverse)
    return frame if fixed else _without_labels(chart, frame)


def _x_values(given: Sequence[float | None], count: int) -> list[float]:
    return [v for v in given if v is not None] or [float(n + 1) for n in range(count)]


def value_axes(chart: Chart, *, scatter: bool) -> list[Axis]:
    """Return the axes that values are measured on."""
    axes = [a for a in chart.axes if a.kind == "val"]
    if scatter and len(axes) > 1:
        return [a for a in axes if a.position in ("l", "r")] or axes[1:2]
    return axes


def _across(chart: Chart) -> Axis | None:
    return next((a for a in chart.axes if a.kind == "val" and a.position in ("b", "t")), None)


def category_axis(chart: Chart) -> Axis | None:
    """Return the first axis of categories or dates."""
    return next((a for a in chart.axes if a.kind in ("cat", "date")), None)


def _percent(chart: Chart, axis: Axis) -> bool:
    return any(p.grouping == "percentStacked" and axis.id in p.axes for p in chart.plots)


def _values(chart: Chart, axis: Axis | None) -> list[float]:
    """Return all values on an axis, with the sums of what is stacked."""
    values: list[float] = []
    for plot in chart.plots:
        if axis is not None and plot.axes and axis.id not in plot.axes:
            continue
        if plot.grouping in ("stacked", "percentStacked") and plot.kind in ("bar", "line", "area"):
            for point in range(max((len(s.values) for s in plot.series), default=0)):
                column = [s.values[point] or 0.0 for s in plot.series if point < len(s.values)]
                values += [sum(v for v in column if v > 0), sum(v for v in column if v < 0)]
        else:
            values += [v for s in plot.series for v in s.values if v is not None]
    return values


def label_texts(scale: Scale, axis: Axis | None, chart: Chart) -> list[str]:
    """Return the marks of a value axis as text."""
    code = axis.number_format if axis else None
    if code is None:
        code = next((s.number_format for p in chart.plots for s in p.series), "General")
        if axis is not None and _percent(chart, axis):
            code = "0%"
    return [display(tick, code).text for tick in scale.ticks]


def _without_labels(chart: Chart, frame: Frame) -> Frame:
    x, y, width, height = frame.box
    left = bottom = right = top = _GAP_PT
    for axis in chart.axes:
        if axis.kind == "ser":
            continue
        size = _label_room(chart, axis, frame)
        match axis.position:
            case "l":
                left += size
            case "r":
                right += size
            case "t":
                top += size
            case _:
                bottom += size
    box = x + left, y + top, max(width - left - right, 5.0), max(height - top - bottom, 5.0)
    return Frame(
        box, frame.categories, frame.count, frame.horizontal, frame.values, frame.across, frame.between,
        frame.reversed_categories,
    )  # fmt: skip


def _label_room(chart: Chart, axis: Axis, frame: Frame) -> float:
    """Return how far labels and title reach from the axis."""
    room = 0.0
    if axis.title:
        room += font_of(axis.title, chart.text, bold=True).size * 1.5 + 2
    if axis.deleted or axis.labels == "none":
        return room
    font = font_of(axis.text, chart.text)
    texts = _texts(chart, axis, frame)
    if axis.position in ("l", "r"):
        return room + max((size_of(t, font)[0] for t in texts), default=0.0) + _GAP_PT
    return room + _turned(chart, axis, frame, font, texts)[1] + _GAP_PT


def _texts(chart: Chart, axis: Axis, frame: Frame) -> list[str]:
    if axis.kind == "val":
        scale = frame.values.get(axis.id) or frame.across
        return label_texts(scale, axis, chart) if scale else []
    names = [frame.categories[n] if n < len(frame.categories) else str(n + 1) for n in range(frame.count)]
    return [_in_format(name, axis.number_format) for name in names] if axis.number_format else names


def _in_format(name: str, code: str) -> str:
    """Return a category that is a number, mostly a date, in the axis' own format."""
    try:
        return display(float(name), code).text
    except ValueError:
        return name


def _turned(chart: Chart, axis: Axis, frame: Frame, font: Font, texts: list[str]) -> tuple[float, float]:
    """Return the angle of labels below an axis, and how high they are at it."""
    widest = max((size_of(t, font)[0] for t in texts), default=0.0)
    slot = frame.box[2] * 0.85 / max(len(texts), 1)
    given = axis.text.rotation if axis.text.rotation is not None else chart.text.rotation
    if given is not None and abs(given) <= 90 and given:
        return -given, widest * abs(sin(radians(given))) + font.size
    if axis.kind == "val" or widest <= slot:
        return 0.0, font.size * 1.2
    words = max((size_of(w, font)[0] for t in texts for w in t.split()), default=0.0)
    if words <= slot:
        return 0.0, max(size_of(t, font, slot)[1] for t in texts)
    if slot > font.size:
        return 45.0, widest * 0.71 + font.size
    return 90.0, widest


def draw_axes(pen: Pen, chart: Chart, frame: Frame) -> None:
    """Draw gridlines first, then the lines, labels and titles of the axes."""
    for axis in chart.axes:
        if axis.kind == "val" and axis.major_grid is not None:
            _draw_grid(pen, axis, frame)
    for axis in chart.axes:
        if axis.kind == "ser":
            continue
        if not axis.deleted:
            _draw_line(pen, axis, frame)
            if axis.labels != "none":
                _draw_labels(pen, chart, axis, frame)
        if axis.title:
            _draw_title(pen, chart, axis, frame)


def _scale_of(axis: Axis, frame: Frame) -> Scale | None:
    return frame.values.get(axis.id) or frame.across


def _draw_grid(pen: Pen, axis: Axis, frame: Frame) -> None:
    scale = _scale_of(axis, frame)
    x, y, width, height = frame.box
    paint = axis.major_grid
    if scale is None or paint is None or paint.line == "":
        return
    for tick in scale.ticks:
        share = scale.share(tick)
        if axis.position in ("b", "t"):
            ends = [(x + width * share, y), (x + width * share, y + height)]
        else:
            ends = [(x, y + height * (1 - share)), (x + width, y + height * (1 - share))]
        pen.line(ends, paint.line or "868686", paint.line_width_pt or 0.5)


def _crossing(axis: Axis, frame: Frame) -> float:
    """Return the place where an axis crosses the other, as a share of the other."""
    other = frame.values.get(axis.crosses_with)
    if axis.crosses == "max":
        return 1.0
    if other is None:
        return 0.0
    at = axis.crosses_at if axis.crosses_at is not None else other.low if axis.crosses == "min" else 0.0
    return min(max(other.share(min(max(at, other.low), other.high)), 0.0), 1.0)


def _draw_line(pen: Pen, axis: Axis, frame: Frame) -> None:
    if axis.paint.line == "":
        return
    x, y, width, height = frame.box
    color, thick = axis.paint.line or "868686", axis.paint.line_width_pt or 0.75
    lying = axis.position in ("b", "t")
    if lying:
        at = y if axis.position == "t" else y + height * (1 - _crossing(axis, frame))
        pen.line([(x, at), (x + width, at)], color, thick)
    else:
        at = x + width if axis.position == "r" else x + width * _crossing(axis, frame)
        pen.line([(at, y), (at, y + height)], color, thick)
    outwards = _TICK_PT if axis.position in ("b", "r") else -_TICK_PT
    begin = at - outwards if axis.tick in ("in", "cross") else at
    end = at + outwards if axis.tick in ("out", "cross") else at
    for share in _tick_places(axis, frame) if begin != end else ():
        if lying:
            pen.line([(x + width * share, begin), (x + width * share, end)], color, thick)
        else:
            pen.line([(begin, y + height * (1 - share)), (end, y + height * (1 - share))], color, thick)


def _tick_places(axis: Axis, frame: Frame) -> list[float]:
    """Return the marked places of an axis as shares of it: at its values, or between its categories."""
    if axis.kind == "val":
        scale = _scale_of(axis, frame)
        return [scale.share(tick) for tick in scale.ticks] if scale else []
    if frame.between:
        return [n / frame.count for n in range(frame.count + 1)] if 0 < frame.count <= _MOST_TICKS else []
    return [frame.slot(n) for n in range(frame.count)] if frame.count <= _MOST_TICKS else []


def _draw_labels(pen: Pen, chart: Chart, axis: Axis, frame: Frame) -> None:
    font = font_of(axis.text, chart.text)
    texts = _texts(chart, axis, frame)
    scale = _scale_of(axis, frame) if axis.kind == "val" else None
    places = [scale.share(t) for t in scale.ticks] if scale else [frame.slot(n) for n in range(len(texts))]
    x, y, width, height = frame.box
    if axis.position in ("l", "r"):
        every = _every(len(texts), height, font.size * 1.1)
        for number, (text, share) in enumerate(zip(texts, places, strict=True)):
            if number % every == 0:
                left = axis.position == "l"
                at = x - _GAP_PT if left else x + width + _GAP_PT
                draw_text(pen, text, font, Spot(at, y + height * (1 - share), align="right" if left else "left"))
        return
    turn, high = _turned(chart, axis, frame, font, texts)
    at = y - _GAP_PT - high / 2 if axis.position == "t" else y + height + _GAP_PT + high / 2
    slot = width * 0.95 / max(len(texts), 1)
    every = _every(len(texts), width, font.size * 1.1) if turn else 1
    for number, (text, share) in enumerate(zip(texts, places, strict=True)):
        if number % every:
            continue
        if turn:
            away = _GAP_PT + font.size * 0.4
            above = axis.position == "t"
            end = y - away if above else y + height + away
            side = "right" if (turn > 0) != above else "left"
            draw_text(pen, text, font, Spot(x + width * share, end, align=side, turn=turn))
        else:
            draw_text(pen, text, font, Spot(x + width * share, at, width=slot if axis.kind != "val" else None))


def _every(count: int, room: float, size: float) -> int:
    """Return n so that every nth label has room."""
    return max(int(count * size / max(room, 1)) + (count * size > room), 1)


def _draw_title(pen: Pen, chart: Chart, axis: Axis, frame: Frame) -> None:
    if axis.title is None:
        return
    font = font_of(axis.title, chart.text, bold=True)
    x, y, width, height = frame.box
    room = _label_room(chart, axis, frame)
    away = room - font.size * 0.5
    match axis.position:
        case "l":
            draw_text(pen, axis.title.text, font, Spot(x - away, y + height / 2, turn=90))
        case "r":
            draw_text(pen, axis.title.text, font, Spot(x + width + away, y + height / 2, turn=90))
        case "t":
            draw_text(pen, axis.title.text, font, Spot(x + width / 2, y - away))
        case _:
            draw_text(pen, axis.title.text, font, Spot(x + width / 2, y + height + away))
