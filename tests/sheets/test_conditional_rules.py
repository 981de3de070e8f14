"""Conditional formats: for each kind of rule, the cells for which it holds."""

from __future__ import annotations

from datetime import date

import pytest

from booklet.sheets.layout.conditional_formats import Conditions, Overlay
from booklet.sheets.model.area import parse_area
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.model.conditional_format import (
    ColorScale,
    ConditionalFormat,
    DataBar,
    FormatRule,
    IconSet,
    Threshold,
)
from booklet.sheets.model.style import Fill, StyleChange
from booklet.sheets.numbers.serial_dates import serial_of
from tests.sheets.model_sheets import book_of, evaluator_of, sheet_of

BOLD = StyleChange(bold=True)
MINIMUM, MAXIMUM = Threshold("min"), Threshold("max")


def _overlays(values: list[object], *rules: FormatRule, areas: str = "") -> list[Overlay]:
    """What the rules lay over each of the values, which stand below each other from A1 on."""
    sheet = sheet_of({f"A{row}": value for row, value in enumerate(values, 1) if value is not None})
    ranges = tuple(parse_area(each) for each in (areas or f"A1:A{len(values)}").split())
    sheet.conditional.append(ConditionalFormat(ranges, rules))
    conditions = Conditions(sheet, evaluator_of(book_of(sheet)))
    return [conditions.overlay(row, 1) for row in range(1, len(values) + 1)]


def _held(values: list[object], kind: str, **fields: object) -> list[object]:
    """Those of the values for which a rule of this kind holds."""
    overlays = _overlays(values, FormatRule(kind, 1, BOLD, **fields))
    return [value for value, overlay in zip(values, overlays, strict=True) if overlay.changes == (BOLD,)]


@pytest.mark.parametrize(
    ("operator", "bounds", "held"),
    [
        ("equal", ("2",), [2]),
        ("notEqual", ("2",), [1, 3, 4]),
        ("greaterThan", ("2",), [3, 4]),
        ("greaterThanOrEqual", ("2",), [2, 3, 4]),
        ("lessThan", ("2",), [1]),
        ("lessThanOrEqual", ("2",), [1, 2]),
        ("between", ("2", "3"), [2, 3]),
        ("between", ("3", "2"), [2, 3]),
        ("notBetween", ("2", "3"), [1, 4]),
    ],
)
def test_values_are_compared(operator: str, bounds: tuple[str, ...], held: list[int]) -> None:
    """Each operator, with its bounds included where Excel includes them, in whatever order they stand."""
    assert _held([1, 2, 3, 4], "cellIs", operator=operator, formulas=bounds) == held


def test_empty_cells_and_errors_are_compared_as_in_excel() -> None:
    """An empty cell counts as 0 beside an order, and an error meets no comparison."""
    values = [None, ErrorValue("#N/A"), 5]
    assert _held(values, "cellIs", operator="lessThan", formulas=("1",)) == [None]
    assert _held(values, "cellIs", operator="notEqual", formulas=("5",)) == [None]


def test_an_expression_moves_with_its_cell() -> None:
    """The formula is written for the top left cell of the areas; text and errors are not true."""
    assert _held([1, 2, 3], "expression", formulas=("A1>1",)) == [2, 3]
    assert _held([1, 2, 3], "expression", formulas=("$A$1=1",)) == [1, 2, 3]
    assert _held([1], "expression", formulas=('"yes"',)) == _held([1], "expression", formulas=("1/0",)) == []


def test_an_expression_counts_from_the_first_of_several_areas() -> None:
    """Of two areas the topmost cell is the one that the formula is written for."""
    overlays = _overlays([1, 2, 3, 4], FormatRule("expression", 1, BOLD, formulas=("A2=3",)), areas="A4 A2:A3")
    assert [bool(overlay.changes) for overlay in overlays] == [False, False, True, False]


