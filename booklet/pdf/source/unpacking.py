"""Streams unpacked, to see whether they can be and because they are needed, within bounds (ISO 32000-2, 7.4)."""

from __future__ import annotations

import mmap
import re
import zlib

from booklet.errors import LimitExceeded
from booklet.pdf.syntax.spelling import Unusual

Buffer = bytes | mmap.mmap
_PIECE_BYTES, _MOST_PIECES, _BOMB_RATIO = 1 << 20, 64, 200
_FLATE_ONLY = re.compile(rb"<< (?:(?:/Filter (?:\[ )?/FlateDecode (?:\] )?|/Length \d+ ){2})>>")
_NOT_IN_ASCII85 = bytes(code for code in range(256) if not 33 <= code <= 117)
_SPACES = b"\x00\t\n\x0c\r "


def inflates(head: bytes, data: memoryview, *, to_end: bool = False) -> bool:
    """Tell whether a stream unpacks, if it is packed by Flate and has no further entries: nearly all content.

    Pictures are not tried. With `to_end` nothing may be missing. Raises LimitExceeded for a bomb.
    """
    return not _FLATE_ONLY.fullmatch(head) or _inflates(data, to_end)


def _inflates(data: memoryview, to_end: bool) -> bool:
    inflate, rest = zlib.decompressobj(), bytes(data)
    try:
        for _ in range(_MOST_PIECES):
            inflate.decompress(rest, _PIECE_BYTES)
            rest = inflate.unconsumed_tail
            if not rest:
                return inflate.eof or not to_end
    except zlib.error:
        return False
    if len(data) * _BOMB_RATIO < _PIECE_BYTES * _MOST_PIECES:
        size = f"{_PIECE_BYTES * _MOST_PIECES >> 20} MB from {len(data) >> 10} kB"
        raise LimitExceeded(f"The PDF has content that unpacks to over {size}, which no page needs; it was refused.")
    return True


def inflated(data: bytes) -> bytes:
    """Unpack what holds objects or cross-references. Raises Unusual where that fails or becomes too much."""
    inflate = zlib.decompressobj()
    try:
        found = inflate.decompress(data, _PIECE_BYTES * _MOST_PIECES)
    except zlib.error as error:
        raise Unusual("objects that cannot be unpacked") from error
    if not inflate.eof:
        raise Unusual("objects that cannot be unpacked")
    return found


def from_ascii85(data: bytes) -> bytes:
    """Undo ASCII85 (7.4.3). Raises Unusual for characters that do not belong there."""
    text, end, _ = data.translate(None, _SPACES).removeprefix(b"<~").partition(b"~")
    text = text.replace(b"z", b"!!!!!")
    missing = -len(text) % 5
    if not end or missing == 4 or text.translate(None, _NOT_IN_ASCII85) != text:
        raise Unusual("a stream that cannot be unpacked")
    import numpy as np  # here: few files have such streams

    digits = np.frombuffer(text + b"u" * missing, np.uint8).reshape(-1, 5) - 33
    groups = digits.astype(np.int64) @ np.array([85**4, 85**3, 85**2, 85, 1])
    if len(groups) and groups.max() >= 1 << 32:
        raise Unusual("a stream that cannot be unpacked")
    found: bytes = groups.astype(">u4").tobytes()
    return found[: len(found) - missing]
