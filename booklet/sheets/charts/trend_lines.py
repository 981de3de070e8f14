"""Trend lines: fitted by least squares as Excel does it, on logarithms where the line is a curve (21.2.2.211)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import exp, inf, log
from statistics import fmean

from booklet.sheets.canvas.dashes import DASHES
from booklet.sheets.canvas.pen import Pen
from booklet.sheets.charts.axes import Frame
from booklet.sheets.charts.axis_scale import Scale
from booklet.sheets.charts.chart_text import Spot, draw_text, font_of, size_of
from booklet.sheets.model.chart import Chart, Series, TrendLine
from booklet.sheets.numbers import display

TREND_COLOR = "000000"
_LINE_PT = 1.0
_GAP_PT = 4.0
_STEPS = 48
_NOISE = 1e-12
"""The share of the largest value that a coefficient's part in it has at least."""
_MOST = 1e40
"""Beyond it the sixth power is no number any more."""
_RAISED = "⁰¹²³⁴⁵⁶"
_NAMES = {"linear": "Linear", "exp": "Expon.", "log": "Log.", "power": "Power", "poly": "Poly."}
_OF_X, _OF_Y = ("log", "power"), ("exp", "power")
"""Kinds that are straight lines over the logarithm of x, or of y."""
Pair = tuple[float, float]


def name_of(trend: TrendLine, series: Series) -> str:
    """Return the name of the trend line in the legend."""
    kind = f"{trend.period} per. Mov. Avg." if trend.kind == "movingAvg" else _NAMES.get(trend.kind, "Linear")
    return trend.name or f"{kind} ({series.name})"


def draw_trends(pen: Pen, chart: Chart, series: Series, frame: Frame, scale: Scale) -> None:
    """Draw the trend lines of a series; what its values do not allow (logarithms of 0) is left out, as in Excel."""
    xs: Sequence[float | None] = series.x_values or [float(n + 1) for n in range(len(series.values))]
    pairs = [(x, y) for x, y in zip(xs, series.values, strict=False) if x is not None and y is not None]
    across = frame.across
    within = (across.low, across.high) if across else (0.5, frame.count + 0.5)
    for trend in series.trends:
        places = [
            frame.place(across.near(x) if across else frame.slot(x - 1), scale.near(y))
            for x, y in points_of(trend, pairs, within)
        ]
        if len(places) < 2 or trend.paint.line == "":
            continue
        width = trend.paint.line_width_pt or _LINE_PT
        dash = [part * width for part in DASHES.get(trend.paint.dash, ())]
        pen.line(places, trend.paint.line or TREND_COLOR, width, dash)
        if trend.equation or trend.fit:
            _write_beside(pen, chart, frame, places[-1], _said(trend, pairs))


def _write_beside(pen: Pen, chart: Chart, frame: Frame, end: Pair, text: str) -> None:
    """Write the text above the line's end, and within the frame."""
    left, top, width, _ = frame.box
    font = font_of(chart.text, chart.text)
    wide, high = size_of(text, font)
    x = min(max(end[0], left + wide), left + width)
    draw_text(pen, text, font, Spot(x, max(end[1] - high / 2 - _GAP_PT, top + high / 2), align="right"))


def points_of(trend: TrendLine, pairs: Sequence[Pair], within: Pair = (-inf, inf)) -> list[Pair]:
    """Return the line through (x, y) of the points, from left to right; nothing where it cannot be fitted.

    It goes on only as far as the axis reaches, from the first of `within` to the second.
    """
    if trend.kind == "movingAvg":
        windows = (pairs[n - trend.period : n] for n in range(trend.period, len(pairs) + 1))
        return [(window[-1][0], fmean(y for _, y in window)) for window in windows]
    fitted = _fitted(trend, pairs)
    if fitted is None:
        return []
    value = _curve(trend, fitted)
    low = max(min(x for x, _ in pairs) - trend.backward, within[0])
    high = min(max(x for x, _ in pairs) + trend.forward, within[1])
    xs = [low + (high - low) * n / _STEPS for n in range(_STEPS + 1)]
    return [(x, value(x)) for x in xs if x > 0 or trend.kind not in _OF_X]


