"""Annotations (ISO 32000-2, 12.5) as they may come into a book: all of them, save links that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.pdf.document.actions import clean_action, field_scripts, left_out, weak, without_scripts
from booklet.pdf.document.destinations import Destinations
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Hole

_OTHER_ANNOTATIONS = ("P", "Popup", "IRT", "Parent")
_PLAYERS = ("3D", "RichMedia", "Screen", "Movie", "Sound")


@dataclass(frozen=True, slots=True)
class Annotation:
    """`entries` is ready to be written; `target` is the object number of the page that a link leads to."""

    entries: Dictionary
    target: int | None = None
    action_target: int | None = None
    """The same for the action of something that is no link, and is kept without it."""
    note: str = ""
    """Why the annotation was changed or (where `entries` is empty) left out."""

    @property
    def is_widget(self) -> bool:
        """True for a widget of a form field."""
        return self.entries.get("Subtype") == "Widget"


def clean_annotation(source: Source, destinations: Destinations, value: Dictionary, *, scripts: bool) -> Annotation:
    """Return an annotation's dictionary with its holes; actions that may not come along are out."""
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
    action = clean_action(source, destinations, value["A"]) if "A" in value else None
    if action:
        entries["A"] = action
    note = left_out(source, value["A"]) if "A" in value else ""
    if "AA" in value and scripts and subtype == "Widget":
        entries["AA"] = field_scripts(source, value["AA"])
    elif "AA" in value:
        note = note or "scripts of form fields were left out"
    if subtype in _PLAYERS:
        entries, note = without_scripts(entries), note or _scripts_of_media(source, value)
    leads_to = action["D"][0].key if action and action["S"] == "GoTo" else None
    return Annotation(entries, action_target=leads_to, note=note)


def _scripts_of_media(source: Source, value: Dictionary) -> str:
    view = source.dictionary(value.get("3DD"))
    activation = source.dictionary(source.dictionary(value.get("RichMediaSettings")).get("Activation"))
    runs = "OnInstantiate" in view or "Scripts" in activation
    return "scripts of 3D views and media were left out" if runs else ""


def _link(source: Source, destinations: Destinations, value: Dictionary, entries: Dictionary) -> Annotation:
    action = source.dictionary(value.get("A"))
    if "Dest" in value or source.resolve(action.get("S")) == "GoTo":
        destination = destinations.find(value["Dest"] if "Dest" in value else action.get("D"))
        if destination is None:
            return Annotation({}, note="links that lead to no page of the upload were left out")
        return Annotation(entries | {"Dest": destination.value()}, target=destination.page)
    clean = clean_action(source, destinations, action)
    if clean is None:
        return Annotation({}, note=left_out(source, action))
    return Annotation(entries | {"A": clean}, note=left_out(source, action) if "Next" in action else "")
