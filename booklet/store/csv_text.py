"""The text of CSV files: encoding, separator, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from booklet.errors import UnsupportedFile
from booklet.file_kinds import other_kind

_SEPARATORS = ",;\t|"
_FORMULA_SIGNS = ("=", "+", "-", "@")


def read_csv_rows(data: bytes, name: str) -> list[list[str]]:
    """Return the cells of a CSV file: its encoding and its separator are told by what is in it.

    Raises UnsupportedFile for what is no CSV.
    """
    text = _decoded(data)
    kind = other_kind(data) or ("neither a CSV nor an Excel workbook" if "\0" in text else "")
    if kind:
        raise UnsupportedFile(f"{name} is {kind}. Save the table as an Excel workbook or as CSV.")
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: len(next(csv.reader([first_line], delimiter=sign), [])))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnsupportedFile(f"{name} cannot be read as CSV: {error}.") from error
    return [[unguarded(cell) for cell in row] for row in rows]


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:  # what Excel on Windows saves as plain "CSV" in western countries
        return data.decode("cp1252", errors="replace")


def guarded(text: str) -> str:
    """Put an apostrophe before a cell of a CSV that a spreadsheet would run as a formula."""
    return "'" + text if text.startswith(_FORMULA_SIGNS) or unguarded(text) != text else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that `guarded` put before a text."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA_SIGNS, "'")) else text
