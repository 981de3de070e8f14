"""Mending what qpdf leaves as it found it: streams that end too early, page content that cannot be parsed.

Done only for files that were damaged; readers show as much of such streams as they can make out, and so does a book.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

import numpy as np
import pikepdf
import pypdfium2

from booklet.pdf.picture import PDFIUM

Picture = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
_PIECE_BYTES, _MOST_PIECES = 1 << 20, 64
_NO_TOKEN = pikepdf.Token(pikepdf.TokenType.bad, b"")
_UNREADABLE = (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError)


def mend_streams(pdf: pikepdf.Pdf) -> None:
    """Replace each stream that does not decode by what can be recovered of it."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") not in ("/ObjStm", "/XRef"):
            try:
                item.read_bytes()
            except _UNREADABLE:
                _salvage(item)


def content_decodes(pdf: pikepdf.Pdf) -> bool:
    """Whether the content of all pages can be unpacked; how large it is does not matter."""
    return all(_decodes(stream) for page in pdf.pages for stream in _contents(page.obj))


def _contents(page: pikepdf.Object) -> list[pikepdf.Stream]:
    contents = page.get("/Contents")
    items = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [item for item in items if isinstance(item, pikepdf.Stream)]


def _decodes(stream: pikepdf.Stream) -> bool:
    """Only what is packed by Flate alone is tried: nearly all, and in pieces, so that a bomb does no harm."""
    if stream.get("/Filter") != "/FlateDecode" or "/DecodeParms" in stream:
        return True
    inflate, rest = zlib.decompressobj(), bytes(stream.read_raw_bytes())
    try:
        for _ in range(_MOST_PIECES):
            inflate.decompress(rest, _PIECE_BYTES)
            rest = inflate.unconsumed_tail
            if not rest:
                break
    except zlib.error:
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
    """Which of some pages PDFium does not show as it did; all where it cannot say."""
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
    """As much as can be inflated; nothing where the filter is no filter; what has another filter stays."""
    filters = stream.get("/Filter")
    if not isinstance(filters, (pikepdf.Name, pikepdf.Array)):
        stream.write(b"")
    if filters != "/FlateDecode":
        return
    inflate = zlib.decompressobj()
    found = bytearray()
    try:
        for byte in bytes(stream.read_raw_bytes()):
            found += inflate.decompress(bytes([byte]))
    except zlib.error:
        pass
    parms = stream.get("/DecodeParms")
    if isinstance(parms, (pikepdf.Dictionary, pikepdf.Array)):
        stream.write(zlib.compress(bytes(found)), filter=pikepdf.Name.FlateDecode, decode_parms=parms)
    else:
        stream.write(bytes(found))


def _tidy(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object | None:
    """Write content anew if its tokens are out of order; returns the old one, or None where nothing was done."""
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
        """See pikepdf.TokenFilter."""
        kind, before = token.type_, []
        if kind == pikepdf.TokenType.bad or (kind == pikepdf.TokenType.array_close and not self._open):
            return None
        if kind == pikepdf.TokenType.word:
            before = [pikepdf.Token(pikepdf.TokenType.array_close, b"]")] * self._open
            self._open = 0
        self._open += (kind == pikepdf.TokenType.array_open) - (kind == pikepdf.TokenType.array_close)
        return [*before, token]
