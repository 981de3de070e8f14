"""Conditional formats (ECMA-376 part 1, 18.3.1.10, and the x14 extension for data bars and icons)."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.sheets.model.area import Area
from booklet.sheets.model.style import Color, StyleChange


@dataclass(frozen=True, slots=True)
class Threshold:
    """A point of a scale; `kind` is min, max, num, percent, percentile, formula, autoMin or autoMax."""

    kind: str
    value: str = ""
    or_equal: bool = True


@dataclass(frozen=True, slots=True)
class ColorScale:
    """Two or three points with their colors."""

    points: tuple[Threshold, ...]
    colors: tuple[Color, ...]


@dataclass(frozen=True, slots=True)
class DataBar:
    """A bar in the cell, as long as its value."""

    low: Threshold
    high: Threshold
    color: Color
    negative_color: Color | None = None
    border_color: Color | None = None
    axis_color: Color | None = None
    axis_position: str = "automatic"
    gradient: bool = True
    show_value: bool = True
    right_to_left: bool = False
    shortest: float = 10.0
    longest: float = 90.0


@dataclass(frozen=True, slots=True)
class IconSet:
    """`icons` overrides the set's own, as (set, index) pairs, for a custom set."""

    kind: str
    points: tuple[Threshold, ...]
    reverse: bool = False
    show_value: bool = True
    icons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FormatRule:
    """One rule; which fields matter depends on `kind` (ST_CfType)."""

    kind: str
    priority: int
    change: StyleChange | None = None
    stop_if_true: bool = False
    operator: str = ""
    formulas: tuple[str, ...] = ()
    text: str = ""
    rank: int = 10
    percent: bool = False
    bottom: bool = False
    above: bool = True
    equal: bool = False
    deviations: int = 0
    period: str = ""
    scale: ColorScale | None = None
    bar: DataBar | None = None
    icons: IconSet | None = None


@dataclass(frozen=True, slots=True)
class ConditionalFormat:
    """Rules for areas; formulas are written for the top left cell of the first area."""

    areas: tuple[Area, ...]
    rules: tuple[FormatRule, ...]