def _fitted(trend: TrendLine, pairs: Sequence[Pair]) -> list[float] | None:
    """Return the coefficients, the highest power's first, of the polynomial that fits best."""
    import numpy as np  # 0.1 s, which few workbooks need

    order = trend.order if trend.kind == "poly" else 1
    if (trend.kind in _OF_X and any(x <= 0 for x, _ in pairs)) or (
        trend.kind in _OF_Y and any(y <= 0 for _, y in pairs)
    ):
        return None
    xs = np.array([log(x) if trend.kind in _OF_X else x for x, _ in pairs])
    ys = np.array([log(y) if trend.kind in _OF_Y else y for _, y in pairs])
    if len(set(xs.tolist())) <= order or max(abs(xs)) > _MOST or max(abs(ys)) > _MOST:
        return None
    powers, through = np.vander(xs, order + 1), trend.intercept
    if through is None or trend.kind in _OF_X or (trend.kind in _OF_Y and through <= 0):
        return _without_noise(np.linalg.lstsq(powers, ys, rcond=None)[0], xs, ys)
    start = log(through) if trend.kind in _OF_Y else through
    found = np.linalg.lstsq(powers[:, :-1], ys - start, rcond=None)[0]
    return _without_noise([*found, start], xs, ys)


def _without_noise(fitted: Iterable[float], xs: Iterable[float], ys: Iterable[float]) -> list[float]:
    """Return the coefficients with 0 for those that only rounding has made: equal values have no slope."""
    found, reach, noise = list(fitted), float(max(map(abs, xs))), float(max(map(abs, ys))) * _NOISE
    powers = [(len(found) - 1 - n, float(one)) for n, one in enumerate(found)]
    return [0.0 if abs(one) * reach**power <= noise else one for power, one in powers]


def _curve(trend: TrendLine, fitted: Sequence[float]) -> Callable[[float], float]:
    def value(x: float) -> float:
        total = 0.0
        for one in fitted:
            total = total * (log(x) if trend.kind in _OF_X else x) + one
        return _exp(total) if trend.kind in _OF_Y else total

    return value


def _exp(value: float) -> float:
    return exp(min(max(value, -700.0), 700.0))


def _said(trend: TrendLine, pairs: Sequence[Pair]) -> str:
    """Return the equation and the quality of its fit, in Excel's words."""
    fitted = _fitted(trend, pairs)
    if fitted is None:
        return ""
    return "\n".join(
        part for part in (_equation(trend, fitted) * trend.equation, _fit(trend, fitted, pairs) * trend.fit) if part
    )


def _equation(trend: TrendLine, fitted: Sequence[float]) -> str:
    slope, last = fitted[0], fitted[-1]
    match trend.kind:
        case "exp":
            return f"y = {_shown(_exp(last))}e^{_shown(slope)}x"
        case "power":
            return f"y = {_shown(_exp(last))}x^{_shown(slope)}"
        case "log":
            return f"y = {_shown(slope)}ln(x) {_signed(last)}"
        case _:
            powers = range(len(fitted) - 1, -1, -1)
            first, *others = [(p, one) for p, one in zip(powers, fitted, strict=True) if one] or [(0, 0.0)]
            terms = [_shown(first[1]) + _of_x(first[0]), *(_signed(one) + _of_x(power) for power, one in others)]
            return "y = " + " ".join(terms)


def _of_x(power: int) -> str:
    return f"x{_RAISED[power]}" if power > 1 else "x" * power


def _fit(trend: TrendLine, fitted: Sequence[float], pairs: Sequence[Pair]) -> str:
    """Return the coefficient of determination, of the logarithms where those were fitted."""
    value = _curve(trend, fitted)
    scaled = log if trend.kind in _OF_Y else float
    ys, found = [scaled(y) for _, y in pairs], [scaled(value(x)) for x, _ in pairs]
    spread = sum((y - fmean(ys)) ** 2 for y in ys)
    rest = sum((y - one) ** 2 for y, one in zip(ys, found, strict=True))
    return f"R² = {_shown(1 - rest / spread if spread else 1.0)}"


def _shown(value: float) -> str:
    return display(float(f"{value:.5g}"), "General").text


def _signed(value: float) -> str:
    return f"{'-' if value < 0 else '+'} {_shown(abs(value))}"
