"""Damaged PDFs: rebuilt by PDFium where qpdf cannot read them, and what qpdf leaves as it found it mended.

The latter are streams that end too early, and page content that cannot be parsed.

Streams and their filters are those of ISO 32000-2, 7.3.8 and 7.4, content that of 7.8.2. Done only for files that
were damaged; readers show as much of such streams as they can make out, and so does a book.
"""

from __future__ import annotations

import base64
import contextlib
import io
import re
import struct
import zlib
from collections.abc import Callable, Iterable

import numpy as np
import pikepdf
import pypdfium2

from booklet.pdf.source.object_table import Source
from booklet.pdf.source.pdfium import PDFIUM
from booklet.pdf.source.unpacking import inflates

Picture = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
_OTHER = rb"/Filter (?:(?:\[ )?/(?!FlateDecode)\w+(?: \])?|[^\[/<\s][^<>/]{0,60})"
_TEXT = rb"/(?:ASCII85|ASCIIHex|LZW)Decode"  # which qpdf undoes, where nothing else stands behind it
_LEFT_PACKED = re.compile(
    rb"/Filter (?:%b |\[ (?:/FlateDecode )*%b (?:%b |/FlateDecode )*\])"
    rb"|<< (?:%b /Length \d+|/Length \d+ %b) >>\Z" % (_TEXT, _TEXT, _TEXT, _OTHER, _OTHER)
)
_NO_TOKEN = pikepdf.Token(pikepdf.TokenType.bad, b"")
_UNREADABLE = (
    *(pikepdf.PdfError, pikepdf.DataDecodingError, pikepdf.DependencyError),
    *(NotImplementedError, ValueError, TypeError, RuntimeError),
)


def rebuild(data: bytes, password: str | None, *, pages_only: bool) -> bytes:
    """Save a file by PDFium; with `pages_only` its pages in a new file, for want of anything better."""
    out = io.BytesIO()
    with PDFIUM, pypdfium2.PdfDocument(data, password=password) as document:
        if pages_only:
            with pypdfium2.PdfDocument.new() as new:
                new.import_pages(document)
                new.save(out)
        else:
            document.save(out)
    return out.getvalue()


def mend_streams(pdf: pikepdf.Pdf) -> None:
    """Replace each stream that does not decode by what can be recovered of it."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") not in ("/ObjStm", "/XRef") and not _reads(item):
            _salvage(item)
    for page in pdf.pages:
        for stream in _contents(page.obj):
            if not _reads(stream):  # no reader makes anything of it
                stream.write(_without_ascii(stream))


def _without_ascii(stream: pikepdf.Stream) -> bytes:
    """Decode what can be read of content in ASCII85 with characters that do not belong there; else nothing."""
    names = _filters(stream) or [""]
    if names[0] not in ("/ASCII85Decode", "/A85"):
        return b""
    text = re.sub(rb"[^!-uz]", b"", bytes(stream.read_raw_bytes()).partition(b"~")[0])
    with contextlib.suppress(ValueError, struct.error):
        data = base64.a85decode(text)
        return data if len(names) == 1 else _inflated(data)
    return b""


def _filters(stream: pikepdf.Stream) -> list[str] | None:
    """Return the names of a stream's filters; None where something else stands in their place."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return [str(name) for name in filters]
    return [str(filters)] if isinstance(filters, pikepdf.Name) else None


def unpacks(source: Source) -> bool:
    """Tell whether the streams of a file that qpdf rewrote can be unpacked.

    Those are tried that are packed by Flate and have no further entries: nearly all content, no pictures. What qpdf
    has left in another filter, it could not unpack either, or it is not meant for content.
    """
    return all(_unpacks(source.head(number), source.stream(number)) for number in range(1, source.count))


def _unpacks(head: bytes, data: memoryview | None) -> bool:
    if data is None or b"/Filter" not in head:
        return True
    return not _LEFT_PACKED.search(head) and inflates(head, data)


def _contents(page: pikepdf.Object) -> list[pikepdf.Stream]:
    contents = page.get("/Contents")
    items = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [item for item in items if isinstance(item, pikepdf.Stream)]


