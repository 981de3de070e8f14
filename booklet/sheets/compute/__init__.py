"""Values that a file does not hold: formulas evaluated over a workbook, and what depends on cells that were filled."""
