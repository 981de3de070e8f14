"""Actions (ISO 32000-2, 12.6): which of them may come into a book, and in which form.

A book follows links and shows layers; it runs nothing and opens no program. Scripts of form fields come along
only when the book's options say so.
"""

from __future__ import annotations

from typing import Any

from booklet.pdf.destinations import Destinations
from booklet.pdf.objects import Dictionary, Hole, Name, Ref
from booklet.pdf.source import Source

_HARMLESS = frozenset(
    ("URI", "GoToR", "Named", "Hide", "SetOCGState", "ResetForm", "SubmitForm", "Trans", "Rendition", "Sound", "Movie")
)
_KEYS_OF_OBJECTS = ("T", "Fields", "AN", "Annotation")
_FIELD_EVENTS = ("K", "F", "V", "C")


def clean_action(source: Source, destinations: Destinations, value: Any) -> Dictionary | None:
    """The action as it may come into a book; None for one that may not, or that leads to no page."""
    action = source.dictionary(value)
    kind = source.resolve(action.get("S"))
    if kind == "GoTo":
        destination = destinations.find(action.get("D"))
        return {"S": kind, "D": destination.value()} if destination else None
    if not isinstance(kind, Name) or kind not in _HARMLESS:
        return None
    clean = {key: item for key, item in action.items() if key not in ("Next", "P", "JS")}
    for key in _KEYS_OF_OBJECTS:
        if key in clean:
            clean[key] = weak(clean[key])
    return clean


def field_scripts(source: Source, value: Any) -> Dictionary:
    """Of an additional-actions dictionary a form field's scripts: keystroke, format, validate, calculate."""
    events = {key: source.dictionary(item) for key, item in source.dictionary(value).items() if key in _FIELD_EVENTS}
    return {
        key: {"S": event["S"], "JS": event.get("JS")}
        for key, event in events.items()
        if source.resolve(event.get("S")) == "JavaScript"
    }


def weak(value: Any) -> Any:
    """`value` with its references changed to such that do not bring their objects into the book."""
    if isinstance(value, Ref):
        return Hole("weak", int(value))
    if isinstance(value, list):
        return [weak(item) for item in value]
    return value