def test_an_expression_that_cannot_be_computed_holds_nowhere() -> None:
    """An unknown function, or no formula at all, is no match and no failure; the next rule counts."""
    unknown = FormatRule("expression", 1, StyleChange(italic=True), formulas=("NOSUCH(A1)",))
    missing = FormatRule("expression", 2, StyleChange(italic=True))
    always = FormatRule("expression", 3, BOLD, formulas=("TRUE",))
    assert [overlay.changes for overlay in _overlays([1], unknown, missing, always)] == [(BOLD,)]


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        ("containsText", ["Red car", "a red one"]),
        ("notContainsText", ["green"]),
        ("beginsWith", ["Red car"]),
        ("endsWith", []),
    ],
)
def test_texts_are_searched_whatever_their_case(kind: str, held: list[str]) -> None:
    """Parts of texts, in capitals or not."""
    assert _held(["Red car", "a red one", "green"], kind, text="RED") == held


def test_the_end_of_a_text() -> None:
    """Only the end counts."""
    assert _held(["car red", "red car"], "endsWith", text="Red") == ["car red"]


def test_a_text_rule_without_its_text_asks_its_formula() -> None:
    """Google Sheets writes the formula alone."""
    rule = {"formulas": ('NOT(ISERROR(SEARCH("ed",A1)))',)}
    assert _held(["red", "blue"], "containsText", **rule) == ["red"]


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        ("containsBlanks", ["  ", None]),
        ("notContainsBlanks", ["x", ErrorValue("#N/A")]),
        ("containsErrors", [ErrorValue("#N/A")]),
        ("notContainsErrors", ["x", "  ", None]),
    ],
)
def test_blanks_and_errors(kind: str, held: list[object]) -> None:
    """Spaces alone are blank; only an error value is an error."""
    assert _held(["x", "  ", None, ErrorValue("#N/A")], kind) == held


def test_duplicates_and_unique_values() -> None:
    """Texts are alike whatever their case, numbers and texts differ, and empty cells are neither."""
    values = ["a", "A", "b", 1, "1", None, None, ""]
    assert _held(values, "duplicateValues") == ["a", "A"]
    assert _held(values, "uniqueValues") == ["b", 1, "1"]


def test_duplicates_are_counted_over_all_areas_of_the_format() -> None:
    """A value that stands once in each of two areas is a duplicate; beyond them nothing counts."""
    rule = FormatRule("duplicateValues", 1, BOLD)
    overlays = _overlays([7, 8, 7, 8], rule, areas="A1 A3:A3")
    assert [bool(overlay.changes) for overlay in overlays] == [True, False, True, False]


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"rank": 2}, [30, 40]),
        ({"rank": 2, "bottom": True}, [10, 20]),
        ({"rank": 25, "percent": True}, [40]),
        ({"rank": 50, "percent": True, "bottom": True}, [10, 20]),
        ({"rank": 1, "percent": True}, [40]),
        ({"rank": 4}, [10, 20, 30, 40]),
        ({"rank": 9}, [10, 20, 30, 40]),
    ],
)
def test_the_top_and_the_bottom(fields: dict[str, object], held: list[int]) -> None:
    """By number or by share of the numbers, at least one; texts are not among them."""
    assert _held([10, 40, "x", 20, 30], "top10", **fields) == [v for v in (10, 40, 20, 30) if v in held]


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({}, [9]),
        ({"above": False}, [1]),
        ({"equal": True}, [5, 9]),
        ({"above": False, "equal": True}, [1, 5]),
        ({"deviations": 1}, []),
        ({"deviations": 1, "equal": True}, [9]),
        ({"deviations": 1, "above": False, "equal": True}, [1]),
    ],
)
def test_against_the_average(fields: dict[str, object], held: list[int]) -> None:
    """Of 1, 5 and 9 the mean is 5 and the standard deviation of a sample 4."""
    assert _held([1, 5, "x", 9], "aboveAverage", **fields) == held


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", 13, 13),
        ("yesterday", 12, 12),
        ("tomorrow", 14, 14),
        ("last7Days", 7, 13),
        ("thisWeek", 10, 16),
        ("lastWeek", 3, 9),
        ("nextWeek", 17, 23),
        ("thisMonth", 1, 31),
        ("lastMonth", -29, 0),
        ("nextMonth", 32, 61),
    ],
)
def test_periods_around_today(period: str, first: int, last: int) -> None:
    """On Wednesday, 13 May 2026, as days of May: weeks begin on Sunday."""
    before_may = serial_of(date(2026, 4, 30))
    days = range(-35, 66)
    held = _held([before_may + day + 0.5 for day in days], "timePeriod", period=period)
    assert [value - before_may - 0.5 for value in held] == list(range(first, last + 1))


