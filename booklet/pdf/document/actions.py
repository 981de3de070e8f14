"""Actions (ISO 32000-2, 12.6): which of them may come into a book, and in which form.

A book follows links and shows layers; it runs nothing and opens no program. Scripts of form fields come along
only when the book's options say so.
"""

from __future__ import annotations

from typing import Any

from booklet.pdf.document.destinations import Destinations
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Hole, Name, Ref

_HARMLESS = frozenset(
    ("URI", "GoToR", "Named", "Hide", "SetOCGState", "ResetForm", "SubmitForm", "Trans", "Rendition", "Sound", "Movie")
)
_KEYS_OF_OBJECTS = ("T", "Fields", "AN", "Annotation")
_FIELD_EVENTS = ("K", "F", "V", "C")
_LONGEST = 20  # actions after each other


def clean_action(source: Source, destinations: Destinations, value: Any) -> Dictionary | None:
    """Return an action as it may come into a book, with those that follow it.

    None for an action that may not, and for one that leads to no page.
    """
    first, *following = _chain(source, value)
    clean = _clean_one(source, destinations, first)
    if clean and following and clean["S"] != "GoTo":
        kept = [_clean_one(source, destinations, action) for action in following]
        clean["Next"] = [action for action in kept if action and action["S"] != "GoTo"]
    return clean


def _clean_one(source: Source, destinations: Destinations, action: Dictionary) -> Dictionary | None:
    kind = source.resolve(action.get("S"))
    if kind == "GoTo":
        destination = destinations.find(action.get("D"))
        return {"S": kind, "D": destination.value()} if destination else None
    if not isinstance(kind, Name) or kind not in _HARMLESS:
        return None
    clean = {key: item for key, item in action.items() if key not in ("Next", "P", "JS")} | {"S": kind}
    for key in _KEYS_OF_OBJECTS:
        if key in clean:
            clean[key] = weak(clean[key])
    return clean


def _chain(source: Source, value: Any) -> list[Dictionary]:
    """Return an action and those that follow it (12.6.2), in the order of doing; a loop ends after twenty."""
    actions: list[Dictionary] = []
    stack = [value]
    while stack and len(actions) < _LONGEST:
        actions.append(source.dictionary(stack.pop()))
        following = source.resolve(actions[-1].get("Next"))
        stack.extend(following[::-1] if isinstance(following, list) else [following] if following else [])
    return actions


def left_out(source: Source, value: Any) -> str:
    """Name the kinds of actions, of a chain, that do not come along, as a clause; empty where all do."""
    kinds: dict[str, None] = {}
    for number, action in enumerate(_chain(source, value)):
        kind = source.resolve(action.get("S"))
        if kind == "JavaScript" or "JS" in action:
            kinds["scripts"] = None
        elif not isinstance(kind, Name) or (kind not in _HARMLESS and (kind != "GoTo" or number)):
            kinds[f"{kind if isinstance(kind, Name) else 'empty'} actions"] = None
    return f"{' and '.join(kinds)} were left out" if kinds else ""


def field_scripts(source: Source, value: Any) -> Dictionary:
    """Return a form field's scripts of an additional-actions dictionary: keystroke, format, validate, calculate."""
    events = {key: source.dictionary(item) for key, item in source.dictionary(value).items() if key in _FIELD_EVENTS}
    return {
        key: {"S": event["S"], "JS": event.get("JS")}
        for key, event in events.items()
        if source.resolve(event.get("S")) == "JavaScript"
    }


_RUNNING = ("JS", "OnInstantiate", "Scripts")


def without_scripts(value: Any) -> Any:
    """Return `value` without what media and 3D views would run (13.2.3, 13.6.3, 13.7.2)."""
    if isinstance(value, dict):
        return {key: without_scripts(item) for key, item in value.items() if key not in _RUNNING}
    if isinstance(value, list):
        return [without_scripts(item) for item in value]
    return value


def weak(value: Any) -> Any:
    """Return `value` with references that do not bring their objects into the book."""
    if isinstance(value, Ref):
        return Hole("weak", int(value))
    if isinstance(value, list):
        return [weak(item) for item in value]
    return value
