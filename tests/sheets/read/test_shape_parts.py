"""Shapes as the file has them: fills, outlines, texts and fonts."""

from __future__ import annotations

import pytest

from booklet.sheets.model.drawing import Shape, Stroke
from booklet.sheets.model.style import Font
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.shapes import read_shape, read_text_font
from tests.sheets.read.parts import element

RED, BLUE = '<srgbClr val="FF0000"/>', '<srgbClr val="0000FF"/>'


def _shape(looks: str = "", style: str = "", body: str = "", tag: str = "sp") -> Shape:
    name = '<nvSpPr><cNvPr name="Box"/></nvSpPr>'
    return read_shape(element(f"<{tag}>{name}<spPr>{looks}</spPr><style>{style}</style>{body}</{tag}>"), Palette())


def _line(line: str, style: str = "") -> Stroke | None:
    return _shape(f"<ln>{line}</ln>", style).line


@pytest.mark.parametrize(
    ("looks", "style", "fill"),
    [
        (f"<solidFill>{RED}</solidFill>", "", "FF0000"),
        ("<noFill/>", f'<fillRef idx="1">{RED}</fillRef>', None),
        ("", f'<fillRef idx="1">{RED}</fillRef>', "FF0000"),
        ("", f'<fillRef idx="0">{RED}</fillRef>', None),
        ("", "", None),
        (f"<pattFill><fgClr>{RED}</fgClr><bgClr>{BLUE}</bgClr></pattFill>", "", "0000FF"),
        ("<gradFill><gsLst/></gradFill>", "", None),
        (f"<gradFill><gsLst><gs>{RED}</gs><gs>{BLUE}</gs></gsLst></gradFill>", "", "0000FF"),
        (f"<gradFill><gsLst><gs>{RED}</gs><gs>{BLUE}</gs><gs>{RED}</gs></gsLst></gradFill>", "", "0000FF"),
    ],
)
def test_fills(looks: str, style: str, fill: str | None) -> None:
    """The shape's own before its style's; a gradient is its middle color, a pattern its background."""
    assert _shape(looks, style).fill == fill


def test_a_shape_without_properties_has_no_fill() -> None:
    """Whatever its style says."""
    style = f'<style><fillRef idx="1">{RED}</fillRef></style>'
    assert read_shape(element(f"<sp>{style}</sp>"), Palette()).fill is None


def test_a_connector_is_a_line_without_a_fill() -> None:
    """Also one that names a geometry; another shape without one is a box."""
    made = _shape(f'<prstGeom prst="bentConnector3"/><solidFill>{RED}</solidFill>', tag="cxnSp")
    assert (made.preset, made.fill) == ("line", None)
    assert (_shape().preset, _shape("<prstGeom/>").preset, _shape('<prstGeom prst="sun"/>').preset) == (
        *("rect", "rect", "sun"),
    )
    assert made.name == "Box"


def test_outlines() -> None:
    """Their own color before the style's; without any there is none."""
    style = f'<lnRef idx="1">{BLUE}</lnRef>'
    assert _line(f"<solidFill>{RED}</solidFill>", style) == Stroke("FF0000", 0.5)
    assert _line("", style) == Stroke("0000FF", 0.5)
    assert _line("", f'<lnRef idx="0">{BLUE}</lnRef>') is None
    assert _line("<noFill/>", style) is None
    assert _line("") is None


@pytest.mark.parametrize(("index", "width"), [(1, 0.5), (2, 1.0), (3, 1.5), (4, 0.75)])
def test_widths_of_the_style(index: int, width: float) -> None:
    """Count where the outline has none of its own, which is in English metric units."""
    style = f'<lnRef idx="{index}">{BLUE}</lnRef>'
    assert _shape("", style).line == Stroke("0000FF", width)
    assert _shape('<ln w="38100"/>', style).line == Stroke("0000FF", 3.0)


def test_dashes_and_ends() -> None:
    """Each end by itself; "none" is none."""
    inner = f'<solidFill>{RED}</solidFill><prstDash val="lgDash"/><headEnd type="none"/><tailEnd type="triangle"/>'
    assert _line(inner) == Stroke("FF0000", 0.75, "lgDash", head=False, tail=True)
    inner = f'<solidFill>{RED}</solidFill><prstDash/><headEnd type="oval"/>'
    assert _line(inner) == Stroke("FF0000", 0.75, "solid", head=True, tail=False)


def _body(settings: str, paragraphs: str = "") -> str:
    return f"<txBody><bodyPr {settings}/>{paragraphs}</txBody>"


@pytest.mark.parametrize(
    ("settings", "vertical", "wrap"),
    [
        ("", "t", True),
        ('anchor="ctr"', "ctr", True),
        ('anchor="b" wrap="none"', "b", False),
        ('anchor="just"', "t", True),
    ],
)
def test_the_place_of_text(settings: str, vertical: str, wrap: bool) -> None:
    """At the top where the file says nothing known."""
    made = _shape(body=_body(settings))
    assert (made.vertical, made.wrap) == (vertical, wrap)
    assert (_shape().vertical, _shape().wrap) == ("t", True)


def test_insets() -> None:
    """A tenth of an inch at the sides and half of it above and below, or each by itself."""
    assert _shape(body=_body("")).insets_pt == pytest.approx((7.2, 3.6, 7.2, 3.6))
    settings = 'lIns="12700" tIns="25400" rIns="38100" bIns="0"'
    assert _shape(body=_body(settings)).insets_pt == pytest.approx((1.0, 2.0, 3.0, 0.0))


def test_paragraphs() -> None:
    """Runs and fields are letters, breaks are breaks; an empty paragraph keeps the font of its end."""
    text = (
        '<p><pPr algn="ctr"/><r><rPr sz="900"/><t>one</t></r><br/><fld><t>7</t></fld></p><p><endParaRPr sz="2400"/></p>'
    )
    first, last = _shape(body=_body("", text)).paragraphs
    assert [run.text for run in first.runs] == ["one", "\n", "7"]
    assert (first.align, last.align) == ("ctr", "l")
    assert first.runs[0].font == Font("Calibri", 9.0)
    assert [(run.text, run.font) for run in last.runs] == [("", Font("Calibri", 24.0))]


def test_the_style_gives_the_color_of_letters() -> None:
    """Where a run has none."""
    text = f"<p><r><t>a</t></r><r><rPr><solidFill>{RED}</solidFill></rPr><t>b</t></r></p>"
    (paragraph,) = _shape(style=f"<fontRef>{BLUE}</fontRef>", body=_body("", text)).paragraphs
    assert [run.font and run.font.color for run in paragraph.runs] == ["0000FF", "FF0000"]


@pytest.mark.parametrize(
    ("looks", "font"),
    [
        ("<rPr/>", Font("Calibri", 11.0)),
        ('<rPr sz="1250" b="1" i="1"/>', Font("Calibri", 12.5, bold=True, italic=True)),
        ('<rPr><latin typeface="Arial"/></rPr>', Font("Arial", 11.0)),
        ('<rPr><latin typeface="+mn-lt"/></rPr>', Font("Calibri", 11.0)),
        ('<rPr u="sng" strike="sngStrike"/>', Font("Calibri", 11.0, underline="single", strike=True)),
        ('<rPr u="none" strike="noStrike"/>', Font("Calibri", 11.0)),
    ],
)
def test_fonts(looks: str, font: Font) -> None:
    """Sizes are in hundredths of a point; a face of the theme is Calibri."""
    assert read_text_font(element(looks), Palette()) == font
    assert read_text_font(None, Palette()) == Font("Calibri", 11.0)
