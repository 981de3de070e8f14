"""Error bars of a chart's series (ECMA-376 part 1, 21.2.2.55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.charts.axes import Frame
from booklet.sheets.charts.axis_scale import Scale
from booklet.sheets.model.chart import ErrorBars, Series

_CAP_PT = 2.5
_MOST = 1e100
"""Squares of larger values are no numbers any more."""
_COLOR, _LINE_PT = "000000", 0.75
_ENDS = {"both": (-1, 1), "plus": (1,), "minus": (-1,)}


@dataclass(frozen=True, slots=True)
class PlottedPoints:
    """Points of a series: their shares of the frame, their values, and those on a scatter's other axis."""

    along: Sequence[float | None]
    values: Sequence[float | None]
    across: Sequence[float | None] = ()


def draw_errors(pen: Pen, series: Series, frame: Frame, scale: Scale, points: PlottedPoints) -> None:
    """Draw the error bars of a series at its points."""
    for bars in series.errors:
        if bars.across and frame.across is None:
            continue
        measured = points.across if bars.across else points.values
        deviation = _Deviation.of(bars, measured)
        for number, (along, value) in enumerate(zip(points.along, points.values, strict=False)):
            own = measured[number] if number < len(measured) else None
            if along is None or value is None or own is None:
                continue
            middle = deviation.mean if bars.kind == "stdDev" else own
            for side in _ENDS.get(bars.ends, (-1, 1)):
                end = middle + side * _amount(bars, deviation, own, number, side)
                if end == middle:
                    continue
                if bars.across and frame.across is not None:
                    one, other = ((frame.across.near(at), scale.near(value)) for at in (middle, end))
                else:
                    one, other = ((along, scale.near(at)) for at in (middle, end))
                _draw(pen, bars, frame.place(*one), frame.place(*other))


@dataclass(frozen=True, slots=True)
class _Deviation:
    """Of all values: bars of the standard deviation begin at the mean, as Excel has them."""

    mean: float = 0.0
    standard: float = 0.0
    of_mean: float = 0.0

    @classmethod
    def of(cls, bars: ErrorBars, values: Sequence[float | None]) -> _Deviation:
        known = [one for one in values if one is not None and abs(one) < _MOST]
        if bars.kind not in ("stdDev", "stdErr") or len(known) < 2:
            return cls()
        mean = fmean(known)
        standard = sqrt(sum((one - mean) ** 2 for one in known) / (len(known) - 1))
        return cls(mean, standard, standard / sqrt(len(known)))


def _amount(bars: ErrorBars, deviation: _Deviation, value: float, number: int, side: int) -> float:
    match bars.kind:
        case "percentage":
            return abs(value) * bars.amount / 100
        case "stdDev":
            return deviation.standard * bars.amount
        case "stdErr":
            return deviation.of_mean
        case "cust":
            own = bars.plus if side > 0 else bars.minus
            return (own[number] if 1 < len(own) > number else own[0] if len(own) == 1 else 0.0) or 0.0
        case _:
            return bars.amount


def _draw(pen: Pen, bars: ErrorBars, start: tuple[float, float], end: tuple[float, float]) -> None:
    if bars.paint.line == "":
        return
    color, width = bars.paint.line or _COLOR, bars.paint.line_width_pt or _LINE_PT
    pen.line([start, end], color, width)
    if bars.capped:
        dx, dy = (_CAP_PT, 0.0) if abs(start[0] - end[0]) < abs(start[1] - end[1]) else (0.0, _CAP_PT)
        pen.line([(end[0] - dx, end[1] - dy), (end[0] + dx, end[1] + dy)], color, width)
