"""The cross-references of a sound upload: where each object lies (ISO 32000-2, 7.5.4, 7.5.6 and 7.5.8).

Read are classic tables, cross-reference streams, hybrids of both, and their chains of earlier sections. Whatever is
not as the standard has it raises Unusual, and qpdf reads the file instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from booklet.pdf.source.unpacking import Buffer, inflated
from booklet.pdf.syntax.objects import Dictionary, Name, parse
from booklet.pdf.syntax.spelling import Unusual, spell

if TYPE_CHECKING:
    import numpy as np

Places = dict[int, tuple[int, int]]
"""Object number -> (0, its offset) or (number of its object stream, place in that)."""
_TAIL_BYTES, _MOST_SECTIONS, _LONGEST_TRAILER = 1024, 500, 1 << 16
_START = re.compile(rb"startxref\s{1,4}(\d{1,12})\s{1,4}%%EOF")
_SUBSECTION = re.compile(rb"\s{0,4}(\d{1,9}) (\d{1,9}) ?(?:\r\n|\n|\r)")
_TRAILER = re.compile(rb"\s{0,4}trailer\s{0,4}(?=<<)")
_STREAM = re.compile(rb"\s{0,4}(\d{1,9}) 0 obj\s{0,4}(<<)")
_END = re.compile(rb"\s{0,2}endstream")
_DATA = re.compile(rb">>\s{0,4}stream\r?\n")
_ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_ROW_BYTES = 20
_HUGE = 1 << 40


@dataclass
class CrossReferences:
    """All sections of a file, put together."""

    places: Places = field(default_factory=dict)
    trailer: Dictionary = field(default_factory=dict)
    offsets: set[int] = field(default_factory=set)
    """Of all sections and of all objects, also those that later ones replace: no object goes on beyond the next."""


def read_cross_references(buffer: Buffer) -> CrossReferences:
    """Read the sections from the newest to the oldest. Raises Unusual for what is not sound."""
    tail = bytes(buffer[-_TAIL_BYTES:])
    found = list(_START.finditer(tail))
    if not found:
        raise Unusual("no end")
    read = CrossReferences()
    at: Any = int(found[-1][1])
    sections: list[Places] = []
    while at is not None:
        if type(at) is not int or at in read.offsets or not 0 < at < len(buffer) or len(sections) > _MOST_SECTIONS:
            raise Unusual("a chain of cross-references that cannot be read")
        read.offsets.add(at)
        table = bytes(buffer[at : at + 4]) == b"xref"
        places, trailer = _table(buffer, at) if table else _stream(buffer, at)
        hybrid = trailer.get("XRefStm") if table else None
        if hybrid is not None:
            if type(hybrid) is not int or hybrid in read.offsets or not 0 < hybrid < len(buffer):
                raise Unusual("a chain of cross-references that cannot be read")
            read.offsets.add(hybrid)
            hidden = _stream(buffer, hybrid)[0]
            places = {**places, **hidden, **{number: place for number, place in places.items() if place[1]}}
        sections.append(places)
        read.trailer = read.trailer or trailer
        at = trailer.get("Prev")
    for places in reversed(sections):
        read.offsets.update(offset for stream, offset in places.values() if not stream)
        read.places.update(places)
    read.places = {number: place for number, place in read.places.items() if place != _FREE and number}
    _require_sound(read, len(buffer))
    return read


_FREE = (0, 0)


def _require_sound(read: CrossReferences, size: int) -> None:
    if "Encrypt" in read.trailer or not isinstance(read.trailer.get("Root"), int):
        raise Unusual("an encryption or no catalog")
    if not read.places or max(read.places) > size or max(read.offsets) >= size:
        raise Unusual("cross-references beyond its end")


def _table(buffer: Buffer, at: int) -> tuple[Places, Dictionary]:
    """Read a classic table and its trailer (7.5.4, 7.5.5)."""
    at += len(b"xref")
    places: Places = {}
    while header := _SUBSECTION.match(buffer, at):
        first, count = int(header[1]), int(header[2])
        at = header.end() + count * _ROW_BYTES
        rows = _ROW.findall(buffer[header.end() : at])
        if len(rows) != count or any(used == b"n" and generation != b"00000" for _, generation, used in rows):
            raise Unusual("generations, or a table of cross-references with something else in it")
        offsets = (int(offset) if used == b"n" else 0 for offset, _, used in rows)
        places.update((number, (0, offset)) for number, offset in enumerate(offsets, first))
    start = _TRAILER.match(buffer, at)
    if not start:
        raise Unusual("no trailer")
    text = bytes(buffer[start.end() : start.end() + _LONGEST_TRAILER]).partition(b"startxref")[0]
    trailer = parse(spell(text))
    return places, trailer if isinstance(trailer, dict) else {}


def _stream(buffer: Buffer, at: int) -> tuple[Places, Dictionary]:
    """Read a cross-reference stream, whose dictionary is a trailer (7.5.8)."""
    import numpy as np  # here, as below: it takes as long to import as twenty books to make

    start = _STREAM.match(buffer, at)
    begin = start and _DATA.search(buffer, start.end(), start.end() + _LONGEST_TRAILER)
    if not start or not begin:
        raise Unusual("no cross-reference stream where one should be")
    trailer = parse(spell(bytes(buffer[start.start(2) : begin.start() + 2])))
    length, widths = trailer.get("Length"), trailer.get("W")
    index = trailer.get("Index", [0, trailer.get("Size")])
    numbers = [length, *widths, *index] if isinstance(widths, list) and isinstance(index, list) else [None]
    if trailer.get("Type") != "XRef" or any(type(item) is not int or not 0 <= item < _HUGE for item in numbers):
        raise Unusual("a cross-reference stream that cannot be read")
    if len(widths) != 3 or max(widths) > 6 or not widths[1] or not index or len(index) % 2:
        raise Unusual("a cross-reference stream that cannot be read")
    if not _END.match(buffer, begin.end() + length):
        raise Unusual("a cross-reference stream of another length than it says")
    data = _without_predictor(bytes(buffer[begin.end() : begin.end() + length]), trailer)
    wanted = sum(index[1::2])
    if wanted * sum(widths) > len(data):
        raise Unusual("a cross-reference stream that is cut off")
    rows = np.frombuffer(data, np.uint8, wanted * sum(widths)).reshape(wanted, sum(widths))
    return _entries(rows, widths, index), trailer


def _without_predictor(data: bytes, trailer: Dictionary) -> bytes:
    """Unpack the rows, and undo the predictors that are in use for them: none, and PNG's Up (7.4.4.4)."""
    import numpy as np

    if trailer.get("Filter") not in (None, Name("FlateDecode"), [Name("FlateDecode")]):
        raise Unusual("a cross-reference stream in a rare filter")
    data = inflated(data) if "Filter" in trailer else data
    parms = trailer.get("DecodeParms")
    parms = parms[0] if isinstance(parms, list) and len(parms) == 1 else parms
    if parms is None or (isinstance(parms, dict) and parms.get("Predictor", 1) == 1):
        return data
    columns = parms.get("Columns", 1) if isinstance(parms, dict) else 0
    if type(columns) is not int or columns < 1 or len(data) % (columns + 1) or not 10 <= parms["Predictor"] <= 15:
        raise Unusual("a cross-reference stream with a rare predictor")
    lines = np.frombuffer(data, np.uint8).reshape(-1, columns + 1)
    if len(lines) and (lines[0, 0] not in (0, 2) or not (lines[1:, 0] == 2).all()):
        raise Unusual("a cross-reference stream with a rare predictor")
    return np.cumsum(lines[:, 1:], axis=0, dtype=np.uint8).tobytes()


def _entries(rows: np.ndarray[Any, np.dtype[np.uint8]], widths: list[int], index: list[int]) -> Places:
    import numpy as np

    ends = np.cumsum(widths)
    kinds, seconds, thirds = (_column(rows[:, end - width : end]) for width, end in zip(widths, ends, strict=True))
    if not widths[0]:
        kinds = np.ones(len(rows), np.int64)
    if (kinds > 2).any() or thirds[kinds == 1].any() or (seconds[kinds > 0] == 0).any():
        raise Unusual("generations")
    sections = zip(index[::2], index[1::2], strict=True)
    numbers = np.concatenate([np.arange(first, first + count) for first, count in sections])
    streams = np.where(kinds == 2, seconds, 0).tolist()
    inside = np.where(kinds == 2, thirds, np.where(kinds == 1, seconds, 0)).tolist()
    return dict(zip(numbers.tolist(), zip(streams, inside, strict=True), strict=True))


def _column(digits: np.ndarray[Any, np.dtype[np.uint8]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    import numpy as np

    places = 256 ** np.arange(digits.shape[1] - 1, -1, -1, dtype=np.int64)
    column: np.ndarray[Any, np.dtype[np.int64]] = digits.astype(np.int64) @ places
    return column
