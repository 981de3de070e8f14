"""Charts as plain data, one for each thing that may be otherwise about a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from booklet.sheets.model.chart import Axis, Chart, ChartText, DataLabels, ErrorBars, Paint, Plot, Series, TrendLine

NAMES = ("Alder", "Birch", "Cedar", "Dogwood")
FIRST, SECOND, MIXED = (2.0, 4.0, 6.0, 3.0), (1.0, 3.0, 5.0, 7.0), (4.0, -2.0, None, 3.5)
LONG = tuple(f"A long name of {name}" for name in NAMES)
MANY = tuple(f"C{number}" for number in range(40))
GRID = Paint(line="C0C0C0", line_width_pt=0.4)


def series(values: Sequence[float | None], name: str = "One", **settings: Any) -> Series:
    """Return a series over the four names."""
    return Series(name, tuple(values), **{"categories": NAMES, **settings})


def both(**settings: Any) -> tuple[Series, Series]:
    """Return two series."""
    return series(FIRST, **settings), series(SECOND, "Two", **settings)


def across(**settings: Any) -> Axis:
    """Return the axis of the categories."""
    return replace(Axis("c", "cat", "b", "v"), **settings)


def upright(**settings: Any) -> Axis:
    """Return the axis of the values."""
    return replace(Axis("v", "val", "l", "c"), **settings)


def chart(
    kind: str = "bar", lines: Sequence[Series] | None = None, axes: Sequence[Axis] | None = None,
    plot: dict[str, Any] | None = None, **settings: Any,
) -> Chart:  # fmt: skip
    """Return a chart of one plot."""
    made = Plot(kind, tuple(both() if lines is None else lines), axes=("c", "v"), **(plot or {}))
    return Chart((made,), tuple((across(), upright()) if axes is None else axes), **settings)


def _axes(*, x: dict[str, Any] | None = None, y: dict[str, Any] | None = None) -> tuple[Axis, Axis]:
    return across(**(x or {})), upright(**(y or {}))


_LYING = (Axis("c", "cat", "l", "v"), Axis("v", "val", "b", "c"))
_XY = (Axis("c", "val", "b", "v"), Axis("v", "val", "l", "c"))


def _pairs(**settings: Any) -> Series:
    return Series("Pairs", (10.0, 30.0, None, 20.0), x_values=(1.0, 2.5, 3.0, 4.0), **settings)


def _trend(kind: str, values: Sequence[float] = (1.0, 3.0, 8.0, 21.0), **settings: Any) -> Chart:
    return chart("line", [series(values, trends=(TrendLine(kind, equation=True, fit=True, **settings),))])


def _errors(kind: str, amount: float = 1.0, **settings: Any) -> Chart:
    return chart(lines=[series(FIRST, errors=(ErrorBars(kind, amount, **settings),))])


def _labels(**settings: Any) -> DataLabels:
    return DataLabels(**{"value": True, **settings})


_THIN = Paint(line="FF0000", line_width_pt=1.5, dash="dash")

BARS = {
    "clustered": chart(),
    "stacked": chart(plot={"grouping": "stacked"}),
    "negative stacked": chart(lines=[series(MIXED), series((-1, -2, 3, 1), "Two")], plot={"grouping": "stacked"}),
    "percent": chart(plot={"grouping": "percentStacked"}),
    "percent negative": chart(lines=[series(MIXED), series(SECOND)], plot={"grouping": "percentStacked"}),
    "gap and overlap": chart(plot={"gap_width": 40.0, "overlap": 30.0}),
    "lying": chart(plot={"horizontal": True}, axes=_LYING),
    "lying stacked": chart(plot={"horizontal": True, "grouping": "stacked"}, axes=_LYING),
    "lying negative": chart(lines=[series(MIXED)], plot={"horizontal": True}, axes=_LYING),
    "varied": chart(lines=[series(FIRST)], plot={"vary_colors": True}, palette=("111111", "222222", "333333")),
    "varied, but two": chart(plot={"vary_colors": True}),
    "own colors": chart(
        lines=[series(FIRST, paint=Paint("00FF00", "FF0000", 2.0), points=((1, Paint("0000FF")), (2, Paint())))]
    ),
    "not filled": chart(lines=[series(FIRST, paint=Paint("", "FF0000"))]),
    "many series": chart(lines=[series((n + 1.0,), f"S{n}", categories=("only",)) for n in range(20)]),
    "beyond the scale": chart(axes=_axes(y={"low": 3.0, "high": 5.0})),
    "nothing": chart(lines=[]),
    "no values": chart(lines=[series(())]),
    "no axes": chart(axes=()),
}
LINES = {
    "lines": chart("line"),
    "lines stacked": chart("line", plot={"grouping": "stacked"}),
    "lines with a hole": chart("line", [series((1, None, 3, 5)), series((None, 2, 3, None), "Two")]),
    "smooth": chart("line", [series(FIRST, smooth=True, paint=Paint(line="123456", line_width_pt=1.0))]),
    "no line": chart("line", [series(FIRST, paint=Paint(line=""))]),
    "no markers": chart("line", plot={"markers": False}),
    "every marker": chart("line", [series((n + 1.0, n + 2.0), f"S{n}", categories=("a", "b")) for n in range(9)]),
    "markers by name": chart(
        "line",
        [
            series((n + 1.0, n), marker=kind, marker_size_pt=9.0, marker_paint=Paint("ABCDEF"))
            for n, kind in enumerate(("diamond", "square", "triangle", "x", "star", "circle", "plus", "dash", "none"))
        ],
    ),
    "midway": chart("line", axes=_axes(y={"between": False})),
    "areas": chart("area", plot={"grouping": "standard"}),
    "areas stacked": chart("area", plot={"grouping": "stacked"}),
    "areas above a limit": chart("area", axes=_axes(y={"low": 2.0}), plot={"grouping": "standard"}),
    "area without values": chart("area", [series(()), series(FIRST)]),
    "stock": chart("stock", [series(FIRST, paint=Paint(line="")), series(SECOND)]),
}
POINTS = {
    "scatter": chart("scatter", [_pairs()], axes=_XY),
    "scatter markers": chart("scatter", [_pairs()], axes=_XY, plot={"scatter_style": "marker"}),
    "scatter, a line of its own": chart(
        "scatter", [_pairs(paint=Paint(line="FF00FF"))], axes=_XY, plot={"scatter_style": "marker"}
    ),
    "scatter smooth, no marker": chart("scatter", [_pairs(smooth=True, marker="none")], axes=_XY),
    "scatter by order": chart("scatter", [Series("S", (5.0, 2.0, 4.0))], axes=_XY),
    "bubbles": chart("bubble", [_pairs(sizes=(1.0, 4.0, 9.0, 16.0))], axes=_XY),
    "bubbles without all sizes": chart("bubble", [_pairs(sizes=(1.0, None))], axes=_XY),
    "bubbles without sizes": chart("bubble", [_pairs()], axes=_XY),
    "scatter labels": chart("scatter", [_pairs(labels=_labels())], axes=_XY),
}
ROUND = {
    "pie": chart("pie", [series(FIRST)], axes=(), legend="r"),
    "pie turned and exploded": chart(
        "pie", [series(FIRST, explosion=20.0, labels=_labels(percent=True))], (), {"first_angle": 30.0}
    ),
    "pie labels outside": chart(
        "pie", [series(FIRST, labels=_labels(value=False, category=True, position="outEnd"))], ()
    ),
    "pie style": chart("pie", [series(FIRST, points=((1, Paint("00FF00")),))], (), style=10),
    "pie of nothing": chart("pie", [series((0.0, None))], ()),
    "pie with a hole in its values": chart("pie", [series((1.0, None, -2.0))], ()),
    "doughnut": chart("doughnut", both(), (), {"hole": 40.0}),
    "doughnut on paper": chart("doughnut", [series(FIRST)], (), paint=Paint("FFEEDD")),
    "radar": chart("radar", both(), (upright(),)),
    "radar filled": chart("radar", [series(MIXED, paint=Paint("123456"))], (upright(),), {"scatter_style": "filled"}),
    "radar of two": chart("radar", [series((1.0, 2.0))], (upright(),)),
    "radar without names": chart("radar", [series(FIRST, categories=("a",))], (upright(),)),
}
AXES = {
    "gridlines": chart(axes=_axes(y={"major_grid": GRID})),
    "gridlines of a standard": chart(axes=_axes(y={"major_grid": Paint()})),
    "gridlines of no color": chart(axes=_axes(y={"major_grid": Paint(line="")})),
    "gridlines upright": chart(plot={"horizontal": True}, axes=(_LYING[0], replace(_LYING[1], major_grid=GRID))),
    "titles": chart(axes=_axes(x={"title": ChartText("Lines", 12.0)}, y={"title": ChartText("Sums", color="FF0000")})),
    "titles at the other sides": chart(
        axes=_axes(x={"position": "t", "title": ChartText("Up")}, y={"position": "r", "title": ChartText("Right")})
    ),
    "no labels": chart(axes=_axes(x={"labels": "none"}, y={"labels": "none", "title": ChartText("Title")})),
    "deleted": chart(axes=_axes(x={"deleted": True}, y={"deleted": True, "title": ChartText("Title")})),
    "no lines": chart(axes=_axes(x={"paint": Paint(line="")}, y={"paint": _THIN})),
    **{f"marks {tick}": chart(axes=_axes(x={"tick": tick}, y={"tick": tick})) for tick in ("in", "cross", "none")},
    "marks at the other sides": chart(axes=_axes(x={"position": "t"}, y={"position": "r", "tick": "in"})),
    "marks midway": chart("line", axes=_axes(y={"between": False, "tick": "cross"})),
    "crosses max": chart(axes=_axes(x={"crosses": "max"})),
    "crosses min": chart(lines=[series(MIXED)], axes=_axes(x={"crosses": "min"})),
    "crosses at": chart(axes=_axes(x={"crosses_at": 3.0}, y={"crosses_at": 2.0})),
    "crosses far": chart(axes=_axes(x={"crosses_at": 300.0})),
    "crosses zero": chart(lines=[series(MIXED)]),
    "reversed": chart(axes=_axes(x={"reverse": True}, y={"reverse": True})),
    "reversed midway": chart("line", axes=_axes(x={"reverse": True}, y={"between": False})),
    "format": chart(axes=_axes(y={"number_format": '0.00 "x"'})),
    "format of the cells": chart(lines=[series(FIRST, number_format="0.0%")]),
    "dates": chart(
        lines=[series((1, 2), categories=("45000", "45031"))], axes=_axes(x={"kind": "date", "number_format": "mmm yy"})
    ),
    "names in a format": chart(axes=_axes(x={"number_format": "0.0"})),
    "fewer names than values": chart(lines=[series(FIRST, categories=("a", "b"))]),
    "looks of labels": chart(axes=_axes(x={"text": ChartText(size_pt=7.0, bold=True, color="00FF00")})),
    "looks of the chart": chart(text=ChartText(size_pt=12.0, color="0000FF"), legend="r"),
    **{
        f"labels turned by {angle}": chart(axes=_axes(x={"text": ChartText(rotation=angle)}))
        for angle in (-45.0, 30.0, -90.0, 0.0, 180.0)
    },
    "labels turned with the chart": chart(text=ChartText(rotation=-60.0)),
    "labels turned above": chart(axes=_axes(x={"position": "t", "text": ChartText(rotation=-45.0)})),
    "long names": chart(lines=[series(FIRST, categories=LONG)]),
    "long words": chart(lines=[series(FIRST, categories=tuple(name * 3 for name in NAMES))]),
    "many names": chart(lines=[series([1.0] * 40, categories=MANY)]),
    "many marks": chart(lines=[series([1.0] * 61, categories=())]),
    "as many marks as there are": chart(lines=[series([1.0] * 60, categories=())]),
    "many names midway": chart("line", [series([1.0] * 61, categories=())], _axes(y={"between": False})),
    "many lying names": chart(lines=[series([1.0] * 40, categories=MANY)], plot={"horizontal": True}, axes=_LYING),
    "a single name midway": chart("line", [series([1.0])], _axes(y={"between": False})),
    "logarithmic": chart(lines=[series((1, 30, 200, 5000))], axes=_axes(y={"log_base": 10.0, "major_grid": GRID})),
    "a third axis": chart(axes=[*_axes(), Axis("z", "ser", "b", "v")]),
    "two scales": Chart(
        (Plot("bar", both()[:1], axes=("c", "v")), Plot("line", (series((100, 300, 200, 50)),), axes=("d", "w"))),
        (
            *_axes(),
            replace(across(), id="d", deleted=True, crosses_with="w"),
            Axis("w", "val", "r", "d", crosses="max", major_unit=100.0),
        ),
        legend="b",
    ),
}
AROUND = {
    "title": chart(title=ChartText("A title of the chart")),
    "empty title": chart(title=ChartText("")),
    "long title": chart(title=ChartText("A title that is far too long for the width of its chart " * 2, 14.0)),
    "placed title": chart(title=ChartText("Placed", bold=False), title_place=(0.6, 0.4)),
    **{f"legend {side}": chart(legend=side, title=ChartText("T")) for side in ("l", "r", "t", "b", "tr")},
    "legend over the plot": chart(legend="r", legend_overlay=True),
    "legend of long names": chart(
        lines=[series(FIRST, f"A long name of a series, the {n}th" * 2) for n in range(6)], legend="b"
    ),
    "legend of long names beside": chart(
        lines=[series(FIRST, f"A long name of a series, the {n}th" * 2) for n in range(6)], legend="l"
    ),
    "legend of many": chart(lines=[series((1.0,), f"S{n}", categories=()) for n in range(30)], legend="r"),
    "legend placed": chart(legend="r", legend_layout=(0.7, 0.1, 0.25, 0.3)),
    "legend placed, low": chart(legend="b", legend_layout=(0.1, 0.85, 0.8, 0.1)),
    "legend and plot placed": chart(
        legend="r", legend_layout=(0.8, 0.4, 0.2, 0.3), plot_layout=(0.2, 0.2, 0.5, 0.5), plot_paint=Paint("EEEEEE")
    ),
    "legend without names": chart(lines=[series(FIRST, ""), series(SECOND, "")], legend="r"),
    "legend of trends": chart(
        "line", [series(FIRST, trends=(TrendLine("linear"), TrendLine("exp", "Own", paint=_THIN)))], legend="r"
    ),
    "legend of points": chart("scatter", [_pairs(marker_paint=Paint("FF0000"))], _XY, legend="b"),
    "legend of a pie": chart("pie", [series(FIRST, categories=("a",))], (), legend="b"),
    "frame": chart(paint=Paint("FFFFCC", "FF0000", 3.0), plot_paint=Paint("CCFFCC", "0000FF", 1.0)),
    "no frame": chart(paint=Paint("", ""), plot_paint=Paint("", "")),
}
BESIDE = {
    "labels": chart(lines=both(labels=_labels())),
    "labels of the plot": chart(plot={"labels": _labels(category=True, series=True, separator="; ")}),
    "labels in the middle": chart(lines=both(labels=_labels(position="ctr"))),
    "labels of stacks": chart(plot={"labels": _labels(), "grouping": "stacked"}),
    "labels of lying bars": chart(plot={"labels": _labels(), "horizontal": True}, axes=_LYING),
    "labels of lines": chart("line", plot={"labels": _labels(number_format="0.0")}),
    "labels above lines": chart("line", plot={"labels": _labels(position="t", text=ChartText(size_pt=6.0))}),
    "labels of shares only": chart(plot={"labels": _labels(value=False, percent=True)}),
    **{f"trend {kind}": _trend(kind) for kind in ("linear", "exp", "log", "power", "other")},
    "trend poly 2": _trend("poly", (1.0, 5.0, 2.0, 7.0)),
    "trend poly 3": _trend("poly", (1.0, 5.0, 2.0, 7.0), order=3),
    "trend of too few": _trend("poly", (1.0, 5.0), order=3),
    "trend that falls": _trend("linear", (9.0, 7.0, 4.0, 2.5)),
    "trend beyond": _trend("linear", forward=0.5, backward=0.5),
    "trend far beyond": _trend("linear", forward=50.0, backward=50.0),
    "trend through a point": _trend("linear", intercept=5.0),
    "trend through a point, exp": _trend("exp", intercept=2.0),
    "trend through nothing, exp": _trend("exp", intercept=0.0),
    "trend of a zero": _trend("exp", (0.0, 1.0, 2.0, 3.0)),
    "trend of equal values": _trend("linear", (4.0, 4.0, 4.0, 4.0)),
    "trend of periods": chart("line", [series((1.0, 3.0, 8.0, 21.0), trends=(TrendLine("movingAvg", period=3),))]),
    "trend painted": _trend("linear", paint=_THIN),
    "trend unseen": _trend("linear", paint=Paint(line="")),
    "trend only fit": chart("line", [series(FIRST, trends=(TrendLine("linear", fit=True),))]),
    "trend of points": chart("scatter", [_pairs(trends=(TrendLine("log", equation=True),))], _XY),
    "trend of points below zero": chart(
        "scatter", [Series("S", (1.0, 2.0), x_values=(-1.0, 3.0), trends=(TrendLine("log"), TrendLine("linear")))], _XY
    ),
    "trend of a stack": chart(lines=[series(FIRST, trends=(TrendLine("linear"),))], plot={"grouping": "stacked"}),
    **{f"errors {kind}": _errors(kind) for kind in ("fixedVal", "percentage", "stdDev", "stdErr", "other")},
    "errors of a tenth": _errors("percentage", 10.0, ends="plus", capped=False),
    "errors below": _errors("fixedVal", 0.5, ends="minus", paint=Paint(line="FF0000", line_width_pt=2.0)),
    "errors unseen": _errors("fixedVal", 0.5, paint=Paint(line="")),
    "errors of nothing": _errors("fixedVal", 0.0),
    "errors for each": _errors("cust", plus=(0.5, 1.0, None), minus=(2.0,)),
    "errors of one value": chart(lines=[series((3.0,), errors=(ErrorBars("stdDev", 1.0),))]),
    "errors of lines": chart("line", [series((1.0, None, 3.0), errors=(ErrorBars("fixedVal", 0.5),))]),
    "errors of areas": chart("area", [series(FIRST, errors=(ErrorBars("stdErr", 0.5),))]),
    "errors of stacks": chart(lines=both(errors=(ErrorBars("fixedVal", 0.5),)), plot={"grouping": "stacked"}),
    "errors across": chart("scatter", [_pairs(errors=(ErrorBars("fixedVal", 0.5, across=True),))], _XY),
    "errors across percent": chart("scatter", [_pairs(errors=(ErrorBars("percentage", 50.0, across=True),))], _XY),
    "errors across bars": _errors("fixedVal", 0.5, across=True),
    "errors of points": chart("scatter", [_pairs(errors=(ErrorBars("stdDev", 1.0),))], _XY),
}
CHARTS: dict[str, Chart] = {**BARS, **LINES, **POINTS, **ROUND, **AXES, **AROUND, **BESIDE}
