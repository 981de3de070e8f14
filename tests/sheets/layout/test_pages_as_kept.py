"""Sheets are divided into pages as they were, with their headers and footers; tests/as_kept.py says how."""

from __future__ import annotations

import copy

import pytest

from booklet.sheets import RenderOptions
from tests.as_kept import as_kept
from tests.sheets.draw.made_sheets import PAGES
from tests.sheets.recorded import recorded_pages


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_laid_out_as_before(name: str) -> None:
    """Paper, scale, places of the cells, texts around them."""
    book, options = PAGES[name]
    as_kept("sheets/pages", name, recorded_pages(copy.deepcopy(book), RenderOptions(**options)))
