"""An upload that is read as it came: the cross-references say where its objects lie, and nothing is written anew.

Each object is brought to the engine's spelling when it is first asked for (`syntax/spelling.py`). `require_sound` does
that for all of them, with all that qpdf would look at; what does not hold raises Unusual, and qpdf rewrites the file.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from booklet.pdf.source.cross_references import read_cross_references
from booklet.pdf.source.unpacking import Buffer, from_ascii85, inflated, inflates
from booklet.pdf.syntax.objects import parse
from booklet.pdf.syntax.spelling import Unusual, spell


class Cut(NamedTuple):
    """An object: its value (of a stream, its dictionary), and a stream's data as stored, filters and all."""

    head: bytes
    data: memoryview | None = None


MISSING = Cut(b"null")
_HEADER = re.compile(rb"[\x00\s]{0,20}(\d{1,9})[\x00\s]{1,20}0[\x00\s]{1,20}obj")
_STREAM = re.compile(rb">>[\x00\s]{0,20}stream\r?\n")
_STREAM_END = re.compile(rb"[\x00\s]{0,20}endstream[\x00\s]{0,20}endobj")
_LENGTH = re.compile(rb"/Length (\d+)( 0 R)? ")
_INTEGER = re.compile(rb"[\x00\s]{0,20}(\d{1,12})[\x00\s]{0,20}endobj")
_FILTER = re.compile(rb"/Filter (?:(/\w+) |\[ ((?:/\w+ )*)\] )")
_RARELY_USED = re.compile(rb"/(?:LZW|ASCIIHex|ASCII85)Decode")
_FILTER_ONLY = re.compile(rb"<< (?:(?:/Filter (?:/\w+ |\[ (?:/\w+ )*\] )|/Length \d+ ){2})>>")
_FLATE, _ASCII85 = b"/FlateDecode", b"/ASCII85Decode"
_MOST_INFLATED = 256 << 20
ObjectStream = tuple[bytes, list[tuple[int, int, int]]]
"""The objects' text, and of each object its number, its start and its end."""


