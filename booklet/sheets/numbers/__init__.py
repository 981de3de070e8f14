"""Number formats: a value and a format code give the text that Excel shows (ECMA-376 part 1, 18.8.31)."""

from booklet.sheets.numbers.display import Shown, display, usual_formats

__all__ = ["Shown", "display", "usual_formats"]
