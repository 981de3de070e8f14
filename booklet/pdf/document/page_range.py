"""Page ranges as people write them: "1-3,5", "7-", "3-1" for backwards, "-1" for the last page."""

from __future__ import annotations

import re

from booklet.errors import DefinitionError

_ITEM = re.compile(r"^(?P<first>-?\d+)?\s*(?P<dash>[-–])?\s*(?P<last>-?\d+)?$")


def parse_page_range(text: str, page_count: int) -> tuple[int, ...]:
    """Return the indices of the pages that `text` names (from 1), in its order; all pages for an empty text.

    Raises DefinitionError where the text cannot be read or names a page that the document does not have.
    """
    if not text.strip():
        return tuple(range(page_count))
    pages: list[int] = []
    for item in text.split(","):
        pages.extend(_parse_item(item.strip(), text, page_count))
    return tuple(pages)


def _parse_item(item: str, text: str, page_count: int) -> range:
    if re.fullmatch(r"-\d+", item):  # "-2": the last but one
        first = last = page_count + 1 + int(item)
    else:
        match = _ITEM.match(item)
        if not match or not (match["first"] or match["last"]):
            raise DefinitionError(f'The page range "{text}" cannot be read: write it like 1-3,5 or 7- or -1.')
        first = int(match["first"] or 1)
        last = int(match["last"]) if match["last"] else page_count if match["dash"] else first
    for number in (first, last):
        if not 1 <= number <= page_count:
            pages = f"{page_count} page{'s' * (page_count != 1)}"
            raise DefinitionError(f'The page range "{text}" names page {number}, but the file has {pages}.')
    return range(first - 1, last) if first <= last else range(first - 1, last - 2, -1)
