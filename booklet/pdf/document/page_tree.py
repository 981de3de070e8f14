"""The page tree of an upload, flattened (ISO 32000-2, 7.7.3), and its pages as a reader sees them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from booklet.errors import DamagedFile
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, Ref, parse
from booklet.pdf.types import PageInfo

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_LETTER = [0, 0, 612, 792]


class SourcePage:
    """A page object. Its entries are read when they are first asked for: most of a long upload's never are."""

    def __init__(self, source: Source, number: int, inherited: Dictionary) -> None:
        self.number = number
        self._source = source
        self._inherited = inherited

    @cached_property
    def entries(self) -> Dictionary:
        """The page's dictionary with what it inherits, put right where it is wrong."""
        own = self._source.dictionary(Ref(self.number))
        return _repaired(self._source, self._inherited | {k: v for k, v in own.items() if v is not None})


def read_pages(source: Source, catalog: Dictionary) -> tuple[list[SourcePage], set[int]]:
    """Return all pages in order, and the numbers of the nodes above them. Raises DamagedFile where there is no page."""
    pages: list[SourcePage] = []
    nodes: set[int] = set()
    seen: set[int] = set()
    stack: list[tuple[Any, Dictionary]] = [(catalog.get("Pages"), {})]
    while stack:
        reference, inherited = stack.pop()
        if not isinstance(reference, Ref) or reference in seen or not 0 < reference < source.count:
            continue
        seen.add(reference)
        head = source.head(reference)
        node = parse(head) if b"/Kids" in head else {}
        if isinstance(node, dict) and "Kids" in node and node.get("Type") != "Page":
            nodes.add(int(reference))
            attributes = inherited | {key: node[key] for key in _INHERITED if node.get(key) is not None}
            stack.extend((kid, attributes) for kid in reversed(source.array(node["Kids"])))
        elif head.startswith(b"<<"):
            pages.append(SourcePage(source, int(reference), inherited))
    if not pages:
        raise DamagedFile(
            "The PDF is damaged: it has no pages that can be read. Open it in a reader, save it anew, and upload that."
        )
    return pages, nodes


def _repaired(source: Source, page: Dictionary) -> Dictionary:
    """Put into a page what every reader assumes where it says it wrongly or not at all."""
    page["Type"] = Name("Page")
    page["MediaBox"] = _box(source, page.get("MediaBox")) or list(_LETTER)
    for key in ("CropBox", "BleedBox", "TrimBox", "ArtBox"):
        box = _box(source, page.pop(key, None))
        if box:
            page[key] = box
    rotate = source.resolve(page.get("Rotate"))
    page["Rotate"] = int(rotate) // 90 * 90 % 360 if isinstance(rotate, (int, float)) else 0
    page.setdefault("Resources", {})
    if "Contents" in page:
        page["Contents"] = _content(source, page["Contents"])
    return page


def _content(source: Source, value: Any) -> Any:
    """Return the streams of a page's content (7.8.2), without the pictures that damaged files have among them."""
    listed = source.plain(value)
    streams = listed if isinstance(listed, list) else [value]
    kept = [ref for ref in streams if _is_content(source, ref)]
    return value if len(kept) == len(streams) else kept


def _is_content(source: Source, value: Any) -> bool:
    number = source.stream_number(value)
    return number is not None and b"/Subtype /Image" not in source.head(number)


def _box(source: Source, value: Any) -> list[float] | None:
    numbers = [source.resolve(item) for item in source.array(value)]
    if len(numbers) != 4 or not all(isinstance(n, (int, float)) for n in numbers):
        return None
    left, right = sorted((numbers[0], numbers[2]))
    bottom, top = sorted((numbers[1], numbers[3]))
    return [left, bottom, right, top] if right > left and top > bottom else None


def visible_box(page: Dictionary) -> tuple[float, float, float, float]:
    """Return the part of the page that a reader shows: the crop box within the media box (14.11.2)."""
    media: list[float] = page["MediaBox"]
    crop: list[float] = page.get("CropBox", media)
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[0] < box[2] and box[1] < box[3] else (media[0], media[1], media[2], media[3])


def page_info(source: Source, page: Dictionary, label: str | None) -> PageInfo:
    """Return the page's size as a reader sees it."""
    left, bottom, right, top = visible_box(page)
    unit = source.resolve(page.get("UserUnit", 1))
    unit = unit if isinstance(unit, (int, float)) and unit > 0 else 1
    width, height = (right - left) * unit, (top - bottom) * unit
    if page["Rotate"] % 180:
        width, height = height, width
    return PageInfo(float(width), float(height), page["Rotate"], label)
