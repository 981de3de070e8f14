"""Fonts in a book: one subset for each face, as a composite font (ISO 32000-2, 9.7 and 9.9).

Glyphs keep their numbers in the subset, so text can be written before it is known which letters the book will
need in all.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from booklet.pdf.fonts.subset import cff_subset, is_truetype, subset
from booklet.pdf.syntax.objects import name_of, number
from booklet.pdf.syntax.writer import Writer
from booklet.text.faces import Face, FontFile, face_of
from booklet.text.shaping import Glyph

_LEAST_RISE = 5.0  # 1/1000 of the size: less is not seen
_FEW = 16
_USUAL = "".join(map(chr, range(32, 127))) + "–—‘’“”•…©®™€£§°·×"
"""Letters that a subset of more than a few has anyway: the books of all customers then have the same, made once."""
_REMEMBERED = 64


@dataclass(eq=False, slots=True)
class EmbeddedFont:
    """A face in one book: collects what is written in it, and writes the subset at the end."""

    face: Face
    number: int
    """Its object number in the book."""
    used: dict[int, str] = field(default_factory=dict)
    """Code -> the text that it stands for. A code is the glyph's number, or one of `more`."""
    more: dict[int, int] = field(default_factory=dict)
    """Code -> glyph number, for glyphs that stand for several texts."""

    def take(self, letters: Mapping[int, str]) -> None:
        """Let glyphs that were drawn already into the subset, each with the text that it stands for."""
        for glyph in letters.keys() - self.used.keys():
            self.used[glyph] = letters[glyph]

    @property
    def name(self) -> bytes:
        """The name that content has for it."""
        return resource_name(self.face.file)

    @property
    def reference(self) -> bytes:
        """The reference to it."""
        return b"%d 0 R" % self.number

    def encode(self, text: str) -> bytes:
        """Return the string, as hexadecimal digits in <>, that shows a text; its letters go into the subset."""
        numbers = []
        for letter in text:
            glyph = self.face.glyphs[letter]
            self.used.setdefault(glyph, letter)
            numbers.append(b"%04X" % glyph)
        return b"<%b>" % b"".join(numbers)

    def show(self, glyphs: Sequence[Glyph], text: str, size: float) -> bytes:
        """Return the operators that show shaped text.

        Readers search the text that glyphs stand for. Where some are raised, readers lose their order, so /ActualText
        says it for all (14.9.4); not elsewhere, because it is taken as written from left to right, and PDFium puts
        it in the wrong place within a form XObject.
        """
        parts: list[bytes] = []
        pieces: list[bytes] = []
        rise = 0.0
        for glyph in glyphs:
            across, up = glyph.shift
            up = up if abs(up) > _LEAST_RISE else 0.0
            if up != rise:
                parts += [b"[%b]TJ" % b"".join(pieces), b"%.3f Ts" % (up * size / 1000)]
                pieces, rise = [], up
            after = self.face.advance(glyph.number) + across - glyph.advance
            pieces.append(b"%b<%04X>%b" % (_move(-across), self._code(glyph), _move(after)))
        parts.append(b"[%b]TJ" % b"".join(pieces))
        if len(parts) == 1:
            return parts[0]
        said = ("\ufeff" + text).encode("utf-16-be").hex().encode()
        return b"/Span<</ActualText<%b>>>BDC %b 0 Ts EMC" % (said, b" ".join(parts))

    def _code(self, glyph: Glyph) -> int:
        """Return a code that shows a glyph and stands for its text; where needed a glyph has more than one."""
        if self.used.setdefault(glyph.number, glyph.text) == glyph.text or not is_truetype(self.face):
            return glyph.number
        known = next((c for c, g in self.more.items() if g == glyph.number and self.used[c] == glyph.text), None)
        if known is None:
            known = self.face.glyph_count + len(self.more)
            self.more[known] = glyph.number
            self.used[known] = glyph.text
        return known

    def glyph(self, code: int) -> int:
        """Return the glyph that a code shows."""
        return self.more.get(code, code)

    def write(self, writer: Writer) -> None:
        """Write the font's objects into the book."""
        if len(self.used) > _FEW and self.face.file.is_shipped:
            self.used = {**_usual(self.face.file), **self.used}
        descendant, descriptor, file, to_unicode = (writer.new_number() for _ in range(4))
        made = _subset(self.face.file, frozenset(self.used.items()), frozenset(self.more.items()))
        writer.put(
            self.number,
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (made.name, descendant, to_unicode),
        )
        kind = b"CIDFontType0"
        if is_truetype(self.face):
            kind = b"CIDFontType2" + self._map(writer)
        writer.put(
            descendant,
            b"<</Type/Font/Subtype/%b/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[%b]>>" % (kind, made.name, descriptor, made.widths),
        )
        writer.put(descriptor, made.descriptor % file)
        writer.put(file, made.program_entries, made.program)
        writer.put(to_unicode, b"<</Length %d/Filter/FlateDecode>>" % len(made.to_unicode), made.to_unicode)

    def _map(self, writer: Writer) -> bytes:
        """Return the entry that says which glyph each code shows (9.7.4.2)."""
        if not self.more:
            return b"/CIDToGIDMap/Identity"
        number = writer.new_number()
        codes = range(max(self.used) + 1)
        glyphs = (self.glyph(code) if code in self.used else 0 for code in codes)
        writer.stream(number, b"", struct.pack(f">{len(codes)}H", *glyphs))
        return b"/CIDToGIDMap %d 0 R" % number


