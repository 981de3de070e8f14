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


_LONGEST = 20  # actions after each other


def clean_action(source: Source, destinations: Destinations, value: Any, depth: int = 0) -> Dictionary | None:
    """The action as it may come into a book, with those that follow it; None for one that may not, or that leads to
    no page."""
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
    if "Next" in action and depth < _LONGEST:
        following = [clean_action(source, destinations, item, depth + 1) for item in _next(source, action)]
        clean |= {"Next": [item for item in following if item and item["S"] != "GoTo"]}
    return clean


def _next(source: Source, action: Dictionary) -> list[Any]:
    """The actions that follow one (12.6.2): a single one, or several."""
    following = source.resolve(action.get("Next"))
    return following if isinstance(following, list) else [following] if isinstance(following, dict) else []


def left_out(source: Source, value: Any) -> str:
    """What of an action, and of those that follow it, does not come along, as a clause; empty where all does."""
    kinds: dict[str, None] = {}
    actions = [source.dictionary(value)]
    for number, action in enumerate(actions):
        kind = source.resolve(action.get("S"))
        if kind == "JavaScript" or "JS" in action:
            kinds["scripts"] = None
        elif not isinstance(kind, Name) or (kind not in _HARMLESS and (kind != "GoTo" or number)):
            kinds[f"{kind if isinstance(kind, Name) else 'empty'} actions"] = None
        if len(actions) < _LONGEST:
            actions.extend(source.dictionary(item) for item in _next(source, action))
    return f"{' and '.join(kinds)} were left out" if kinds else ""


def field_scripts(source: Source, value: Any) -> Dictionary:
    """Of an additional-actions dictionary a form field's scripts: keystroke, format, validate, calculate."""
    events = {key: source.dictionary(item) for key, item in source.dictionary(value).items() if key in _FIELD_EVENTS}
    return {
        key: {"S": event["S"], "JS": event.get("JS")}
        for key, event in events.items()
        if source.resolve(event.get("S")) == "JavaScript"
    }


_RUNNING = ("JS", "OnInstantiate", "Scripts")


def without_scripts(value: Any) -> Any:
    """`value` without what media and 3D views would run (13.2.3, 13.6.3, 13.7.2)."""
    if isinstance(value, dict):
        return {key: without_scripts(item) for key, item in value.items() if key not in _RUNNING}
    if isinstance(value, list):
        return [without_scripts(item) for item in value]
    return value


def weak(value: Any) -> Any:
    """`value` with its references changed to such that do not bring their objects into the book."""
    if isinstance(value, Ref):
        return Hole("weak", int(value))
    if isinstance(value, list):
        return [weak(item) for item in value]
    return value
