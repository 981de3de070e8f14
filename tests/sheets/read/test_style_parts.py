"""The style sheet: fonts, fills, borders, alignments, formats, and changes laid over them."""

from __future__ import annotations

import pytest

from booklet.sheets.model.style import NO_SIDE, CellAlignment, CellBorder, Fill, Font, Gradient, Side, StyleChange
from booklet.sheets.read.colors import DEFAULT_THEME, Palette
from booklet.sheets.read.styles import StyleSheet, read_alignment, read_border, read_change, read_font, read_styles
from tests.sheets.read.parts import element

PALETTE = Palette()
RED = '<color rgb="FFFF0000"/>'


def _font(inner: str) -> Font:
    return read_font(element(f"<font>{inner}</font>"), PALETTE)


@pytest.mark.parametrize(
    ("inner", "font"),
    [
        ("", Font("Calibri", 11.0)),
        ('<name val="Arial"/><sz val="9.5"/>', Font("Arial", 9.5)),
        ('<b/><i val="1"/>', Font(bold=True, italic=True)),
        ('<b val="0"/><i val="false"/><strike val="off"/>', Font()),
        ("<strike/>", Font(strike=True)),
        ("<u/>", Font(underline="single")),
        ('<u val="doubleAccounting"/>', Font(underline="doubleAccounting")),
        ('<u val="none"/>', Font()),
        (RED, Font(color="FF0000")),
        ('<vertAlign val="superscript"/>', Font(raised="superscript")),
        ('<vertAlign val="baseline"/>', Font()),
        ('<sz val="0"/>', Font(size=1.0)),
        ('<sz val="500"/>', Font(size=409.0)),
    ],
)
def test_fonts(inner: str, font: Font) -> None:
    """A mark without a value says yes; sizes are 1 to 409."""
    assert _font(inner) == font


def test_a_font_of_a_run() -> None:
    """Has its name under another tag."""
    assert (
        read_font(element('<rPr><rFont val="Arial"/><name val="No"/></rPr>'), PALETTE, name_tag="rFont").name == "Arial"
    )


def _sheet(inner: str) -> StyleSheet:
    return read_styles(element(f"<styleSheet>{inner}</styleSheet>"), DEFAULT_THEME)


def _fill(inner: str) -> Fill:
    sheet = _sheet(f'<fills><fill/><fill>{inner}</fill></fills><cellXfs><xf fillId="1"/></cellXfs>')
    return sheet.styles[0].fill


def test_fills() -> None:
    """A pattern with its two colors; without a pattern none."""
    both = '<fgColor rgb="FFFF0000"/><bgColor rgb="FF0000FF"/>'
    assert _fill(f'<patternFill patternType="lightUp">{both}</patternFill>') == Fill("lightUp", "FF0000", "0000FF")
    assert _fill("<patternFill/>") == _fill("") == Fill()


def test_gradients() -> None:
    """Their stops in order, a direction, or a center between the edges; without stops they are white."""
    stops = f'<stop position="1">{RED}</stop><stop position="0"/>'
    line = _fill(f'<gradientFill degree="90">{stops}</gradientFill>').gradient
    assert line == Gradient(((0.0, "FFFFFF"), (1.0, "FF0000")), 90.0)
    path = _fill(f'<gradientFill type="path" left="0.1" right="0.2" top="0.3" bottom="0.4">{stops}</gradientFill>')
    assert path.gradient is not None
    assert path.gradient.edges == (0.1, 0.2, 0.3, 0.4)
    assert _fill("<gradientFill/>").gradient == Gradient(((0, "FFFFFF"),))


def test_borders() -> None:
    """Each side by itself; strict files begin and end instead of left and right."""
    sides = f'<left style="thin">{RED}</left><end style="double"/><top style="none"/><bottom/>'
    border = read_border(element(f'<border diagonalUp="1">{sides}<diagonal style="hair"/></border>'), PALETTE)
    assert border == CellBorder(
        left=Side("thin", "FF0000"), right=Side("double"), diagonal=Side("hair"), diagonal_up=True
    )
    start = read_border(
        element('<border diagonalDown="1"><start style="thick"/><top style="dotted"/></border>'), PALETTE
    )
    assert start == CellBorder(left=Side("thick"), top=Side("dotted"), diagonal_down=True)
    assert start.bottom is NO_SIDE


