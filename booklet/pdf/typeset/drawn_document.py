"""Drawn pages as a prepared document, whose objects are made and not read (ISO 32000-2, 7.7)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from booklet.pdf.fonts.embedded_font import resource_name
from booklet.pdf.prepared import Prepared
from booklet.pdf.source.made_objects import MadeObjects
from booklet.pdf.syntax.objects import Dictionary, Name, Ref, text_string
from booklet.pdf.typeset.drawing import Drawing
from booklet.pdf.typeset.text_style import TextStyle
from booklet.text.faces import FontFile

_CATALOG, _PAGES = Ref(1), Ref(2)
_LEVEL = 1
"""Of zlib: the little that a page has is packed in each book anew."""


class Entry(NamedTuple):
    """A bookmark: its title, its depth from 0, the index of its page, and the height on that page."""

    title: str
    depth: int
    page: int
    height: float


def drawn_document(
    pages: Sequence[Drawing], style: TextStyle, *, outline: Sequence[Entry] = (), lasting: bool = False
) -> Prepared:
    """Return drawn pages, prepared; `lasting` where further books will have the same."""
    letters: dict[FontFile, dict[int, str]] = {}
    for page in pages:
        for font, used in page.letters.items():
            letters.setdefault(font, {}).update(used)
    objects: list[tuple[Any, bytes | None]] = [({}, None), ({}, None)]
    kids = [_add_page(objects, page, style) for page in pages]
    objects[_PAGES - 1] = ({"Type": Name("Pages"), "Count": len(kids), "Kids": kids}, None)
    first = len(objects) + 1
    catalog: Dictionary = {"Type": Name("Catalog"), "Pages": _PAGES}
    if style.language:
        catalog["Lang"] = style.language.encode("latin-1", errors="replace")
    if outline:
        catalog["Outlines"] = Ref(first)
        objects += [(item, None) for item in _outline(outline, first, kids)]
    objects[_CATALOG - 1] = (catalog, None)
    numbers = {font: Ref(len(objects) + 1 + place) for place, font in enumerate(letters)}
    for kid, page in zip(kids, pages, strict=True):
        fonts = {resource_name(font).decode(): numbers[font] for font in page.letters}
        objects[kid - 1][0]["Resources"] = {"Font": fonts}
    return Prepared(MadeObjects(objects, list(letters.items())), encrypted=False, notes=(), lasting=lasting)


def _add_page(objects: list[tuple[Any, bytes | None]], page: Drawing, style: TextStyle) -> Ref:
    packed = zlib.compress(page.content, _LEVEL)
    objects.append(({"Length": len(packed), "Filter": Name("FlateDecode")}, packed))
    content = Ref(len(objects))
    links: list[Ref] = []
    for rect, address in page.links:
        action = {"S": Name("URI"), "Type": Name("Action"), "URI": address.encode("latin-1", errors="replace")}
        link = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "Border": [0, 0, 0],
            "Rect": [round(side, 4) for side in rect],
            "A": action,
        }
        objects.append((link, None))
        links.append(Ref(len(objects)))
    entries: Dictionary = {
        "Type": Name("Page"),
        "Parent": _PAGES,
        "MediaBox": [0, 0, *(round(side, 4) for side in style.page_size_pt)],
        "Contents": content,
    }
    if links:
        entries["Annots"] = links
    objects.append((entries, None))
    return Ref(len(objects))


def _outline(entries: Sequence[Entry], root: int, pages: Sequence[Ref]) -> Iterator[Dictionary]:
    """Yield the root of an outline, then its items in order, numbered from `root` (12.3.3); all are open."""
    parents = [_parent(entries, place) for place in range(len(entries))]
    below: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        below.setdefault(parent, []).append(place)
    yield {"Type": Name("Outlines"), **_ends(below[-1], root), "Count": len(entries)}
    for place, entry in enumerate(entries):
        around = below[parents[place]]
        at = around.index(place)
        item: Dictionary = {
            "Title": text_string(entry.title),
            "Parent": Ref(root + 1 + parents[place]),
            "Dest": [pages[entry.page], Name("XYZ"), 0, round(entry.height, 4), 0],
        }
        if at:
            item["Prev"] = Ref(root + 1 + around[at - 1])
        if at + 1 < len(around):
            item["Next"] = Ref(root + 1 + around[at + 1])
        if place in below:
            depths = [other.depth > entry.depth for other in entries[place + 1 :]]
            item |= _ends(below[place], root)
            item["Count"] = depths.index(False) if False in depths else len(depths)
        yield item


def _parent(entries: Sequence[Entry], place: int) -> int:
    """Return the place of the entry above one; -1 for the root."""
    above = (other for other in range(place - 1, -1, -1) if entries[other].depth < entries[place].depth)
    return next(above, -1)


def _ends(places: Sequence[int], root: int) -> Dictionary:
    return {"First": Ref(root + 1 + places[0]), "Last": Ref(root + 1 + places[-1])}
