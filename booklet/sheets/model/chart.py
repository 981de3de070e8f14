"""Charts as data (ECMA-376 part 1, 21.2).

Values are those that the file caches, or, where it caches none, those of the cells (`compute.chart_values`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from booklet.sheets.model.style import Color


@dataclass(frozen=True, slots=True)
class ChartText:
    """A text with its size and color, where the file sets them."""

    text: str = ""
    size_pt: float | None = None
    bold: bool | None = None
    color: Color | None = None
    rotation: float | None = None


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and stroke of a part. `fill` or `line` "" is none, None leaves it to the chart's style."""

    fill: Color | None = None
    line: Color | None = None
    line_width_pt: float | None = None
    dash: str = "solid"


@dataclass(frozen=True, slots=True)
class DataLabels:
    """Contents of the labels beside the points."""

    value: bool = False
    category: bool = False
    series: bool = False
    percent: bool = False
    position: str = ""
    number_format: str | None = None
    separator: str = ", "
    text: ChartText = field(default_factory=ChartText)


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A line fitted to a series (21.2.2.211); `kind` is linear, exp, log, power, poly or movingAvg.

    It goes on by `forward` and `backward` on the axis of the categories; `equation` and `fit` are written beside it.
    """

    kind: str
    name: str = ""
    order: int = 2
    period: int = 2
    forward: float = 0.0
    backward: float = 0.0
    intercept: float | None = None
    equation: bool = False
    fit: bool = False
    paint: Paint = field(default_factory=Paint)


@dataclass(frozen=True, slots=True)
class ErrorBars:
    """Error bars of the points of a series (21.2.2.55). `kind` is fixedVal, percentage, stdDev, stdErr or cust.

    `ends` is both, plus or minus; `plus` and `minus` are for cust: a value for each point.
    """

    kind: str
    amount: float = 0.0
    across: bool = False
    ends: str = "both"
    capped: bool = True
    plus: tuple[float | None, ...] = ()
    minus: tuple[float | None, ...] = ()
    paint: Paint = field(default_factory=Paint)


@dataclass(frozen=True, slots=True)
class Series:
    """`values` has None where a point is missing; `x_values` are a scatter chart's."""

    name: str
    values: tuple[float | None, ...]
    categories: tuple[str, ...] = ()
    x_values: tuple[float | None, ...] = ()
    sizes: tuple[float | None, ...] = ()
    paint: Paint = field(default_factory=Paint)
    points: tuple[tuple[int, Paint], ...] = ()
    marker: str | None = None
    marker_size_pt: float = 5.0
    marker_paint: Paint = field(default_factory=Paint)
    smooth: bool = False
    labels: DataLabels | None = None
    number_format: str = "General"
    explosion: float = 0.0
    trends: tuple[TrendLine, ...] = ()
    errors: tuple[ErrorBars, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    """By element ("tx", "val", "cat" …), the cells that it names."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Series of one kind that share their axes; `kind` is the element's name without "Chart"."""

    kind: str
    series: tuple[Series, ...]
    horizontal: bool = False
    grouping: str = "clustered"
    gap_width: float = 150.0
    overlap: float = 0.0
    vary_colors: bool = False
    hole: float = 50.0
    first_angle: float = 0.0
    scatter_style: str = ""
    markers: bool = True
    axes: tuple[str, ...] = ()
    labels: DataLabels | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """`kind` is cat, val, date or ser; limits None are chosen from the data."""

    id: str
    kind: str
    position: str
    crosses_with: str = ""
    deleted: bool = False
    low: float | None = None
    high: float | None = None
    major_unit: float | None = None
    log_base: float | None = None
    reverse: bool = False
    number_format: str | None = None
    title: ChartText | None = None
    major_grid: Paint | None = None
    paint: Paint = field(default_factory=Paint)
    text: ChartText = field(default_factory=ChartText)
    labels: str = "nextTo"
    tick: str = "out"
    crosses: str = "autoZero"
    crosses_at: float | None = None
    between: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """`legend` is its position ("r", "b" ...) or None; layouts are (x, y, width, height) as shares of the chart."""

    plots: tuple[Plot, ...]
    axes: tuple[Axis, ...] = ()
    title: ChartText | None = None
    title_place: tuple[float, float] | None = None
    legend: str | None = None
    legend_text: ChartText = field(default_factory=ChartText)
    legend_overlay: bool = False
    plot_layout: tuple[float, float, float, float] | None = None
    legend_layout: tuple[float, float, float, float] | None = None
    paint: Paint = field(default_factory=Paint)
    plot_paint: Paint = field(default_factory=Paint)
    palette: tuple[Color, ...] = ()
    text: ChartText = field(default_factory=ChartText)
    style: int = 2
    rounded: bool = False
    name: str = ""