@pytest.mark.parametrize(
    ("attributes", "alignment"),
    [
        ("", CellAlignment()),
        ('horizontal="center" vertical="top"', CellAlignment("center", "top")),
        ('wrapText="1" shrinkToFit="0"', CellAlignment(wrap=True)),
        ('shrinkToFit="1" indent="3"', CellAlignment(shrink=True, indent=3)),
        ('indent="-2" readingOrder="2"', CellAlignment(reading_order=2)),
        ('textRotation="90"', CellAlignment(rotation=90)),
        ('textRotation="91"', CellAlignment(rotation=-1)),
        ('textRotation="180"', CellAlignment(rotation=-90)),
        ('textRotation="255"', CellAlignment(rotation=255)),
    ],
)
def test_alignments(attributes: str, alignment: CellAlignment) -> None:
    """Angles over 90 run downwards; 255 are letters below each other."""
    assert read_alignment(element(f"<alignment {attributes}/>")) == alignment
    assert read_alignment(None) == CellAlignment()


STYLES = """
<numFmts><numFmt numFmtId="164" formatCode="0.000"/><numFmt numFmtId="2" formatCode="own"/></numFmts>
<fonts><font><name val="First"/></font><font><name val="Second"/></font></fonts>
<borders><border/><border><left style="thin"/></border></borders>
<cellStyleXfs><xf fontId="1"/></cellStyleXfs>
<cellXfs><xf/><xf fontId="1" borderId="1" numFmtId="164"/><xf fontId="9" borderId="-1" numFmtId="2"/><xf numFmtId="3"/>
<xf numFmtId="999"/></cellXfs>
<cellStyles><cellStyle builtinId="3" xfId="5"/><cellStyle builtinId="0" xfId="0"/></cellStyles>
"""


def test_styles_are_put_together_of_their_parts() -> None:
    """By number; a part that is not there is the first, a format that is not there is General."""
    plain, own, broken, built_in, unknown = _sheet(STYLES).styles
    assert (plain.font.name, plain.border, plain.number_format) == ("First", CellBorder(), "General")
    assert (own.font.name, own.border.left.style, own.number_format) == ("Second", "thin", "0.000")
    assert (broken.font.name, broken.border, broken.number_format) == ("First", CellBorder(), "own")
    assert (built_in.number_format, unknown.number_format) == ("#,##0", "General")


def test_the_font_of_normal_cells() -> None:
    """Is that of the style "Normal", or the first."""
    assert _sheet(STYLES).default_font.name == "Second"
    assert _sheet(STYLES.replace('builtinId="0" xfId="0"', 'builtinId="0" xfId="7"')).default_font.name == "First"
    assert _sheet("").default_font == Font()
    assert len(_sheet("").styles) == 1


def test_a_palette_of_the_file() -> None:
    """Takes the place of the first colors; the others stay."""
    sheet = _sheet('<colors><indexedColors><rgbColor rgb="00112233"/><rgbColor rgb="zz"/></indexedColors></colors>')
    assert sheet.palette.indexed[:3] == ("112233", "000000", "FF0000")
    assert len(sheet.palette.indexed) == 64


def _change(inner: str) -> StyleChange:
    return read_change(element(f"<dxf>{inner}</dxf>"), PALETTE)


@pytest.mark.parametrize(
    ("inner", "change"),
    [
        ("", StyleChange()),
        ("<font><b/></font>", StyleChange(bold=True)),
        ('<font><b val="0"/><i/></font>', StyleChange(bold=False, italic=True)),
        ('<font><u val="none"/><strike/></font>', StyleChange(underline="", strike=True)),
        (f"<font>{RED}</font>", StyleChange(font_color="FF0000")),
        ('<numFmt formatCode="0.0"/>', StyleChange(number_format="0.0")),
        ('<border><left style="thin"/></border>', StyleChange(border=CellBorder(left=Side("thin")))),
        (
            '<fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill>',
            StyleChange(fill=Fill("solid", "FF0000")),
        ),
        (
            '<fill><patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill></fill>',
            StyleChange(fill=Fill("solid", "0000FF")),
        ),
        (
            '<fill><patternFill patternType="gray125"><bgColor rgb="FFFF0000"/></patternFill></fill>',
            StyleChange(fill=Fill("gray125", None, "FF0000")),
        ),
    ],
)
def test_changes(inner: str, change: StyleChange) -> None:
    """Only what is said is changed; a solid fill has the color that is called background."""
    assert _change(inner) == change


def test_styles_of_tables() -> None:
    """Part by part, by the number of a change; one that is not there is left out."""
    parts = "".join(f'<tableStyleElement type="{kind}" {more}/>' for kind, more in
                    (("headerRow", 'dxfId="1"'), ("totalRow", 'dxfId="2"'), ("wholeTable", "")))  # fmt: skip
    changes = "<dxfs><dxf/><dxf><font><b/></font></dxf></dxfs>"
    sheet = _sheet(f'{changes}<tableStyles><tableStyle name="Own">{parts}</tableStyle></tableStyles>')
    assert sheet.table_styles == {"Own": {"headerRow": StyleChange(bold=True)}}
