"""The style sheet: cell formats and the changes of conditional formats (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from booklet.sheets.model.style import (
    NO_SIDE,
    CellAlignment,
    CellBorder,
    CellStyle,
    Fill,
    Font,
    Gradient,
    Side,
    StyleChange,
)
from booklet.sheets.numbers.builtin_formats import BUILTIN_FORMATS
from booklet.sheets.read.colors import INDEXED, Palette, read_rgb
from booklet.sheets.read.xml import find, flag, inner, number, optional, whole

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """`styles` are counted by a cell's `s`; `changes` by a conditional format's `dxfId`."""

    styles: list[CellStyle] = field(default_factory=lambda: [CellStyle()])
    changes: list[StyleChange] = field(default_factory=list)
    default_font: Font = field(default_factory=Font)
    table_styles: dict[str, dict[str, StyleChange]] = field(default_factory=dict)
    palette: Palette = field(default_factory=Palette)


def read_styles(root: Element, theme: tuple[str, ...]) -> StyleSheet:
    """Read a styles part."""
    indexed = tuple(read_rgb(e.get("rgb", "")) or "000000" for e in root.iterfind("colors/indexedColors/rgbColor"))
    palette = Palette(theme, indexed + INDEXED[len(indexed) :])
    fonts = [read_font(e, palette) for e in root.iterfind("fonts/font")] or [Font()]
    formats = {whole(e, "numFmtId", -1): e.get("formatCode", "General") for e in root.iterfind("numFmts/numFmt")}
    parts = _Parts(
        fonts,
        [_fill(e, palette) for e in root.iterfind("fills/fill")] or [Fill()],
        [read_border(e, palette) for e in root.iterfind("borders/border")] or [CellBorder()],
        formats,
    )
    styles = [parts.style(e) for e in root.iterfind("cellXfs/xf")] or [CellStyle(font=fonts[0])]
    changes = [read_change(e, palette) for e in root.iterfind("dxfs/dxf")]
    return StyleSheet(styles, changes, _normal_font(root, fonts), _table_styles(root, changes), palette)


@dataclass(frozen=True, slots=True)
class _Parts:
    fonts: list[Font]
    fills: list[Fill]
    borders: list[CellBorder]
    formats: dict[int, str]

    def style(self, xf: Element) -> CellStyle:
        id_ = whole(xf, "numFmtId", 0)
        return CellStyle(
            _pick(self.fonts, whole(xf, "fontId", 0)),
            _pick(self.fills, whole(xf, "fillId", 0)),
            _pick(self.borders, whole(xf, "borderId", 0)),
            read_alignment(xf.find("alignment")),
            self.formats.get(id_) or BUILTIN_FORMATS.get(id_, "General"),
        )


def _pick(items: list[_T], index: int) -> _T:
    return items[index] if 0 <= index < len(items) else items[0]


def _normal_font(root: Element, fonts: list[Font]) -> Font:
    """Return the font of the style "Normal", which column widths are counted in."""
    normal = next((e for e in root.iterfind("cellStyles/cellStyle") if e.get("builtinId") == "0"), None)
    index = whole(normal, "xfId", 0)
    bases = root.findall("cellStyleXfs/xf")
    return _pick(fonts, whole(bases[index], "fontId", 0)) if index < len(bases) else fonts[0]


def read_font(element: Element, palette: Palette, *, name_tag: str = "name") -> Font:
    """Return the font of a `<font>`, or of a run's properties with `name_tag` "rFont"."""
    underline = element.find("u")
    return Font(
        inner(element, name_tag) or "Calibri",
        min(max(number(element.find("sz"), "val", 11), 1), 409),
        _on(element, "b"),
        _on(element, "i"),
        "" if underline is None or underline.get("val") == "none" else underline.get("val", "single"),
        _on(element, "strike"),
        palette.cell_color(element.find("color")),
        raised if (raised := inner(element, "vertAlign") or "") != "baseline" else "",
    )


