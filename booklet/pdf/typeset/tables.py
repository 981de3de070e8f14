"""Tables: columns as wide as their words ask for, rows that go on over pages under a header that is repeated.

Code is a table as well, of a column with a background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from booklet.errors import BookletError
from booklet.pdf.typeset.drawing import Drawing, Sheet, lines, rectangle
from booklet.pdf.typeset.line_breaking import Span
from booklet.pdf.typeset.paragraph import Outline, Paragraph, Text, set_as_it_is
from booklet.pdf.typeset.text_style import HAIRLINE, PANEL, Color, Look

PADDING_PT, _NARROWEST_PT = 5.0, 18.0
_ABOVE_PT, _BELOW_PT = 4.5, 5.5
_HAIRLINE_PT, _HEAD_LINE_PT = 0.5, 1.1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; None is a cell without anything in it. Lengths are in points."""

    cells: tuple[Paragraph | None, ...]
    height: float
    above: float = _ABOVE_PT
    below: float = _BELOW_PT

    @classmethod
    def of(cls, cells: Sequence[Paragraph | None], *, above: float = _ABOVE_PT, below: float = _BELOW_PT) -> Row:
        """Return a row that is as high as its highest cell."""
        tallest = max((cell.height for cell in cells if cell), default=0.0)
        return cls(tuple(cells), tallest + above + below, above, below)

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Divide the row where `room` ends; None where a cell cannot be."""
        tallest = max((cell.height for cell in self.cells if cell), default=0.0)
        room = min(room, tallest + self.above + self.below)
        halves = [_halves(cell, room - self.above) for cell in self.cells]
        if room < 0 or not all(halves):
            return None
        first = Row.of([half[0] for half in halves if half], above=self.above, below=self.below)
        second = Row.of([half[1] for half in halves if half], above=self.above, below=self.below)
        used = min(room, first.height)
        return replace(first, height=used), replace(second, height=max(second.height, self.height - used))


def _halves(cell: Paragraph | None, room: float) -> tuple[Paragraph | None, Paragraph | None] | None:
    if cell is None or cell.height <= room:
        return cell, None
    pieces = cell.split(room)
    return (pieces[0], pieces[1]) if len(pieces) == 2 else None


@dataclass(frozen=True, slots=True)
class TableLook:
    """The colors and the room of a table or of code."""

    padding: float = PADDING_PT
    background: Color | None = None
    line: Color | None = None
    """The color of the line below the header, or without a header above the first row."""
    whole_ends: bool = False
    """The first two rows, and the last two, stay together."""
    divided_rows: bool = True


@dataclass(frozen=True)
class Table:
    """Rows on a measure; the first is the header where it is `headed`."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    look: TableLook
    headed: bool = False
    space_before: float = 14.0
    space_after: float = 14.0
    goes_on: bool = False
    """It is what did not fit on the page before."""
    begins_in_row: bool = False
    """Its first row is the rest of a row that was divided."""
    ends_in_row: bool = False
    """Its last row goes on in the next piece: no line below it."""
    ends: tuple[bool, bool] = (True, True)
    """True where its beginning and its end are those of the whole table."""
    keep_with_next: bool = False
    outline: Outline | None = None

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(row.height for row in self.rows)

    def split(self, room: float) -> tuple[Table, ...]:
        """Divide it between rows, or where not even the first one fits within it."""
        header = self.headed * 1
        count = self._rows_within(room)
        if count > header:
            return (self,) if count == len(self.rows) else self._cut(self.rows, count)
        if not self.look.divided_rows or count < header:
            return ()
        used = sum(row.height for row in self.rows[:count])
        halves = self.rows[count].split(room - used)
        if halves is None:
            return ()
        first, rest = self._cut((*self.rows[:count], *halves, *self.rows[count + 1 :]), count + 1)
        return replace(first, ends_in_row=True), replace(rest, begins_in_row=True)

    def _rows_within(self, room: float) -> int:
        """Return how many rows fit, such that what stays together is not divided."""
        count, last = 0, len(self.rows) - 1
        kept = {1 * self.ends[0], last * self.ends[1]} if self.look.whole_ends else set()
        for number, end in enumerate(accumulate(row.height for row in self.rows), start=1):
            if end > room:
                break
            count = count if number in kept else number
        return count

    def _cut(self, rows: tuple[Row, ...], count: int) -> tuple[Table, Table]:
        header = rows[: self.headed * 1]
        first = replace(self, rows=rows[:count], space_after=0.0, ends=(self.ends[0], False), ends_in_row=False)
        rest = replace(
            self,
            rows=(*header, *rows[count:]),
            space_before=0.0,
            goes_on=True,
            begins_in_row=False,
            ends=(False, self.ends[1]),
        )
        return first, rest

    def drawing(self, *, at_top: bool = True) -> Drawing:  # noqa: ARG002 - the same wherever it stands
        """Return background, cells and lines."""
        sheet = Sheet()
        if self.look.background:
            sheet.add(rectangle(self.look.background, 0, 0, sum(self.widths), self.height))
        lefts = (0.0, *accumulate(self.widths))
        bottoms = []
        bottom = self.height
        for number, row in enumerate(self.rows):
            bottom -= row.height
            bottoms.append(bottom)
            for cell, left in zip(row.cells, lefts, strict=False):
                if cell is not None:
                    at_bottom = self.headed and number == 0
                    y = bottom + row.below if at_bottom else bottom + row.height - row.above - cell.height
                    sheet.put(cell.drawing(), left + self.look.padding, y)
        if self.look.line:
            sheet.add(self._lines(bottoms, sum(self.widths)))
        return sheet.done()

    def _lines(self, bottoms: Sequence[float], width: float) -> bytes:
        thin = list(bottoms[self.headed * 1 : len(bottoms) - self.ends_in_row])
        if self.goes_on and not self.headed and not self.begins_in_row:
            thin.append(self.height)
        head = [bottoms[0]] if self.headed else [] if self.goes_on else [self.height]
        assert self.look.line is not None
        drawn = [lines(HAIRLINE, _HAIRLINE_PT, [(0, width, y) for y in thin])] if thin else []
        drawn += [lines(self.look.line, _HEAD_LINE_PT, [(0, width, y) for y in head])] if head else []
        return b"q 1 J " + b"\n".join(drawn) + b" Q"


