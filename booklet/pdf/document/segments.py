"""Segments: objects of an upload (ISO 32000-2, 7.3.10) that go into a book as they are, save for the numbers in them.

Equal fonts, images and profiles are found in different uploads by two marks of a segment, each of its own bytes and of
all that it refers to (a Merkle tree): its *likeness* is quickly told, its *digest* worked out only where two are alike.
An object on a cycle, or with a hole that is no reference, has neither.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Container, Sequence
from dataclasses import dataclass

from booklet.pdf.document.actions import without_scripts
from booklet.pdf.source.object_table import Source, template_of
from booklet.pdf.syntax.objects import Slot, parse, template

_ENDS_BYTES = 64
_SHORT_BYTES = 500
"""Shorter streams are not worth the time that packing takes."""
_LENGTH = re.compile(rb"/Length \d+")


@dataclass(eq=False, slots=True)
class Segment:
    """An object: a template (see `syntax/objects.py`), what fills its holes, and a stream's data."""

    template: bytes
    slots: tuple[Slot, ...] = ()
    data: bytes | memoryview | None = None
    likeness: int | None = None
    """Equal for equal objects, and nearly always different for others; None where it is equal to no other."""
    below: tuple[Segment, ...] = ()
    """What it refers to, where it has a likeness."""
    _digest: bytes = b""

    @property
    def digest(self) -> bytes | None:
        """The digest of the object and of all below it; None where it is equal to no other."""
        stack = [self] if self.likeness is not None else []  # a stack, since chains can be long
        while stack and not self._digest:
            current = stack[-1]
            missing = [segment for segment in current.below if not segment._digest]
            if missing:
                stack.extend(missing)
                continue
            sha = hashlib.blake2b(current.template, digest_size=16)
            for segment in current.below:
                sha.update(segment._digest)
            if current.data is not None:
                sha.update(current.data)
            current._digest = sha.digest()
            stack.pop()
        return self._digest or None


# An object that is one of these is put into a book by name, wherever a stray reference leads to it.
_STRUCTURAL = re.compile(rb"/Type /(?:Pages?|Catalog|StructElem|StructTreeRoot|ObjStm|Annot)(?![A-Za-z])")
_ANNOTATION = re.compile(
    rb"/Subtype /(?:Link|Widget|Popup|Text|FreeText|Line|Square|Circle|Poly\w+|Highlight|Underline|Squiggly|StrikeOut"
    rb"|Stamp|Caret|Ink|FileAttachment|Sound|Movie|Screen|PrinterMark|TrapNet|Watermark|3D|Redact|RichMedia)(?!\w)"
)


_RUNNING = re.compile(rb"/(?:JS|OnInstantiate|Scripts)(?!\w)")


class Segments:
    """The segments of a source, made when they are first asked for."""

    def __init__(self, source: Source, structural: Container[int]) -> None:
        self._source = source
        self._structural = structural
        self._made: dict[int, Segment | None] = {}

    def get(self, number: int) -> Segment | None:
        """Return the segment of an object; None where it is missing, or a page or the like, which is put in by name."""
        if number not in self._made:
            self._make(number)
        return self._made[number]

    def _make(self, number: int) -> None:
        """Make the segment of an object after those of all that it refers to; a stack, since chains can be long."""
        raw: dict[int, Segment] = {}
        stack = [number]
        while stack:
            current = stack[-1]
            if current in self._made:
                stack.pop()
                continue
            if current not in raw:
                segment = self._read(current)
                if segment is None:
                    self._made[current] = None
                    stack.pop()
                    continue
                raw[current] = segment
                missing = [s for s in segment.slots if isinstance(s, int) and s not in self._made and s not in raw]
                if missing:
                    stack.extend(missing)
                    continue
            self._made[current] = self._with_likeness(raw[current])
            stack.pop()

    def _read(self, number: int) -> Segment | None:
        source = self._source
        if number in self._structural or not 0 < number < source.count:
            return None
        head = source.head(number)
        if _STRUCTURAL.search(head) or (b"/Rect " in head and _ANNOTATION.search(head)):
            return None
        text, slots = template_of(head) if not _RUNNING.search(head) else template(without_scripts(parse(head)))
        data = source.stream(number)
        if data is not None and len(data) > _SHORT_BYTES and b"/Filter" not in head:
            return _packed(text, slots, data)
        return Segment(text, slots, data)

    def _with_likeness(self, segment: Segment) -> Segment:
        if b"/Type /OCG" in segment.template:  # equal layers of two uploads need not be on and off together
            return segment
        below, marks = [], []
        for slot in segment.slots:
            target = self._made.get(slot) if isinstance(slot, int) else None
            if target is None or target.likeness is None:  # a hole, an object on this very path, or a page
                return segment
            below.append(target)
            marks.append(target.likeness)
        segment.likeness = _likeness(segment, marks)
        segment.below = tuple(below)
        return segment


def _likeness(segment: Segment, below: Sequence[int] = ()) -> int:
    data = segment.data if segment.data is not None else b""
    return hash((segment.template, *below, len(data), bytes(data[:_ENDS_BYTES]), bytes(data[-_ENDS_BYTES:])))


def packed_content(data: bytes) -> Segment:
    """Return the segment of a drawn page's content, packed, as it would be read."""
    segment = Segment(b"<</Length %d/Filter /FlateDecode>>" % len(data), (), data)
    segment.likeness = _likeness(segment)
    return segment


def _packed(text: bytes, slots: tuple[Slot, ...], data: memoryview) -> Segment:
    packed = zlib.compress(data)
    entries = b"/Filter /FlateDecode /Length %d" % len(packed)
    return Segment(_LENGTH.sub(entries, text, count=1), slots, packed)
