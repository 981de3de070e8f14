"""Drawn pages as a prepared document, whose objects are made and not read (ISO 32000-2, 7.7)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from booklet.pdf.document.destinations import Destination
from booklet.pdf.document.document import Document
from booklet.pdf.document.outline import Bookmark
from booklet.pdf.drawn_pages import Drawn, DrawnPages
from booklet.pdf.fonts.embedded_font import resource_name
from booklet.pdf.source.made_objects import Letters, MadeObjects
from booklet.pdf.syntax.objects import Dictionary, Name, Ref, text_string
from booklet.pdf.typeset.drawing import Drawing, Link
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
) -> DrawnPages:
    """Return drawn pages, prepared; `lasting` where further books will have the same."""
    letters: dict[FontFile, dict[int, str]] = {}
    contents: dict[int, bytes] = {}
    numbers: list[int] = []
    number = _PAGES + 1
    for page in pages:  # its content, its links, and the page itself
        contents[number] = zlib.compress(page.content, _LEVEL)
        numbers.append(number + 1 + len(page.links))
        number = numbers[-1] + 1
        for font, used in page.letters.items():
            letters.setdefault(font, {}).update(used)
    fonts = dict(enumerate(letters.items(), start=number))
    around = _Around(style, tuple((tuple(page.letters), page.links) for page in pages))
    return DrawnPages(
        partial(_document, around, contents, fonts),
        Drawn(numbers, contents, fonts, _bookmarks(outline, number + len(fonts), numbers) if outline else ()),
        shape=(around, tuple((entry.depth, entry.page) for entry in outline)),
        lasting=lasting,
    )


class _Around(NamedTuple):
    """All of some pages but what stands on them: of each page the fonts and the links."""

    style: TextStyle
    pages: tuple[tuple[tuple[FontFile, ...], tuple[Link, ...]], ...]


def _document(
    around: _Around, contents: Mapping[int, bytes], fonts: Mapping[int, tuple[FontFile, Letters]]
) -> Document:
    style, references = around.style, {font: Ref(number) for number, (font, _) in fonts.items()}
    objects: list[tuple[Any, bytes | None]] = []
    kids: list[Ref] = []
    for (used, links), packed in zip(around.pages, contents.values(), strict=True):
        first = _PAGES + 1 + len(objects)
        objects.append(({"Length": len(packed), "Filter": Name("FlateDecode")}, packed))
        objects += [(_link(*link), None) for link in links]
        entries: Dictionary = {
            "Type": Name("Page"),
            "Parent": _PAGES,
            "MediaBox": [0, 0, *(round(side, 4) for side in style.page_size_pt)],
            "Contents": Ref(first),
            "Resources": {"Font": {resource_name(font).decode(): references[font] for font in used}},
        }
        if links:
            entries["Annots"] = [Ref(first + 1 + place) for place in range(len(links))]
        objects.append((entries, None))
        kids.append(Ref(_PAGES + len(objects)))
    catalog: Dictionary = {"Type": Name("Catalog"), "Pages": _PAGES}
    if style.language:
        catalog["Lang"] = style.language.encode("latin-1", errors="replace")
    tree = {"Type": Name("Pages"), "Count": len(kids), "Kids": kids}
    return Document(MadeObjects([(catalog, None), (tree, None), *objects], list(fonts.values())))


def _link(rect: tuple[float, ...], address: str) -> Dictionary:
    action = {"S": Name("URI"), "Type": Name("Action"), "URI": address.encode("latin-1", errors="replace")}
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Border": [0, 0, 0],
        "Rect": [round(side, 4) for side in rect],
        "A": action,
    }


def _bookmarks(entries: Sequence[Entry], first: int, pages: Sequence[int]) -> list[Bookmark]:
    """Return the outline's items, numbered from `first`, each with those below it (12.3.3); all are open."""
    levels: list[list[Bookmark]] = [[]]
    for number, entry in enumerate(entries, start=first):
        page = pages[entry.page]
        to = Destination(page, [Name("XYZ"), 0, round(entry.height, 4), 0])
        item = Bookmark(number, {"Title": text_string(entry.title), "Dest": to.value()}, page, is_open=False)
        del levels[entry.depth + 1 :]
        if entry.depth:
            levels[entry.depth - 1][-1].is_open = True
        levels[entry.depth].append(item)
        levels.append(item.kids)
    return levels[0]
