"""Small charts in cells ([MS-XLSX] 2.6.35)."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.scalars import cells
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import Area
from booklet.sheets.model.drawing import Sparkline

_ROOM_PT = 2.0


def draw_sparkline(pen: Pen, view: SheetView, spark: Sparkline, evaluator: Evaluator) -> None:
    """Draw a sparkline into its cell; it is left out where its values cannot be read."""
    values = _values(view, spark, evaluator)
    area = view.merged.get((spark.row, spark.column), Area(spark.row, spark.column, spark.row, spark.column))
    x, y, width, height = view.grid.box(area)
    x, y, width, height = x + _ROOM_PT, y + _ROOM_PT, width - 2 * _ROOM_PT, height - 2 * _ROOM_PT
    numbers = [v for v in values if v is not None]
    if not numbers or width <= 0 or height <= 0:
        return
    low = min(numbers) if spark.low is None else spark.low
    high = max(numbers) if spark.high is None else spark.high
    box = (x, y, width, height)
    if spark.kind == "line":
        _draw_line(pen, spark, values, box, (low, high))
    else:
        _draw_columns(pen, spark, values, box, (min(low, 0.0), max(high, 0.0)))


def _values(view: SheetView, spark: Sparkline, evaluator: Evaluator) -> list[float | None]:
    try:
        found = evaluator.array(spark.values, view.sheet)
    except Unsupported:
        return []
    return [float(v) if isinstance(v, (int, float)) else None for v in cells(found)]


def _draw_line(
    pen: Pen, spark: Sparkline, values: list[float | None], box: tuple[float, float, float, float],
    limits: tuple[float, float],
) -> None:  # fmt: skip
    x, y, width, height = box
    low, high = limits
    step = width / max(len(values) - 1, 1)
    size = (high - low) or 1.0
    points = [(x + n * step, y + height * (1 - (v - low) / size)) for n, v in enumerate(values) if v is not None]
    if len(points) > 1:
        pen.line(points, spark.color, spark.weight_pt)
    marks = dict(spark.marker_colors)
    places = {"markers": range(len(points)), "first": (0,), "last": (len(points) - 1,)}
    for kind, color in marks.items():
        for place in places.get(kind, ()):
            px, py = points[place]
            pen.ellipse((px - 1.2, py - 1.2, 2.4, 2.4), color)


def _draw_columns(
    pen: Pen, spark: Sparkline, values: list[float | None], box: tuple[float, float, float, float],
    limits: tuple[float, float],
) -> None:  # fmt: skip
    x, y, width, height = box
    low, high = (-1.0, 1.0) if spark.kind == "stacked" else limits
    size, step = (high - low) or 1.0, width / len(values)
    zero = y + height * high / size
    for place, value in enumerate(values):
        if value is None or value == 0:
            continue
        shown = (1.0 if value > 0 else -1.0) if spark.kind == "stacked" else min(max(value, low), high)
        end = zero - height * shown / size
        color = spark.negative_color if value < 0 and spark.negative_color else spark.color
        pen.fill_box(x + place * step + step * 0.1, min(zero, end), step * 0.8, abs(end - zero), color)
