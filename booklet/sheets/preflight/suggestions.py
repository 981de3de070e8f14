"""Columns and rows that fall on pages of their own, and changes that bring them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from booklet.sheets.layout.pagination import PrintedPage, pages_of
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import column_name
from booklet.sheets.render_options import RenderOptions
from booklet.sheets.result import SheetProblem, Suggestion

_LONE_SHARE = 0.25
"""A page whose cells take less than this share of the fullest one's holds lone columns or rows."""
_SMALLEST_SHARE = 0.75
"""Rows are brought back by a scale that is at least this share of the sheet's: smaller is hard to read."""


def suggestions_for(view: SheetView, pages: Sequence[PrintedPage], options: RenderOptions) -> list[Suggestion]:
    """Return the changes that bring lone columns or rows back, with their effect; the fewest pages first."""
    found: list[Suggestion] = []
    if _lone_columns(view, pages):
        found += [*_if(view, pages, options, "fit_width", True), *_if(view, pages, options, "orientation", "landscape")]
    elif _lone_rows(view, pages):
        found += _smaller(view, pages, options)
    return sorted(found, key=lambda one: one.pages)


def lone_problems(view: SheetView, pages: Sequence[PrintedPage], found: Sequence[Suggestion]) -> Iterator[SheetProblem]:
    """Yield a warning for lone columns, and a warning for lone rows."""
    remedy = f"{_joined([_words(one) for one in found])}." if found else "Make columns narrower, or the margins."
    columns, rows = _lone_columns(view, pages), _lone_rows(view, pages)
    if columns:
        names = [column_name(columns[0]), *([column_name(columns[1])] if columns[0] != columns[1] else [])]
        text = _falling("Column", names, "on pages of their own")
        yield SheetProblem("warning", view.sheet.name, None, text, remedy)
    elif rows:
        names = [str(rows[0]), *([str(rows[1])] if rows[0] != rows[1] else [])]
        text = _falling("Row", names, "on a page of their own")
        yield SheetProblem("warning", view.sheet.name, None, text, remedy)


def _falling(what: str, names: list[str], where: str) -> str:
    many = len(names) > 1
    return f"{what}{'s' * many} {' to '.join(names)} fall{'s' * (not many)} {where}."


def _words(found: Suggestion) -> str:
    doing = {
        "fit_width": "fit the sheet to one page wide",
        "orientation": "print it landscape",
        "scale": f"scale it to {found.value}%",
    }[found.change]
    return f"{doing} ({found.pages} page{'s' * (found.pages != 1)} instead of {found.instead_of})"


def _joined(words: list[str]) -> str:
    text = ", or ".join(words)
    return text[:1].upper() + text[1:]


def _lone_columns(view: SheetView, pages: Sequence[PrintedPage]) -> tuple[int, int] | None:
    """Return the first and last lone column; several print areas are divided on purpose."""
    spans = list({(page.columns[-1].first, page.columns[-1].last): None for page in pages if page.columns})
    return _lone(spans, view.grid.columns.span, view)


def _lone_rows(view: SheetView, pages: Sequence[PrintedPage]) -> tuple[int, int] | None:
    spans = list({(page.rows[-1].first, page.rows[-1].last): None for page in pages if page.rows})
    return None if view.sheet.row_breaks else _lone(spans, view.grid.rows.span, view)


def _lone(spans: list[tuple[int, int]], size: Callable[[int, int], float], view: SheetView) -> tuple[int, int] | None:
    if len(spans) < 2 or view.sheet.print_areas[1:]:
        return None
    last = spans[-1]
    return last if size(*last) <= max(size(*span) for span in spans) * _LONE_SHARE else None


def _if(
    view: SheetView, pages: Sequence[PrintedPage], options: RenderOptions, change: str, value: bool | str
) -> Iterator[Suggestion]:
    changed = replace(options, fit_width=True) if change == "fit_width" else replace(options, landscape=True)
    count = len(pages_of(view, changed))
    if 0 < count < len(pages):
        yield Suggestion(view.sheet.name, change, value, count, len(pages))  # type: ignore[arg-type]


def _smaller(view: SheetView, pages: Sequence[PrintedPage], options: RenderOptions) -> Iterator[Suggestion]:
    """Yield the greatest scale at which the last page is saved."""
    now = round(pages[0].scale * 100)
    low, high, best = max(int(now * _SMALLEST_SHARE), 10), now - 1, None
    while low <= high:
        middle = (low + high) // 2
        count = _pages_at(view, options, middle)
        if 0 < count < len(pages):
            best, low = (middle, count), middle + 1
        else:
            high = middle - 1
    if best:
        yield Suggestion(view.sheet.name, "scale", best[0], best[1], len(pages))


def _pages_at(view: SheetView, options: RenderOptions, percent: int) -> int:
    kept = view.sheet.page_setup
    view.sheet.page_setup = replace(kept, fit_to_page=False, scale=percent)
    try:
        return len(pages_of(view, replace(options, fit_width=False)))
    finally:
        view.sheet.page_setup = kept
