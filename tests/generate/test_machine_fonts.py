"""Fonts of the machine are inputs of a book that no snapshot holds: what is said of them, before and after."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from booklet import Page, Workspace
from booklet.fonts import OTHER_SCRIPTS, fallback
from booklet.fonts.fallback import FOLDER_SETTING, elsewhere
from tests.conftest import QUARTER, W9_NAME

NOWHERE = "\U0010fffd"
"""A letter that no font has; those made here have it."""


def _make_font(path: Path, glyph: int) -> None:
    """A font that ships, with a name no PDF may have, one of whose glyphs also stands for the letter."""
    font = TTFont(OTHER_SCRIPTS[2])
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.format = 3, 10, 0, 12
    table.cmap = font.getBestCmap() | {ord(NOWHERE): font.getGlyphName(glyph)}
    font["cmap"].tables = [table]
    font["name"].setName("An Office (Font)/#1", 6, 3, 1, 0x409)
    font.save(path)


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The office's folder of fonts."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv(FOLDER_SETTING, str(folder))
    elsewhere.cache_clear()
    yield folder
    elsewhere.cache_clear()


def test_a_font_of_the_machine_is_told(workspace: Workspace, fonts: Path) -> None:
    """Preflight and the log name it with its hash; verify says which one has taken its place, or that it is gone."""
    _make_font(fonts / "old.ttf", 40)
    workspace.attributes.set("Acme Corp", QUARTER, {"adviser": f"Ann {NOWHERE}"})
    config = {"upload": "fw9.pdf", "pages": "1", "fields": {W9_NAME: "{{ adviser }}"}}
    workspace.books.save("Form", pages=[Page("form", "W-9", config)])
    made = workspace.generate("Form", "Acme Corp", QUARTER)
    assert any("old.ttf (SHA-256" in str(problem) for problem in made.problems)
    assert any("old.ttf (SHA-256" in event.message for event in workspace.generations.events(made.id))
    assert any(name.endswith("+An Office (Font)/#1") for name in _font_names(made.pdf))
    assert workspace.verify(made).same

    _folder_with(fonts, "new.ttf", 41)
    assert "a font of this machine, now new.ttf" in workspace.verify(made).message
    _folder_with(fonts, None)
    assert "letters that no font here has" in workspace.verify(made).message


def _font_names(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [str(one.BaseFont) for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one]


def _folder_with(folder: Path, name: str | None, glyph: int = 0) -> None:
    """Another font, or none, in the place of what was there, as a program sees it that is started then."""
    for path in folder.iterdir():
        path.unlink()
    if name:
        _make_font(folder / name, glyph)
    fallback._faces.cache_clear()
    elsewhere.cache_clear()
