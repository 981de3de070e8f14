"""Conditional formats (ECMA-376 part 1, 18.3.1.18), and those of the 2009 extension ([MS-XLSX] 2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.conditional_format import (
    ColorScale,
    ConditionalFormat,
    DataBar,
    FormatRule,
    IconSet,
    Threshold,
)
from booklet.sheets.model.style import StyleChange
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.styles import read_change
from booklet.sheets.read.xml import flag, number, optional, whole


def read_conditional(
    ordinary: Iterable[Element], extension: Element | None, changes: list[StyleChange], palette: Palette
) -> list[ConditionalFormat]:
    """Return all conditional formats of a sheet; an extension's data bar replaces the ordinary bar that names it."""
    bars: dict[str, DataBar] = {}
    formats: list[ConditionalFormat] = []
    for element in () if extension is None else extension.iter("conditionalFormatting"):
        areas = _areas(element.findtext("sqref") or "")
        rules = []
        for rule in element.iterfind("cfRule"):
            made = _rule(rule, changes, palette)
            if made.kind == "dataBar" and made.bar and rule.get("id") and not rule.get("priority"):
                bars[rule.get("id", "")] = made.bar
            elif made.kind != "dataBar" or rule.get("priority"):
                rules.append(made)
        if areas and rules:
            formats.append(ConditionalFormat(areas, tuple(rules)))
    for element in ordinary:
        areas = _areas(element.get("sqref", ""))
        rules = [_replaced(rule, _rule(rule, changes, palette), bars) for rule in element.iterfind("cfRule")]
        if areas:
            formats.append(ConditionalFormat(areas, tuple(rules)))
    return formats


def _replaced(element: Element, rule: FormatRule, bars: dict[str, DataBar]) -> FormatRule:
    for id_ in element.iterfind("extLst/ext/id"):
        bar = bars.get((id_.text or "").strip())
        if bar is not None and rule.bar is not None:
            return replace(rule, bar=replace(bar, color=rule.bar.color))
    return rule


def _areas(text: str) -> tuple[Area, ...]:
    return tuple(area for part in text.split() if (area := parse_area(part)) is not None)


def _rule(element: Element, changes: list[StyleChange], palette: Palette) -> FormatRule:
    index = optional(element, "dxfId")
    own = element.find("dxf")
    change = changes[int(index)] if index is not None and 0 <= index < len(changes) else None
    formulas = [(f.text or "") for f in element if f.tag in ("formula", "f")]
    return FormatRule(
        element.get("type", ""),
        whole(element, "priority", 10_000),
        read_change(own, palette) if own is not None else change,
        flag(element, "stopIfTrue"),
        element.get("operator", ""),
        tuple(formulas),
        element.get("text", ""),
        whole(element, "rank", 10),
        flag(element, "percent"),
        flag(element, "bottom"),
        flag(element, "aboveAverage", True),
        flag(element, "equalAverage"),
        whole(element, "stdDev", 0),
        element.get("timePeriod", ""),
        _scale(element.find("colorScale"), palette),
        _bar(element.find("dataBar"), palette),
        _icons(element.find("iconSet")),
    )


def _thresholds(element: Element) -> tuple[Threshold, ...]:
    return tuple(
        Threshold(e.get("type", "num"), e.get("val") or e.findtext("f") or "", flag(e, "gte", True))
        for e in element.iterfind("cfvo")
    )


def _scale(element: Element | None, palette: Palette) -> ColorScale | None:
    if element is None:
        return None
    colors = tuple(palette.cell_color(c) or "FFFFFF" for c in element.iterfind("color"))
    points = _thresholds(element)
    return ColorScale(points, colors) if len(points) == len(colors) >= 2 else None


def _bar(element: Element | None, palette: Palette) -> DataBar | None:
    points = () if element is None else _thresholds(element)
    if element is None or len(points) < 2:
        return None

    def color(tag: str) -> str | None:
        return palette.cell_color(element.find(tag)) if element is not None else None

    extended = element.find("fillColor") is not None or element.get("minLength") is not None
    return DataBar(
        points[0],
        points[1],
        color("color") or color("fillColor") or "638EC6",
        color("negativeFillColor") or ("FF0000" if extended else None),
        color("borderColor"),
        color("axisColor") or ("000000" if extended else None),
        element.get("axisPosition", "automatic") if extended else "none",
        flag(element, "gradient", True),
        flag(element, "showValue", True),
        element.get("direction") == "rightToLeft",
        number(element, "minLength", 0 if extended else 10),
        number(element, "maxLength", 100 if extended else 90),
    )


def _icons(element: Element | None) -> IconSet | None:
    if element is None:
        return None
    own = tuple((e.get("iconSet", ""), whole(e, "iconId", 0)) for e in element.iterfind("cfIcon"))
    return IconSet(
        element.get("iconSet", "3TrafficLights1"),
        _thresholds(element),
        flag(element, "reverse"),
        flag(element, "showValue", True),
        own,
    )
