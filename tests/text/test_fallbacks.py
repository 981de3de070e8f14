"""The font for each letter: of the text's own style, of another script, of the office's folder, or none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from booklet.fonts import EAST_ASIAN, OTHER_SCRIPTS
from booklet.text import fallbacks
from booklet.text.faces import FontFile, shipped
from booklet.text.fallbacks import FOLDER_SETTING, by_font, elsewhere, font_of, has, order, without_font
from tests.made_font import NOWHERE, make_font

PLAIN = ("Carlito", False, False)
KOREAN, HINDI, THAI = (FontFile(str(path)) for path in OTHER_SCRIPTS)


@pytest.mark.parametrize(
    ("letter", "font"),
    [
        ("A", shipped("Carlito")),
        ("Ж", shipped("Carlito")),
        ("\u00a0", shipped("Carlito")),
        ("א", shipped("DejaVu Sans")),
        ("م", shipped("DejaVu Sans")),
        ("\u23b7", shipped("DejaVu Serif")),
        ("東", FontFile(str(EAST_ASIAN))),
        ("か", FontFile(str(EAST_ASIAN))),
        ("울", KOREAN),
        ("न", HINDI),
        ("ไ", THAI),
        (NOWHERE, None),
        ("\ufffc", None),
    ],
)
def test_each_script_has_its_font(letter: str, font: FontFile | None) -> None:
    """The text's own font is asked first, then DejaVu, then those of other scripts."""
    assert font_of(letter, PLAIN) == font


def test_the_style_is_kept_where_there_is_one() -> None:
    """A bold text takes the bold face of what stands in; other scripts ship one face each."""
    assert font_of("א", ("Carlito", True, False)) == shipped("DejaVu Sans", bold=True)
    assert font_of("東", ("Carlito", True, True)) == FontFile(str(EAST_ASIAN))
    assert order("Caladea", True, False)[0] == shipped("Caladea", bold=True)
    with pytest.raises(KeyError):
        order("Comic Sans", False, False)


def test_a_text_is_cut_where_the_font_changes() -> None:
    """Spaces and marks stay with the letter before them; invisible characters open no stretch of their own."""
    carlito, sans = shipped("Carlito"), shipped("DejaVu Sans")
    assert by_font(PLAIN, "abc") == [(carlito, "abc")]
    assert by_font(PLAIN, "Label 東京 울산") == [
        (carlito, "Label "),
        (FontFile(str(EAST_ASIAN)), "東京 "),
        (KOREAN, "울산"),
    ]
    assert by_font(PLAIN, "א\u05b8 b\u0301") == [(sans, "א\u05b8 b\u0301")]
    assert by_font(PLAIN, "न\u093f\u200d") == [(HINDI, "न\u093f\u200d")]
    assert by_font(PLAIN, f"a{NOWHERE}b") == [(carlito, "a"), (None, NOWHERE), (carlito, "b")]
    assert by_font(PLAIN, "") == [(carlito, "")]


def test_one_font_for_the_whole_where_one_has_it() -> None:
    """Digits among Hebrew letters are of the face that has both, though the text's own has them too."""
    assert by_font(PLAIN, "12 א") == [(shipped("DejaVu Sans"), "12 א")]


def test_files_that_are_no_fonts_have_nothing(tmp_path: Path) -> None:
    """Neither a text file, nor an empty one, nor one that is gone has a letter, and none is an error."""
    (tmp_path / "empty.ttf").write_bytes(b"")
    paths = (__file__, str(tmp_path / "empty.ttf"), str(tmp_path / "gone.ttf"))
    assert [has(FontFile(path), "a") for path in paths] == [False, False, False]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The office's folder of fonts; what was found elsewhere is forgotten before and after."""
    (tmp_path / "fonts").mkdir()
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "fonts"))
    elsewhere.cache_clear()
    yield tmp_path / "fonts"
    elsewhere.cache_clear()


def test_the_office_has_fonts_of_its_own(folder: Path) -> None:
    """Folders below are looked into, and an upright regular face is taken before a bold one."""
    (folder / "office").mkdir()
    make_font(folder / "A-Bold.ttf", 40)
    make_font(folder / "office" / "Z-Regular.ttf", 41)
    (folder / "broken.ttf").write_bytes(b"no font")
    assert elsewhere(NOWHERE) == FontFile(str(folder / "office" / "Z-Regular.ttf"))
    assert by_font(PLAIN, f"a{NOWHERE}")[1] == (elsewhere(NOWHERE), NOWHERE)


def test_without_the_folder_nobody_has_the_letter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is the only place with it; an empty setting is none."""
    make_font(folder / "only.otf", 40)
    monkeypatch.setenv(FOLDER_SETTING, "")
    assert elsewhere(NOWHERE) is None


def test_missing_letters_are_told_with_the_remedy() -> None:
    """Ten are named with their code points; more are only said to be."""
    assert without_font("東").startswith("letters that no font here has: 東 (U+6771). Install")
    assert FOLDER_SETTING in without_font("東")
    assert "…" not in without_font("abcdefghij")
    many = without_font("abcdefghijk")
    assert "j (U+006A) …. Install" in many
    assert "k (U+006B)" not in many


def test_faces_of_a_folder_are_ranked() -> None:
    """Regular before unnamed, both before heavy and slanted ones, then by name."""
    names = ["B-Regular.ttf", "A-Bold.ttf", "A.ttf", "A-LightItalic.ttf", "A-Regular.ttf"]
    ranked = sorted((Path(name) for name in names), key=fallbacks._rank)
    assert [path.name for path in ranked[:3]] == ["A-Regular.ttf", "B-Regular.ttf", "A.ttf"]
