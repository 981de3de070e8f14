"""The blocks that Markdown needs and reportlab lacks: headings in the outline, marked and indented blocks, tables."""

from __future__ import annotations

from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from booklet.errors import BookletError
from booklet.pdf.typeset.text_style import BAR_PT, HAIRLINE, TextStyle
from booklet.pdf.typeset.typefaces import font_name

Alignment = Literal["left", "center", "right"]


class Heading(Paragraph):  # type: ignore[misc]  # reportlab ships no types
    """A paragraph that the outline leads to; `outline` is (level from 1, plain title), None for no entry.

    `bar` is the color of a short bar under it, drawn into the space after it.
    """

    outline: tuple[int, str] | None = None
    bar: Color | None = None

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Split as any paragraph; the outline leads to the first piece, the bar stands under the last."""
        pieces: list[Flowable] = super().split(available_width, available_height)
        if pieces:
            pieces[0].outline, pieces[-1].bar = self.outline, self.bar
            for piece in pieces:
                piece.keepWithNext = 0
        return pieces

    def draw(self) -> None:
        """Draw the paragraph, and its bar."""
        super().draw()
        if self.bar is not None:
            draw_bar(self.canv, 0, 0, self.bar)


def draw_bar(canvas: Any, left: float, title_bottom: float, color: Color) -> None:
    """Draw the short bar under a title."""
    width, height = BAR_PT
    canvas.setFillColor(color)
    canvas.rect(left, title_bottom - 13, width, height, stroke=0, fill=1)


class Indented(Flowable):  # type: ignore[misc]
    """A block moved to the right, with a list's marker or a quotation's bar in the room that this makes."""

    def __init__(self, inner: Flowable, indent_pt: float, *, marker: Paragraph | None = None, bar: Color = None):
        super().__init__()
        self._inner, self._indent_pt, self._marker, self._bar = inner, indent_pt, marker, bar
        self.joined = False
        """The bar goes on through the space above: the block before it has the same bar."""
        self.keepWithNext = inner.getKeepWithNext()
        self.outline = getattr(inner, "outline", None)

    def getSpaceBefore(self) -> float:
        """Return the room that the block wants above it."""
        return float(self._inner.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """Return the room that the block wants below it."""
        return float(self._inner.getSpaceAfter())

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size that the block takes."""
        width, height = self._inner.wrapOn(self.canv, available_width - self._indent_pt, available_height)
        self.height: float = height
        return width + self._indent_pt, height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Return the pieces of the block; the marker stays with the first."""
        pieces = self._inner.splitOn(self.canv, available_width - self._indent_pt, available_height)
        wrapped = [Indented(piece, self._indent_pt, bar=self._bar) for piece in pieces]
        if wrapped:
            wrapped[0]._marker, wrapped[0].joined = self._marker, self.joined
        return wrapped

    def draw(self) -> None:
        """Draw the marker, the block and the bar."""
        if self._marker is not None:  # first, so that copied text reads "1. Review"
            _, height = self._marker.wrapOn(self.canv, self._indent_pt - 6, self.height)
            self._marker.drawOn(self.canv, 0, self.height - height)
        self._inner._frame = getattr(self, "_frame", None)
        self._inner.drawOn(self.canv, self._indent_pt, 0)
        if self._bar is not None:
            self._draw_bar()

    def _draw_bar(self) -> None:
        at_top = getattr(getattr(self, "_frame", None), "_atTop", True)
        above = self.getSpaceBefore() if self.joined and not at_top else 0
        self.canv.setFillColor(self._bar)
        self.canv.rect(0, 0, 2.5, self.height + above, stroke=0, fill=1)


def data_table(rows: list[list[Paragraph]], width_pt: float, style: TextStyle, *, headed: bool = True) -> Table:
    """Set a table as wide as the measure; its header is repeated on every page, and cells may break over pages."""
    first = 1 if headed else 0
    table = Table(
        rows,
        colWidths=column_widths(rows, width_pt),
        repeatRows=first,
        splitInRow=1,
        spaceBefore=14,
        spaceAfter=14,
        hAlign="LEFT",
    )
    commands = [
        ("FONTNAME", (0, 0), (-1, -1), font_name(style.body_family)),  # else reportlab names Helvetica
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING_PT),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING_PT),
        ("TOPPADDING", (0, 0), (-1, -1), 4.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5.5),
        ("LINEBELOW", (0, first), (-1, -1), 0.5, HAIRLINE),
    ]
    if headed:
        commands += [("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("LINEBELOW", (0, 0), (-1, 0), 1.1, style.color)]
    else:
        commands.append(("LINEABOVE", (0, 0), (-1, 0), 1.1, style.color))
    table.setStyle(TableStyle(commands))
    return table


_PADDING_PT, _NARROWEST_PT = 5.0, 18.0


def column_widths(rows: list[list[Paragraph]], width_pt: float) -> list[float]:
    """Return widths that add up to `width_pt`: no word broken where that can be, long texts get what is left.

    Raises BookletError where there are more columns than the measure has room for.
    """
    if width_pt / len(rows[0]) < _NARROWEST_PT:
        raise BookletError(f"A table of {len(rows[0])} columns does not fit the width of the page: divide it.")
    columns = list(zip(*rows, strict=True))
    least = [max(cell.minWidth() for cell in column) + 2 * _PADDING_PT + 0.5 for column in columns]
    wish = [max(_line_width(cell) for cell in column) + 2 * _PADDING_PT + 0.5 for column in columns]
    if sum(least) >= width_pt:
        spare = width_pt - _NARROWEST_PT * len(least)
        return [_NARROWEST_PT + spare * each / sum(least) for each in least]
    if sum(wish) <= width_pt:
        return [width_pt * each / sum(wish) for each in wish]
    spare, wanted = width_pt - sum(least), sum(wish) - sum(least)
    return [low + spare * (high - low) / wanted for low, high in zip(least, wish, strict=True)]


def _line_width(cell: Paragraph) -> float:
    cell.wrap(100_000, 100_000)
    lines: list[Any] = cell.getActualLineWidths0()
    return float(max(lines, default=0))
