"""Files that are kept prepared: each made once, and the oldest use goes first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from booklet.generate.files import PreparedFiles


@pytest.fixture
def made() -> list[str]:
    """The keys that were made, in order."""
    return []


def _maker(made: list[str], key: str) -> Callable[[], object]:
    def make() -> object:
        made.append(key)
        return object()

    return make


def _asked(kept: PreparedFiles, made: list[str], keys: str) -> list[object]:
    return [kept.get(key, _maker(made, key)) for key in keys]


def test_each_is_made_once(made: list[str]) -> None:
    """Asked for again it is the same."""
    first, _, again = _asked(PreparedFiles(), made, "aba")
    assert first is again
    assert made == ["a", "b"]


@pytest.mark.parametrize(
    ("keys", "anew"),
    [("abca", "a"), ("abacb", "b"), ("abaca", ""), ("abcc", ""), ("abcdab", "ab"), ("abb", "")],
)
def test_the_oldest_use_goes_first(made: list[str], keys: str, anew: str) -> None:
    """Where there is room for two: to be asked for again makes young."""
    _asked(PreparedFiles(capacity=2), made, keys)
    assert sorted(made) == sorted([*{*keys}, *anew])


def test_no_more_are_kept_than_there_is_room_for(made: list[str]) -> None:
    """The last three of ten are there without being made again."""
    kept = PreparedFiles(capacity=3)
    _asked(kept, made, "abcdefghij")
    made.clear()
    _asked(kept, made, "hij")
    assert made == []


def test_of_two_that_are_made_at_once_one_is_kept() -> None:
    """Both who asked get it."""
    kept, together = PreparedFiles(), Barrier(2)

    def make() -> object:
        together.wait(10)
        return object()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: kept.get("a", make), range(2))
    assert one is other
    assert kept.get("a", object) is one


def test_what_fails_is_not_kept(made: list[str]) -> None:
    """The next who asks tries again."""
    kept = PreparedFiles()

    def fail() -> object:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("a", fail)
    _asked(kept, made, "a")
    assert made == ["a"]
