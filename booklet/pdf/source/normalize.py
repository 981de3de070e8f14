"""An upload opened, decrypted, repaired and rewritten plainly, once (ISO 32000-2, 7.5.4).

qpdf rewrites whatever comes in as a plain file: objects in turn, no object streams, generation 0,
strings and names in a single spelling, lengths right; PDFium saves what qpdf cannot read. Worksheets that Booklet has
drawn itself with reportlab are written like that already.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from dataclasses import dataclass

import pikepdf
import pypdfium2

from booklet.errors import DamagedFile, PasswordNeeded, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.pdf.source.object_table import OBJECT_END, Source
from booklet.pdf.source.repair import mend_streams, rebuild, tidy_content, unpacks

_REPAIRED = "The file was damaged and has been repaired: look through its pages once."
_BY_PDFIUM = "The file was damaged and has been repaired as far as possible: look through its pages."
_PAGES_ONLY = "The file was damaged: its pages were recovered, without bookmarks and form fields."
_UNREADABLE = (pikepdf.PdfError, pypdfium2.PdfiumError, PasswordNeeded, DamagedFile, ValueError, RuntimeError)
_LENGTH = re.compile(rb"/Length (\d+)(?=[\s/>])(?! \d+ R)")
_DRAWN = b" ReportLab Generated PDF document"


@dataclass(frozen=True, slots=True)
class Normalized:
    """The rewritten file, and what a user should know about it."""

    data: bytes
    encrypted: bool
    notes: tuple[str, ...]


def normalize(data: bytes, password: str | None = None) -> Normalized:
    """Rewrite a PDF plainly, decrypted, repaired if need be (by qpdf, then by PDFium).

    Raises DamagedFile, PasswordNeeded or UnsupportedFile with the reason.
    """
    if b"%PDF-" not in data[:1024] and b"%%EOF" not in data[-2048:]:
        kind = other_kind(data)
        what = f"This is {kind}, not a PDF. Save it as a PDF, and take" if kind else "This is not a PDF file. Take"
        raise UnsupportedFile(f"{what} the PDF itself.")
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
        rewritten = b"" if pdf.get_warnings() or notes else _saved(pdf)
        if not rewritten or not unpacks(Source(rewritten)):
            notes = notes or (_REPAIRED,)
            mend_streams(pdf)
            rewritten = tidy_content(pdf, lambda: _saved(pdf))
        if pdf.get_warnings() and not notes:  # found only now, in objects that were not read before
            notes = (_REPAIRED,)
    return Normalized(rewritten, encrypted, notes)


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


def is_drawn(data: bytes) -> bool:
    """Tell whether a PDF is reportlab's, written in the way that `Source` reads: then qpdf has nothing to do.

    Every offset leads to its object, each object ends where the next begins, each stream is as long as it says.
    """
    if _DRAWN not in data[:100]:
        return False
    try:
        source = Source(data)
    except DamagedFile:
        return False
    return all(_is_whole(source, number) for number in range(1, source.count))


def _is_whole(source: Source, number: int) -> bool:
    start, end = source.extent(number)
    opening, buffer = b"%d 0 obj\n" % number, source.buffer
    if buffer[start - len(opening) : start] != opening or buffer[end - len(OBJECT_END) : end] != OBJECT_END:
        return False
    data = source.stream(number)
    length = _LENGTH.search(source.head(number)) if data is not None else None
    return data is None or (length is not None and int(length[1]) == len(data))
