"""Labels at the points of a chart's series (ECMA-376 part 1, 21.2.2.49)."""

from __future__ import annotations

from booklet.sheets.model.chart import DataLabels, Series
from booklet.sheets.numbers import display


def label_text(series: Series, labels: DataLabels, point: int, share: float | None = None) -> str:
    """Return the label of a point; `share` is its part of the whole, for labels that give percentages."""
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
