"""Values of a quarter, edited by several people at once: nobody writes over what somebody else has just recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from booklet.model import Quarter, ValueChange
from booklet.workspace import Workspace

Edits = Mapping[str, Mapping[str, object]]
"""New values by customer's id and attribute's key; None for a value that ends."""
Texts = Mapping[str, Mapping[str, str]]
"""Canonical texts of values by customer's id and attribute's key."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value to be edited that has changed since it was read; None where there is no value."""

    customer_id: str
    key: str
    before: str | None
    now: str | None


def save_edits(
    ws: Workspace, quarter: Quarter, before: Texts, edits: Edits, *, by: str = ""
) -> tuple[list[Conflict], list[ValueChange]]:
    """Record edits, unless some of the values have changed since they were read: then nothing is recorded.

    Returns the conflicts, and the changes that were made. Looking and saving are one unit of work: nobody can record
    a value between the two. Raises as `Attributes.set_many`.
    """
    with ws.database.write():
        found = conflicts(ws, quarter, before, edits)
        return found, [] if found else ws.attributes.set_many(quarter, edits, by=by)


def conflicts(ws: Workspace, quarter: Quarter, before: Texts, edits: Edits) -> list[Conflict]:
    """Return the edited values that were others when the edits began, at `before`."""
    now = ws.attributes.texts(quarter, customers=list(edits)) if edits else {}
    return [
        Conflict(id_, key, before[id_].get(key), now[id_].get(key))
        for id_, values in edits.items()
        for key in values
        if now[id_].get(key) != before[id_].get(key)
    ]
