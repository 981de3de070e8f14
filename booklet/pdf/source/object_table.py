"""An upload as a table of objects (ISO 32000-2, 7.3.10 and 7.5.4), found by their offsets.

It reads what `normalize` wrote: what is left to do here is to cut the heads of streams from their data, which is
never copied. The normalized bytes are also what the cache on disk keeps, so `Source` works on a memory map as well.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pikepdf

from booklet.errors import DamagedFile
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref, Slot, parse
from booklet.text.faces import FontFile

_STREAM = b"\nstream\n"
_STREAM_END = b"endstream\nendobj\n"
OBJECT_END = b"\nendobj\n"
_COMMENT = re.compile(rb"^%.*$", re.MULTILINE)


class Source:
    """The objects of a normalized PDF, by number. Parsed values are made anew at each call: callers may keep them."""

    fonts: Mapping[int, tuple[FontFile, Mapping[int, str]]] = MappingProxyType({})
    """Of pages that Booklet drew: numbers that stand for fonts of the book -> font, and the letters drawn in it."""

    def __init__(self, buffer: bytes | mmap.mmap) -> None:
        self.buffer = buffer
        self._view = memoryview(buffer)
        self._starts, self._ends, self.trailer = _read_table(buffer)
        self.count = len(self._starts)
        """One more than the highest object number."""

    def head(self, number: int) -> bytes:
        """Return the object without the data of its stream."""
        return self._cut(number)[0]

    def value(self, number: int) -> Any:
        """Return the parsed object (of a stream, its dictionary); None for an object that is not there."""
        return parse(self.head(number)) if 0 < number < self.count else None

    def stream(self, number: int) -> memoryview | None:
        """Return the data of a stream as stored, filters and all; None where the object is no stream."""
        start, end = self._cut(number)[1:]
        return self._view[start:end] if start else None

    def resolve(self, value: Any) -> Any:
        """Return `value`, or what it refers to, through chains of references that may not go on for ever."""
        for _ in range(20):
            if not isinstance(value, Ref):
                return value
            value = self.value(value)
        return None

    def stream_number(self, value: Any) -> int | None:
        """Return the number of the stream that `value` refers to; None where it is none."""
        for _ in range(20):
            if not isinstance(value, Ref) or not 0 < value < self.count:
                return None
            if self.stream(value) is not None:
                return int(value)
            value = self.value(value)
        return None

    def plain(self, value: Any) -> Any:
        """Return `value` resolved, unless it is a stream: that stays a reference."""
        number = self.stream_number(value)
        return self.resolve(value) if number is None else Ref(number)

    def dictionary(self, value: Any) -> Dictionary:
        """Return the dictionary that `value` is or refers to; an empty dictionary for anything else."""
        value = self.resolve(value)
        return value if isinstance(value, dict) else {}

    def array(self, value: Any) -> list[Any]:
        """Return the array that `value` is or refers to; an empty array for anything else."""
        value = self.resolve(value)
        return value if isinstance(value, list) else []

    def text(self, number: int) -> bytes:
        """Return the decoded data of a stream, for the few that are read (appearances, embedded CMaps)."""
        data = self.stream(number)
        return decode_stream(self.dictionary(Ref(number)), bytes(data)) if data is not None else b""

    def extent(self, number: int) -> tuple[int, int]:
        """Return where the object's body starts and where the object ends in the buffer."""
        return self._starts[number], self._ends[number]

    def _cut(self, number: int) -> tuple[bytes, int, int]:
        start, end = self._starts[number], self._ends[number]
        raw = self._view[start:end]
        if bytes(raw[-len(_STREAM_END) :]) == _STREAM_END:
            at = self.buffer.find(_STREAM, start, end)
            if at >= 0:
                return bytes(self._view[start:at]), at + len(_STREAM), end - len(_STREAM_END)
        return bytes(raw[: -len(OBJECT_END)]), 0, 0


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
    """Read where each object's body starts and ends, from the single cross-reference table that qpdf wrote (7.5.4)."""
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
    """Make a template of an unchanged object: its references and its key of the structure's parent tree are holes."""
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
