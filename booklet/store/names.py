"""Names that people type: their cleaning and comparing, and the message where nothing has such a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from booklet.errors import NotFound, ValueRefused

_NEAR_PERCENT = 60


def clean_name(name: str, *, of: str) -> str:
    """Return `name` without surrounding or repeated space. Raises ValueRefused for an empty or unprintable name."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or not cleaned.isprintable():
        raise ValueRefused(f"{of} needs a name of at least one letter, without control characters; got {name!r}.")
    return cleaned


def name_key(name: str) -> str:
    """Return a key that is equal for names that differ only in case, spacing or the encoding of accents."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name of `names` that was probably meant, or None where none is near."""
    from rapidfuzz import process  # here: only who mistypes a name needs it

    match = process.extractOne(name, list(names), processor=name_key, score_cutoff=_NEAR_PERCENT)
    return match[0] if match else None


def not_found(kind: str, ref: str, names: Iterable[str]) -> NotFound:
    """Return the error for a `ref` that no `kind` ("customer", "book") has; it names the nearest."""
    near = nearest(ref, names)
    advice = f'Did you mean "{near}"?' if near else "Check the spelling."
    return NotFound(f'There is no {kind} "{ref}". {advice}')
