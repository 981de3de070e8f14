"""Each kind of conditional format: which cells of a column it takes, as Excel decides."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from tests.sheets.paper import Paper

LEFT, TOP, ROW = 54.0, 72.0, 20
GREEN = DifferentialStyle(fill=PatternFill(bgColor="FF00FF00"))
RED = DifferentialStyle(fill=PatternFill(bgColor="FFFF0000"))


def _column(*values: object) -> Workbook:
    book = Workbook()
    for row, value in enumerate(values, 1):
        book.active.cell(row, 1, value)
        book.active.row_dimensions[row].height = ROW
    book.active.print_area = f"A1:A{len(values)}"
    return book


def _green(paper: Paper, rows: int) -> list[int]:
    """The numbers of the rows whose first cell is green."""
    picture = pypdfium2.PdfDocument(paper.made.pdf)[0].render(scale=1).to_pil().convert("RGB")
    colors = [picture.getpixel((round(LEFT + 3), round(TOP + ROW * row + 3))) for row in range(rows)]
    return [number for number, color in enumerate(colors, 1) if color == (0, 255, 0)]


def _cell_is(operator: str, *formulas: str) -> dict[str, object]:
    return {"type": "cellIs", "operator": operator, "formula": list(formulas)}


def _text(kind: str, text: str, formula: str) -> dict[str, object]:
    operator = {"notContainsText": "notContains"}.get(kind, kind)
    return {"type": kind, "operator": operator, "text": text, "formula": [formula]}


@pytest.mark.parametrize(
    ("rule", "values", "rows"),
    [
        (_cell_is("greaterThan", "5"), (4, 5, 6), [3]),
        (_cell_is("greaterThanOrEqual", "5"), (4, 5, 6), [2, 3]),
        (_cell_is("lessThan", "5"), (4, 5, 6), [1]),
        (_cell_is("lessThanOrEqual", "5"), (4, 5, 6), [1, 2]),
        (_cell_is("equal", "5"), (4, 5, "5"), [2]),
        (_cell_is("notEqual", "5"), (4, 5, 6), [1, 3]),
        (_cell_is("equal", '"b"'), ("a", "b", "B"), [2, 3]),
        (_cell_is("between", "5", "7"), (4, 5, 6, 7, 8), [2, 3, 4]),
        (_cell_is("between", "7", "5"), (4, 5, 6, 7, 8), [2, 3, 4]),
        (_cell_is("notBetween", "5", "7"), (4, 5, 6, 7, 8), [1, 5]),
        (_cell_is("greaterThan", "$A$1"), (4, 5, 3), [2]),
        (_cell_is("greaterThan", "A2"), (4, 5, 3, 1), [2, 3, 4]),
        (_cell_is("greaterThan", "1"), ("=1/0", 2), [2]),
        ({"type": "expression", "formula": ["MOD(A1,2)=0"]}, (1, 2, 4), [2, 3]),
        ({"type": "expression", "formula": ["A1"]}, (0, 1, "x"), [2]),
        ({"type": "expression", "formula": ["1/0"]}, (1, 2), []),
        ({"type": "top10", "rank": 2}, (3, 9, 7, 1), [2, 3]),
        ({"type": "top10", "rank": 2}, (3, 9, 7, 7), [2, 3, 4]),
        ({"type": "top10", "rank": 1, "bottom": True}, (3, 9, 7, 1), [4]),
        ({"type": "top10", "rank": 50, "percent": True}, (3, 9, 7, 1), [2, 3]),
        ({"type": "top10", "rank": 25, "percent": True, "bottom": True}, (3, 9, 7, 1), [4]),
        ({"type": "aboveAverage"}, (1, 2, 3), [3]),
        ({"type": "aboveAverage", "equalAverage": True}, (1, 2, 3), [2, 3]),
        ({"type": "aboveAverage", "aboveAverage": False}, (1, 2, 3), [1]),
        ({"type": "aboveAverage", "stdDev": 1}, (1, 5, 5, 5, 9), [5]),
        ({"type": "duplicateValues"}, (1, 2, 1, 3), [1, 3]),
        ({"type": "duplicateValues"}, ("a", "A", "b", None, None), [1, 2]),
        ({"type": "duplicateValues"}, (1, 1, 1), [1, 2, 3]),
        ({"type": "uniqueValues"}, (1, 2, 1, 3), [2, 4]),
        ({"type": "uniqueValues"}, ("a", "A", "b", None), [3]),
        (_text("containsText", "an", 'NOT(ISERROR(SEARCH("an",A1)))'), ("Anna", "Hans", "Bo"), [1, 2]),
        (_text("notContainsText", "an", 'ISERROR(SEARCH("an",A1))'), ("Anna", "Hans", "Bo"), [3]),
        (_text("beginsWith", "an", 'LEFT(A1,2)="an"'), ("Anna", "Hans", "Bo"), [1]),
        (_text("endsWith", "ns", 'RIGHT(A1,2)="ns"'), ("Anna", "Hans", "Bo"), [2]),
        ({"type": "containsBlanks", "formula": ["LEN(TRIM(A1))=0"]}, ("a", None, "  "), [2, 3]),
        ({"type": "notContainsBlanks", "formula": ["LEN(TRIM(A1))>0"]}, ("a", None, "  "), [1]),
        ({"type": "containsErrors", "formula": ["ISERROR(A1)"]}, ("a", "=1/0", 3), [2]),
        ({"type": "notContainsErrors", "formula": ["NOT(ISERROR(A1))"]}, ("a", "=1/0", 3), [1, 3]),
    ],
)
def test_cells_that_a_rule_takes(
    draw: Callable[..., Paper], rule: dict[str, object], values: tuple[object, ...], rows: list[int]
) -> None:
    """Bounds belong to it or not, texts without regard to case, empty cells and errors as Excel counts them."""
    book = _column(*values)
    book.active.conditional_formatting.add(f"A1:A{len(values)}", Rule(dxf=GREEN, **rule))
    assert _green(draw(book, apart=False), len(values)) == rows


@pytest.mark.parametrize(("first", "second", "rows"), [(1, 2, []), (2, 1, [2])])
def test_the_rule_of_the_lower_number_wins(
    draw: Callable[..., Paper], first: int, second: int, rows: list[int]
) -> None:
    """Where two rules set a fill, whatever stands first in the file."""
    book = _column(1, 5)
    red, green = Rule(dxf=RED, **_cell_is("greaterThan", "2")), Rule(dxf=GREEN, **_cell_is("greaterThan", "3"))
    book.active.conditional_formatting.add("A1:A2", red)
    book.active.conditional_formatting.add("A1:A2", green)
    red.priority, green.priority = first, second
    assert _green(draw(book, apart=False), 2) == rows
