"""Form controls as they are printed: flat, in black and white."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.layout.text import Line, make_line, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.drawing import Control

_INK, _GRAY, _LINE_PT = "000000", "808080", 0.75
_MARK_PT, _GAP_PT = 8.0, 3.0


def draw_control(pen: Pen, control: Control, box: Rectangle) -> None:
    """Draw a control into a box (left, top, width, height)."""
    x, y, width, height = box
    line = make_line(spans_of((Run(control.text, None),), control.font), control.font)
    middle = y + height / 2
    match control.kind:
        case "check" | "option":
            _draw_mark(pen, control, x + 1, middle - _MARK_PT / 2)
            _draw_text(pen, line, x + _MARK_PT + 1 + _GAP_PT, middle)
        case "group":
            _draw_frame(pen, line, box)
        case "button" | "field" | "list":
            fill = "F0F0F0" if control.kind == "button" else None
            pen.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill, _GRAY, _LINE_PT)
            if control.kind == "list" and width > height:
                tip = x + width - height / 2
                pen.shape([(tip - 3, middle - 1.5), (tip + 3, middle - 1.5), (tip, middle + 2)], _INK, None)
            _draw_text(pen, line, x + (width - line.width) / 2, middle)
        case _:
            _draw_text(pen, line, x, middle)


def _draw_mark(pen: Pen, control: Control, x: float, y: float) -> None:
    square = (x, y, _MARK_PT, _MARK_PT)
    if control.kind == "option":
        pen.ellipse(square, None, _INK, _LINE_PT)
        if control.checked:
            pen.ellipse((x + 2.2, y + 2.2, _MARK_PT - 4.4, _MARK_PT - 4.4), _INK)
        return
    end = x + _MARK_PT, y + _MARK_PT
    pen.shape([(x, y), (end[0], y), end, (x, end[1])], None, _INK, _LINE_PT)
    if control.checked:
        pen.line([(x + 1.5, y + 4), (x + 3.3, y + 6), (x + 6.5, y + 1.8)], _INK, 1.2)


def _draw_frame(pen: Pen, line: Line, box: Rectangle) -> None:
    """Draw the frame of a group box; its text interrupts the upper edge."""
    x, y, width, height = box
    top = y + line.height / 2
    begin, end = x + 6, x + 6 + line.width + 2
    path = [(begin, top), (x, top), (x, y + height), (x + width, y + height), (x + width, top), (end, top)]
    pen.line(path, _GRAY, _LINE_PT)
    _draw_text(pen, line, begin + 1, top)


def _draw_text(pen: Pen, line: Line, x: float, middle: float) -> None:
    for span in line.spans:
        pen.text(x, middle - line.height / 2 + line.ascent, span, _INK)
        x += span.width
