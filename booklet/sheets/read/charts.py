"""Chart parts (ECMA-376 part 1, 21.2), with the values that the file caches."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from xml.etree.ElementTree import Element

from booklet.sheets.model.chart import Axis, Chart, ChartText, DataLabels, ErrorBars, Paint, Plot, Series, TrendLine
from booklet.sheets.model.style import Color
from booklet.sheets.numbers import display
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.xml import find, inner, number

_EMU = 12_700
_MOST_POINTS = 32_000


def read_chart(root: Element, palette: Palette, name: str) -> Chart:
    """Return the chart of a `<chartSpace>`."""
    chart = root.find("chart")
    area = find(chart, "plotArea")
    elements = [e for e in (area if area is not None else ()) if e.tag.endswith("Chart")]
    plots = tuple(_plot(e, palette) for e in elements)
    legend = find(chart, "legend")
    return Chart(
        plots,
        _upright([_axis(e, palette) for e in (area if area is not None else ()) if e.tag.endswith("Ax")], plots),
        _title(chart, plots, palette),
        _place(find(chart, "title/layout/manualLayout")),
        None if legend is None else inner(legend, "legendPos") or "r",
        _text(find(legend, "txPr"), palette),
        _on(legend, "overlay", False),
        _layout(find(area, "layout/manualLayout")),
        _layout(find(legend, "layout/manualLayout")),
        _paint(root.find("spPr"), palette),
        _paint(find(area, "spPr"), palette),
        palette.theme[4:10],
        _text(root.find("txPr"), palette),
        int(number(root.find("style"), "val", 2)),
        _on(root, "roundedCorners", False),
        name,
    )


def _upright(axes: list[Axis], plots: tuple[Plot, ...]) -> tuple[Axis, ...]:
    """Place the axes where Excel draws them: openpyxl says "left" of every axis, Excel goes by the kind of chart."""
    lying = {plot.axes[0] for plot in plots if plot.axes and not plot.horizontal}
    standing = {plot.axes[0] for plot in plots if plot.axes and plot.horizontal}
    sides, ends = ("l", "r"), ("b", "t")
    made = []
    for axis in axes:
        across = axis.id in lying or (axis.id not in standing and axis.crosses_with in standing)
        wrong, right = (sides, ends) if across else (ends, sides)
        place = axis.position if axis.position not in wrong else right[wrong.index(axis.position)]
        end = _end_of_categories(axis, axes)
        made.append(replace(axis, position=place if end is None else right[end]))
    return tuple(made)


def _end_of_categories(axis: Axis, axes: list[Axis]) -> int | None:
    """Return 0 for a value axis at the left or lower end of its categories, 1 at the other; None for other axes."""
    other = next((each for each in axes if each.id == axis.crosses_with), None)
    if axis.kind != "val" or other is None or other.kind not in ("cat", "date") or axis.crosses_at is not None:
        return None
    return int((axis.crosses == "max") != other.reverse)


def _on(element: Element | None, path: str, default: bool = True) -> bool:
    found = find(element, path)
    return default if found is None else found.get("val", "1") in ("1", "true")


def _value(element: Element | None, path: str, default: float) -> float:
    return number(find(element, path), "val", default)


def _title(chart: Element | None, plots: tuple[Plot, ...], palette: Palette) -> ChartText | None:
    title = find(chart, "title")
    if title is None:
        return None
    made = _rich(title, palette)
    if made.text or _on(chart, "autoTitleDeleted", False) or title.find("tx") is not None:
        return made if made.text.strip() else None
    # A title without text shows the only series' name.
    series = [s for plot in plots for s in plot.series]
    text = series[0].name if len(series) == 1 else "Chart Title"
    return ChartText(text, made.size_pt, made.bold, made.color, made.rotation)


def _rich(element: Element, palette: Palette) -> ChartText:
    paragraphs = ["".join(t.text or "" for t in p.iter("t")) for p in element.iterfind("tx/rich/p")]
    text = "\n".join(paragraphs)
    if not text:
        text = "".join(v.text or "" for v in element.iterfind("tx/strRef/strCache/pt/v"))
    found = element.find("tx/rich")
    looks = _text(found if found is not None else element.find("txPr"), palette)
    return ChartText(text, looks.size_pt, looks.bold, looks.color, looks.rotation)


def _text(element: Element | None, palette: Palette) -> ChartText:
    if element is None:
        return ChartText()
    runs = [*element.iterfind("p/r/rPr"), *element.iterfind("p/pPr/defRPr")]
    turn = find(element, "bodyPr")
    rotation = number(turn, "rot", 0) / 60_000 if turn is not None and turn.get("rot") else None

    def first(name: str) -> str | None:
        return next((r.get(name) for r in runs if r.get(name) is not None), None)

    size, bold = first("sz"), first("b")
    color = next((c for r in runs if (c := palette.drawing_color(r.find("solidFill")))), None)
    return ChartText(
        "",
        int(size) / 100 if size and size.isdigit() else None,
        None if bold is None else bold == "1",
        color,
        rotation,
    )


def _place(element: Element | None) -> tuple[float, float] | None:
    if element is None or element.find("x") is None:
        return None
    return _value(element, "x", 0), _value(element, "y", 0)


def _layout(element: Element | None) -> tuple[float, float, float, float] | None:
    if element is None or element.find("w") is None or element.find("h") is None:
        return None
    return _value(element, "x", 0), _value(element, "y", 0), _value(element, "w", 0), _value(element, "h", 0)


def _paint(element: Element | None, palette: Palette) -> Paint:
    if element is None:
        return Paint()
    line = element.find("ln")
    return Paint(
        _paint_fill(element, palette),
        "" if find(line, "noFill") is not None else palette.drawing_color(find(line, "solidFill")),
        number(line, "w", 0) / _EMU or None if line is not None else None,
        inner(line, "prstDash") or "solid",
    )


def _paint_fill(element: Element, palette: Palette) -> Color | None:
    if element.find("noFill") is not None:
        return ""
    stops = [palette.drawing_color(s) for s in element.iterfind("gradFill/gsLst/gs")]
    if stops:
        return stops[len(stops) // 2]
    pattern = element.find("pattFill/fgClr")
    return palette.drawing_color(element.find("solidFill")) or palette.drawing_color(pattern)


def _plot(element: Element, palette: Palette) -> Plot:
    kind = element.tag.removesuffix("Chart").removesuffix("3D")
    labels = element.find("dLbls")
    return Plot(
        "pie" if kind == "ofPie" else kind,
        tuple(_series(s, palette, kind) for s in element.iterfind("ser")),
        inner(element, "barDir") == "bar",
        inner(element, "grouping") or ("clustered" if kind == "bar" else "standard"),
        _value(element, "gapWidth", 150),
        _value(element, "overlap", 0),
        _on(element, "varyColors", False),
        _value(element, "holeSize", 50),
        _value(element, "firstSliceAng", 0),
        inner(element, "scatterStyle") or inner(element, "radarStyle") or "",
        _on(element, "marker", False) if kind == "line" else True,
        tuple(a.get("val", "") for a in element.iterfind("axId")),
        None if labels is None else _labels(labels, palette),
    )


def _series(element: Element, palette: Palette, kind: str) -> Series:
    values = element.find("yVal") if element.find("yVal") is not None else element.find("val")
    name = "".join(v.text or "" for v in element.iterfind("tx//v"))
    labels, marker = element.find("dLbls"), element.find("marker")
    x_values = element.find("xVal")
    return Series(
        name,
        _numbers(values),
        _strings(element.find("cat")),
        _numbers(x_values) if find(x_values, ".//numCache") is not None else (),
        _numbers(element.find("bubbleSize")),
        _paint(element.find("spPr"), palette),
        tuple((int(_value(p, "idx", 0)), _paint(p.find("spPr"), palette)) for p in element.iterfind("dPt")),
        inner(marker, "symbol") if marker is not None else None,
        _value(marker, "size", 5),
        _paint(find(marker, "spPr"), palette),
        _on(element, "smooth", kind in ("line", "scatter") and element.find("smooth") is not None)
        if element.find("smooth") is not None
        else False,
        None if labels is None else _labels(labels, palette),
        (values.findtext(".//formatCode") if values is not None else None) or "General",
        _value(element, "explosion", 0),
        tuple(_trend(e, palette) for e in element.iterfind("trendline")),
        tuple(_error_bars(e, palette) for e in element.iterfind("errBars")),
        _sources(element),
    )


def _trend(element: Element, palette: Palette) -> TrendLine:
    return TrendLine(
        inner(element, "trendlineType") or "linear",
        (element.findtext("name") or "").strip(),
        min(max(int(_value(element, "order", 2)), 2), 6),
        min(max(int(_value(element, "period", 2)), 2), 255),
        max(_value(element, "forward", 0), 0.0),
        max(_value(element, "backward", 0), 0.0),
        _optional(element, "intercept"),
        _on(element, "dispEq", False),
        _on(element, "dispRSqr", False),
        _paint(element.find("spPr"), palette),
    )


def _error_bars(element: Element, palette: Palette) -> ErrorBars:
    return ErrorBars(
        inner(element, "errValType") or "fixedVal",
        abs(_value(element, "val", 0)),
        inner(element, "errDir") == "x",
        inner(element, "errBarType") or "both",
        not _on(element, "noEndCap", False),
        _numbers(element.find("plus")),
        _numbers(element.find("minus")),
        _paint(element.find("spPr"), palette),
    )


def _sources(element: Element) -> dict[str, str]:
    """Return the cells that the series' values are taken from."""
    found: dict[str, str] = {}
    for name in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"):
        part = element.find(name)
        if part is not None and (formula := part.findtext(".//f")):
            found[name] = formula
    return found


