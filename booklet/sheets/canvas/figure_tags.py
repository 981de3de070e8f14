"""Drawings as they are read aloud: a figure with a text, a paragraph, a control, or nothing."""

from __future__ import annotations

from booklet.sheets.canvas.tags import Figure
from booklet.sheets.model.chart import Chart
from booklet.sheets.model.drawing import Control, Drawing, Shape

_CONTROLS = {"check": "cb", "option": "rb", "button": "pb", "list": "tv", "field": "tv"}
"""Kinds of controls, with their roles as fields that cannot be filled in (ISO 32000-2, 14.8.5.6)."""


def figure_of(drawing: Drawing) -> Figure | None:
    """Return the element of a drawing; None for decoration, such as lines and empty shapes that nobody described."""
    content, said = drawing.content, drawing.alternative
    if drawing.decorative:
        return None
    if isinstance(content, Control):
        return _control(content)
    if isinstance(content, Shape):
        text = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in content.paragraphs).strip()
        if text:
            return Figure("P", text=text)
        return Figure("Figure", said) if said else None
    if isinstance(content, Chart):
        title = content.title.text.strip() if content.title else ""
        described = said or content.name
        return Figure("Figure", f"{title}: {described}" if title and described else title or described or "chart")
    return Figure("Figure", said or content.name or "picture")


def _control(control: Control) -> Figure:
    role = _CONTROLS.get(control.kind)
    if role is None:
        return Figure("P", text=control.text)
    state = f" /Checked /{'on' if control.checked else 'off'}" if role in ("cb", "rb") else ""
    return Figure("Form", control.text, attributes=f"/O /PrintField /Role /{role}{state}")
