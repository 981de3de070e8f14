"""The name that somebody meant, in every sentence that refuses an unknown one."""

from __future__ import annotations

import pytest

from booklet.model.nearest import did_you_mean


@pytest.mark.parametrize(("word", "name"), [("plna", "plan"), ("PLAN", "plan"), ("asets", "Assets"), ("Ass", "Assets")])
def test_the_nearest_is_named(word: str, name: str) -> None:
    """Whatever the case; as it is really written."""
    assert did_you_mean(word, ["plan", "Assets"]) == f'Did you mean "{name}"?'


def test_all_are_listed_where_none_is_near() -> None:
    """Under what they are called."""
    assert did_you_mean("xyz", ["plan", "assets"], kind="attributes") == "The attributes are: plan, assets."


def test_a_long_list_ends_after_twenty() -> None:
    """With a sign that there are more; twenty themselves are all shown."""
    names = [f"n{number:02}" for number in range(21)]
    assert did_you_mean("xyz", names).endswith("n18, n19 ….")
    assert did_you_mean("xyz", names[:20]).endswith("n18, n19.")


def test_where_there_are_none() -> None:
    """Nobody is told of an empty list."""
    assert did_you_mean("plan", [], kind="attributes") == "There are no attributes yet."


def test_of_two_that_differ_in_case_the_first() -> None:
    """The order is the caller's: the more likely name comes first."""
    assert did_you_mean("plan", ["Plan", "PLAN"]) == 'Did you mean "Plan"?'