def test_rules_go_by_priority_and_stop() -> None:
    """The lowest number comes first, a rule that stops ends the list, and the others add up."""
    italic, strike = StyleChange(italic=True), StyleChange(strike=True)
    rules = [
        FormatRule("expression", 3, strike, formulas=("TRUE",)),
        FormatRule("expression", 1, BOLD, formulas=("TRUE",)),
        FormatRule("expression", 2, italic, formulas=("A1=2",), stop_if_true=True),
    ]
    assert [overlay.changes for overlay in _overlays([1, 2], *rules)] == [(BOLD, strike), (BOLD, italic)]


def test_a_stop_without_a_change_stops() -> None:
    """A rule may only keep others away."""
    rules = [FormatRule("expression", 1, None, formulas=("A1=1",), stop_if_true=True),
             FormatRule("expression", 2, BOLD, formulas=("TRUE",))]  # fmt: skip
    assert [overlay.changes for overlay in _overlays([1, 2], *rules)] == [(), (BOLD,)]


def _fill(overlay: Overlay) -> str | None:
    fill = overlay.changes[0].fill if overlay.changes else None
    assert fill is None or fill.pattern == "solid"
    return fill.foreground if isinstance(fill, Fill) else None


def test_a_scale_of_two_colors() -> None:
    """From the smallest to the largest value; texts get none."""
    scale = ColorScale((MINIMUM, MAXIMUM), ("000000", "FFFFFF"))
    overlays = _overlays([0, 5, 10, "x"], FormatRule("colorScale", 1, scale=scale))
    assert [_fill(overlay) for overlay in overlays] == ["000000", "808080", "FFFFFF", None]


def test_a_scale_of_three_colors_has_its_middle() -> None:
    """The middle is a percentile: half of the values lie below it."""
    points = (MINIMUM, Threshold("percentile", "50"), MAXIMUM)
    scale = ColorScale(points, ("FF0000", "FFFFFF", "0000FF"))
    overlays = _overlays([0, 1, 10], FormatRule("colorScale", 1, scale=scale))
    assert [_fill(overlay) for overlay in overlays] == ["FF0000", "FFFFFF", "0000FF"]


@pytest.mark.parametrize(
    ("kind", "value", "bound"),
    [
        ("num", "20", 20.0), ("percent", "25", 15.0), ("percentile", "50", 15.0), ("percentile", "75", 25.0),
        ("formula", "A1+1", 11.0), ("min", "", 10.0), ("max", "", 30.0), ("autoMin", "", 0.0), ("autoMax", "", 30.0),
    ],
)  # fmt: skip
def test_thresholds(kind: str, value: str, bound: float) -> None:
    """Of the numbers 10, 10, 20 and 30, seen by where a scale that begins there has its first color."""
    scale = ColorScale((Threshold(kind, value), Threshold("num", "1000")), ("FFFFFF", "000000"))
    values = [10, 10, 20, 30]
    overlays = _overlays(values, FormatRule("colorScale", 1, scale=scale))
    assert [_fill(each) == "FFFFFF" for each in overlays] == [each <= bound for each in values]


def _bars(values: list[object], **fields: object) -> list[tuple[float, float] | None]:
    bar = DataBar(**{"low": MINIMUM, "high": MAXIMUM, "color": "0000FF", "shortest": 0, "longest": 100, **fields})
    overlays = _overlays(values, FormatRule("dataBar", 1, bar=bar))
    return [(round(o.bar.begin, 3), round(o.bar.end, 3)) if o.bar else None for o in overlays]


