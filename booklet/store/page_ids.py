"""The ids of a book's pages, which stay the same from version to version whoever saves it, and with what."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from booklet.model import Page


def with_page_ids(pages: Sequence[Page], before: Sequence[Page]) -> tuple[Page, ...]:
    """Return `pages`, each with an id of its own.

    A page without an id (a notebook that saves its book again) gets that of an equal page of the version before, else
    of the page of its type that had its place; a second page with the same id (copied in an editor) gets a new id.
    """
    ids = _given_ids(pages)
    _adopt(ids, pages, before, lambda _, page, old: replace(old, id="") == replace(page, id=""))
    _adopt(ids, pages, before, lambda position, page, old: before.index(old) == position and old.type == page.type)
    return tuple(replace(page, id=id_ or uuid.uuid4().hex[:12]) for page, id_ in zip(pages, ids, strict=True))


def _given_ids(pages: Sequence[Page]) -> list[str]:
    ids: list[str] = []
    for page in pages:
        ids.append("" if page.id in ids else page.id)
    return ids


def _adopt(
    ids: list[str], pages: Sequence[Page], before: Sequence[Page], is_same: Callable[[int, Page, Page], bool]
) -> None:
    """Fill the empty places of `ids` with the unused ids of old pages that are the same."""
    for position, page in enumerate(pages):
        if not ids[position]:
            free = (old for old in before if old.id not in ids and is_same(position, replace(page, id=""), old))
            ids[position] = next((old.id for old in free), "")
