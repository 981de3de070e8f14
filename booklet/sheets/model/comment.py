"""A cell's comment, which Excel has called a note since threads came (ECMA-376 part 1, 18.7)."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.sheets.model.cell import RichText
from booklet.sheets.model.drawing import DrawingAnchor


@dataclass(frozen=True, slots=True)
class Comment:
    """`anchor` is where its box lies; `shown` tells whether the box is open on the sheet."""

    row: int
    column: int
    text: RichText
    anchor: DrawingAnchor | None = None
    shown: bool = False
