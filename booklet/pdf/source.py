"""An upload as a table of objects (ISO 32000-2, 7.3.10 and 7.5.4): opened, decrypted, repaired, normalized once.

qpdf rewrites whatever comes in as a plain file: one object after the other, no object streams, generation 0,
strings and names in one spelling, lengths right. What is left to do here is to find the objects by their
offsets and to cut the heads of streams from their data, which is never copied. The normalized bytes are also
what the cache on disk keeps, so `Source` works on a memory map as well. Pages that Booklet has drawn itself with
reportlab are written like that already.
"""

from __future__ import annotations

import contextlib
import io
import mmap
import re
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
import pypdfium2

from booklet.errors import DamagedFile, PasswordNeeded, UnsupportedFile
from booklet.file_kinds import other_kind
from booklet.pdf.objects import Dictionary, Hole, Name, Ref, Slot, parse
from booklet.pdf.picture import PDFIUM
from booklet.pdf.repair import mend_streams, tidy_content, unpacks

_REPAIRED = "The file was damaged and has been repaired: look through its pages once."
_BY_PDFIUM = "The file was damaged and has been repaired as far as possible: look through its pages."
_PAGES_ONLY = "The file was damaged: its pages were recovered, without bookmarks and form fields."
_UNREADABLE = (pikepdf.PdfError, pypdfium2.PdfiumError, PasswordNeeded, DamagedFile, ValueError, RuntimeError)
_STREAM = b"\nstream\n"
_STREAM_END = b"endstream\nendobj\n"
_OBJECT_END = b"\nendobj\n"
_LENGTH = re.compile(rb"/Length (\d+)(?=[\s/>])(?! \d+ R)")
_COMMENT = re.compile(rb"^%.*$", re.MULTILINE)
_DRAWN = b" ReportLab Generated PDF document"


@dataclass(frozen=True, slots=True)
class Normalized:
    """What `normalize` makes: the rewritten file, and what a user should know about it."""

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
                return _through_qpdf(_through_pdfium(data, password, pages_only=pages_only), None, (note,))
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
        if not rewritten or not unpacks(rewritten):
            notes = notes or (_REPAIRED,)
            mend_streams(pdf)
            rewritten = tidy_content(pdf, lambda: _saved(pdf))
        if pdf.get_warnings() and not notes:  # found only now, in objects that were not read before
            notes = (_REPAIRED,)
    return Normalized(rewritten, encrypted, notes)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The PDF as `Source` reads it."""
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


def _through_pdfium(data: bytes, password: str | None, *, pages_only: bool) -> bytes:
    """The file as PDFium saves it; with `pages_only` its pages in a new file, for want of anything better."""
    out = io.BytesIO()
    with PDFIUM, pypdfium2.PdfDocument(data, password=password) as document:
        if pages_only:
            with pypdfium2.PdfDocument.new() as new:
                new.import_pages(document)
                new.save(out)
        else:
            document.save(out)
    return out.getvalue()


def is_drawn(data: bytes) -> bool:
    """Whether a PDF is reportlab's, and written in the way that `Source` reads: then qpdf has nothing to do.

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
    if buffer[start - len(opening) : start] != opening or buffer[end - len(_OBJECT_END) : end] != _OBJECT_END:
        return False
    data = source.stream(number)
    length = _LENGTH.search(source.head(number)) if data is not None else None
    return data is None or (length is not None and int(length[1]) == len(data))


class Source:
    """The objects of a normalized PDF, by number. Parsed values are made anew at each call: callers may keep them."""

    def __init__(self, buffer: bytes | mmap.mmap) -> None:
        self.buffer = buffer
        self._view = memoryview(buffer)
        self._starts, self._ends, self.trailer = _read_table(buffer)
        self.count = len(self._starts)
        """One more than the highest object number."""

    def head(self, number: int) -> bytes:
        """The object without the data of its stream."""
        return self._cut(number)[0]

    def value(self, number: int) -> Any:
        """The parsed object (of a stream, its dictionary); None for an object that is not there."""
        return parse(self.head(number)) if 0 < number < self.count else None

    def stream(self, number: int) -> memoryview | None:
        """The data of a stream as stored, filters and all; None where the object is no stream."""
        start, end = self._cut(number)[1:]
        return self._view[start:end] if start else None

    def resolve(self, value: Any) -> Any:
        """`value`, or what it refers to, through chains of references that may not go on for ever."""
        for _ in range(20):
            if not isinstance(value, Ref):
                return value
            value = self.value(value)
        return None

    def stream_number(self, value: Any) -> int | None:
        """The number of the stream that `value` refers to; None where it is none."""
        for _ in range(20):
            if not isinstance(value, Ref) or not 0 < value < self.count:
                return None
            if self.stream(value) is not None:
                return int(value)
            value = self.value(value)
        return None

    def plain(self, value: Any) -> Any:
        """`value` resolved, unless it is a stream: that stays a reference."""
        number = self.stream_number(value)
        return self.resolve(value) if number is None else Ref(number)

    def dictionary(self, value: Any) -> Dictionary:
        """The dictionary that `value` is or refers to; an empty one for anything else."""
        value = self.resolve(value)
        return value if isinstance(value, dict) else {}

    def array(self, value: Any) -> list[Any]:
        """The array that `value` is or refers to; an empty one for anything else."""
        value = self.resolve(value)
        return value if isinstance(value, list) else []

    def text(self, number: int) -> bytes:
        """The decoded data of a stream, for the few that are read (appearances, embedded CMaps)."""
        data = self.stream(number)
        return decode_stream(self.dictionary(Ref(number)), bytes(data)) if data is not None else b""

    def extent(self, number: int) -> tuple[int, int]:
        """Where the object's body starts and where the object ends in the buffer."""
        return self._starts[number], self._ends[number]

    def _cut(self, number: int) -> tuple[bytes, int, int]:
        start, end = self._starts[number], self._ends[number]
        raw = self._view[start:end]
        if bytes(raw[-len(_STREAM_END) :]) == _STREAM_END:
            at = self.buffer.find(_STREAM, start, end)
            if at >= 0:
                return bytes(self._view[start:at]), at + len(_STREAM), end - len(_STREAM_END)
        return bytes(raw[: -len(_OBJECT_END)]), 0, 0


