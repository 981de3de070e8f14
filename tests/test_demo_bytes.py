"""The demo's books, byte for byte as they were when this file's list was written.

Whatever is moved or renamed inside the package, the same inputs give the same bytes. A change that is meant to
change books raises the engine's version and renews the list:
`BOOKLET_RENEW_GOLDEN=1 python -m pytest tests/test_demo_bytes.py`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import datetime, tzinfo
from pathlib import Path

import pikepdf
import pytest

from booklet.demo import make_demo
from booklet.generate.snapshot import engine_versions
from booklet.store import clock
from booklet.workspace import Workspace

KEPT = Path(__file__).parent / "golden" / "demo-books.json"


class _Noon(datetime):
    """The clock that dates the books: it always shows the same moment."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Noon:
        return cls(2026, 10, 5, 12, tzinfo=tz)


def test_the_demo_makes_the_same_bytes_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All 24 books of the demo are what they were; with another zlib, what its packing does not change is compared."""
    monkeypatch.setattr(clock, "datetime", _Noon)
    workspace = Workspace(tmp_path)
    make_demo(workspace)
    books = {f"{run.book}: {run.customer}": workspace.output(run.id) for run in workspace.generations.find()}
    made_by = {name: version for name, version in engine_versions().items() if name != "booklet"}
    made = {
        "made_by": made_by,
        "sha256": {name: hashlib.sha256(pdf).hexdigest() for name, pdf in sorted(books.items())},
        "unpacked_sha256": {name: _unpacked_sha256(pdf) for name, pdf in sorted(books.items())},
    }
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        KEPT.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    kept = json.loads(KEPT.read_text())
    compared = "sha256" if kept["made_by"] == made_by else "unpacked_sha256"
    assert len(made["sha256"]) == 24
    assert made[compared] == kept[compared]


def _unpacked_sha256(pdf: bytes) -> str:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        book.save(
            out,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return hashlib.sha256(out.getvalue()).hexdigest()
