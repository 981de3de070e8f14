"""The names of books as files: on the disk of whoever downloads them, and inside a zip."""

from __future__ import annotations

import re
from collections.abc import Iterable

from booklet.model import Generation

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_CUSTOMER_BYTES, _LONGEST_BOOK_BYTES = 110, 70  # file systems take names of 255 bytes


def file_name(generation: Generation) -> str:
    """Return "Acme Corp - Quarterly Review - 2026Q3.pdf", without what file systems refuse; long names are cut."""
    customer = _cut(generation.customer, _LONGEST_CUSTOMER_BYTES)
    name = f"{customer} - {_cut(generation.book, _LONGEST_BOOK_BYTES)} - {generation.quarter}"
    return _NOT_IN_FILE_NAMES.sub("_", name).strip(". ") + ".pdf"


def file_names(generations: Iterable[Generation]) -> list[str]:
    """Return the `file_name` of each, made to differ: "A/B" and "A:B" both want to be A_B. Case does not count."""
    names: list[str] = []
    taken: set[str] = set()
    for generation in generations:
        wanted = name = file_name(generation)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted.removesuffix('.pdf')} ({number}).pdf"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, longest_bytes: int) -> str:
    return text.encode()[:longest_bytes].decode(errors="ignore").strip()
