"""How screens write counts, times and users' own words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from booklet.office.counting import count
from booklet.ui.shared.words import ago, plain, size


def test_counts_and_sizes() -> None:
    """One is singular; thousands are set apart."""
    assert [count(n, "book") for n in (0, 1, 2000)] == ["0 books", "1 book", "2,000 books"]
    assert count(2, "entry", "entries") == "2 entries"
    assert [size(n) for n in (10, 340_000, 1_234_567)] == ["1 KB", "340 KB", "1.2 MB"]


def test_ago_takes_the_stores_times() -> None:
    """UTC without a zone."""
    now = datetime.now(UTC).replace(tzinfo=None)
    assert ago(now) == "just now"
    assert ago(now - timedelta(minutes=3)) == "3 minutes ago"


@pytest.mark.parametrize("text", ["*bold* and [a](http://x)", ":red[x]", "$a$ <b>", "# 1. - `x`", "a_b~c|d!"])
def test_a_users_words_stand_as_they_are(text: str) -> None:
    """Nothing that means something in Markdown is left unescaped."""
    escaped = plain(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)[*\[\]():$<>#`]", escaped)
