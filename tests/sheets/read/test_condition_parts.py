"""Conditional formats as files have them, the newer ones in an extension."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from booklet.sheets.model.area import Area
from booklet.sheets.model.conditional_format import ConditionalFormat, FormatRule, Threshold
from booklet.sheets.model.style import Fill, StyleChange
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.conditional_formats import read_conditional
from tests.sheets.read.parts import element

CHANGES = [StyleChange(bold=True), StyleChange(italic=True)]


def _ordinary(rules: str, area: str = "A1:B2") -> Element:
    return element(f'<conditionalFormatting sqref="{area}">{rules}</conditionalFormatting>')


def _extended(rules: str, area: str = "A1:B2") -> Element:
    inner = f"<conditionalFormatting>{rules}<sqref>{area}</sqref></conditionalFormatting>"
    return element(f"<ext><conditionalFormattings>{inner}</conditionalFormattings></ext>")


def _read(*ordinary: Element, extension: Element | None = None) -> list[ConditionalFormat]:
    return read_conditional(ordinary, extension, CHANGES, Palette())


def _rule(text: str) -> FormatRule:
    ((rule,),) = [each.rules for each in _read(_ordinary(text))]
    return rule


def test_a_rule_without_settings() -> None:
    """Comes last, looks at ten values above the average, and changes nothing."""
    rule = _rule('<cfRule type="top10"/>')
    assert rule == FormatRule("top10", 10_000)
    assert (rule.rank, rule.above, rule.percent, rule.bottom) == (10, True, False, False)


def test_the_settings_of_a_rule() -> None:
    """Each in its place."""
    numbers = 'rank="3" percent="1" bottom="1" aboveAverage="0" equalAverage="1" stdDev="2"'
    words = 'operator="between" text="x" timePeriod="today" stopIfTrue="1" priority="4"'
    rule = _rule(f'<cfRule type="cellIs" {numbers} {words}><formula>1</formula><formula>2</formula></cfRule>')
    assert (rule.kind, rule.priority, rule.stop_if_true, rule.operator) == ("cellIs", 4, True, "between")
    assert (rule.rank, rule.percent, rule.bottom, rule.above, rule.equal) == (3, True, True, False, True)
    assert (rule.deviations, rule.period, rule.text, rule.formulas) == (2, "today", "x", ("1", "2"))


@pytest.mark.parametrize(
    ("attributes", "inner", "change"),
    [
        ('dxfId="0"', "", CHANGES[0]),
        ('dxfId="1"', "", CHANGES[1]),
        ('dxfId="2"', "", None),
        ('dxfId="-1"', "", None),
        ("", "", None),
        ('dxfId="0"', "<dxf><font><strike/></font></dxf>", StyleChange(strike=True)),
    ],
)
def test_what_a_rule_changes(attributes: str, inner: str, change: StyleChange | None) -> None:
    """By number, or its own; a number that is not there is none."""
    assert _rule(f'<cfRule type="expression" {attributes}>{inner}</cfRule>').change == change


@pytest.mark.parametrize(
    ("area", "areas"),
    [
        ("A1", (Area(1, 1, 1, 1),)),
        ("A1:B2 D4", (Area(1, 1, 2, 2), Area(4, 4, 4, 4))),
        ("#REF! C3", (Area(3, 3, 3, 3),)),
    ],
)
def test_areas(area: str, areas: tuple[Area, ...]) -> None:
    """Several, without those that are broken."""
    assert _read(_ordinary('<cfRule type="top10"/>', area))[0].areas == areas


def test_a_format_without_an_area_is_none() -> None:
    """Neither an ordinary one nor one of the extension."""
    rule = '<cfRule type="top10" priority="1"/>'
    assert _read(_ordinary(rule, "#REF!"), extension=_extended(rule, "")) == []


def _scale(points: str, colors: str) -> FormatRule:
    return _rule(f'<cfRule type="colorScale"><colorScale>{points}{colors}</colorScale></cfRule>')


POINTS = '<cfvo type="min"/><cfvo type="percent" val="50" gte="0"/>'
COLORS = '<color rgb="FFFF0000"/><color rgb="FF00FF00"/>'


def test_color_scales() -> None:
    """As many points as colors, two at least."""
    scale = _scale(POINTS, COLORS).scale
    assert scale is not None
    assert scale.points == (Threshold("min"), Threshold("percent", "50", or_equal=False))
    assert scale.colors == ("FF0000", "00FF00")
    assert _scale(POINTS, '<color rgb="FFFF0000"/>').scale is None
    assert _scale('<cfvo type="min"/>', '<color rgb="FFFF0000"/>').scale is None


def _bar(attributes: str, colors: str = "") -> FormatRule:
    points = '<cfvo type="num" val="1"/><cfvo type="formula"><f>A1*2</f></cfvo>'
    return _rule(f'<cfRule type="dataBar"><dataBar {attributes}>{points}{colors}</dataBar></cfRule>')


def test_an_ordinary_bar() -> None:
    """Is a tenth to nine tenths of the cell, has one color, and no axis."""
    bar = _bar("", '<color rgb="FFFF0000"/>').bar
    assert bar is not None
    assert (bar.low, bar.high) == (Threshold("num", "1"), Threshold("formula", "A1*2"))
    assert (bar.color, bar.negative_color, bar.border_color, bar.axis_color) == ("FF0000", None, None, None)
    assert (bar.shortest, bar.longest, bar.axis_position) == (10, 90, "none")
    assert (bar.gradient, bar.show_value, bar.right_to_left) == (True, True, False)


def test_a_newer_bar() -> None:
    """Fills the cell, is red below zero, and has an axis."""
    bar = _bar('minLength="0" showValue="0" gradient="0" direction="rightToLeft"').bar
    assert bar is not None
    assert (bar.color, bar.negative_color, bar.axis_color, bar.axis_position) == (
        "638EC6",
        "FF0000",
        "000000",
        "automatic",
    )
    assert (bar.shortest, bar.longest, bar.gradient, bar.show_value, bar.right_to_left) == (0, 100, False, False, True)
    colors = '<fillColor rgb="FF010101"/><negativeFillColor rgb="FF020202"/><borderColor rgb="FF030303"/>'
    own = _bar('axisPosition="middle"', colors + '<axisColor rgb="FF040404"/>').bar
    assert own is not None
    assert (own.color, own.negative_color, own.border_color, own.axis_color) == ("010101", "020202", "030303", "040404")
    assert own.axis_position == "middle"


def test_a_bar_needs_two_points() -> None:
    """With one it is none."""
    assert _rule('<cfRule type="dataBar"><dataBar><cfvo type="min"/></dataBar></cfRule>').bar is None


def test_the_extensions_bar_replaces_the_ordinary_one() -> None:
    """Which names it; but the color stays, and by itself it is no rule."""
    points = '<cfvo type="min"/><cfvo type="max"/>'
    newer = _extended(f'<cfRule type="dataBar" id="{{7}}"><dataBar minLength="5">{points}</dataBar></cfRule>')
    link = "<extLst><ext><id>{7}</id></ext></extLst>"
    older = f'<dataBar>{points}<color rgb="FFFF0000"/></dataBar>'
    ((rule,),) = [
        each.rules for each in _read(_ordinary(f'<cfRule type="dataBar">{older}{link}</cfRule>'), extension=newer)
    ]
    assert rule.bar is not None
    assert (rule.bar.color, rule.bar.shortest, rule.bar.negative_color) == ("FF0000", 5, "FF0000")
    assert _read(extension=newer) == []


def test_rules_of_the_extension() -> None:
    """With a priority they count, before the ordinary ones."""
    icons = (
        '<cfRule type="iconSet" priority="2"><iconSet iconSet="3Stars" reverse="1" showValue="0" custom="1">'
        '<cfvo type="num"><f>1</f></cfvo><cfIcon iconSet="NoIcons" iconId="0"/><cfIcon iconSet="3Flags" iconId="2"/>'
        "</iconSet></cfRule>"
    )
    extended, ordinary = _read(_ordinary('<cfRule type="top10"/>'), extension=_extended(icons, "C3"))
    assert extended.areas == (Area(3, 3, 3, 3),)
    found = extended.rules[0].icons
    assert found is not None
    assert (found.kind, found.reverse, found.show_value) == ("3Stars", True, False)
    assert found.icons == (("NoIcons", 0), ("3Flags", 2))
    assert found.points == (Threshold("num", "1"),)
    assert ordinary.rules[0].kind == "top10"


def test_icons_without_a_name_are_traffic_lights() -> None:
    """In their order, beside the values."""
    icons = _rule('<cfRule type="iconSet"><iconSet/></cfRule>').icons
    assert icons is not None
    assert (icons.kind, icons.reverse, icons.show_value, icons.icons) == ("3TrafficLights1", False, True, ())


def test_a_fill_of_the_extension() -> None:
    """Is solid in the color called background."""
    own = '<dxf><fill><patternFill><bgColor rgb="FFFFFF00"/></patternFill></fill></dxf>'
    ((rule,),) = [
        each.rules for each in _read(extension=_extended(f'<cfRule type="x" priority="1"><f>1</f>{own}</cfRule>'))
    ]
    assert rule.change == StyleChange(fill=Fill("solid", "FFFF00"))
    assert rule.formulas == ("1",)
