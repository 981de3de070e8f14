"""An upload opened, decrypted and repaired, once (ISO 32000-2, 7.5.4).

A sound file is read as it came (`sound_file.py`). qpdf rewrites whatever else comes in as a plain file: objects in
turn, no object streams, generation 0, strings and names in a single spelling, lengths right; PDFium saves what qpdf
cannot read.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass

import pikepdf
import pypdfium2

from booklet.errors import DamagedFile, PasswordNeeded, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.pdf.source.object_table import Source
from booklet.pdf.source.repair import mend_streams, rebuild, tidy_content, unpacks

_REPAIRED = "The file was damaged and has been repaired: look through its pages once."
_BY_PDFIUM = "The file was damaged and has been repaired as far as possible: look through its pages."
_PAGES_ONLY = "The file was damaged: its pages were recovered, without bookmarks and form fields."
_UNREADABLE = (pikepdf.PdfError, pypdfium2.PdfiumError, PasswordNeeded, DamagedFile, ValueError, RuntimeError)
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
    try:
        return _through_qpdf(data, password, ())
    except _UNREADABLE as error:
        for pages_only, note in ((False, _BY_PDFIUM), (True, _PAGES_ONLY)):
            with contextlib.suppress(*_UNREADABLE):
                return _through_qpdf(rebuild(data, password, pages_only=pages_only), None, (note,))
        if isinstance(error, PasswordNeeded):
            raise
        raise DamagedFile(
            "The PDF is damaged and could not be repaired. Open it in a reader, save it anew, and upload that."
        ) from error


def _through_qpdf(data: bytes, password: str | None, notes: tuple[str, ...]) -> Normalized:
    try:
        pdf = pikepdf.open(io.BytesIO(data), password=password or "", suppress_warnings=True)
    except pikepdf.PasswordError as error:
        reason = "the password given does not open it" if password else "a password is needed to open it"
        raise PasswordNeeded(f"The PDF is encrypted, and {reason}.") from error
    with pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        encrypted = pdf.is_encrypted
        source = None if pdf.get_warnings() or notes else Source(_saved(pdf))
        if source is None or not unpacks(source):
            notes = notes or (_REPAIRED,)
            mend_streams(pdf)
            source = Source(tidy_content(pdf, lambda: _saved(pdf)))
        if pdf.get_warnings() and not notes:  # found only now, in objects that were not read before
            notes = (_REPAIRED,)
    return Normalized(source, encrypted, notes)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the PDF as `Source` reads it."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,  # LZW and ASCII filters become Flate
        compress_streams=True,
        preserve_pdfa=False,
        fix_metadata_version=False,
        static_id=True,
    )
    return out.getvalue()
