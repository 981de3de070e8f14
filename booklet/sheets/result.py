"""Results of inspecting and rendering a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from booklet.errors import NotFound


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet as read; `rows` and `columns` say how far its content reaches."""

    name: str
    visible: bool
    print_areas: tuple[str, ...]
    rows: int
    columns: int
    has_formulas_without_values: bool


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place that can be filled: a template as it stands there ("{{ plan }}"), or a `named` cell, whose name it is.

    `cell` is like "B7", and "" in a header, a footer or a text box.
    """

    sheet: str
    cell: str
    text: str
    named: bool = False
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class WorkbookInfo:
    """The sheets in order, what was passed over while reading, and what can be filled."""

    sheets: tuple[SheetInfo, ...]
    notes: tuple[str, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of the PDF, and the sheet that it shows."""

    sheet: str


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something a reader of the page would miss; `cell` is like "B7", or None for the whole sheet."""

    severity: Literal["error", "warning"]
    sheet: str
    cell: str | None
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change of the page setup that brings back columns or rows which fall on pages of their own.

    `change` is a setting, `value` what to set it to; the sheet then has `pages` pages instead of `instead_of`.
    """

    sheet: str
    change: Literal["fit_width", "orientation", "scale"]
    value: bool | str | int
    pages: int
    instead_of: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF of `page_count` pages, one entry of `pages` each."""

    page_count: int
    pdf: bytes = field(repr=False)
    pages: tuple[SheetPage, ...]
    problems: tuple[SheetProblem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def require_sheets(names: Sequence[str], there: Sequence[str]) -> None:
    """Raise NotFound for a name that none of a workbook's sheets has, whatever its case."""
    known = {name.lower() for name in there}
    if missing := [name for name in names if name.lower() not in known]:
        listed = ", ".join(map(repr, there))
        raise NotFound(f"The workbook has no sheet {missing[0]!r}. It has {listed}.")
