"""Excel's functions by family; `FUNCTIONS` has them all by name."""

from booklet.sheets.formula.functions import (  # noqa: F401 - each fills the table
    arrays,
    conditional,
    dates,
    financial,
    information,
    logic,
    lookup,
    math,
    matrices,
    statistics,
    text,
    totals,
    units,
)
from booklet.sheets.formula.functions.registry import FUNCTIONS

__all__ = ["FUNCTIONS"]
