"""Formulas computed over columns of values: the one place that knows how the package evaluates a formula.

A table of cases is text, a case to a line: ``DATE(2008,1,2) -> 39449``. Behind the arrow is Excel's result: ``12.5``
(equal in 13 digits), ``~12.53`` (as the documentation prints it: equal in the digits that are written), ``TRUE``,
``"text"``, ``#N/A``, ``{1,2;3,4}`` (the formula is entered as an array formula; ``empty`` is a cell without a value),
or ``refused`` for a formula that Excel does not let anyone enter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from booklet.sheets import Limits
from booklet.sheets.compute.evaluator import Evaluator
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.read.workbook import read_workbook
from tests.sheets.paper import as_bytes

NOW = datetime(2026, 9, 30, 12)
"""The clock of every test."""
HERE = (40, 40)
"""The row and column of the cell that has the formula, away from all values."""

_PIECE = re.compile(r'"(?:[^"]|"")*"|[^,;{}]+|[,;]')


class Grid:
    """Values in named blocks, one beside the other from A1: a list is a column, a list of lists has rows."""

    def __init__(self, *, epoch: datetime | None = None, **blocks: Sequence[object]) -> None:
        self._blocks = blocks
        self._epoch = epoch

    @cached_property
    def evaluator(self) -> Evaluator:
        """The evaluator over the blocks, made once."""
        book = Workbook()
        if self._epoch is not None:
            book.epoch = self._epoch
        sheet, left = book.active, 1
        sheet.title = "Data"
        for name, block in self._blocks.items():
            rows = [row if isinstance(row, list) else [row] for row in block]
            for down, row in enumerate(rows, start=1):
                for across, value in enumerate(row):
                    sheet.cell(down, left + across).value = value
            right = left + max(map(len, rows)) - 1
            area = f"${get_column_letter(left)}$1:${get_column_letter(right)}${len(rows)}"
            book.defined_names[name] = DefinedName(name, attr_text=f"Data!{area}")
            left = right + 1
        return evaluator_of(book)


def evaluator_of(book: Workbook) -> Evaluator:
    """The evaluator over a workbook of openpyxl."""
    return Evaluator(read_workbook(as_bytes(book), Limits()), NOW)


NOTHING = Grid(nothing=[None])
"""A grid without a value."""


def computed(
    formula: str, grid: Grid | Evaluator = NOTHING, *, array: bool = False, here: tuple[int, int] = HERE
) -> object:
    """The result of a formula in an empty cell of a grid; with `array` as an array formula's rows.

    Raises Unsupported for what is not computed.
    """
    evaluator = grid.evaluator if isinstance(grid, Grid) else grid
    sheet = evaluator.book.sheets[0]
    if array:
        made = evaluator.array(formula.lstrip("="), sheet)
        return made if isinstance(made, list) else [[made]]
    made = evaluator.formula(formula.lstrip("="), sheet, *here)
    return 0.0 if made is None else made


def cases(table: str) -> list[object]:
    """The cases of a table as pytest takes them: (formula, expectation), named by the formula."""
    lines = [line.strip() for line in table.splitlines()]
    pairs = [line.rpartition(" -> ") for line in lines if line and not line.startswith("# ")]
    assert all(formula and expected for formula, _, expected in pairs), "a line has no arrow"
    return [pytest.param(formula.strip(), expected.strip(), id=formula.strip()) for formula, _, expected in pairs]


def check(formula: str, expected: str, grid: Grid | Evaluator = NOTHING) -> None:
    """Assert that a formula gives what a table says."""
    if expected == "refused":
        with pytest.raises(Unsupported):
            computed(formula, grid)
    elif expected.startswith("{"):
        found, wanted = computed(formula, grid, array=True), _rows(expected)
        assert isinstance(found, list)
        assert [len(row) for row in found] == [len(row) for row in wanted], found
        for row, texts in zip(found, wanted, strict=True):
            for value, text in zip(row, texts, strict=True):
                _agrees(value, text)
    else:
        _agrees(computed(formula, grid), expected)


def _rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for piece in _PIECE.findall(text[1:-1]):
        if piece == ";":
            rows.append([])
        elif piece != ",":
            rows[-1].append(piece.strip())
    return rows


def _agrees(found: object, expected: str) -> None:
    if expected.startswith("#"):
        assert found == ErrorValue(expected)
    elif expected.startswith('"'):
        assert found == expected[1:-1].replace('""', '"')
        assert isinstance(found, str)
    elif expected in ("TRUE", "FALSE"):
        assert found is (expected == "TRUE")
    elif expected == "empty":
        assert found is None
    else:
        assert isinstance(found, int | float), found
        assert not isinstance(found, bool), found
        assert found == _near(expected)


def _near(text: str) -> object:
    if not text.startswith("~"):
        return pytest.approx(float(text), rel=1e-13, abs=1e-15)
    mantissa, _, exponent = text[1:].lower().partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    return pytest.approx(float(text[1:]), rel=0, abs=0.51 * unit)
