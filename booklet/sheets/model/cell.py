"""A cell's content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from booklet.sheets.model.style import Font


class Run(NamedTuple):
    """A stretch of text in one font; None is the cell's own."""

    text: str
    font: Font | None


class RichText(tuple[Run, ...]):
    """Text in several fonts. `str()` gives the letters alone."""

    __slots__ = ()

    def __str__(self) -> str:
        return "".join(run.text for run in self)


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A formula's error as Excel writes it, such as "#DIV/0!"."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue = float | str | bool | RichText | ErrorValue | None
"""None is an empty cell. Dates are serial numbers."""


class Cell:
    """One cell. `uncached` tells of a formula whose result the file does not hold.

    A plain class with slots: a sheet has up to millions of them.
    """

    __slots__ = ("formula", "style", "uncached", "value")

    def __init__(self, value: CellValue, style: int, formula: str | None = None, *, uncached: bool = False) -> None:
        self.value = value
        self.style = style
        self.formula = formula
        self.uncached = uncached

    @property
    def holds_data(self) -> bool:
        """True if the cell is printed for its own sake: a formula is, even if it shows nothing."""
        return self.formula is not None or (self.value is not None and self.value != "")
