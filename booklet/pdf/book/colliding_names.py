"""New names where two things of a book would have the same: the later one gets a number at its end.

That is "name~2", "name~3" … for what people see (fields, destinations, attached files), and "Name.2" for what they do
not (fonts, roles and classes).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import count
from typing import TypeVar

Spelling = TypeVar("Spelling", str, bytes)


def spellings(name: Spelling, mark: str = "~") -> Iterator[Spelling]:
    """Yield the name itself, then with 2, 3 … behind `mark` at its end; bytes are a text string (7.9.2.2)."""
    yield name
    for number in count(2):
        yield _ending(name, f"{mark}{number}")


def _ending(name: Spelling, suffix: str) -> Spelling:
    if isinstance(name, str):
        return name + suffix
    return name + suffix.encode("utf-16-be" if name.startswith(b"\xfe\xff") else "ascii")


def free_name(name: Spelling, taken: Container[Spelling], mark: str = "~") -> Spelling:
    """Return the first spelling of a name that is not taken."""
    return next(spelling for spelling in spellings(name, mark) if spelling not in taken)


def free_identifier(identifier: bytes, taken: Container[bytes]) -> bytes:
    """Add as many tildes to an identifier of a structure element (14.7.2), which nobody reads, as make it new."""
    while identifier in taken:
        identifier += b"~"
    return identifier
