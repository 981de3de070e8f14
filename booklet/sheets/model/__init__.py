"""What a workbook says, as plain data: no XML, no drawing. `read` makes it, `layout` and `draw` use it."""
