"""From a sheet to printed pages: all lengths in points at 100%, from the top left corner of the sheet."""