class SoundFile:
    """The objects of an upload, by number."""

    def __init__(self, buffer: Buffer) -> None:
        read = read_cross_references(buffer)
        self._buffer = buffer
        self._view = memoryview(buffer)
        self._places = read.places
        self.trailer = read.trailer
        self.count = max(read.places) + 1
        offsets = sorted(read.offsets)
        self._bounds = dict(zip(offsets, [*offsets[1:], len(buffer)], strict=True))
        self._object_streams: dict[int, ObjectStream] = {}
        self._inflated_bytes = 0

    def require_sound(self, cut: Any) -> None:
        """Look at all objects, by the function that keeps them. Raises Unusual where one is not as it should be."""
        for number in self._places:
            head, data = cut(number)
            if data is not None and b"/Filter" in head:
                _require_usual_filter(head)
                if not inflates(head, data, to_end=True):
                    raise Unusual("a stream that cannot be unpacked")

    def cut(self, number: int) -> Cut:
        """Return an object; `null` where it is missing. Raises Unusual where it is not as the standard has it."""
        place = self._places.get(number)
        if place is None:
            return MISSING
        stream, at = place
        if stream:
            return Cut(spell(self._compressed(number, stream, at)))
        buffer, bound = self._buffer, self._bounds[at]
        body = self._body(number, at)
        found = _STREAM.search(buffer, body, bound) if buffer.find(b"stream", body, bound) >= 0 else None
        end = buffer.find(b"endobj", body, found.start() if found else bound)
        if end >= 0:
            return Cut(spell(bytes(self._view[body:end])))
        if not found:
            raise Unusual("an object without an end")
        return self._stream(spell(bytes(self._view[body : found.start() + 2])), found.end(), bound)

    def _body(self, number: int, at: int) -> int:
        header = _HEADER.match(self._buffer, at)
        if not header or int(header[1]) != number:
            raise Unusual("an object that is not where it should be")
        return header.end()

    def _stream(self, head: bytes, start: int, bound: int) -> Cut:
        """Return a stream with its length as a number, which ends where the data do."""
        found = _LENGTH.search(head)
        if not found:
            raise Unusual("a stream without a length")
        length = int(found[1])
        if found[2]:
            length = self._integer(length)
            head = b"%b/Length %d %b" % (head[: found.start()], length, head[found.end() :])
        end = start + length
        if end > bound or not _STREAM_END.match(self._buffer, end, bound):
            raise Unusual("a stream of another length than it says")
        cut = Cut(head, self._view[start:end])
        return _without_ascii(cut) if _ASCII85 in head else cut

    def _integer(self, number: int) -> int:
        """Return the integer that an object of its own is: the length of a stream."""
        stream, at = self._places.get(number, (0, 0))
        if stream:
            text = self._compressed(number, stream, at).strip()
        else:
            found = _INTEGER.match(self._buffer, self._body(number, at))
            text = found[1] if found else b""
        if not text.isdigit():
            raise Unusual("a stream without a length")
        return int(text)

    def _compressed(self, number: int, stream: int, place: int) -> bytes:
        """Return the text of an object in an object stream (7.5.7)."""
        if stream not in self._object_streams:
            self._object_streams[stream] = self._object_stream(stream)
        text, index = self._object_streams[stream]
        if place >= len(index) or index[place][0] != number:
            raise Unusual("an object that is not where it should be")
        return text[index[place][1] : index[place][2]]

    def _object_stream(self, number: int) -> ObjectStream:
        stream, at = self._places.get(number, (0, 0))
        if stream or at not in self._bounds:  # its length may be in another, but it may not be in another
            raise Unusual("an object stream that is not where it should be")
        body, bound = self._body(number, at), self._bounds[at]
        found = _STREAM.search(self._buffer, body, bound)
        if not found:
            raise Unusual("an object stream that cannot be read")
        head = spell(bytes(self._view[body : found.start() + 2]))
        length = _LENGTH.search(head)
        if not length or (length[2] and self._places.get(int(length[1]), (1, 0))[0]):
            raise Unusual("an object stream without a length")
        cut = self._stream(head, found.end(), bound)
        entries = parse(cut.head)
        filters = entries.get("Filter")
        data = bytes(cut.data or b"")
        if filters not in (None, "FlateDecode", ["FlateDecode"]) or entries.get("DecodeParms") is not None:
            raise Unusual("an object stream in a rare filter")
        data = inflated(data) if filters else data
        self._inflated_bytes += len(data)
        if self._inflated_bytes > _MOST_INFLATED:
            raise Unusual("too much in object streams")
        return _indexed(data, entries.get("First"), entries.get("N"))


def _indexed(data: bytes, first: Any, count: Any) -> ObjectStream:
    if type(first) is not int or type(count) is not int or not 0 <= first <= len(data):
        raise Unusual("an object stream that cannot be read")
    try:
        numbers = [int(item) for item in data[:first].split()]
    except ValueError as error:
        raise Unusual("an object stream that cannot be read") from error
    starts = [first + offset for offset in numbers[1::2]]
    if len(numbers) != 2 * count or starts != sorted(starts) or (starts and starts[0] < first):
        raise Unusual("an object stream that cannot be read")
    return data, list(zip(numbers[::2], starts, [*starts[1:], len(data)], strict=True))


def _without_ascii(cut: Cut) -> Cut:
    """Undo ASCII85 where nothing or only Flate stands behind it; it makes content a quarter longer."""
    found = _FILTER.search(cut.head)
    names = (found[1] or found[2]).split() if found else []
    if not found or names not in ([_ASCII85], [_ASCII85, _FLATE]) or b"/DecodeParms" in cut.head:
        return cut
    data = from_ascii85(bytes(cut.data or b""))
    left = b"/Filter /FlateDecode " if len(names) == 2 else b""
    head = cut.head[: found.start()] + left + cut.head[found.end() :]
    return Cut(_LENGTH.sub(b"/Length %d " % len(data), head, count=1), memoryview(data))


def _require_usual_filter(head: bytes) -> None:
    """Leave to qpdf what it would unpack or could not, and content in filters that are made for pictures."""
    found = _FILTER.search(head)
    names = (found[1] or found[2]).split() if found else [b""]
    in_text = [name for name in names if _RARELY_USED.fullmatch(name)]
    if not found or (in_text and all(name == _FLATE or name in in_text for name in names)):
        raise Unusual("a stream in a rare filter")
    if names[:1] != [_FLATE] and _FILTER_ONLY.fullmatch(head):
        raise Unusual("a stream in a rare filter")
