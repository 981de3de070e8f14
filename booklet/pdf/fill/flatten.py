"""Flattening: the fields of a form become part of the page (ISO 32000-2, 12.5.5), and their values are gone.

As content of the page they lie below all annotations that stay, also below such as stood before them in /Annots.
"""

from __future__ import annotations

from booklet.pdf.book.tail import PageDrawing, Placing, Tail
from booklet.pdf.fill.fill import Drawn, draw_value, existing_appearance, fill
from booklet.pdf.form.field_nodes import rect_of
from booklet.pdf.form.field_tree import Node
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Name, number

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5


def flatten_fields(tail: Tail, placing: Placing) -> None:
    """Draw all widgets of a piece, with their new values, into the overlays of its pages."""
    block = placing.piece.block
    if block.key.form != "flat":
        return
    nodes = block.document_form.nodes
    seen = [[nodes[local] for local in page if _is_seen(block.document.source, nodes[local])] for page in block.widgets]
    drawn = fill(tail, placing, {node.number for page in seen for node in page}).drawn
    for position, widgets in enumerate(seen):
        for node in widgets:
            look = drawn[node.number] if node.number in drawn else _as_it_is(tail, placing, node)
            if look:
                drawing = placing.drawings.setdefault(position, PageDrawing())
                _place(block.document.source, node, look, drawing)


def _is_seen(source: Source, node: Node) -> bool:
    flags = source.resolve(node.entries.get("F"))
    left, bottom, right, top = rect_of(source, node)
    return left < right and bottom < top and not (isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW))


def _as_it_is(tail: Tail, placing: Placing, node: Node) -> Drawn | None:
    """Find what shows of a widget that gets no value: its own appearance, else that of the value that it has, drawn."""
    state = placing.piece.block.document.source.resolve(node.entries.get("AS"))
    drawn = existing_appearance(tail, placing, node.number, state if isinstance(state, Name) else Name("Off"))
    if drawn is None and node.kind in ("text", "combo"):
        return draw_value(tail, placing, node)
    return drawn


def _place(source: Source, node: Node, drawn: Drawn, drawing: PageDrawing) -> None:
    """Draw an appearance so that its box covers the widget's rectangle (algorithm 8 of 12.5.5)."""
    left, bottom, right, top = rect_of(source, node)
    (x0, y0, x1, y1), (a, b, c, d, e, f) = drawn.shape
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    low = (min(x for x, _ in corners), min(y for _, y in corners))
    high = (max(x for x, _ in corners), max(y for _, y in corners))
    if high[0] - low[0] <= 0 or high[1] - low[1] <= 0:
        return
    across, up = (right - left) / (high[0] - low[0]), (top - bottom) / (high[1] - low[1])
    numbers = (across, 0.0, 0.0, up, left - low[0] * across, bottom - low[1] * up)
    name = drawing.use(b"XObject", b"W%d" % node.number, drawn.reference)
    drawing.content.append(b"q %b cm /%b Do Q" % (b" ".join(number(round(v, 5)) for v in numbers), name))
