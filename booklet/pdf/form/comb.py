"""Combs: a letter of the value in each cell of a field (ISO 32000-2, 12.7.5.3, table 231)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from booklet.pdf.form.field_plan import WidgetPlan
from booklet.pdf.form.text_runs import Run, runs
from booklet.text.bidi import is_right_to_left, levels, visual_indices
from booklet.text.fallbacks import UNSEEN


def set_comb(widget: WidgetPlan, text: str, cells: int, smallest_pt: float) -> tuple[list[list[Run]], float, bool]:
    """Return a line with a run for each letter, its size in points, and whether each letter fits its cell."""
    line = [run for letter in _in_cells(text) for run in runs(widget.style, letter)]
    cell = widget.width / cells
    widest = max((run.width for run in line), default=0.0) / 1000
    size = widget.style.size or min(widget.height / 1.35, cell * 1.6, 144.0)
    if widest * size > cell:
        size = max(min(smallest_pt, size), cell / widest)
    return [line], min(size, max(widget.height, smallest_pt)), widest * size <= cell + 0.5


def _in_cells(text: str) -> str:
    """Return the letters from left to right, without characters that would take a cell and not be seen."""
    if not is_right_to_left(text):
        return text
    order = visual_indices(levels(text))
    return UNSEEN.sub("", "".join(text[at] for at in order))


def comb_steps(
    widget: WidgetPlan, line: Sequence[Run], size: float, cells: int, y: float
) -> Iterator[tuple[Run, float, float]]:
    """Yield each letter with the way to it from the letter before, in points: in the middle of its cell."""
    cell = widget.width / cells
    first = {0: 0, 1: (cells - len(line)) // 2, 2: cells - len(line)}[widget.style.align]
    at = (0.0, 0.0)
    for place, run in enumerate(line, first):
        x = cell * (place + 0.5) - run.width * size / 2000
        yield run, x - at[0], y - at[1]
        at = (x, y)