def _labels(element: Element, palette: Palette) -> DataLabels | None:
    if _on(element, "delete", False):
        return None
    form = element.find("numFmt")
    return DataLabels(
        _on(element, "showVal", False),
        _on(element, "showCatName", False),
        _on(element, "showSerName", False),
        _on(element, "showPercent", False),
        inner(element, "dLblPos") or "",
        form.get("formatCode") if form is not None and form.get("sourceLinked") != "1" else None,
        element.findtext("separator") or ", ",
        _text(element.find("txPr"), palette),
    )


def _points(element: Element | None) -> dict[int, str]:
    cache = None
    for path in (".//numCache", ".//strCache", ".//numLit", ".//strLit"):
        cache = cache if cache is not None else find(element, path)
    if cache is None:
        return {}
    return {int(number(p, "idx", 0)): p.findtext("v") or "" for p in cache.iterfind("pt")}


def _numbers(element: Element | None) -> tuple[float | None, ...]:
    points = _points(element)
    count = min(int(_value(element, ".//ptCount", len(points))), _MOST_POINTS)
    return tuple(_float(points.get(index)) for index in range(count))


def _float(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def _strings(element: Element | None) -> tuple[str, ...]:
    levels = element.findall(".//multiLvlStrCache/lvl") if element is not None else []
    if levels:
        points = {int(number(p, "idx", 0)): p.findtext("v") or "" for p in levels[0].iterfind("pt")}
    else:
        points = _points(element)
    count = min(int(_value(element, ".//ptCount", len(points))), _MOST_POINTS)
    texts = [" ".join(points.get(index, "").split()) for index in range(count)]
    code = element.findtext(".//numCache/formatCode") if element is not None else None
    if code and code != "General":
        texts = [display(value, code).text if (value := _float(t)) is not None else t for t in texts]
    return tuple(texts)


def _axis(element: Element, palette: Palette) -> Axis:
    scaling, form, grid = element.find("scaling"), element.find("numFmt"), element.find("majorGridlines")
    title = element.find("title")
    return Axis(
        inner(element, "axId") or "",
        element.tag.removesuffix("Ax"),
        inner(element, "axPos") or "b",
        inner(element, "crossAx") or "",
        _on(element, "delete", False),
        _optional(scaling, "min"),
        _optional(scaling, "max"),
        _optional(element, "majorUnit"),
        _optional(scaling, "logBase"),
        inner(scaling, "orientation") == "maxMin",
        form.get("formatCode") if form is not None and form.get("sourceLinked") != "1" else None,
        None if title is None else _axis_title(title, palette),
        None if grid is None else _paint(grid.find("spPr"), palette),
        _paint(element.find("spPr"), palette),
        _text(element.find("txPr"), palette),
        inner(element, "tickLblPos") or "nextTo",
        inner(element, "majorTickMark") or "out",
        inner(element, "crosses") or "autoZero",
        _optional(element, "crossesAt"),
        inner(element, "crossBetween") != "midCat",
    )


def _axis_title(element: Element, palette: Palette) -> ChartText | None:
    made = _rich(element, palette)
    if made.text.strip():
        return made
    if element.find("tx") is not None:  # an empty text is a title that nobody sees
        return None
    return ChartText("Axis Title", made.size_pt, made.bold, made.color, made.rotation)


def _optional(element: Element | None, path: str) -> float | None:
    text = inner(element, path)
    return _float(text)
