"""Conditional formats that hold for a cell, and what they lay over it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, replace

from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.scalars import FormulaError, Scalar, as_number, compare, order_key
from booklet.sheets.layout.date_periods import in_period
from booklet.sheets.layout.row_formulas import is_same_in_row
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.model.color_mixing import blend
from booklet.sheets.model.conditional_format import ColorScale, DataBar, FormatRule, IconSet, Threshold
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.model.style import Color, Fill, StyleChange


@dataclass(frozen=True, slots=True)
class BarShown:
    """A data bar from share `begin` to `end` of the cell's width; `axis` is where 0 lies, None without an axis."""

    begin: float
    end: float
    color: Color
    border: Color | None
    gradient: bool
    axis: float | None
    axis_color: Color | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Formats that the rules of a cell come to; `icon` is the name of a set and the icon's place in it."""

    changes: tuple[StyleChange, ...] = ()
    bar: BarShown | None = None
    icon: tuple[str, int] | None = None
    show_value: bool = True


NOTHING = Overlay()


@dataclass(frozen=True, slots=True)
class _Placed:
    rule: FormatRule
    areas: tuple[Area, ...]
    origin: tuple[int, int]
    """The cell that the formulas are written for."""


def _origin(areas: tuple[Area, ...]) -> tuple[int, int]:
    return min((a.top for a in areas), default=1), min((a.left for a in areas), default=1)


