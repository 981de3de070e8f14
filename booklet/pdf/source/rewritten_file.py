"""A file that qpdf has rewritten plainly: one object after the other, a single table, the engine's spelling."""

from __future__ import annotations

import re

from booklet.errors import DamagedFile
from booklet.pdf.source.sound_file import Cut
from booklet.pdf.source.unpacking import Buffer
from booklet.pdf.syntax.objects import Dictionary, parse

_STREAM = b"\nstream\n"
_STREAM_END = b"endstream\nendobj\n"
_OBJECT_END = b"\nendobj\n"
_COMMENT = re.compile(rb"^%.*$", re.MULTILINE)


class RewrittenFile:
    """The objects of the file, by number."""

    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._view = memoryview(buffer)
        self._starts, self._ends, self.trailer = _read_table(buffer)
        self.count = len(self._starts)

    def cut(self, number: int) -> Cut:
        """Return an object."""
        start, end = self._starts[number], self._ends[number]
        raw = self._view[start:end]
        if bytes(raw[-len(_STREAM_END) :]) == _STREAM_END:
            at = self._buffer.find(_STREAM, start, end)
            if at >= 0:
                return Cut(bytes(self._view[start:at]), self._view[at + len(_STREAM) : end - len(_STREAM_END)])
        return Cut(bytes(raw[: -len(_OBJECT_END)]))


def _read_table(buffer: Buffer) -> tuple[list[int], list[int], Dictionary]:
    """Read where each object's body starts and ends, from the single cross-reference table that qpdf wrote (7.5.4)."""
    tail = bytes(memoryview(buffer)[-64:])
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF", tail)
    if not found:
        raise DamagedFile("The prepared PDF has lost its end; delete the cache and try again.")
    at = int(found[1])
    header = re.compile(rb"xref\n0 (\d+)\n").match(buffer, at)
    if not header:
        raise DamagedFile("The prepared PDF has lost its table; delete the cache and try again.")
    import numpy as np  # here: a sound file is read as it came

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
