"""Problems as sentences."""

from __future__ import annotations

from booklet.model import Problem, Severity


def test_a_problem_says_where_what_and_what_to_do() -> None:
    """Leaving out what it is not about."""
    problem = Problem(
        Severity.ERROR, "missing value", "Plan is missing.", "Record it.", "Review", "Summary", customer="Acme"
    )
    assert str(problem) == 'Acme, book "Review", page "Summary": Plan is missing. Record it.'
    assert problem.is_error


def test_a_problem_without_a_place_is_a_sentence_too() -> None:
    """No stray punctuation before it."""
    problem = Problem(Severity.WARNING, "x", "The file is large.", "")
    assert str(problem) == "The file is large."
    assert not problem.is_error
