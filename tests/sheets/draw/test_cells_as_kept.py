"""Cells, their looks and what lies over them are drawn as they were; tests/as_kept.py says how."""

from __future__ import annotations

import copy

import pytest

from booklet.sheets import RenderOptions
from tests.as_kept import as_kept
from tests.sheets.draw.made_sheets import CONDITIONS, LOOKS, OVER, TABLES, TEXTS, Made
from tests.sheets.recorded import recorded_pages

SHEETS: dict[str, Made] = {**TEXTS, **LOOKS, **TABLES, **CONDITIONS, **OVER}


@pytest.mark.parametrize("name", SHEETS)
def test_cells_are_drawn_as_before(name: str) -> None:
    """Each letter, line, fill and clip stands where it stood, and what does not fit is what it was."""
    book, options = SHEETS[name]
    as_kept("sheets/cells", name, recorded_pages(copy.deepcopy(book), RenderOptions(**options)))
