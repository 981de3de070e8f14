"""Formulas: those of conditional formats, and those whose results a file does not hold."""