class _Subset(NamedTuple):
    """A subset of a font, as far as it is the same in all books."""

    name: bytes
    widths: bytes
    descriptor: bytes
    """With a hole for the number of the font file."""
    program: bytes
    """The font file, packed."""
    program_entries: bytes
    to_unicode: bytes
    """The map that gives the text back, packed."""


@lru_cache(maxsize=_REMEMBERED)
def _subset(file: FontFile, used: frozenset[tuple[int, str]], more: frozenset[tuple[int, int]]) -> _Subset:
    """Return the subset of some codes with their texts, where `more` says which glyphs codes show that are none."""
    face, glyph_of = face_of(file), dict(more)
    texts = dict(sorted(used))
    glyphs = {code: glyph_of.get(code, code) for code in texts}
    name = _tag(texts) + b"+" + name_of(face.name).encode()
    packed, length = _program(file, frozenset(glyphs.values()))
    widths = b" ".join(b"%d[%b]" % (code, number(round(face.advance(glyph), 3))) for code, glyph in glyphs.items())
    key, entries = b"FontFile3", b"/Subtype/CIDFontType0C"
    if is_truetype(face):
        key, entries = b"FontFile2", b"/Length1 %d" % length
    return _Subset(
        name,
        widths,
        _descriptor(face, name, b"/%b %%d 0 R" % key),
        packed,
        b"<</Length %d%b/Filter/FlateDecode>>" % (len(packed), entries),
        zlib.compress(to_unicode_map(texts), 6),
    )


@cache
def resource_name(file: FontFile) -> bytes:
    """Return the name that content has for a font, in all books: so it can be written before there is a book."""
    if file.is_shipped:
        return name_of(Path(file.path).stem).encode()
    return b"F%08X" % zlib.crc32(f"{file.path} {file.face}".encode())


@cache
def _usual(file: FontFile) -> Mapping[int, str]:
    """Return the glyphs of the letters that most texts are made of."""
    face = face_of(file)
    return {face.glyphs[letter]: letter for letter in _USUAL if face.shows[letter]}


@lru_cache(maxsize=_REMEMBERED)
def _program(file: FontFile, glyphs: frozenset[int]) -> tuple[bytes, int]:
    """Return a packed font file with some glyphs, and its length unpacked."""
    face = face_of(file)
    data = subset(face, glyphs) if is_truetype(face) else cff_subset(face, glyphs)
    return zlib.compress(data, 6), len(data)


def _move(back: float) -> bytes:
    """Return a movement of the pen between glyphs, to the left, as an item of TJ."""
    return b"%.1f " % back if abs(back) >= 0.05 else b""


def _tag(used: dict[int, str]) -> bytes:
    """Return the six letters that mark a subset (9.9.2), the same for the same glyphs."""
    value = zlib.crc32(b",".join(b"%d" % glyph for glyph in sorted(used)))
    return bytes(65 + value // 26**place % 26 for place in range(6))


def _descriptor(face: Face, name: bytes, file: bytes) -> bytes:
    box = b" ".join(b"%d" % round(value) for value in face.box)
    flags = 4 | (64 if face.italic_angle else 0) | (1 if face.is_fixed_width else 0)
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %d/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV 80%b>>"
        % (
            name,
            flags,
            box,
            round(face.italic_angle),
            round(face.ascent),
            round(face.descent),
            round(face.cap_height),
            file,
        )
    )


def to_unicode_map(used: dict[int, str]) -> bytes:
    """Return the CMap that gives the text back (9.10.3)."""
    told = [glyph for glyph in sorted(used) if used[glyph]]
    lines = [b"<%04X> <%b>" % (glyph, used[glyph].encode("utf-16-be").hex().upper().encode()) for glyph in told]
    blocks = [
        b"%d beginbfchar\n%b\nendbfchar\n" % (len(lines[i : i + 100]), b"\n".join(lines[i : i + 100]))
        for i in range(0, len(lines), 100)
    ]
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n%b"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend" % b"".join(blocks)
    )
