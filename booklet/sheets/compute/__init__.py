"""Values that a file does not hold: formulas evaluated over a workbook, and the values of charts."""
