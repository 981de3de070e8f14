"""Mending what qpdf leaves as it found it: streams that end too early, page content that cannot be parsed.

Done only for files that were damaged; readers show as much of such streams as they can make out, and so does a book.
"""

from __future__ import annotations

import zlib

import pikepdf

_NO_TOKEN = pikepdf.Token(pikepdf.TokenType.bad, b"")
_UNREADABLE = (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, RuntimeError)


def mend(pdf: pikepdf.Pdf) -> None:
    """Replace each stream that does not decode by what can be recovered of it, and put page content in order."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") not in ("/ObjStm", "/XRef"):
            try:
                item.read_bytes()
            except _UNREADABLE:
                _salvage(item)
    for page in pdf.pages:
        _tidy(pdf, page)


def _salvage(stream: pikepdf.Stream) -> None:
    """As much as can be inflated; nothing where the filter is no filter; what has another filter stays."""
    filters = stream.get("/Filter")
    if not isinstance(filters, (pikepdf.Name, pikepdf.Array)):
        stream.write(b"")
    if filters != "/FlateDecode" or "/DecodeParms" in stream:
        return
    inflate = zlib.decompressobj()
    found = bytearray()
    try:
        for byte in bytes(stream.read_raw_bytes()):
            found += inflate.decompress(bytes([byte]))
    except zlib.error:
        pass
    stream.write(bytes(found))


def _tidy(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Write content anew if its tokens are out of order."""
    pdf.get_warnings()
    try:
        pikepdf.parse_content_stream(page)
        if not pdf.get_warnings():
            return
    except _UNREADABLE:
        pass
    try:
        page.obj["/Contents"] = pdf.make_stream(page.get_filtered_contents(_Tidier()))
    except _UNREADABLE:
        return


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
