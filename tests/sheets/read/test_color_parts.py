"""Colors: of cells by number, theme or index, and of drawings with their changes."""

from __future__ import annotations

import colorsys

import pytest
from openpyxl.styles.colors import COLOR_INDEX

from booklet.sheets.model.color_mixing import blend, from_floats, tinted, to_floats
from booklet.sheets.read.colors import DEFAULT_THEME, INDEXED, Palette, read_rgb, read_theme
from tests.sheets.read.parts import element

PLAIN = Palette()


def _cell(attributes: str, palette: Palette = PLAIN) -> str | None:
    return palette.cell_color(element(f"<color {attributes}/>"))


def _drawing(inner: str, placeholder: str | None = None) -> str | None:
    return PLAIN.drawing_color(element(f"<solidFill>{inner}</solidFill>"), placeholder)


def test_the_indexed_colors() -> None:
    """Are those that another library lists."""
    assert len(INDEXED) == 64
    assert list(INDEXED) == [color[-6:] for color in COLOR_INDEX[:64]]


@pytest.mark.parametrize(
    ("attributes", "color"),
    [
        *(
            ('rgb="FF112233"', "112233"),
            ('rgb="80112233"', "112233"),
            ('rgb="zz"', None),
            ('rgb="FF0000" auto="1"', None),
        ),
        *(('theme="0"', "FFFFFF"), ('theme="1"', "000000"), ('theme="4"', "4F81BD"), ('theme="11"', "800080")),
        *(('theme="12"', None), ('theme="-1"', None), ('indexed="2"', "FF0000"), ('indexed="10"', "FF0000")),
        *(('indexed="63"', "333333"), ('indexed="64"', None), ('indexed="65"', "FFFFFF"), ('indexed="66"', None)),
        *(('indexed="-1"', None), ("", None), ('rgb="FF112233" theme="4"', "112233")),
    ],
)
def test_colors_of_cells(attributes: str, color: str | None) -> None:
    """A color's own digits come first; the window's text color is automatic."""
    assert _cell(attributes) == color


def test_no_color() -> None:
    """Is none."""
    assert PLAIN.cell_color(None) is None
    assert PLAIN.drawing_color(None) is None
    assert _drawing("<other/>") is None


@pytest.mark.parametrize(("tint", "color"), [("0", "804020"), ("-0.5", "402010"), ("1", "FFFFFF"), ("-1", "000000")])
def test_tints(tint: str, color: str) -> None:
    """Lighter for a positive tint, darker for a negative."""
    assert _cell(f'rgb="FF804020" tint="{tint}"') == color


def test_a_tint_keeps_the_hue() -> None:
    """Half way to white is half of the light that is missing."""
    before, after = (colorsys.rgb_to_hls(*to_floats(color)) for color in ("804020", tinted("804020", 0.5)))
    assert after[0] == pytest.approx(before[0], abs=0.01)
    assert after[1] == pytest.approx(before[1] + (1 - before[1]) / 2, abs=0.01)


@pytest.mark.parametrize(
    ("inner", "color"),
    [
        *(
            ('<srgbClr val="112233"/>', "112233"),
            ('<schemeClr val="bg1"/>', "FFFFFF"),
            ('<schemeClr val="tx1"/>', "000000"),
        ),
        *(
            ('<schemeClr val="lt2"/>', "EEECE1"),
            ('<schemeClr val="dk2"/>', "1F497D"),
            ('<schemeClr val="accent6"/>', "F79646"),
        ),
        *(
            ('<schemeClr val="hlink"/>', "0000FF"),
            ('<schemeClr val="odd"/>', "000000"),
            ('<prstClr val="red"/>', "FF0000"),
        ),
        *(('<prstClr val="odd"/>', "000000"), ('<sysClr val="windowText" lastClr="112233"/>', "112233")),
        *(('<sysClr val="window"/>', "FFFFFF"), ('<sysClr val="btnText"/>', "000000")),
        *(('<scrgbClr r="100000" g="50000" b="0"/>', "FF8000"), ('<odd/><srgbClr val="112233"/>', "112233")),
    ],
)
def test_colors_of_drawings(inner: str, color: str) -> None:
    """By digits, scheme, name, system or shares."""
    assert _drawing(inner) == color


def test_a_placeholder_is_the_color_that_is_given() -> None:
    """Or none."""
    assert _drawing('<schemeClr val="phClr"/>', "112233") == "112233"
    assert _drawing('<schemeClr val="phClr"/>') is None


@pytest.mark.parametrize(
    ("change", "color"),
    [
        *(('<tint val="50000"/>', "FF8080"), ('<shade val="50000"/>', "800000"), ('<alpha val="25000"/>', "FFBFBF")),
        *(('<lumMod val="50000"/>', "800000"), ('<lumOff val="25000"/>', "FF8080"), ('<satMod val="0"/>', "808080")),
        *(
            ('<lumMod val="300000"/>', "FFFFFF"),
            ('<lumOff val="-90000"/>', "000000"),
            ('<satMod val="200000"/>', "FF0000"),
        ),
        ('<lumMod val="50000"/><lumOff val="50000"/>', "FF8080"),
        ("<odd/>", "FF0000"),
    ],
)
def test_changes_of_a_drawings_color(change: str, color: str) -> None:
    """One after the other; what goes too far ends at white, black or pure."""
    assert _drawing(f'<srgbClr val="FF0000">{change}</srgbClr>') == color


@pytest.mark.parametrize(
    ("value", "color"), [("#abc123", "ABC123"), (" FF00ff ", "FF00FF"), ("12", "000012"), ("xyz", None)]
)
def test_digits(value: str, color: str | None) -> None:
    """The last six, in upper case."""
    assert read_rgb(value) == color


def test_a_theme() -> None:
    """In the order in which cells count; what a theme lacks is that of Office, and without a theme all is."""
    own = '<lt2><srgbClr val="010101"/></lt2><accent1><srgbClr val="123456"/></accent1>'
    scheme = f'<dk1><sysClr val="windowText"/></dk1>{own}'
    read = read_theme(element(f"<theme><themeElements><clrScheme>{scheme}</clrScheme></themeElements></theme>"))
    assert (read[1], read[2], read[4], read[5]) == ("000000", "010101", "123456", DEFAULT_THEME[5])
    assert read_theme(element("<theme/>")) == read_theme(None) == DEFAULT_THEME


@pytest.mark.parametrize(("share", "color"), [(0, "000000"), (0.5, "80407F"), (1, "FF80FE")])
def test_blends(share: float, color: str) -> None:
    """From the first to the second."""
    assert blend("000000", "FF80FE", share) == color
    assert from_floats(-1, 0.5, 2) == "0080FF"
