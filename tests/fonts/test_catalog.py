"""The catalog of the shipped fonts: each file is the face that it is listed as, and stands for what people name."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from booklet.fonts import EAST_ASIAN, FAMILIES, FOLDER, KOREAN, OTHER_SCRIPTS, font_file
from booklet.fonts.twins import AS_WIDE, MONO, SERIF, family_for

_ITALIC, _BOLD = 1 << 0, 1 << 5
"""Of a font's fsSelection (OpenType, OS/2)."""


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_a_file_is_the_face_that_it_is_listed_as(family: str, bold: bool, italic: bool) -> None:
    """By what the font says of itself; DejaVu has no italics here, and stands upright."""
    with TTFont(font_file(family, bold=bold, italic=italic), lazy=True) as font:
        selection = font["OS/2"].fsSelection
        assert font["name"].getBestFamilyName() == family
    assert bool(selection & _BOLD) is bold
    assert bool(selection & _ITALIC) is (italic and not family.startswith("DejaVu"))


def test_a_face_is_regular_where_nothing_is_said() -> None:
    """Neither bold nor italic; a family that is not there is no file."""
    assert font_file("Carlito") == FOLDER / "Carlito-Regular.ttf"
    assert font_file("Carlito", bold=True) == FOLDER / "Carlito-Bold.ttf"
    assert font_file("Carlito", italic=True) == FOLDER / "Carlito-Italic.ttf"
    assert font_file("Carlito", bold=True, italic=True) == FOLDER / "Carlito-BoldItalic.ttf"
    with pytest.raises(KeyError):
        font_file("Calibri")


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "한글"), (1, "नमस्ते"[:2]), (2, "สวัสดี"[:2])], ids=["Korean", "Devanagari", "Thai"]
)
def test_other_scripts_have_their_letters(index: int, letters: str) -> None:
    """A file for each of them, and one for Chinese and Japanese."""
    with TTFont(OTHER_SCRIPTS[index], lazy=True) as font:
        assert set(map(ord, letters)) <= font.getBestCmap().keys()
    assert OTHER_SCRIPTS[0] == KOREAN
    with TTFont(EAST_ASIAN, lazy=True) as font:
        assert set(map(ord, "漢字かな")) <= font.getBestCmap().keys()


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("calibri", "Carlito"),
        ("cambria math", "Caladea"),
        ("arial narrow", "Liberation Sans"),
        ("times new roman", "Liberation Serif"),
        ("times", "Liberation Serif"),
        ("courier new", "Liberation Mono"),
        ("verdana", "DejaVu Sans"),
        ("consolas", "DejaVu Sans Mono"),
        ("some mono serif", "DejaVu Sans Mono"),
        ("georgia pro", "DejaVu Serif"),
        ("times ten", "DejaVu Serif"),
        ("ms sans serif", "DejaVu Sans"),
        ("open sans", "DejaVu Sans"),
        ("comic", "DejaVu Sans"),
        ("", "DejaVu Sans"),
    ],
)
def test_a_font_that_a_workbook_names(name: str, family: str) -> None:
    """The family that is as wide; or by what its name says of its letters, letters of one width first."""
    assert family_for(name) == family


def test_every_twin_is_shipped() -> None:
    """Names are compared in lower case, and each shipped family stands for itself."""
    assert set(AS_WIDE.values()) <= FAMILIES.keys()
    assert all(name == name.lower() for name in (*AS_WIDE, *SERIF, *MONO))
    assert {family_for(family.lower()) for family in FAMILIES} == FAMILIES.keys()
