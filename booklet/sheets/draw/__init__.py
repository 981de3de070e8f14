"""Cells, drawings, headers and footers of a printed page, drawn with the pen."""
