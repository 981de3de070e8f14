"""The demo's content is what it was; tests/as_kept.py says how."""

from __future__ import annotations

from decimal import Decimal
from pprint import pformat

import pytest

from booklet.demo import books
from booklet.demo.definitions import DEFINITIONS
from booklet.demo.statement import statement_workbook
from booklet.model import Quarter
from booklet.sheets import Limits
from booklet.sheets.read.workbook import read_workbook
from tests.as_kept import as_kept
from tests.conftest import DEMO
from tests.sheets.read.told import told


def _history(count: int) -> list[tuple[Quarter, dict[str, object]]]:
    return [
        (
            Quarter(2024 + number // 4, 1 + number % 4),
            {
                "assets": Decimal(1_000_000 + 12_345 * number),
                "contributions": Decimal(40_000 + number),
                "benefits_paid": Decimal(25_000 - number),
                "net_return": Decimal("0.0125") * number,
                "participation": Decimal("0.8"),
            },
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 8])
def test_a_statement(count: int) -> None:
    """Every cell, look, chart and setting of the page, for a first quarter, two, and all eight."""
    read = read_workbook(statement_workbook("Acme Corp", _history(count)), Limits())
    as_kept("demo", f"statement {count}", told(read))


def test_attributes() -> None:
    """With their types, formats and descriptions."""
    as_kept("demo", "definitions", [str(definition) for definition in DEFINITIONS])


def test_books() -> None:
    """Their pages, with what goes into the form's fields."""
    texts = {path.stem: path.read_text("utf-8") for path in (DEMO / "texts").glob("*.md")}
    for name, pages in (("review", books._review_pages(texts)), ("welcome", books._welcome_pages(texts))):
        as_kept("demo", name, pformat([(page.type, page.title, page.config) for page in pages], width=150).splitlines())
    as_kept("demo", "settings", pformat(books._SETTINGS).splitlines())
