"""Excel's functions by family; `FUNCTIONS` has them all by name."""

from booklet.sheets.functions import (  # noqa: F401 - each fills the table
    arrays,
    countif_sumif,
    date_and_time,
    financial,
    information,
    logic,
    lookup,
    math,
    matrices,
    statistics,
    text_functions,
    totals,
    units,
)
from booklet.sheets.functions.function_table import FUNCTIONS

__all__ = ["FUNCTIONS"]
