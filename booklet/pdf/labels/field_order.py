"""The order in which a reader comes upon the fields of a form, whatever order its maker added them in.

A page may say how its fields are gone through (/Tabs, ISO 32000-2, 12.5), and most list their annotations in that
order. Where a page's list goes back up or to the left for no reason, it is not the reader's, and the places of the
boxes decide: rows from top to bottom, each from left to right, and columns where boxes stand side by side so
that no row divides them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from booklet.pdf.form.field_nodes import rect_of, widgets_of
from booklet.pdf.form.form import Form
from booklet.pdf.labels.page_text import Box

Rect = tuple[float, float, float, float]
_MOST_COLUMN_STARTS = 4
_COLUMN_PART = 0.25
"""Of the page's width: what goes back up by less is a column of a table, and tables are read by rows."""
_LEEWAY = 0.22
"""Of the lower of two boxes: how far they may overlap and still be one below the other."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """The place where a reader first comes upon a field."""

    page: int
    """Index of the page."""
    rect: Rect
    """Left, bottom, right, top of the widget there, in points."""


@dataclass(frozen=True, slots=True)
class _Widget:
    name: str
    box: Box
    """As it is seen: from the left and the top, the page turned as its rotation says."""
    rect: Rect


def field_places(form: Form) -> dict[str, FieldPlace]:
    """Find the place of every field that is on a page, in reading order; of several widgets the first counts."""
    document = form.document
    pages = _widgets_by_page(form)
    places: dict[str, FieldPlace] = {}
    for page in sorted(pages):
        tabs = document.source.plain(document.source_pages[page].entries.get("Tabs"))
        width = document.pages[page].width_pt
        for widget in _in_order(pages[page], str(tabs or ""), width):
            places.setdefault(widget.name, FieldPlace(page, widget.rect))
    return places


def _widgets_by_page(form: Form) -> dict[int, list[_Widget]]:
    """Map the index of a page to its widgets, in the order of its annotations."""
    document = form.document
    names = {w.number: (name, w) for name, nodes in form.terminals.items() for w in widgets_of(nodes)}
    found: dict[int, list[_Widget]] = {}
    for page in range(document.page_count if names else 0):
        rotation = document.pages[page].rotation
        for number in document.annotations(page):
            if number in names:
                name, widget = names[number]
                rect = rect_of(document.source, widget)
                found.setdefault(page, []).append(_Widget(name, _as_seen(rect, rotation), rect))
    return found


def _as_seen(rect: Rect, rotation: int) -> Box:
    left, bottom, right, top = rect
    if rotation == 90:
        return Box(bottom, left, top, right)
    if rotation == 180:
        return Box(-right, bottom, -left, top)
    if rotation == 270:
        return Box(-top, -right, -bottom, -left)
    return Box(left, -top, right, -bottom)


def _in_order(widgets: Sequence[_Widget], tabs: str, page_width: float) -> list[_Widget]:
    if tabs not in ("R", "C") and _is_read_so(widgets, page_width):
        return list(widgets)
    return _by_place(widgets, columns_first=tabs == "C")


# -- is the list of a page's annotations in reading order? -----------------------------------------------------


def _is_read_so(widgets: Sequence[_Widget], page_width: float) -> bool:
    """Tell whether reading the widgets in this order never goes back, but to the top of the next column of a page."""
    starts = 0
    for index, (before, after) in enumerate(pairwise(widgets), start=1):
        if _is_below(before.box, after.box) or _are_level(before.box, after.box):
            if _are_level(before.box, after.box) and after.box.right <= before.box.left + 1.0:
                return False
            continue
        starts += 1
        if starts > _MOST_COLUMN_STARTS or not _starts_a_column(after.box, widgets[:index], page_width):
            return False
    return True


def _starts_a_column(box: Box, before: Sequence[_Widget], page_width: float) -> bool:
    """Tell whether all that was read and is not above the box is a wide column on its left."""
    passed = [one.box for one in before if not _is_below(one.box, box)]
    wide = max(one.right for one in passed) - min(one.left for one in passed) >= _COLUMN_PART * page_width
    return wide and all(one.right <= box.left + 2.0 for one in passed)


def _is_below(upper: Box, lower: Box) -> bool:
    return lower.top >= upper.bottom - _LEEWAY * min(upper.height, lower.height)


def _are_level(one: Box, other: Box) -> bool:
    return not (_is_below(one, other) or _is_below(other, one))


# -- by the places of the boxes --------------------------------------------------------------------------------


def _by_place(widgets: Sequence[_Widget], *, columns_first: bool) -> list[_Widget]:
    """Divide the widgets into rows, these into columns, those into rows again, until nothing divides them."""
    found: list[_Widget] = []
    stack = [(list(widgets), columns_first)]
    while stack:
        group, by_columns = stack.pop()
        parts = [group]
        for across in (by_columns, not by_columns):
            parts = _divided(group, across=across)
            if len(parts) > 1:
                break
        if len(parts) > 1:
            stack.extend((part, columns_first) for part in reversed(parts))
        else:
            found.extend(sorted(group, key=lambda one: (one.box.top, one.box.left)))
    return found


def _divided(group: Sequence[_Widget], *, across: bool) -> list[list[_Widget]]:
    """Part the widgets into columns from the left, or rows from the top, between which nothing stands."""
    parts: list[list[_Widget]] = []
    end = 0.0
    for one in sorted(group, key=lambda one: _span(one.box, across=across)):
        start, stop = _span(one.box, across=across)
        if parts and start < end:
            parts[-1].append(one)
        else:
            parts.append([one])
            end = stop
        end = max(end, stop)
    return parts


def _span(box: Box, *, across: bool) -> tuple[float, float]:
    """Return where a box begins and ends, a little smaller than it is: boxes of neighboring rows overlap."""
    if across:
        leeway = _LEEWAY * min(box.width, 20.0)
        return box.left + leeway, box.right - leeway
    leeway = _LEEWAY * min(box.height, 30.0)
    return box.top + leeway, box.bottom - leeway
