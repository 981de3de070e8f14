"""Reading an upload in a process of its own, with limits: what a hostile file does there harms nobody.

The process does all that `prepare` and the first book would do: repair, page tree, form, outline, structure, a
book of all pages. What it hands back is the PDF that qpdf rewrote, or the word that the upload can be read as it
came; of either the rest is known to be within the limits.
"""

from __future__ import annotations

from dataclasses import dataclass

from booklet.apart import Bounds, run_apart
from booklet.errors import LimitExceeded
from booklet.pdf.source.normalize import Normalized
from booklet.pdf.source.object_table import Source


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """The most that an upload may take to be read."""

    seconds: float = 60.0
    memory_bytes: int = 3 << 30
    upload_bytes: int = 300 << 20
    pages: int = 10_000


def normalize_apart(data: bytes, password: str | None, limits: PdfLimits) -> Normalized:
    """Do as `normalize`, in a process of its own. Raises LimitExceeded where that takes too long or too much."""
    if len(data) > limits.upload_bytes:
        raise LimitExceeded(
            f"The PDF has {len(data) / 1e6:.0f} MB; at most {limits.upload_bytes / 1e6:.0f} MB are taken."
        )
    task = {"password": password, "pages": limits.pages}
    bounds = Bounds(limits.seconds, limits.memory_bytes, "The PDF", "Print it anew from where it comes from.")
    facts, made = run_apart("booklet.pdf.trial:try_out", task, data, bounds)
    rewritten = bool(facts["rewritten"])
    source = Source(made if rewritten else data, rewritten=rewritten)
    return Normalized(source, bool(facts["encrypted"]), tuple(map(str, facts["notes"])))
