"""Fonts in a book: one subset for each face, as a composite font (ISO 32000-2, 9.7 and 9.9).

Glyphs keep their numbers in the subset, so text can be written before it is known which letters the book will
need in all. Of a TrueType font the subset is cut out of the file by hand, in about a millisecond; of a CFF font,
which only fonts of the machine are, HarfBuzz cuts it.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import uharfbuzz

from booklet.fonts.fallback import FontFile, shipped
from booklet.pdf.syntax.objects import name_of
from booklet.pdf.syntax.writer import Writer

_KEPT_TABLES = ("cvt ", "fpgm", "head", "hhea", "maxp", "prep")  # what drawing by glyph number needs (9.9.1)


_LEAST_RISE = 5.0  # 1/1000 of the size: less is not seen


class Glyph(NamedTuple):
    """A glyph of shaped text; lengths are in 1/1000 of the size."""

    number: int
    text: str
    """What it stands for. Of a cluster each glyph stands for a part, so that together they say all of it."""
    advance: float
    shift: tuple[float, float]
    """Where it is drawn, beside and above the pen."""


@dataclass(frozen=True, eq=False, slots=True)
class Face:
    """A face of a font file, read once: what text and subsets need of it. Lengths are in 1/1000 of the size."""

    file: FontFile
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
    """Where each glyph begins in the table `glyf`; empty for a CFF font."""

    def width(self, text: str) -> float:
        """The width of a text; letters that the face does not have count as its empty box."""
        return sum(self.widths[self.glyphs.get(ord(letter), 0)] for letter in text)


def face(family: str, *, bold: bool = False, italic: bool = False) -> Face:
    """The face of a shipped family. Raises KeyError for an unknown family."""
    return face_of(shipped(family, bold=bold, italic=italic))


@cache
def face_of(file: FontFile) -> Face:
    """A face of a font file."""
    from fontTools.ttLib import TTFont  # 60 ms to import, and most books need no font of ours

    with TTFont(file.path, lazy=True, fontNumber=file.face) as font:
        names = font.getGlyphOrder()
        number = {name: index for index, name in enumerate(names)}
        scale = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        wanted = (*_KEPT_TABLES, "glyf", "hmtx", "loca")
        tables = {tag: font.reader[tag] for tag in wanted if tag in font}
        head, os2 = font["head"], font["OS/2"]
        return Face(
            file=file,
            name=str(font["name"].getDebugName(6)),
            glyphs={code: number[name] for code, name in font.getBestCmap().items()},
            widths=tuple(metrics[name][0] * scale for name in names),
            ascent=font["hhea"].ascent * scale,
            descent=font["hhea"].descent * scale,
            cap_height=getattr(os2, "sCapHeight", 0) * scale or 700.0,
            box=(head.xMin * scale, head.yMin * scale, head.xMax * scale, head.yMax * scale),
            italic_angle=float(font["post"].italicAngle),
            tables=tables,
            offsets=tuple(font["loca"].locations) if "loca" in font else (),
        )


@cache
def _shaper(file: FontFile) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path), file.face))


def shape(file: FontFile, text: str, *, to_left: bool) -> tuple[Glyph, ...]:
    """The glyphs of a text in one direction, from left to right as they are drawn."""
    font, buffer = _shaper(file), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if to_left else "ltr"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(font, buffer)
    scale = 1000 / font.face.upem
    said = _said([info.cluster for info in buffer.glyph_infos], text, to_left=to_left)
    return tuple(
        Glyph(info.codepoint, part, place.x_advance * scale, (place.x_offset * scale, place.y_offset * scale))
        for info, place, part in zip(buffer.glyph_infos, buffer.glyph_positions, said, strict=True)
    )


_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def _said(clusters: Sequence[int], text: str, *, to_left: bool) -> list[str]:
    """What each glyph stands for: a cluster's letters are dealt out to its glyphs, in the order of reading.

    To the left brackets are mirrored, as their glyphs are: readers turn them back.
    """
    if to_left:
        text = text.translate(_MIRRORED)
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said = [""] * len(clusters)
    for start in starts:
        places = [place for place, cluster in enumerate(clusters) if cluster == start]
        letters = text[start : ends[start]]
        if len(letters) < len(places):
            letters = unicodedata.normalize("NFKD", letters)
        for place, letter in zip(places[::-1] if to_left else places, letters, strict=False):
            said[place] = letter
        said[places[0] if to_left else places[-1]] += letters[len(places) :]
    return said


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

    def encode(self, text: str) -> bytes:
        """The string, as hexadecimal digits in <>, that shows a text; its letters go into the subset."""
        numbers = []
        for letter in text:
            glyph = self.face.glyphs.get(ord(letter), 0)
            self.used.setdefault(glyph, letter)
            numbers.append(b"%04X" % glyph)
        return b"<%b>" % b"".join(numbers)

    def show(self, glyphs: Sequence[Glyph], text: str, size: float) -> bytes:
        """The operators that show shaped text.

        Readers search what the glyphs stand for. Where some are raised, readers lose their order, so /ActualText
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
            after = self.face.widths[glyph.number] + across - glyph.advance
            pieces.append(b"%b<%04X>%b" % (_move(-across), self._code(glyph), _move(after)))
        parts.append(b"[%b]TJ" % b"".join(pieces))
        if len(parts) == 1:
            return parts[0]
        said = ("\ufeff" + text).encode("utf-16-be").hex().encode()
        return b"/Span<</ActualText<%b>>>BDC %b 0 Ts EMC" % (said, b" ".join(parts))

    def _code(self, glyph: Glyph) -> int:
        """A code that shows a glyph and stands for its text: in the scripts that need it, a letter more than one."""
        if self.used.setdefault(glyph.number, glyph.text) == glyph.text or not self.face.offsets:
            return glyph.number
        known = next((c for c, g in self.more.items() if g == glyph.number and self.used[c] == glyph.text), None)
        if known is None:
            known = len(self.face.widths) + len(self.more)
            self.more[known] = glyph.number
            self.used[known] = glyph.text
        return known

    def glyph(self, code: int) -> int:
        """The glyph that a code shows."""
        return self.more.get(code, code)

    def write(self, writer: Writer) -> None:
        """Write the font's objects into the book."""
        descendant, descriptor, file, to_unicode = (writer.new_number() for _ in range(4))
        name = _tag(self.used) + b"+" + name_of(self.face.name).encode()
        writer.put(
            self.number,
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, to_unicode),
        )
        is_truetype = bool(self.face.offsets)
        glyphs = {self.glyph(code) for code in self.used}
        data = subset(self.face, glyphs) if is_truetype else cff_subset(self.face, glyphs)
        kind = b"CIDFontType2" + self._map(writer) if is_truetype else b"CIDFontType0"
        widths = b" ".join(b"%d[%d]" % (code, round(self.face.widths[self.glyph(code)])) for code in sorted(self.used))
        writer.put(
            descendant,
            b"<</Type/Font/Subtype/%b/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/FontDescriptor %d 0 R/DW 0/W[%b]>>" % (kind, name, descriptor, widths),
        )
        key = b"FontFile2" if is_truetype else b"FontFile3"
        writer.put(descriptor, _descriptor(self.face, name, b"/%b %d 0 R" % (key, file)))
        packed = zlib.compress(data, 6)
        more = b"/Length1 %d" % len(data) if is_truetype else b"/Subtype/CIDFontType0C"
        writer.put(file, b"<</Length %d%b/Filter/FlateDecode>>" % (len(packed), more), packed)
        writer.stream(to_unicode, b"", to_unicode_map(self.used))

    def _map(self, writer: Writer) -> bytes:
        """The entry that says which glyph each code shows (9.7.4.2)."""
        if not self.more:
            return b"/CIDToGIDMap/Identity"
        number = writer.new_number()
        codes = range(max(self.used) + 1)
        glyphs = (self.glyph(code) if code in self.used else 0 for code in codes)
        writer.stream(number, b"", struct.pack(f">{len(codes)}H", *glyphs))
        return b"/CIDToGIDMap %d 0 R" % number


def _move(back: float) -> bytes:
    """A movement of the pen between glyphs, to the left, as an item of TJ."""
    return b"%.1f " % back if abs(back) >= 0.05 else b""


def _tag(used: dict[int, str]) -> bytes:
    """The six letters that mark a subset (9.9.2), the same for the same glyphs."""
    value = zlib.crc32(b",".join(b"%d" % glyph for glyph in sorted(used)))
    return bytes(65 + value // 26**place % 26 for place in range(6))


def _descriptor(face: Face, name: bytes, file: bytes) -> bytes:
    box = b" ".join(b"%d" % round(value) for value in face.box)
    flags = 4 | (64 if face.italic_angle else 0) | (1 if len(set(face.widths[30:90])) == 1 else 0)
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


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
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


def cff_subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """A bare CFF font with only some glyphs, at their old numbers (9.9.2, CIDFontType0C)."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
    whole = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.file.path), face.file.face)
    return bytes(wanted.subset(whole).reference_table("CFF ").data)


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
