"""Error bars of a chart's series (ECMA-376 part 1, 21.2.2.55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from booklet.sheets.draw.chart_axes import Frame
from booklet.sheets.draw.pen import Pen
from booklet.sheets.layout.scale import Scale
from booklet.sheets.model.chart import ErrorBars, Series

_CAP_PT = 2.5
_COLOUR, _LINE_PT = "000000", 0.75
_ENDS = {"both": (-1, 1), "plus": (1,), "minus": (-1,)}


@dataclass(frozen=True, slots=True)
class Points:
    """Where a series' points lie: their shares of the frame, their values, and those on a scatter's other axis."""

    along: Sequence[float | None]
    values: Sequence[float | None]
    across: Sequence[float | None] = ()


def draw_errors(pen: Pen, series: Series, frame: Frame, scale: Scale, points: Points) -> None:
    """Draws those of a series at its points."""
    for bars in series.errors:
        if bars.across and frame.across is None:
            continue
        measured = points.across if bars.across else points.values
        for number, (along, value) in enumerate(zip(points.along, points.values, strict=False)):
            middle = _middle(bars, measured, number)
            if along is None or value is None or middle is None:
                continue
            for side in _ENDS.get(bars.ends, (-1, 1)):
                end = middle + side * _amount(bars, measured, number, side)
                if end == middle:
                    continue
                if bars.across and frame.across is not None:
                    one, other = ((frame.across.share(at), scale.share(value)) for at in (middle, end))
                else:
                    one, other = ((along, scale.share(at)) for at in (middle, end))
                _draw(pen, bars, frame.place(*one), frame.place(*other))


def _middle(bars: ErrorBars, values: Sequence[float | None], number: int) -> float | None:
    """Where a bar begins: at its point, those of the standard deviation at the mean of all, as Excel has them."""
    value = values[number] if number < len(values) else None
    known = [one for one in values if one is not None]
    return fmean(known) if bars.kind == "stdDev" and value is not None else value


def _amount(bars: ErrorBars, values: Sequence[float | None], number: int, side: int) -> float:
    known = [one for one in values if one is not None]
    match bars.kind:
        case "percentage":
            return abs(values[number] or 0.0) * bars.amount / 100
        case "stdDev":
            return stdev(known) * bars.amount if len(known) > 1 else 0.0
        case "stdErr":
            return stdev(known) / sqrt(len(known)) if len(known) > 1 else 0.0
        case "cust":
            own = bars.plus if side > 0 else bars.minus
            return (own[number] if len(own) > 1 and number < len(own) else own[0] if len(own) == 1 else 0.0) or 0.0
        case _:
            return bars.amount


def _draw(pen: Pen, bars: ErrorBars, start: tuple[float, float], end: tuple[float, float]) -> None:
    if bars.paint.line == "":
        return
    colour, width = bars.paint.line or _COLOUR, bars.paint.line_width_pt or _LINE_PT
    pen.line([start, end], colour, width)
    if bars.capped:
        dx, dy = (_CAP_PT, 0.0) if abs(start[0] - end[0]) < abs(start[1] - end[1]) else (0.0, _CAP_PT)
        pen.line([(end[0] - dx, end[1] - dy), (end[0] + dx, end[1] + dy)], colour, width)
