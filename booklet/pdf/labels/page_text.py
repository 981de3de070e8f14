"""The words and ruled lines of a page, where a reader sees them: what labels are found by.

Places are in points from the upper left corner of the page as it is shown, crop box and rotation applied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle as it is seen; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height, in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle, from the left and the top."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is read from left to right; `baseline` is what it stands on."""

    text: str
    box: Box
    baseline: float
    size_pt: float


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line, level or upright."""

    box: Box

    @property
    def level(self) -> bool:
        """True for a level line, False for an upright line."""
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class PageText:
    """The words and rules of a page."""

    words: tuple[Word, ...]
    rules: tuple[RuledLine, ...]
    place: Callable[[float, float, float, float], Box]
    """Left, bottom, right, top in the page's user space -> where that is seen."""