def data_table(rows: Sequence[Sequence[Text]], width: float, line: Color, headed: bool) -> Table:
    """Set a table as wide as the measure; its header is repeated on every page, and cells may break over pages."""
    widths = column_widths(rows, width)
    set_rows = [
        Row.of([cell.set(column - 2 * PADDING_PT) for cell, column in zip(row, widths, strict=True)]) for row in rows
    ]
    return Table(tuple(set_rows), tuple(widths), TableLook(line=line), headed)


def column_widths(rows: Sequence[Sequence[Text]], width: float) -> list[float]:
    """Return widths that add up to `width`: no word broken where that can be, long texts get what is left.

    Raises BookletError where there are more columns than the measure has room for.
    """
    if width / len(rows[0]) < _NARROWEST_PT:
        raise BookletError(f"A table of {len(rows[0])} columns does not fit the width of the page: divide it.")
    columns = list(zip(*rows, strict=True))
    least = [max(cell.least_width for cell in column) + 2 * PADDING_PT + 0.5 for column in columns]
    wish = [max(cell.natural_width for cell in column) + 2 * PADDING_PT + 0.5 for column in columns]
    if sum(least) >= width:
        spare = width - _NARROWEST_PT * len(least)
        return [_NARROWEST_PT + spare * each / sum(least) for each in least]
    if sum(wish) <= width:
        return [width * each / sum(wish) for each in wish]
    spare, wanted = width - sum(least), sum(wish) - sum(least)
    return [low + spare * (high - low) / wanted for low, high in zip(least, wish, strict=True)]


def code_table(code: Sequence[Sequence[Span]], look: Look, width: float) -> Table:
    """Set lines of code, which fit the measure, on a panel."""
    last = len(code) - 1
    rows = [
        Row.of([set_as_it_is(spans, look, width)], above=8.0 * (number == 0), below=9.0 * (number == last))
        for number, spans in enumerate(code)
    ]
    panel = TableLook(padding=10.0, background=PANEL, whole_ends=True, divided_rows=False)
    return Table(tuple(rows), (width,), panel, space_before=12.0, space_after=8.0)
