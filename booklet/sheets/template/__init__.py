"""A workbook as a template: the places that can be filled, the filling, and the filled file."""
