"""The trial of an upload of unknown origin, in a process of its own (see `source/limits.py`, which starts it)."""

from __future__ import annotations

from typing import Any

from booklet.errors import LimitExceeded
from booklet.pdf.assemble import assemble
from booklet.pdf.pictures.apart_tasks import can_be_drawn
from booklet.pdf.prepared import prepare

_DRAWN = 20
"""Pages that are drawn: enough for what is shown of an upload at first; each picture has limits of its own later."""


def try_out(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Do the work of the process; see `booklet.apart.Work`."""
    prepared = prepare(data, password=task["password"])
    if prepared.page_count > task["pages"]:
        raise LimitExceeded(f"The PDF has {prepared.page_count} pages; at most {task['pages']} are taken.")
    assemble([prepared])
    assert prepared.fields is not None
    assert prepared.labels is not None
    assert prepared.outline is not None
    can_be_drawn(data, task["password"], _DRAWN)
    source = prepared.document.source
    facts = {"rewritten": source.rewritten, "encrypted": prepared.encrypted, "notes": list(prepared.notes)}
    return facts, source.buffer[:] if source.rewritten else b""
