"""Charts: axes, series, labels and titles, drawn with the pen."""
