"""A workspace of letters: a book of one short page, which takes milliseconds, for as many customers as a test likes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from booklet import Page, Workspace

Letters = Callable[[int], Workspace]


@pytest.fixture
def letters(empty: Workspace) -> Letters:
    """Give a workspace with so many customers, "Customer 001" and so on, and the book "Letter"."""

    def make(count: int) -> Workspace:
        with empty.database.write():
            for number in range(1, count + 1):
                empty.customers.add(f"Customer {number:03}")
            empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
        return empty

    return make
