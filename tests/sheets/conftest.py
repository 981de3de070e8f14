"""The fixture that draws a workbook."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook

from booklet.sheets import RenderOptions, render
from tests.sheets.paper import Paper, as_bytes


@pytest.fixture
def draw() -> Callable[..., Paper]:
    """Renders a workbook, an openpyxl one or bytes or a path."""

    def drawn(book: object, **options: object) -> Paper:
        source = as_bytes(book) if isinstance(book, Workbook) else book
        return Paper(render(source, options=RenderOptions(**options)))

    return drawn
