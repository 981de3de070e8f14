"""Work done once for all customers who give it the same to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.page_types.once import Noted, NotedFacts, Once, Reading
from tests.page_types.trial import facts


def _reading(values: Mapping[str, Any]) -> tuple[Reading, Noted[Any]]:
    reading = Reading({"values": values})
    return reading, Noted(reading, "values")


class _Counted:
    """Work over a customer's values: what is read depends on what was read before. It counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def ask(self, once: Once, values: Mapping[str, Any], key: str = "work") -> object:
        reading, noted = _reading(values)

        def work() -> object:
            self.done += 1
            if noted.get("plan") == "Gold":
                return ("gold", noted.get("assets", 0))
            return ("other", "vip" in noted and noted["vip"])

        return once.do(key, reading, work)


def test_equal_answers_are_worked_out_once() -> None:
    """What was not asked does not matter; a value that is missing is an answer too."""
    once, work = Once(), _Counted()
    assert work.ask(once, {"plan": "Gold", "assets": 5, "vip": 1}) == ("gold", 5)
    assert work.ask(once, {"plan": "Gold", "assets": 5, "vip": 2}) == ("gold", 5)
    assert work.done == 1
    assert work.ask(once, {"plan": "Gold", "assets": 6}) == ("gold", 6)
    assert work.ask(once, {"plan": "Gold"}) == ("gold", 0)
    assert work.ask(once, {"plan": "Gold"}) == ("gold", 0)
    assert work.done == 3
    assert work.ask(once, {}) == ("other", False)
    assert work.ask(once, {"assets": 9}) == ("other", False)
    assert work.done == 4


def test_each_work_has_its_own_results() -> None:
    """By its key."""
    once, work = Once(), _Counted()
    for key in ("one", "other", "one"):
        work.ask(once, {"plan": "Gold"}, key)
    assert work.done == 2


def test_work_that_reads_nothing_is_done_once() -> None:
    """It is the same for everybody."""
    once, done = Once(), []
    for values in ({"plan": "Gold"}, {"plan": "Silver"}, {}):
        reading, _ = _reading(values)
        assert once.do("work", reading, lambda: done.append(1) or "made") == "made"
    assert done == [1]


def test_what_hardly_any_two_share_is_given_up() -> None:
    """After so many customers of whom no two read the same, nothing is kept any more; what is shared stays kept."""
    once, work = Once(), _Counted()
    for number in range(80):
        work.ask(once, {"plan": "Gold", "assets": number})
    assert work.done == 80
    work.ask(once, {"plan": "Gold", "assets": 5})
    assert work.done == 81
    once, work = Once(), _Counted()
    for number in range(80):
        work.ask(once, {"plan": "Gold", "assets": number // 4})
    assert work.done == 20


def test_reading_in_another_order_keeps_nothing_wrong() -> None:
    """Work whose first question changes by chance is done again."""
    once = Once()
    for order in (("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")):
        reading, noted = _reading({"a": 1, "b": 2})
        made = once.do("work", reading, lambda order=order, noted=noted: [noted[key] for key in order])
        assert sorted(made) == [1, 2]


@given(
    customers=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "plan": st.sampled_from(["Gold", "Silver"]),
                "assets": st.integers(0, 3),
                "vip": st.booleans(),
            },
        ),
        max_size=90,
    )
)
def test_everybody_gets_what_they_would_get_alone(customers: list[dict[str, Any]]) -> None:
    """Whoever came before."""
    once, work = Once(), _Counted()
    assert [work.ask(once, values) for values in customers] == [_Counted().ask(Once(), values) for values in customers]
    assert work.done <= len(customers)


def test_all_of_a_mapping_is_one_answer() -> None:
    """Its length and its keys are read at once."""
    once, done = Once(), []
    for values in ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 1, "b": 1}):
        reading, noted = _reading(values)
        assert once.do("work", reading, lambda noted=noted: done.append(1) or (len(noted), sorted(noted))) is not None
    assert len(done) == 3


def test_a_noted_mapping_is_a_mapping() -> None:
    """A key that is not there raises; a default stands for it."""
    reading, noted = _reading({"a": 1})
    assert (noted["a"], noted.get("a"), "a" in noted) == (1, 1, True)
    assert (noted.get("b"), noted.get("b", 7), "b" in noted) == (None, 7, False)
    assert (dict(noted), len(noted)) == ({"a": 1}, 1)
    with pytest.raises(KeyError):
        noted["b"]
    assert ("values", "b") in dict(reading.log)


def test_facts_note_the_name() -> None:
    """A page that reads only the plan is the same for two customers of one plan; one that greets them is not."""
    reading = Reading({"values": {"plan": "Gold"}, "customer": {"name": "Acme"}})
    noted = NotedFacts(facts(), reading)
    assert noted.values["plan"] == "Gold"
    assert [question for question, _ in reading.log] == [("values", "plan")]
    assert noted.customer == "Acme"
    assert reading.log[-1] == (("customer", "name"), "Acme")