def _on(element: Element, tag: str) -> bool:
    found = element.find(tag)
    return found is not None and flag(found, "val", True)


def _fill(element: Element | None, palette: Palette) -> Fill:
    gradient = find(element, "gradientFill")
    if gradient is not None:
        return Fill(gradient=_gradient(gradient, palette))
    pattern = find(element, "patternFill")
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    fore, back = palette.cell_color(find(pattern, "fgColor")), palette.cell_color(find(pattern, "bgColor"))
    return Fill(kind, fore, back)


def _gradient(element: Element, palette: Palette) -> Gradient:
    stops = [(number(s, "position", 0), palette.cell_color(s.find("color")) or "FFFFFF") for s in element.iter("stop")]
    edges = None
    if element.get("type") == "path":
        edges = tuple(number(element, side, 0) for side in ("left", "right", "top", "bottom"))
    return Gradient(tuple(sorted(stops)) or ((0, "FFFFFF"),), number(element, "degree", 0), edges)  # type: ignore[arg-type]


def read_border(element: Element, palette: Palette) -> CellBorder:
    """Return a `<border>`; `start` and `end` are left and right in strict files."""

    def side(*names: str) -> Side:
        for name in names:
            found = element.find(name)
            if found is not None and found.get("style", "none") != "none":
                return Side(found.get("style", ""), palette.cell_color(found.find("color")))
        return NO_SIDE

    return CellBorder(
        side("left", "start"),
        side("right", "end"),
        side("top"),
        side("bottom"),
        side("diagonal"),
        flag(element, "diagonalUp"),
        flag(element, "diagonalDown"),
    )


def read_alignment(element: Element | None) -> CellAlignment:
    """Return an `<alignment>`; angles over 90 run downwards (18.8.1)."""
    if element is None:
        return CellAlignment()
    turn = whole(element, "textRotation", 0)
    return CellAlignment(
        element.get("horizontal", "general"),
        element.get("vertical", "bottom"),
        flag(element, "wrapText"),
        flag(element, "shrinkToFit"),
        max(whole(element, "indent", 0), 0),
        turn if turn <= 90 or turn == 255 else 90 - turn,
        whole(element, "readingOrder", 0),
    )


def read_change(element: Element, palette: Palette) -> StyleChange:
    """Return the change of a `<dxf>`; in it a fill without a pattern is solid, in the color called background."""
    font, fill, border = element.find("font"), element.find("fill"), element.find("border")
    fonts: dict[str, bool | str | None] = {}
    if font is not None:
        looks = read_font(font, palette)
        fonts = {
            "bold": looks.bold if font.find("b") is not None else None,
            "italic": looks.italic if font.find("i") is not None else None,
            "underline": looks.underline if font.find("u") is not None else None,
            "strike": looks.strike if font.find("strike") is not None else None,
            "font_color": looks.color,
        }
    code = find(element, "numFmt")
    return StyleChange(
        fill=None if fill is None else _change_fill(_fill(fill, palette), fill.find("patternFill")),
        border=None if border is None else read_border(border, palette),
        number_format=None if code is None else code.get("formatCode"),
        **fonts,  # type: ignore[arg-type]
    )


def _change_fill(fill: Fill, pattern: Element | None) -> Fill:
    if pattern is None or pattern.get("patternType", "solid") != "solid":
        return fill
    return Fill("solid", fill.background or fill.foreground, None)


def _table_styles(root: Element, changes: list[StyleChange]) -> dict[str, dict[str, StyleChange]]:
    found: dict[str, dict[str, StyleChange]] = {}
    for style in root.iterfind("tableStyles/tableStyle"):
        parts = found.setdefault(style.get("name", ""), {})
        for element in style.iterfind("tableStyleElement"):
            index = optional(element, "dxfId")
            if index is not None and 0 <= index < len(changes):
                parts[element.get("type", "")] = changes[int(index)]
    return found