def test_bars_are_as_long_as_their_values() -> None:
    """Between the shortest and the longest share of the cell; texts have none; a bar may begin at the right."""
    assert _bars([0, 5, 10, "x"]) == [(0, 0), (0, 0.5), (0, 1), None]
    assert _bars([0, 5, 10], shortest=10, longest=90) == [(0, 0.1), (0, 0.5), (0, 0.9)]
    assert _bars([0, 5, 10], right_to_left=True) == [(1, 1), (0.5, 1), (0, 1)]
    assert _bars([-5, 5, 50], low=Threshold("num", "0"), high=Threshold("num", "10")) == [(0, 0), (0, 0.5), (0, 1)]


def test_bars_of_equal_values_are_empty() -> None:
    """Where the largest is the smallest there is nothing to compare."""
    assert _bars([7, 7]) == [(0, 0), (0, 0)]


def test_negative_bars_run_to_the_left_of_the_axis() -> None:
    """The axis lies where 0 is, in the middle, or nowhere; negative bars have a color of their own."""
    assert _bars([-10, 30, 15]) == [(0, 0.25), (0.25, 1), (0.25, 0.625)]
    assert _bars([-10, 30], axis_position="middle") == [(0, 0.5), (0.5, 1)]
    assert _bars([-10, 30], axis_position="none") == [(0, 0), (0, 1)]
    bar = DataBar(MINIMUM, MAXIMUM, "0000FF", negative_color="FF0000")
    shown = [overlay.bar for overlay in _overlays([-10, 30], FormatRule("dataBar", 1, bar=bar))]
    assert [(each.color, each.axis) for each in shown if each] == [("FF0000", 0.25), ("0000FF", 0.25)]


def _icons(values: list[object], **fields: object) -> list[tuple[str, int] | None]:
    points = (Threshold("percent", "0"), Threshold("num", "33"), Threshold("num", "67"))
    icons = IconSet(**{"kind": "3Arrows", "points": points, **fields})
    return [overlay.icon for overlay in _overlays(values, FormatRule("iconSet", 1, icons=icons))]


def test_icons_by_thresholds() -> None:
    """A value at a threshold has its icon, or not where the threshold is exclusive; the order may be reversed."""
    assert _icons([0, 33, 67, "x"]) == [("3Arrows", 0), ("3Arrows", 1), ("3Arrows", 2), None]
    assert _icons([0, 33, 67], reverse=True) == [("3Arrows", 2), ("3Arrows", 1), ("3Arrows", 0)]
    points = (Threshold("percent", "0"), Threshold("num", "33", or_equal=False), Threshold("num", "67"))
    assert _icons([33, 34], points=points) == [("3Arrows", 0), ("3Arrows", 1)]


def test_custom_icons_replace_those_of_the_set() -> None:
    """Each place names its own icon, or none."""
    custom = (("3Flags", 2), ("NoIcons", 0), ("3Stars", 1))
    assert _icons([0, 33, 67], icons=custom) == [("3Flags", 2), None, ("3Stars", 1)]


def test_a_bar_or_icon_can_stand_without_its_value() -> None:
    """The rule says so; the first bar and the first icons of a cell count."""
    hidden = DataBar(MINIMUM, MAXIMUM, "0000FF", show_value=False)
    other = DataBar(MINIMUM, MAXIMUM, "00FF00")
    icons = IconSet("3Arrows", (Threshold("num", "0"),))
    rules = [FormatRule("dataBar", 1, bar=hidden), FormatRule("dataBar", 2, bar=other),
             FormatRule("iconSet", 3, icons=icons)]  # fmt: skip
    overlay = _overlays([1, 2], *rules)[0]
    assert overlay.bar is not None
    assert (overlay.bar.color, overlay.icon, overlay.show_value) == ("0000FF", ("3Arrows", 0), False)


def test_cells_beyond_the_areas_have_nothing() -> None:
    """A cell in a row of an area, but beside it, is not formatted."""
    sheet = sheet_of({"A1:B1": 1})
    sheet.conditional.append(
        ConditionalFormat((parse_area("A1"),), (FormatRule("expression", 1, BOLD, formulas=("1",)),))
    )
    conditions = Conditions(sheet, evaluator_of(book_of(sheet)))
    assert [bool(conditions.overlay(row, column).changes) for row, column in ((1, 1), (1, 2), (2, 1))] == [
        True,
        False,
        False,
    ]
