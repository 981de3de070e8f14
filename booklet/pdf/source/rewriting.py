"""An upload that is not sound, or is encrypted, rewritten as a plain file that `Source` reads.

qpdf does it: objects in turn, no object streams, generation 0, strings and names in a single spelling, lengths right;
PDFium saves what qpdf cannot read.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import NamedTuple

import pikepdf
import pypdfium2

from booklet.errors import DamagedFile, PasswordNeeded
from booklet.pdf.source.object_table import Source
from booklet.pdf.source.repair import mend_streams, rebuild, tidy_content, unpacks

_REPAIRED = "The file was damaged and has been repaired: look through its pages once."
_BY_PDFIUM = "The file was damaged and has been repaired as far as possible: look through its pages."
_PAGES_ONLY = "The file was damaged: its pages were recovered, without bookmarks and form fields."
_UNREADABLE = (pikepdf.PdfError, pypdfium2.PdfiumError, PasswordNeeded, DamagedFile, ValueError, RuntimeError)


class Rewritten(NamedTuple):
    """The file as the engine reads it, whether it was encrypted, and what a user should know about it."""

    source: Source
    encrypted: bool
    notes: tuple[str, ...]


def rewritten(data: bytes, password: str | None) -> Rewritten:
    """Return a file decrypted and repaired. Raises DamagedFile or PasswordNeeded."""
    try:
        return _by_qpdf(data, password, ())
    except _UNREADABLE as error:
        for pages_only, note in ((False, _BY_PDFIUM), (True, _PAGES_ONLY)):
            with contextlib.suppress(*_UNREADABLE):
                return _by_qpdf(rebuild(data, password, pages_only=pages_only), None, (note,))
        if isinstance(error, PasswordNeeded):
            raise
        raise DamagedFile(
            "The PDF is damaged and could not be repaired. Open it in a reader, save it anew, and upload that."
        ) from error


def _by_qpdf(data: bytes, password: str | None, notes: tuple[str, ...]) -> Rewritten:
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
    return Rewritten(source, encrypted, notes)


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
