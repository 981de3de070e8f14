"""Writing the file (ISO 32000-2, 7.5): numbers, offsets, object streams, cross-reference stream.

Small objects are gathered in object streams, which makes tagged books and forms a third of the size. A `Writer`
begins where another state ended, so what is the same in the next book is written once (see `book/chain.py`).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Objects that a reader finds from the catalog; their numbers are known before anything is written.
CATALOG, PAGES, STRUCTURE, OUTLINE, FORM, INFO, METADATA = range(1, 8)
FIRST_FREE = 8
_PER_STREAM = 200
_TINY_BYTES = 250
"""Small objects that an object stream would make larger."""
_LONG_TABLE = 150
"""Rows: a longer table is compressed at the highest speed."""
_LARGE_FILE, _LITTLE_BYTES = 1 << 20, 3000
"""In a large file so little is not worth the time that it takes to compress it in each book."""
_SHORT_BYTES = 1000
"""Shorter streams are remembered when they are packed."""
_row = struct.Struct(">BIB").pack  # of the cross-reference stream: type, offset (or object stream), index
_FREE = _row(0, 0, 0)
_ROW = len(_FREE)


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of the file: its bytes, and how the file stands after it."""

    chunks: tuple[bytes | memoryview, ...]
    end: int
    """Offset of the first byte after it."""
    next_number: int
    rows: bytes
    """Rows of the cross-reference stream for the numbers that it gave out."""
    late_rows: tuple[tuple[int, bytes], ...]
    """Rows for numbers that an earlier stretch had given out."""
    digest: Any
    """The running SHA-256 of the file up to here; to be copied, not updated."""
    pending: tuple[tuple[int, bytes], ...] = ()
    """Small objects, by number, that the next stretch is to write: too few for an object stream of their own."""


def start() -> Written:
    """Begin a file with its header."""
    return Written((HEADER,), len(HEADER), FIRST_FREE, _FREE * FIRST_FREE, (), hashlib.sha256(HEADER))


