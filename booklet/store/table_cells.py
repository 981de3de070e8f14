"""Cells of a table as JSON, which crosses the border of the process that reads a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

Cell = object
"""A text, a number, a date, a yes/no, or None for an empty cell."""

_KINDS = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def rows_to_json(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write rows; a cell that JSON does not know is a list of its kind and its text."""
    return json.dumps(list(rows), default=_tagged, separators=(",", ":")).encode()


def rows_from_json(text: bytes) -> list[list[Cell]]:
    """Read what `rows_to_json` wrote."""
    return [[_cell(cell) if isinstance(cell, list) else cell for cell in row] for row in json.loads(text)]


def _tagged(cell: Cell) -> list[str | float]:
    if isinstance(cell, timedelta):
        return ["timedelta", cell.total_seconds()]
    if isinstance(cell, datetime | date | time):
        return [type(cell).__name__, cell.isoformat()]
    raise TypeError(f"{type(cell).__name__} is no kind of cell")


def _cell(tagged: list[str | float]) -> Cell:
    kind, value = tagged
    return timedelta(seconds=float(value)) if kind == "timedelta" else _KINDS[str(kind)](str(value))
