"""Lines of text held against those that were kept in tests/golden: BOOKLET_RENEW_GOLDEN=1 keeps them anew.

What is kept says nothing of whether it was right: other tests say that, and somebody has looked at it. It says that
nothing has changed that nobody meant to change, in far more places than anybody would write tests for.
"""

from __future__ import annotations

import base64
import difflib
import json
import os
import re
import zlib
from functools import lru_cache
from pathlib import Path

import pytest

KEPT = Path(__file__).parent / "golden"


def as_kept(group: str, name: str, lines: list[str]) -> None:
    """Fail where the lines are not those of that name in tests/golden, saying where; numbers are near enough."""
    path = KEPT / f"{group}.json"
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        kept = json.loads(path.read_text()) if path.exists() else {}
        path.write_text(json.dumps({**kept, name: _packed(lines)}, indent=0, sort_keys=True) + "\n")
        _kept.cache_clear()
    before = _unpacked(_kept(path)[name])
    if lines != before and list(map(_words, lines)) != list(map(_words, before)):
        told = difflib.unified_diff(before, lines, "kept", "now", n=4)
        pytest.fail(f"{name} is not as it was:\n" + "\n".join(told))


def _words(line: str) -> list[object]:
    """Return the words of a line, its numbers so that they are equal where they differ by nothing that is seen."""
    return [_number(word) for word in re.split(r"([ ,;{}]+)", line)]


def _number(word: str) -> object:
    try:
        return pytest.approx(float(word), rel=1e-7, abs=1e-14)
    except ValueError:
        return word


@lru_cache
def _kept(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text()))


def _packed(lines: list[str]) -> str:
    return base64.b85encode(zlib.compress("\n".join(lines).encode(), 9)).decode()


def _unpacked(text: str) -> list[str]:
    return zlib.decompress(base64.b85decode(text)).decode().split("\n")
