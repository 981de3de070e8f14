"""An upload opened, decrypted and repaired, once (ISO 32000-2, 7.5.4).

A sound file is read as it came (`sound_file.py`), whatever else comes in is rewritten first (`rewriting.py`).
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from booklet.errors import DamagedFile, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.pdf.source.object_table import Source

_UNSOUND = (DamagedFile, ArithmeticError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Normalized:
    """The file as the engine reads it, and what a user should know about it."""

    source: Source
    encrypted: bool
    notes: tuple[str, ...]


def normalize(data: bytes, password: str | None = None) -> Normalized:
    """Read a PDF, rewritten plainly, decrypted and repaired if need be (by qpdf, then by PDFium).

    Raises DamagedFile, PasswordNeeded or UnsupportedFile with the reason.
    """
    if b"%PDF-" not in data[:1024] and b"%%EOF" not in data[-2048:]:
        kind = other_kind(data)
        what = f"This is {kind}, not a PDF. Save it as a PDF, and take" if kind else "This is not a PDF file. Take"
        raise UnsupportedFile(f"{what} the PDF itself.")
    with contextlib.suppress(*_UNSOUND):
        source = Source(data, rewritten=False)
        source.require_sound()
        return Normalized(source, encrypted=False, notes=())
    from booklet.pdf.source.rewriting import rewritten  # here: two libraries to import, which sound files do not need

    return Normalized(*rewritten(data, password))