@dataclass(slots=True)
class Writer:
    """Collects objects after a stretch already written."""

    after: Written
    level: int = 6
    """The effort in compressing object streams, 0 to 9."""
    next_number: int = 0
    _chunks: list[bytes | memoryview] = field(default_factory=list)
    _at: int = 0
    _rows: dict[int, bytes] = field(default_factory=dict)
    _small: list[tuple[int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.next_number = self.after.next_number
        self._at = self.after.end
        self._small = list(self.after.pending)

    def new_number(self) -> int:
        """Return the next object number."""
        self.next_number += 1
        return self.next_number - 1

    def put(self, number: int, body: bytes, data: bytes | memoryview | None = None) -> None:
        """Write an object; with `data`, a stream with `body` as its dictionary."""
        if data is None:
            self._small.append((number, body))
            if len(self._small) == _PER_STREAM:
                self._flush()
            return
        self._rows[number] = _row(1, self._at, 0)
        if len(data) < _LARGE:
            chunk = b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, body, bytes(data))
            self._chunks.append(chunk)
            self._at += len(chunk)
            return
        head = b"%d 0 obj\n%b\nstream\n" % (number, body)
        self._chunks += (head, data, b"\nendstream\nendobj\n")
        self._at += len(head) + len(data) + len(self._chunks[-1])

    def stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream that is new: compressed where that helps. `entries` go into its dictionary."""
        if self.level and len(data) > 100:
            data = _packed_short(data, self.level) if len(data) < _SHORT_BYTES else zlib.compress(data, self.level)
            entries += b"/Filter/FlateDecode"
        self.put(number, b"<<%b/Length %d>>" % (entries, len(data)), data)

    def _flush(self) -> None:
        """Write the gathered small objects as an object stream (7.5.7)."""
        if not self._small:
            return
        number, offset, index = self.new_number(), 0, []
        for place, (member, body) in enumerate(self._small):
            index.append(b"%d %d " % (member, offset))
            offset += len(body) + 1
            self._rows[member] = _row(2, number, place)
        first = b"".join(index)
        data = first + b"\n".join(body for _, body in self._small)
        entries = b"/Type/ObjStm/N %d/First %d" % (len(self._small), len(first))
        self._small = []
        self.stream(number, entries, data)

    def _write_plainly(self) -> None:
        for number, body in self._small:
            self._rows[number] = _row(1, self._at, 0)
            self._chunks.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            self._at += len(self._chunks[-1])
        self._small = []

    def done(self, *, left_bytes: int = 0) -> Written:
        """End the stretch, and the writer with it. Up to `left_bytes` of small objects are left to the next stretch."""
        size = sum(len(body) for _, body in self._small)
        if size > left_bytes:
            most = _LITTLE_BYTES if self.after.end > _LARGE_FILE else _TINY_BYTES
            self._flush() if size > most else self._write_plainly()
        first = self.after.next_number
        rows = b"".join(self._rows.pop(number, _FREE) for number in range(first, self.next_number))
        digest = self.after.digest.copy()
        for chunk in self._chunks:
            digest.update(chunk)
        return Written(
            tuple(_joined(self._chunks)),
            self._at,
            self.next_number,
            rows,
            tuple(self._rows.items()),
            digest,
            tuple(self._small),
        )


@lru_cache(maxsize=2048)
def _packed_short(data: bytes, level: int) -> bytes:
    """Return packed what the next book is likely to have as well: a page's number, a value drawn in a field."""
    return zlib.compress(data, level)


def _joined(chunks: list[bytes | memoryview]) -> list[bytes | memoryview]:
    """Join small neighbors among chunks; large chunks stay where they are."""
    joined: list[bytes | memoryview] = []
    small: list[bytes | memoryview] = []
    for chunk in chunks:
        if len(chunk) < _LARGE:
            small.append(chunk)
        else:
            joined += (b"".join(small), chunk)
            small = []
    return [*joined, b"".join(small)]


_LARGE = 65536


def trailer(stretches: list[Written], number: int, root: bytes) -> bytes:
    """Write the cross-reference stream, as object `number`, and the end of the file (7.5.8).

    `root` is what the trailer says besides: catalog, information dictionary, identifier.
    """
    rows = bytearray(b"".join(stretch.rows for stretch in stretches))
    for stretch in stretches:
        for late, row in stretch.late_rows:
            rows[late * _ROW : late * _ROW + _ROW] = row
    at = stretches[-1].end
    rows += _row(1, at, 0)
    entries, data = _packed(rows, (at.bit_length() + 7) // 8, worth_while=at < _LARGE_FILE or len(rows) > _LITTLE_BYTES)
    head = b"%d 0 obj\n<</Type/XRef/Size %d%b%b/Length %d>>\nstream\n" % (number, number + 1, entries, root, len(data))
    return b"%b%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, data, at)


def _packed(rows: bytearray, width: int, *, worth_while: bool) -> tuple[bytes, bytes]:
    """Return entries and data of the stream, with offsets of `width` bytes; compressed where that is worth while.

    As differences of each row from that above, which compress to a third (7.4.4.4, PNG's predictor Up); the few
    rows of a small book stay as they are.
    """
    columns = [bytes(rows[place::_ROW]) for place in (0, *range(5 - width, _ROW))]
    entries, table = b"/W[1 %d 1]" % width, _in_rows(columns)
    if not worth_while:
        return entries, table
    count = len(columns[0])
    lines = _in_rows([b"\2" * count, *map(_differences, columns)])
    how = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>" % (width + 2)
    packed = zlib.compress(lines, 1 if count > _LONG_TABLE else 9)
    return (entries + how, packed) if len(how) + len(packed) < len(table) else (entries, table)


def _in_rows(columns: list[bytes]) -> bytes:
    """Return the columns of a table, row by row."""
    table = bytearray(len(columns) * len(columns[0]))
    for place, column in enumerate(columns):
        table[place :: len(columns)] = column
    return bytes(table)


def _differences(column: bytes) -> bytes:
    """Return each byte less the byte before it, all at once: as two numbers, with the highest bits kept apart.

    By numpy it is as fast, but numpy takes as long to import as twenty books to make.
    """
    size = len(column)
    here, before = int.from_bytes(column), int.from_bytes(b"\0" + column[:-1])
    high = int.from_bytes(b"\x80" * size)
    low = high ^ int.from_bytes(b"\xff" * size)
    return (((here | high) - (before & low)) ^ ((here ^ ~before) & high)).to_bytes(size)