class Conditions:
    """The conditional formats of one sheet."""

    def __init__(self, sheet: Sheet, evaluator: Evaluator) -> None:
        self._sheet = sheet
        self._evaluator = evaluator
        placed = [_Placed(rule, each.areas, _origin(each.areas)) for each in sheet.conditional for rule in each.rules]
        self._rules = sorted(placed, key=lambda p: p.rule.priority)
        self._by_row: dict[int, list[_Placed]] = {}
        self._numbers: dict[tuple[Area, ...], list[float]] = {}
        self._counts: dict[tuple[Area, ...], dict[tuple[int, float | str], int]] = {}
        self._bounds: dict[int, list[float]] = {}
        self._known: dict[tuple[int, int], Overlay] = {}
        self._row, self._row_results = 0, dict[tuple[str, tuple[int, int]], Scalar]()

    def __bool__(self) -> bool:
        return bool(self._rules)

    def overlay(self, row: int, column: int) -> Overlay:
        """Return the formats laid over a cell."""
        rules = self._by_row.get(row)
        if rules is None:
            rules = [p for p in self._rules if any(a.top <= row <= a.bottom for a in p.areas)]
            self._by_row[row] = rules
        if not rules:
            return NOTHING
        known = self._known.get((row, column))
        if known is None:
            inside = [p for p in rules if any(a.holds(row, column) for a in p.areas)]
            known = self._known[row, column] = self._combined(inside, row, column) if inside else NOTHING
        return known

    def _combined(self, rules: list[_Placed], row: int, column: int) -> Overlay:
        changes: list[StyleChange] = []
        made = NOTHING
        for placed in rules:
            rule = placed.rule
            try:
                value = self._evaluator.value(self._sheet, row, column)
                if rule.scale or rule.bar or rule.icons:
                    made = self._graphic(placed, value, made, changes)
                elif self._holds(placed, row, column, value):
                    if rule.change:
                        changes.append(rule.change)
                    if rule.stop_if_true:
                        break
            except (Unsupported, FormulaError, statistics.StatisticsError):
                continue  # a rule that cannot be computed holds for no cell, as in Excel a rule with an error
        return replace(made, changes=tuple(changes))

    def _graphic(self, placed: _Placed, value: Scalar, made: Overlay, changes: list[StyleChange]) -> Overlay:
        rule = placed.rule
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return made
        if rule.scale:
            color = self._scale_color(rule.scale, placed, float(value))
            changes.append(StyleChange(fill=Fill("solid", color)))
        elif rule.bar and made.bar is None:
            bar = self._bar(rule.bar, placed, float(value))
            return replace(made, bar=bar, show_value=made.show_value and rule.bar.show_value)
        elif rule.icons and made.icon is None:
            icon = self._icon(rule.icons, placed, float(value))
            return replace(made, icon=icon, show_value=made.show_value and rule.icons.show_value)
        return made

    def _formula(self, placed: _Placed, index: int, row: int, column: int) -> Scalar:
        if index >= len(placed.rule.formulas):
            raise Unsupported("a formula is missing")
        formula = placed.rule.formulas[index]
        if not is_same_in_row(formula):
            return self._computed(placed, formula, row, column)
        if row != self._row:
            self._row, self._row_results = row, {}
        key = formula, placed.origin
        if key not in self._row_results:
            self._row_results[key] = self._computed(placed, formula, row, column)
        return self._row_results[key]

    def _computed(self, placed: _Placed, formula: str, row: int, column: int) -> Scalar:
        top, left = placed.origin
        return self._evaluator.formula(formula, self._sheet, row, column, (row - top, column - left))

    def _holds(self, placed: _Placed, row: int, column: int, value: Scalar) -> bool:
        rule = placed.rule
        match rule.kind:
            case "expression":
                return _true(self._formula(placed, 0, row, column))
            case "cellIs":
                return self._cell_is(placed, row, column, value)
            case "top10":
                return _is_number(value) and self._in_top(placed, as_number(value))
            case "aboveAverage":
                return _is_number(value) and self._against_average(placed, as_number(value))
            case "duplicateValues" | "uniqueValues":
                if value is None or value == "":
                    return False
                return (self._count(placed, value) > 1) == (rule.kind == "duplicateValues")
            case "timePeriod":
                return _is_number(value) and in_period(rule.period, as_number(value), self._evaluator)
        return self._text(placed, row, column, value)

    def _text(self, placed: _Placed, row: int, column: int, value: Scalar) -> bool:
        rule = placed.rule
        text, wanted = str(value if value is not None else "").lower(), rule.text.lower()
        match rule.kind:
            case "containsBlanks":
                return not text.strip()
            case "notContainsBlanks":
                return bool(text.strip())
            case "containsErrors":
                return isinstance(value, ErrorValue)
            case "notContainsErrors":
                return not isinstance(value, ErrorValue)
        if not wanted:
            return bool(rule.formulas) and _true(self._formula(placed, 0, row, column))
        match rule.kind:
            case "containsText":
                return wanted in text
            case "notContainsText":
                return wanted not in text
            case "beginsWith":
                return text.startswith(wanted)
            case "endsWith":
                return text.endswith(wanted)
        return False

    def _cell_is(self, placed: _Placed, row: int, column: int, value: Scalar) -> bool:
        if isinstance(value, ErrorValue):
            return False
        operator, first = placed.rule.operator, self._formula(placed, 0, row, column)
        signs = {"equal": "=", "notEqual": "<>", "greaterThan": ">", "lessThan": "<", "greaterThanOrEqual": ">=",
                 "lessThanOrEqual": "<="}  # fmt: skip
        if operator in signs:
            # Excel does not take an empty cell for a small number here.
            if value is None and operator not in ("equal", "notEqual"):
                value = 0.0
            return compare(signs[operator], value, first)
        low, high = sorted((first, self._formula(placed, 1, row, column)), key=order_key)
        within = compare(">=", value, low) and compare("<=", value, high)
        return within == (operator == "between")

    def _values(self, placed: _Placed) -> Iterator[Scalar]:
        for area in placed.areas:
            for cell in self._evaluator.clipped(self._sheet, area).cells():
                yield self._evaluator.value(self._sheet, *cell)

    def _all_numbers(self, placed: _Placed) -> list[float]:
        if placed.areas not in self._numbers:
            self._numbers[placed.areas] = sorted(as_number(v) for v in self._values(placed) if _is_number(v))
        return self._numbers[placed.areas]

    def _count(self, placed: _Placed, value: Scalar) -> int:
        if placed.areas not in self._counts:
            counts: dict[tuple[int, float | str], int] = {}
            for each in self._values(placed):
                if each is not None and each != "" and not isinstance(each, ErrorValue):
                    counts[order_key(each)] = counts.get(order_key(each), 0) + 1
            self._counts[placed.areas] = counts
        return self._counts[placed.areas].get(order_key(value), 0)

    def _in_top(self, placed: _Placed, value: float) -> bool:
        rule, found = placed.rule, self._all_numbers(placed)
        count = max(int(len(found) * rule.rank / 100), 1) if rule.percent else rule.rank
        if count >= len(found):
            return True
        return value <= found[count - 1] if rule.bottom else value >= found[-count]

    def _against_average(self, placed: _Placed, value: float) -> bool:
        rule, found = placed.rule, self._all_numbers(placed)
        mean = statistics.fmean(found)
        bound = mean
        if rule.deviations:
            bound += statistics.stdev(found) * rule.deviations * (1 if rule.above else -1)
        if rule.equal and value == bound:
            return True
        return value > bound if rule.above else value < bound

    def _bound(self, point: Threshold, placed: _Placed) -> float:
        """Return a threshold as a number (18.18.12)."""
        found = self._all_numbers(placed)
        if not found:
            raise Unsupported("no numbers")
        low, high = found[0], found[-1]
        match point.kind:
            case "min":
                return low
            case "max":
                return high
            case "autoMin":
                return min(low, 0.0)
            case "autoMax":
                return max(high, 0.0)
        top, left = placed.origin
        given = self._evaluator.formula(point.value or "0", self._sheet, top, left)
        if not isinstance(given, (int, float)):
            raise Unsupported("the threshold is no number")
        if point.kind == "percent":
            return low + (high - low) * float(given) / 100
        if point.kind == "percentile":
            at = (len(found) - 1) * min(max(float(given), 0), 100) / 100
            return found[int(at)] + (found[min(int(at) + 1, len(found) - 1)] - found[int(at)]) * (at - int(at))
        return float(given)

    def _points(self, points: tuple[Threshold, ...], placed: _Placed) -> list[float]:
        key = id(placed)
        if key not in self._bounds:
            self._bounds[key] = [self._bound(point, placed) for point in points]
        return self._bounds[key]

    def _scale_color(self, scale: ColorScale, placed: _Placed, value: float) -> Color:
        bounds = self._points(scale.points, placed)
        if value <= bounds[0]:
            return scale.colors[0]
        for index in range(1, len(bounds)):
            if value <= bounds[index]:
                size = bounds[index] - bounds[index - 1]
                share = (value - bounds[index - 1]) / size if size else 1.0
                return blend(scale.colors[index - 1], scale.colors[index], share)
        return scale.colors[-1]

    def _bar(self, bar: DataBar, placed: _Placed, value: float) -> BarShown:
        low, high = self._points((bar.low, bar.high), placed)
        if high <= low:
            high = low + 1.0
        value = min(max(value, low), high)
        shortest, longest = bar.shortest / 100, bar.longest / 100
        axis: float | None = None
        if low < 0 and bar.axis_position != "none":
            axis = 0.5 if bar.axis_position == "middle" else min(-low / (high - low), 1.0)
            size = (value / high * (1 - axis) if value >= 0 else value / -low * axis) if high > 0 or value < 0 else 0.0
            begin, end = sorted((axis, axis + size))
        else:
            begin, end = 0.0, shortest + (longest - shortest) * (value - low) / (high - low)
        if bar.right_to_left:
            begin, end = 1 - end, 1 - begin
        color = bar.negative_color if value < 0 and bar.negative_color and axis is not None else bar.color
        return BarShown(begin, end, color, bar.border_color, bar.gradient, axis, bar.axis_color)

    def _icon(self, icons: IconSet, placed: _Placed, value: float) -> tuple[str, int] | None:
        bounds = self._points(icons.points, placed)
        place = 0
        for index in range(1, len(bounds)):
            if value > bounds[index] or (value == bounds[index] and icons.points[index].or_equal):
                place = index
        if icons.reverse:
            place = len(bounds) - 1 - place
        if icons.icons:
            return icons.icons[place] if icons.icons[place][0] != "NoIcons" else None
        return icons.kind, place


def _is_number(value: Scalar) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _true(value: Scalar) -> bool:
    return not isinstance(value, (str, ErrorValue)) and bool(value)
