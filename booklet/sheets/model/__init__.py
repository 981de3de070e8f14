"""A workbook as plain data: no XML, no drawing. `read` makes it, `layout` and `draw` use it."""
