"""Workbooks handed in for many customers at once: which the book asks for, and which file belongs to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from booklet.model import BookVersion, Customer
from booklet.page_types import asked_slots


@dataclass(frozen=True, slots=True)
class AskedWorkbook:
    """A workbook that a book asks for, of each customer: its slot, and what people call it."""

    slot: str
    called: str


@dataclass(frozen=True, slots=True)
class MatchedFiles:
    """Files by the id of the customer that each is for, and the names of those that are for nobody."""

    by_customer: Mapping[str, bytes]
    lost: tuple[str, ...]


def asked_workbooks(version: BookVersion) -> list[AskedWorkbook]:
    """Return the workbooks that a book asks for, in the order of its pages."""
    return [
        AskedWorkbook(slot.slot, ", ".join(part for part in (page.title, slot.option) if part) or slot.what)
        for page in version.pages
        for slot in asked_slots(page)
    ]


def told_apart(files: Iterable[tuple[str, bytes]], customers: Sequence[Customer]) -> MatchedFiles:
    """Give each file, as (name, bytes), to its customer; of two for the same customer the later counts."""
    given = list(files)
    found = matched([name for name, _ in given], customers)
    return MatchedFiles(
        by_customer={found[name].id: data for name, data in given if name in found},
        lost=tuple(name for name, _ in given if name not in found),
    )


def matched(names: Iterable[str], customers: Sequence[Customer]) -> dict[str, Customer]:
    """Return the customer that each file is for: the customer with the longest name that stands in the file's name."""
    folded = sorted(((_folded(customer.name), customer) for customer in customers), key=lambda pair: -len(pair[0]))
    found = {name: next((customer for words, customer in folded if words in _folded(name)), None) for name in names}
    return {name: customer for name, customer in found.items() if customer}


def _folded(text: str) -> str:
    words = re.findall(r"\w+", text.casefold().replace("_", " "))
    return f" {' '.join(words)} "