def _reads(stream: pikepdf.Stream) -> bool:
    try:
        stream.read_bytes()
    except _UNREADABLE:
        return False
    return True


def tidy_content(pdf: pikepdf.Pdf, save: Callable[[], bytes]) -> bytes:
    """Put page content whose tokens are out of order in order, but only where PDFium shows the page as before.

    `save` writes the PDF; its last outcome is returned.
    """
    before = save()
    changed = {index: old for index, page in enumerate(pdf.pages) if (old := _tidy(pdf, page)) is not None}
    if not changed:
        return before
    after = save()
    for index in _that_look_different(before, after, changed):
        pdf.pages[index].obj["/Contents"] = changed[index]
    return save()


def _that_look_different(before: bytes, after: bytes, pages: Iterable[int]) -> list[int]:
    """Find which of some pages PDFium does not show as it did; all where it cannot say."""
    try:
        with PDFIUM, pypdfium2.PdfDocument(before) as old, pypdfium2.PdfDocument(after) as new:
            return [index for index in pages if not _alike(_picture(old[index]), _picture(new[index]))]
    except pypdfium2.PdfiumError:
        return list(pages)


def _picture(page: pypdfium2.PdfPage) -> Picture:
    scale = min(1.0, 800 / max(*page.get_size(), 1))
    picture: Picture = page.render(scale=scale).to_numpy().astype(np.int16)
    return picture


def _alike(one: Picture, other: Picture) -> bool:
    return one.shape == other.shape and bool((np.abs(one - other) > 8).mean() < 0.0003)


def _salvage(stream: pikepdf.Stream) -> None:
    """Inflate as much as can be; nothing where the filter is no filter; what has another filter stays."""
    filters = _filters(stream)
    if filters is None:
        stream.write(b"")
    elif filters[:1] in (["/ASCII85Decode"], ["/A85"]) and filters[1:] in ([], ["/FlateDecode"], ["/Fl"]):
        stream.write(_without_ascii(stream))
    if filters != ["/FlateDecode"]:
        return
    found = _inflated(bytes(stream.read_raw_bytes()))
    parms = stream.get("/DecodeParms")
    if isinstance(parms, (pikepdf.Dictionary, pikepdf.Array)):
        stream.write(zlib.compress(found), filter=pikepdf.Name.FlateDecode, decode_parms=parms)
    else:
        stream.write(found)


def _inflated(data: bytes) -> bytes:
    """Inflate as much as can be."""
    inflate, found = zlib.decompressobj(), bytearray()
    with contextlib.suppress(zlib.error):
        for byte in data:
            found += inflate.decompress(bytes([byte]))
    return bytes(found)


def _tidy(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object | None:
    """Write content anew if its tokens are out of order; return the old content, or None where nothing was done."""
    pdf.get_warnings()
    try:
        pikepdf.parse_content_stream(page)
        if not pdf.get_warnings():
            return None
    except _UNREADABLE:
        pass
    old = page.obj.get("/Contents")
    try:
        page.obj["/Contents"] = pdf.make_stream(page.get_filtered_contents(_Tidier()))
    except _UNREADABLE:
        return None
    return old


class _Tidier(pikepdf.TokenFilter):
    """Leaves out what is no token, and closes arrays before the next operator."""

    def __init__(self) -> None:
        super().__init__()
        self._open = 0

    def handle_token(self, token: pikepdf.Token = _NO_TOKEN) -> list[pikepdf.Token] | None:
        """Filter a token; see pikepdf.TokenFilter."""
        kind, before = token.type_, []
        if kind == pikepdf.TokenType.bad or (kind == pikepdf.TokenType.array_close and not self._open):
            return None
        if kind == pikepdf.TokenType.word:
            before = [pikepdf.Token(pikepdf.TokenType.array_close, b"]")] * self._open
            self._open = 0
        self._open += (kind == pikepdf.TokenType.array_open) - (kind == pikepdf.TokenType.array_close)
        return [*before, token]
