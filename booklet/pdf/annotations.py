"""Annotations (ISO 32000-2, 12.5) as they may come into a book: all of them, save links that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from booklet.pdf.actions import clean_action, field_scripts, weak
from booklet.pdf.destinations import Destinations
from booklet.pdf.objects import Dictionary, Hole
from booklet.pdf.source import Source

_OTHER_ANNOTATIONS = ("P", "Popup", "IRT", "Parent")


@dataclass(frozen=True, slots=True)
class Annotation:
    """`entries` is ready to be written; `target` is the object number of the page that a link leads to."""

    entries: Dictionary
    target: int | None = None
    note: str = ""
    """Why the annotation was changed or (where `entries` is empty) left out."""

    @property
    def is_widget(self) -> bool:
        """Whether it is part of a form field."""
        return self.entries.get("Subtype") == "Widget"


def clean_annotation(source: Source, destinations: Destinations, value: Dictionary, *, scripts: bool) -> Annotation:
    """An annotation's dictionary with its holes; actions that may not come along are out."""
    entries = {key: item for key, item in value.items() if key not in ("A", "Dest", "AA", "PA", "StructParent")}
    for key in _OTHER_ANNOTATIONS:
        if key in entries:
            entries[key] = weak(entries[key])
    index = source.resolve(value.get("StructParent"))
    if isinstance(index, int):
        entries["StructParent"] = Hole("structure", index)
    subtype = source.resolve(value.get("Subtype"))
    if subtype == "Link" and ("Dest" in value or "A" in value):
        return _link(source, destinations, value, entries)
    note = ""
    action = clean_action(source, destinations, value.get("A"))
    if action:
        entries["A"] = action
    elif "A" in value:
        note = _left_out(source, value["A"])
    if "AA" in value and scripts and subtype == "Widget":
        entries["AA"] = field_scripts(source, value["AA"])
    elif "AA" in value:
        note = note or "scripts of form fields were left out"
    return Annotation(entries, note=note)


def _link(source: Source, destinations: Destinations, value: Dictionary, entries: Dictionary) -> Annotation:
    action = source.dictionary(value.get("A"))
    if "Dest" in value or source.resolve(action.get("S")) == "GoTo":
        destination = destinations.find(value["Dest"] if "Dest" in value else action.get("D"))
        if destination is None:
            return Annotation({}, note="links that lead to no page of the upload were left out")
        return Annotation(entries | {"Dest": destination.value()}, target=destination.page)
    clean = clean_action(source, destinations, action)
    if clean is None:
        return Annotation({}, note=_left_out(source, action))
    return Annotation(entries | {"A": clean})


def _left_out(source: Source, action: Any) -> str:
    kind = source.resolve(source.dictionary(action).get("S"))
    return "scripts were left out" if kind == "JavaScript" else f"{kind or 'empty'} actions were left out"
