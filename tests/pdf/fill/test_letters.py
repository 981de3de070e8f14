"""Letters that a form's own font lacks: embedded, in their order, or refused with the remedy."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from booklet.errors import DefinitionError
from booklet.fonts import EAST_ASIAN, OTHER_SCRIPTS
from booklet.pdf import assemble, check_values, machine_fonts
from booklet.pdf.fonts.embedded_font import EmbeddedFont
from booklet.pdf.fonts.subset import cff_subset
from booklet.text.faces import FontFile, face_of
from booklet.text.fallbacks import FOLDER_SETTING, elsewhere, has
from booklet.text.shaping import shape
from tests.pdf.conftest import opened
from tests.pdf.fill.test_fill import shown
from tests.pdf.form_maker import made_form, text

NOWHERE = "\U0010fffd"
"""A letter of the planes for private use, which no font has."""


@pytest.mark.parametrize(
    "value", ["Łódź", "Юлия", "Ωmega", "東京都", "上海市", "울산 광역시", "القاهرة", "שלום", "नमस्ते", "เชียงใหม่"]
)
def test_any_script_is_shown_in_an_embedded_font(value: str) -> None:
    """PDFium finds the text in the field, and every font of the appearance is in the file."""
    form = made_form(text("a"))
    made = assemble([form.fill({"a": value})]).pdf
    assert shown(made, form, "a") == value
    with opened(made) as pdf:
        for font in pdf.pages[0].Annots[0].AP.N.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_raised_marks_are_said_by_the_text_as_well() -> None:
    """Where glyphs are raised the content says the words, because readers lose the order of such glyphs."""
    font = EmbeddedFont(face_of(FontFile(str(OTHER_SCRIPTS[2]))), 1)
    base, mark = shape(font.face.file, "ชี", to_left=False)
    flat, raised = (font.show([base, mark._replace(shift=(0.0, up))], "ชี", 10) for up in (0.0, 100.0))
    assert b"ActualText" not in flat
    assert b"/ActualText<feff0e0a0e35>" in raised
    assert b"1.000 Ts" in raised


def test_a_letter_of_no_font_is_a_problem_and_never_a_box() -> None:
    """The problem names the letter and what to do; filling refuses it as well."""
    form = made_form(text("a"))
    problem = check_values(form, {"a": f"x{NOWHERE}"})[0]
    assert problem.reason == "missing letters"
    assert "U+10FFFD" in problem.message
    assert FOLDER_SETTING in problem.message
    with pytest.raises(DefinitionError, match=r"U\+10FFFD"):
        assemble([form.fill({"a": f"x{NOWHERE}"})])


def test_a_folder_of_fonts_is_asked_before_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font put there has its letters, and is named with its hash, since books then depend on it."""
    shutil.copy(_with_letter(tmp_path, NOWHERE), tmp_path / "fonts" / "office.ttf")
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "fonts"))
    elsewhere.cache_clear()
    try:
        form = made_form(text("a"))
        assert not check_values(form, {"a": NOWHERE})
        assert list(machine_fonts(form, {"a": NOWHERE})) == ["office.ttf"]
        assert shown(assemble([form.fill({"a": NOWHERE})]).pdf, form, "a") == NOWHERE
        assert not machine_fonts(form, {"a": "東京都 Юлия"})
    finally:
        elsewhere.cache_clear()


def _with_letter(folder: Path, letter: str) -> Path:
    """A font that has the letter: one that ships, whose "A" also stands for it."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    (folder / "fonts").mkdir()
    font = TTFont(OTHER_SCRIPTS[2])
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.format = 3, 10, 0, 12
    table.cmap = font.getBestCmap() | {ord(letter): font.getGlyphName(40)}
    font["cmap"].tables = [table]
    font.save(folder / "made.ttf")
    return folder / "made.ttf"


def test_blank_glyphs_are_no_letters() -> None:
    """A font that names a glyph for a letter and leaves it blank does not have it; a space may be blank."""
    korean = FontFile(str(OTHER_SCRIPTS[0]))
    assert has(korean, "울")
    assert has(korean, " ")
    assert not has(korean, "東")
    assert has(FontFile(str(EAST_ASIAN)), "東")
    assert not has(FontFile(__file__), "a")


def test_a_glyph_may_stand_for_several_texts() -> None:
    """One glyph, two texts: two codes, which a map leads to the glyph; both are found."""
    file = FontFile(str(OTHER_SCRIPTS[1]))
    font = EmbeddedFont(face_of(file), 1)
    glyph = shape(file, "न", to_left=False)[0]
    font.show([glyph, glyph._replace(text="x")], "नx", 10)
    first, second = sorted(font.used)
    assert (font.glyph(first), font.glyph(second)) == (glyph.number, glyph.number)
    assert (font.used[first], font.used[second]) == ("न", "x")


def test_cff_fonts_are_cut_as_well(tmp_path: Path) -> None:
    """A font of the machine with CFF outlines goes in as a bare CFF font that keeps its glyph numbers."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    pen = T2CharStringPen(600, None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((250, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A", "B"])
    builder.setupCharacterMap({65: "A", 66: "B"})
    builder.setupCFF("Made", {}, dict.fromkeys([".notdef", "A", "B"], pen.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", "A", "B"], (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "made.otf")
    data = cff_subset(face_of(FontFile(str(tmp_path / "made.otf"))), [2])
    cut = CFFFontSet()
    cut.decompile(io.BytesIO(data), None)
    assert len(cut[0].CharStrings.charStringsIndex) == 3


def test_accents_that_stand_apart_are_joined() -> None:
    """A letter and a combining accent show as the one letter that they are; the value stays as given."""
    form = made_form(text("a"))
    made = assemble([form.fill({"a": "Ame\u0301lie"})]).pdf
    assert shown(made, form, "a") == "Am\u00e9lie"
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "Ame\u0301lie"
