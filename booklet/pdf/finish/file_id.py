"""The identity of a file (ISO 32000-2, 14.4): what it holds decides, so that the same parts give the same bytes.

Nothing else in a book is from a clock or from chance either: its date is given with `BookOptions.created` (that of the
newest input, `generate/snapshot.py`), and objects are numbered in the order of the parts.
"""

from __future__ import annotations

from booklet.pdf.syntax.objects import string


def file_id(digest: bytes) -> bytes:
    """Return the trailer's /ID entry from the SHA-256 of all that stands before the trailer."""
    identifier = string(digest[:16])
    return b"/ID[%b%b]" % (identifier, identifier)
