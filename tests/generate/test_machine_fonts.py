"""Fonts of the machine are inputs of a book that no snapshot holds: what is said of them, before and after."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from booklet import Page, Workspace
from booklet.text import fallbacks
from booklet.text.fallbacks import elsewhere
from tests.conftest import QUARTER, W9_NAME
from tests.made_font import NOWHERE, make_font


def test_a_font_of_the_machine_is_told(workspace: Workspace, fonts: Path) -> None:
    """Preflight and the log name it with its hash; verify says which one has taken its place, or that it is gone."""
    make_font(fonts / "old.ttf", 40)
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
        make_font(folder / name, glyph)
    fallbacks._faces.cache_clear()
    elsewhere.cache_clear()
