"""Where a problem is, in the order in which a reader looks: customer, quarter, book, page."""

from __future__ import annotations

import itertools

import pytest

from booklet.model import Problem, Severity

_PLACES = {"customer": "Acme", "quarter": "2026Q3", "book": "Review", "page": "Letter"}
_WRITTEN = {"customer": "Acme", "quarter": "2026Q3", "book": 'book "Review"', "page": 'page "Letter"'}


@pytest.mark.parametrize("count", range(5))
def test_every_set_of_places(count: int) -> None:
    """Those that are known, in their order, before the message and the remedy."""
    for names in itertools.combinations(_PLACES, count):
        problem = Problem(Severity.ERROR, "code", "It fails.", "Mend it.", **{name: _PLACES[name] for name in names})
        where = ", ".join(_WRITTEN[name] for name in names)
        assert str(problem) == (f"{where}: " if where else "") + "It fails. Mend it."


def test_code_and_subject_are_for_programs() -> None:
    """Nobody reads them."""
    problem = Problem(Severity.WARNING, "missing value", "It fails.", "", page_id="p1", subject="plan")
    assert str(problem) == "It fails."
    assert not problem.is_error
    assert Problem(Severity.ERROR, "", "", "").is_error
