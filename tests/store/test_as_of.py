"""The rule "as of", against the plainest telling of it."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booklet.model import Quarter
from booklet.model.input_key import digest_of_values
from booklet.store import Attributes, Database
from booklet.store.values_as_of import NewChange, counting_for, record, texts_as_of

KEYS = ("plan", "city")


@dataclass(frozen=True)
class Told:
    """What somebody recorded."""

    customer: str
    key: str
    value: str | None
    quarter: Quarter


quarters = st.builds(Quarter, st.integers(2025, 2026), st.integers(1, 4))
stories = st.lists(
    st.builds(Told, st.sampled_from("ab"), st.sampled_from(KEYS), st.sampled_from(["x", "y", None]), quarters),
    max_size=12,
)


def _as_of(story: list[Told], quarter: Quarter) -> dict[tuple[str, str], str | None]:
    """By customer and key, the value of the newest quarter up to it, of equal quarters the one that was told last."""
    found: dict[tuple[str, str], Told] = {}
    for told in story:
        before = found.get((told.customer, told.key))
        if told.quarter <= quarter and (before is None or told.quarter >= before.quarter):
            found[(told.customer, told.key)] = told
    return {where: told.value for where, told in found.items()}


@given(story=stories, quarter=quarters)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_values_as_of_a_quarter(
    database: Database, attributes: Attributes, story: list[Told], quarter: Quarter
) -> None:
    """Whatever was recorded in whatever order; of all customers, of some, and with those that ended."""
    expected = _as_of(story, quarter)
    standing = {where: value for where, value in expected.items() if value is not None}
    with database.write() as connection:
        connection.execute("delete from customer_attributes")
        if not attributes.definitions():
            for key in KEYS:
                attributes.define(key)
        for told in story:
            record(connection, [NewChange(told.customer, told.key, told.value, told.quarter)], by="")
        assert {(id_, key): text for id_, key, text in texts_as_of(connection, quarter)} == standing
        of_a = texts_as_of(connection, quarter, customer_ids=["a"])
        assert {(id_, key): text for id_, key, text in of_a} == {w: v for w, v in standing.items() if w[0] == "a"}
        counting = {(each.customer_id, each.key): each.value for each in counting_for(connection, "b", quarter)}
        assert counting == {where: value for where, value in expected.items() if where[0] == "b"}


NASTY = ["", " ", "a:1:b", 'a "quoted" \\', "Zoë\n\t", "\u0001", "𝔘𝔫𝔦", "اسم", "e\u0301", "👩‍👩‍👧", "x" * 5000, None]


def test_values_are_digested_by_the_database_as_by_python(database: Database, attributes: Attributes) -> None:
    """For all customers at once: texts of several bytes, of letters that join, quotes, and what is not printed."""
    for key in ("ab", "a_b", "a1"):
        attributes.define(key)
    quarter = Quarter(2026, 3)
    with database.write() as connection:
        changes = [
            NewChange(f"c{number}", key, text, quarter.shifted(-(number % 3)))
            for number, text in enumerate(NASTY)
            for key, text in (("ab", text), ("a1", text), ("a_b", NASTY[number - 1]))
        ]
        record(connection, changes, by="")
        written = texts_as_of(connection, quarter)
    texts: dict[str, dict[str, str]] = {f"c{number}": {} for number in range(len(NASTY))}
    for customer, key, text in written:
        texts[customer][key] = text
    digests = attributes.digests(quarter)
    assert {id_: known.digest for id_, known in digests.items()} == {
        id_: digest_of_values(values) for id_, values in texts.items()
    }
    assert set(attributes.digests(quarter, customers=["c1", "c2"])) == {"c1", "c2"}
