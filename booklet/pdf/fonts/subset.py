"""Font files with only some of their glyphs, which keep their numbers (ISO 32000-2, 9.9).

Of a TrueType font the subset is cut out of the file by hand, in about a millisecond; of a CFF font, which only fonts
of the machine are, HarfBuzz cuts it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache

import uharfbuzz

from booklet.text.faces import Face, FontFile, face_of

_KEPT_TABLES = ("cvt ", "fpgm", "head", "hhea", "maxp", "prep")  # what drawing by glyph number needs (9.9.1)


def is_truetype(face: Face) -> bool:
    """Tell whether a face has TrueType outlines; else it has those of CFF."""
    return bool(face.table("loca"))


@cache
def _glyph_offsets(file: FontFile) -> tuple[int, ...]:
    """Return where each glyph begins in the table `glyf`, and at last its end (OpenType, table `loca`)."""
    face = face_of(file)
    table, is_long = face.table("loca"), struct.unpack_from(">h", face.table("head"), 50)[0]
    if is_long:
        return struct.unpack(f">{len(table) // 4}I", table)
    return tuple(2 * half for half in struct.unpack(f">{len(table) // 2}H", table))


def subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return a TrueType file with only some glyphs, at their old numbers, and those that they are made of."""
    glyf, offsets = face.table("glyf"), _glyph_offsets(face.file)
    wanted, open_ = {0}, [0, *glyphs]
    while open_:
        glyph = open_.pop()
        wanted.add(glyph)
        data = glyf[offsets[glyph] : offsets[glyph + 1]]
        open_.extend(part for part in _components(data) if part not in wanted)
    last = max(wanted)
    pieces, places, at = [], [], 0
    for glyph in range(last + 1):
        places.append(at)
        if glyph in wanted:
            data = glyf[offsets[glyph] : offsets[glyph + 1]]
            data += b"\0" * (-len(data) % 4)
            pieces.append(data)
            at += len(data)
    places += [at] * (face.glyph_count + 1 - len(places))
    tables = {tag: table for tag in _KEPT_TABLES if (table := face.table(tag))}
    tables["head"] = tables["head"][:50] + b"\0\1" + tables["head"][52:]  # long offsets
    tables["glyf"] = b"".join(pieces)
    tables["loca"] = struct.pack(f">{len(places)}I", *places)
    tables["hmtx"] = _metrics(face, wanted)
    return _font_file(tables)


def _metrics(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return the table `hmtx` with zeros, which compress well, for all other glyphs (OpenType, tables hhea, hmtx)."""
    table = face.table("hmtx")
    long = struct.unpack_from(">H", face.table("hhea"), 34)[0]  # the others have a side bearing only, and share a width
    kept = bytearray(len(table))
    for glyph in (*glyphs, long - 1):
        start, size = (4 * glyph, 4) if glyph < long else (4 * long + 2 * (glyph - long), 2)
        kept[start : start + size] = table[start : start + size]
    return bytes(kept)


def cff_subset(face: Face, glyphs: Iterable[int]) -> bytes:
    """Return a bare CFF font with only some glyphs, at their old numbers (9.9.2, CIDFontType0C)."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
    return bytes(wanted.subset(face.font.face).reference_table("CFF ").data)


def _components(data: bytes) -> list[int]:
    """Return the glyphs that a composite glyph is made of (OpenType, table `glyf`)."""
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
    """Return the tables as one file (OpenType, the table directory), without check sums: PDF readers look at none."""
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