def decode_stream(dictionary: Dictionary, data: bytes) -> bytes:
    """Undo the filters of a stream, whose dictionary has no references; what cannot be undone gives nothing."""
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, data)
        for key in ("Filter", "DecodeParms"):
            if key in dictionary:
                stream[f"/{key}"] = _for_pikepdf(dictionary[key])
        try:
            return stream.read_bytes()
        except (pikepdf.PdfError, pikepdf.DataDecodingError):
            return b""


def _for_pikepdf(value: Any) -> Any:
    if isinstance(value, Name):
        return pikepdf.Name("/" + value)
    if isinstance(value, dict):
        return pikepdf.Dictionary({f"/{key}": _for_pikepdf(item) for key, item in value.items()})
    if isinstance(value, list):
        return pikepdf.Array([_for_pikepdf(item) for item in value])
    return value


def _read_table(buffer: bytes | mmap.mmap) -> tuple[list[int], list[int], Dictionary]:
    """Where each object's body starts and ends, from the one cross-reference table that qpdf wrote (7.5.4)."""
    tail = bytes(memoryview(buffer)[-64:])
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF", tail)
    if not found:
        raise DamagedFile("The prepared PDF has lost its end; delete the cache and try again.")
    at = int(found[1])
    header = re.compile(rb"xref\n0 (\d+)\n").match(buffer, at)
    if not header:
        raise DamagedFile("The prepared PDF has lost its table; delete the cache and try again.")
    count = int(header[1])
    table = np.frombuffer(buffer, np.uint8, count * 20, header.end()).reshape(count, 20)[:, :10] - 48
    starts = table.astype(np.int64) @ (10 ** np.arange(9, -1, -1, dtype=np.int64))
    starts[0] = at
    order = np.argsort(starts, kind="stable")
    ends = np.empty_like(starts)
    ends[order[:-1]] = starts[order[1:]]
    ends[order[-1]] = at
    digits = np.char.str_len(np.arange(count).astype(str))
    bodies = starts + digits + len(" 0 obj\n")
    text = bytes(memoryview(buffer)[header.end() + count * 20 :]).rpartition(b"startxref")[0]
    trailer = parse(_COMMENT.sub(b"", text))
    return bodies.tolist(), ends.tolist(), trailer


# The look-behind keeps long runs of digits (signatures in hexadecimal) from taking quadratic time.
_REFERENCE = re.compile(rb"(?<!\w)(\d+) 0 R(?![^\s()<>\[\]{}/%])")
_CAREFUL = re.compile(
    rb"(?P<string>\((?:[^()\\]|\\.)*\))|(?P<key>/StructParents?) (?P<index>\d+)"
    rb"|(?<!\w)(?P<number>\d+) 0 R(?![^\s()<>\[\]{}/%])",
    re.DOTALL,
)


def template_of(head: bytes) -> tuple[bytes, tuple[Slot, ...]]:
    """An unchanged object as a template: its references and its place in the structure's parent tree are holes."""
    head = head.replace(b"%", b"%%")
    if b"(" not in head and b"/StructParent" not in head:  # nearly all: two passes in C
        numbers = _REFERENCE.findall(head)
        return (_REFERENCE.sub(b"%b", head), tuple(map(int, numbers))) if numbers else (head, ())
    slots: list[Slot] = []

    def hole(match: re.Match[bytes]) -> bytes:
        if match["string"]:
            return match[0]
        if match["key"]:
            slots.append(Hole("structure", int(match["index"])))
            return match["key"] + b" %b"
        slots.append(int(match["number"]))
        return b"%b"

    return _CAREFUL.sub(hole, head), tuple(slots)
