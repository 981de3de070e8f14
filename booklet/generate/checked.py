"""A customer's book as far as it can be told without drawing it."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.generate.plan import ChoiceMade
from booklet.model import Problem


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page of a customer's book, as far as it can be told without drawing it.

    `page_count` is None where only drawing tells; `choice` is what a choice page decided; `undrawn` are the keys of
    the drawings that nobody made yet.
    """

    page_id: str
    title: str
    page_count: int | None
    choice: ChoiceMade | None = None
    undrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A customer's book looked through; the problems do not say book, customer and quarter."""

    pages: tuple[CheckedPage, ...]
    problems: tuple[Problem, ...]

    @property
    def page_count(self) -> int | None:
        """The number of PDF pages; None where only drawing tells."""
        return None if any(page.page_count is None for page in self.pages) else self.known_page_count

    @property
    def known_page_count(self) -> int:
        """The number of PDF pages that are known."""
        return sum(page.page_count or 0 for page in self.pages)
