"""An upload as a table of objects (ISO 32000-2, 7.3.10 and 7.5.4): of a sound file, or of one that qpdf rewrote.

The heads of streams are cut from their data, which is never copied. The bytes are also what the cache on disk keeps, so
`Source` works on a memory map as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from booklet.pdf.source.rewritten_file import RewrittenFile
from booklet.pdf.source.sound_file import Cut, SoundFile
from booklet.pdf.source.unpacking import Buffer
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref, Slot, parse
from booklet.text.faces import FontFile


class Source:
    """The objects of a PDF, by number. Parsed values are made anew at each call: callers may keep them."""

    fonts: Mapping[int, tuple[FontFile, Mapping[int, str]]] = MappingProxyType({})
    """Of pages that Booklet drew: numbers that stand for fonts of the book -> font, and the letters drawn in it."""

    def __init__(self, buffer: Buffer, *, rewritten: bool = True) -> None:
        """Read an upload that is sound, or with `rewritten` what qpdf made of one. Raises DamagedFile."""
        self.buffer = buffer
        self.rewritten = rewritten
        self._file = RewrittenFile(buffer) if rewritten else SoundFile(buffer)
        self._cuts: dict[int, Cut] = {}
        self.trailer: Dictionary = self._file.trailer
        self.count: int = self._file.count
        """One more than the highest object number."""

    def require_sound(self) -> None:
        """Raise Unusual for an upload that qpdf has to rewrite."""
        if isinstance(self._file, SoundFile):
            self._file.require_sound(self._cut)

    def head(self, number: int) -> bytes:
        """Return the object without the data of its stream."""
        return self._cut(number).head

    def value(self, number: int) -> Any:
        """Return the parsed object (of a stream, its dictionary); None for an object that is not there."""
        return parse(self._cut(number).head) if 0 < number < self.count else None

    def stream(self, number: int) -> memoryview | None:
        """Return the data of a stream as stored, filters and all; None where the object is no stream."""
        return self._cut(number).data

    def mentions(self, word: bytes) -> bool:
        """Tell whether an object has `word` in it, streams' data aside."""
        return any(word in self.head(number) for number in range(1, self.count))

    def _cut(self, number: int) -> Cut:
        cut = self._cuts.get(number)
        if cut is None:
            cut = self._cuts[number] = self._file.cut(number)
        return cut

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
        for _ in range(20):
            if not isinstance(value, Ref) or (0 < value < self.count and self.stream(value) is not None):
                return value
            value = self.value(value)
        return None

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


def decode_stream(dictionary: Dictionary, data: bytes) -> bytes:
    """Undo the filters of a stream, whose dictionary has no references; what cannot be undone gives nothing."""
    import pikepdf  # here: few files have such streams

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
    import pikepdf

    if isinstance(value, Name):
        return pikepdf.Name("/" + value)
    if isinstance(value, dict):
        return pikepdf.Dictionary({f"/{key}": _for_pikepdf(item) for key, item in value.items()})
    if isinstance(value, list):
        return pikepdf.Array([_for_pikepdf(item) for item in value])
    return value


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
