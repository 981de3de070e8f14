"""Names that collide: each thing keeps a name of its own, the same in every run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.book.colliding_names import free_identifier, free_name, spellings
from booklet.pdf.syntax.objects import text_of, text_string

_NAMES = st.lists(st.sampled_from(["a", "b", "a~2", "a~3", "b~2", "ä", "", "a.2"]), max_size=12)


def _given_out(names: list[str]) -> list[str]:
    taken: dict[str, None] = {}
    for name in names:
        taken[free_name(name, taken)] = None
    return list(taken)


@given(_NAMES)
def test_names_given_out_are_unique_and_stay_what_they_can(names: list[str]) -> None:
    """No two are equal, each begins with what was asked for, and the first of its name has it as it is."""
    found = _given_out(names)
    assert len(set(found)) == len(names)
    assert all(new.startswith(name) for name, new in zip(names, found, strict=True))
    assert not names or found[0] == names[0]
    assert found == _given_out(names)
    assert _given_out(found) == found


@given(_NAMES)
def test_what_is_named_does_not_depend_on_what_comes_after(names: list[str]) -> None:
    """A block's names are written once for all books that begin with it."""
    assert _given_out(names)[: len(names) // 2] == _given_out(names[: len(names) // 2])


def test_numbers_count_from_two() -> None:
    """The second, the third: a name that somebody has already is passed over."""
    assert _given_out(["name", "name", "name", "other"]) == ["name", "name~2", "name~3", "other"]
    assert _given_out(["name~2", "name", "name"]) == ["name~2", "name", "name~3"]
    assert free_name("Helv", {"Helv", "Helv.2"}, ".") == "Helv.3"


@pytest.mark.parametrize("text", ["name", "näme", "名前"])
def test_text_strings_stay_text_strings(text: str) -> None:
    """A name in UTF-16 gets its ending in UTF-16, so that a reader shows it (7.9.2.2)."""
    name = text_string(text)
    assert text_of(free_name(name, {name})) == f"{text}~2"
    ways = spellings(name)
    assert [text_of(next(ways)) for _ in range(3)] == [text, f"{text}~2", f"{text}~3"]


def test_identifiers_get_tildes() -> None:
    """Nobody reads those of structure elements."""
    assert free_identifier(b"id", {b"id", b"id~"}) == b"id~~"
    assert free_identifier(b"id", set()) == b"id"
