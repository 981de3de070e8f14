"""Shipped fonts in a book: one subset for each face, as a composite font (ISO 32000-2, 9.7 and 9.9).

Glyphs keep their numbers in the subset, so text can be written before it is known which letters the book will
need in all, and the subset itself is cut out of the font file by hand, in about a millisecond.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from functools import cache

from booklet.fonts import font_file
from booklet.pdf.writer import Writer

_KEPT_TABLES = ("cvt ", "fpgm", "head", "hhea", "maxp", "prep")  # what drawing by glyph number needs (9.9.1)


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """A font file, read once: what text and subsets need of it. Lengths are in 1/1000 of the size."""

    name: str
    glyphs: dict[int, int]
    """Code point -> glyph number."""
    widths: tuple[float, ...]
    ascent: float
    descent: float
    cap_height: float
    box: tuple[float, float, float, float]
    italic_angle: float
    tables: dict[str, bytes]
    offsets: tuple[int, ...]
    """Where each glyph begins in the table `glyf`."""

    def width(self, text: str) -> float:
        """The width of a text; letters that the face does not have count as its empty box."""
        return sum(self.widths[self.glyphs.get(ord(letter), 0)] for letter in text)


@cache
def face(family: str, *, bold: bool = False, italic: bool = False) -> Face:
    """The face of a shipped family. Raises KeyError for an unknown family."""
    from fontTools.ttLib import TTFont  # 60 ms to import, and most books need no font of ours

    with TTFont(font_file(family, bold=bold, italic=italic), lazy=True) as font:
        names = font.getGlyphOrder()
        number = {name: index for index, name in enumerate(names)}
        scale = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        wanted = (*_KEPT_TABLES, "glyf", "hmtx", "loca")
        tables = {tag: font.reader[tag] for tag in wanted if tag in font}
        head, os2 = font["head"], font["OS/2"]
        return Face(
            name=str(font["name"].getDebugName(6)),
            glyphs={code: number[name] for code, name in font.getBestCmap().items()},
            widths=tuple(metrics[name][0] * scale for name in names),
            ascent=font["hhea"].ascent * scale,
            descent=font["hhea"].descent * scale,
            cap_height=getattr(os2, "sCapHeight", 0) * scale or 700.0,
            box=(head.xMin * scale, head.yMin * scale, head.xMax * scale, head.yMax * scale),
            italic_angle=float(font["post"].italicAngle),
            tables=tables,
            offsets=tuple(font["loca"].locations),
        )


@dataclass(eq=False, slots=True)
class EmbeddedFont:
    """A face in one book: collects what is written in it, and writes the subset at the end."""

    face: Face
    number: int
    """Its object number in the book."""
    used: dict[int, str] = field(default_factory=dict)
    """Glyph number -> the text that it stands for."""

    def encode(self, text: str) -> bytes:
        """The string, as hexadecimal digits in <>, that shows a text; its letters go into the subset."""
        numbers = []
        for letter in text:
            glyph = self.face.glyphs.get(ord(letter), 0)
            self.used.setdefault(glyph, letter)
            numbers.append(b"%04X" % glyph)
        return b"<%b>" % b"".join(numbers)

    def write(self, writer: Writer) -> None:
        """Write the font's objects into the book."""
        descendant, descriptor, file, to_unicode = (writer.new_number() for _ in range(4))
        data = subset(self.face, self.used)
        name = _tag(self.used) + b"+" + self.face.name.encode("ascii", "replace")
        writer.put(
            self.number,
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, to_unicode),
        )
        widths = b" ".join(b"%d[%d]" % (glyph, round(self.face.widths[glyph])) for glyph in sorted(self.used))
        writer.put(
            descendant,
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[%b]/CIDToGIDMap/Identity>>" % (name, descriptor, widths),
        )
        writer.put(descriptor, _descriptor(self.face, name, file))
        packed = zlib.compress(data, 6)
        writer.put(file, b"<</Length %d/Length1 %d/Filter/FlateDecode>>" % (len(packed), len(data)), packed)
        writer.stream(to_unicode, b"", to_unicode_map(self.used))


def _tag(used: dict[int, str]) -> bytes:
    """The six letters that mark a subset (9.9.2), the same for the same glyphs."""
    value = zlib.crc32(b",".join(b"%d" % glyph for glyph in sorted(used)))
    return bytes(65 + value // 26**place % 26 for place in range(6))


def _descriptor(face: Face, name: bytes, file: int) -> bytes:
    box = b" ".join(b"%d" % round(value) for value in face.box)
    flags = 4 | (64 if face.italic_angle else 0) | (1 if len(set(face.widths[30:90])) == 1 else 0)
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %d/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
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


def subset(face: Face, glyphs: dict[int, str]) -> bytes:
    """A TrueType file with only some glyphs, at their old numbers, and what they are made of."""
    glyf = face.tables["glyf"]
    wanted, open_ = {0}, [0, *glyphs]
    while open_:
        glyph = open_.pop()
        wanted.add(glyph)
        data = glyf[face.offsets[glyph] : face.offsets[glyph + 1]]
        open_.extend(part for part in _components(data) if part not in wanted)
    last = max(wanted)
    pieces, offsets, at = [], [], 0
    for glyph in range(last + 1):
        offsets.append(at)
        if glyph in wanted:
            data = glyf[face.offsets[glyph] : face.offsets[glyph + 1]]
            data += b"\0" * (-len(data) % 4)
            pieces.append(data)
            at += len(data)
    offsets += [at] * (len(face.widths) + 1 - len(offsets))
    tables = {tag: face.tables[tag] for tag in _KEPT_TABLES if tag in face.tables}
    tables["head"] = tables["head"][:50] + b"\0\1" + tables["head"][52:]  # long offsets
    tables["glyf"] = b"".join(pieces)
    tables["loca"] = struct.pack(f">{len(offsets)}I", *offsets)
    tables["hmtx"] = face.tables["hmtx"]
    return _font_file(tables)


def _components(data: bytes) -> list[int]:
    """The glyphs that a composite glyph is made of (OpenType, table `glyf`)."""
    if len(data) < 10 or data[0] < 128:  # the number of contours is not negative
        return []
    found, at = [], 10
    while True:
        flags, glyph = struct.unpack_from(">HH", data, at)
        found.append(glyph)
        at += 8 if flags & 1 else 6
        at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        if not flags & 0x20:
            return found


def _font_file(tables: dict[str, bytes]) -> bytes:
    """The tables as one file (OpenType, the table directory); the check sums are not what PDF readers look at."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset, directory, bodies = 12 + 16 * count, [], []
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        directory.append(struct.pack(">4sIII", tag.encode(), 0, offset, len(data)))
        bodies.append(padded)
        offset += len(padded)
    return head + b"".join(directory) + b"".join(bodies)


def to_unicode_map(used: dict[int, str]) -> bytes:
    """The CMap that gives the text back (9.10.3)."""
    lines = [b"<%04X> <%b>" % (glyph, used[glyph].encode("utf-16-be").hex().upper().encode()) for glyph in sorted(used)]
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
