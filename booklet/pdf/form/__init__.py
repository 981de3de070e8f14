"""An upload's interactive form, read (12.7): tree, fields, formats, calculations, how each widget shows its value."""
