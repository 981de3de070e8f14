"""Values of attributes: as of a quarter, as known at a moment, all or nothing, and where each comes from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy
import pandas
import pytest

from booklet.errors import DefinitionError, NotFound, ValueRefused
from booklet.model import AttributeType, Quarter
from booklet.store import Attributes, Customers, Database

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))


def test_a_value_holds_until_a_later_quarter_supersedes_it(attributes: Attributes) -> None:
    """Before its quarter there is none; a value recorded late for an early quarter fills only the gap."""
    attributes.set("Acme", Q2, {"plan": "Silver"})
    attributes.set("Acme", Q4, {"plan": "Gold"})
    attributes.set("Acme", Q1, {"plan": "Bronze"})
    plans = [attributes.values("Acme", quarter).get("plan") for quarter in (Q1.previous(), Q1, Q2, Q3, Q4, Q4.next())]
    assert plans == [None, "Bronze", "Silver", "Silver", "Gold", "Gold"]


def test_the_last_recorded_of_one_quarter_counts(attributes: Attributes) -> None:
    """A correction replaces what was recorded for the same quarter."""
    attributes.set("Acme", Q1, {"plan": "Silver"})
    attributes.set("Acme", Q1, {"plan": "Gold"})
    assert attributes.values("Acme", Q1) == {"plan": "Gold"}


def test_the_last_recorded_counts_even_if_the_clock_went_back(
    attributes: Attributes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each change is recorded later than the one before, whatever the machine's clock says."""
    attributes.set("Acme", Q1, {"plan": "Silver"})
    monkeypatch.setattr("booklet.store.values_as_of.utc_now", lambda: dt.datetime(2001, 1, 1))
    attributes.set("Acme", Q1, {"plan": "Gold"})
    assert attributes.values("Acme", Q1) == {"plan": "Gold"}


def test_no_value_from_here_on(attributes: Attributes) -> None:
    """None ends a value with its quarter; what was before stays."""
    attributes.set("Acme", Q1, {"plan": "Gold"})
    attributes.clear("Acme", Q3, ["plan"], by="ann")
    assert attributes.values("Acme", Q2) == {"plan": "Gold"}
    assert attributes.values("Acme", Q3) == {}
    ended = attributes.origins("Acme", Q4)["plan"]
    assert (ended.value, ended.quarter, ended.recorded_by) == (None, Q3, "ann")


def test_only_real_changes_are_recorded(attributes: Attributes) -> None:
    """A value that holds already, however it is written, and ending what there is not, are none."""
    attributes.define("assets", type="money")
    first = attributes.set("Acme", Q1, {"assets": 1250})
    again = attributes.set("Acme", Q3, {"assets": "$1,250.00"})
    assert (len(first), again) == (1, [])
    attributes.define("plan")
    assert attributes.set("Acme", Q1, {"plan": None}) == []
    assert len(attributes.history()) == 1


def test_the_state_of_a_past_moment_can_be_asked_for(attributes: Attributes) -> None:
    """What was recorded since is left out; a moment with a zone means the same moment."""
    attributes.set("Acme", Q1, {"plan": "Silver"})
    (change,) = attributes.set("Acme", Q1, {"plan": "Gold"})
    zone = dt.timezone(dt.timedelta(hours=2))
    for moment in (change.recorded_at, change.recorded_at.replace(tzinfo=dt.UTC).astimezone(zone)):
        assert attributes.values("Acme", Q1, recorded_before=moment) == {"plan": "Silver"}
        assert attributes.frame(Q1, recorded_before=moment).loc["Acme", "plan"] == "Silver"


def test_values_come_back_typed(attributes: Attributes) -> None:
    """Numbers as Decimal, so that no cent is lost."""
    given = {"plan": "Gold", "assets": Decimal("1250000.10"), "active": True, "since": dt.date(2020, 2, 29)}
    attributes.set("Acme", Q1, given)
    assert attributes.values("Acme", Q1) == given


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("Gold", AttributeType.TEXT),
        (3, AttributeType.NUMBER),
        (0.5, AttributeType.NUMBER),
        (Decimal("1.5"), AttributeType.NUMBER),
        (True, AttributeType.YES_NO),
        (dt.date(2026, 1, 1), AttributeType.DATE),
        (numpy.int64(3), AttributeType.NUMBER),
        (numpy.bool_(True), AttributeType.YES_NO),
        (pandas.Timestamp("2026-01-01"), AttributeType.DATE),
    ],
)
def test_an_unknown_key_is_defined_by_its_value(attributes: Attributes, value: object, type_: AttributeType) -> None:
    """By the value's Python type, or that of the numpy or pandas scalar that it is."""
    attributes.set("Acme", Q1, {"plan_name": value})
    defined = attributes.definition("plan_name")
    assert (defined.type, defined.label) == (type_, "Plan name")


@pytest.mark.parametrize(
    ("slip", "meant"), [("plans", "plan"), ("advisor", "adviser"), ("relatoinship", "relationship")]
)
def test_a_key_that_looks_like_a_slip_is_refused(attributes: Attributes, slip: str, meant: str) -> None:
    """It would else become an attribute that nobody looks at; nothing is recorded."""
    attributes.set("Acme", Q1, {meant: "x"})
    with pytest.raises(NotFound, match=f'Did you mean "{meant}"'):
        attributes.set("Acme", Q1, {slip: "y"})
    assert attributes.values("Acme", Q1) == {meant: "x"}


def test_numbered_keys_are_no_slips(attributes: Attributes) -> None:
    """address_1 and address_2 are two attributes; so are near keys that come together."""
    attributes.set("Acme", Q1, {"address_1": "x"})
    attributes.set("Acme", Q1, {"address_2": "y", "city": "z", "cite": "z"})
    assert len(attributes.definitions()) == 4


@pytest.mark.parametrize(("value", "error"), [(None, NotFound), ([1], DefinitionError)])
def test_a_value_that_tells_no_type_defines_nothing(
    attributes: Attributes, value: object, error: type[Exception]
) -> None:
    """Neither nothing, nor what no attribute can hold."""
    with pytest.raises(error):
        attributes.set("Acme", Q1, {"plan": value})
    assert attributes.definitions() == []


def test_all_wrong_values_are_named_and_none_is_recorded(attributes: Attributes) -> None:
    """One error for all customers and keys, each with customer, quarter, key, value and what is expected."""
    attributes.define("assets", type="money")
    attributes.define("since", type="date")
    with pytest.raises(ValueRefused) as refused:
        attributes.set_many(Q1, {"acme": {"assets": "lots", "since": "2026-01-05"}, "Beta": {"since": "soon"}})
    first, second = str(refused.value).splitlines()
    assert first.startswith('Acme, 2026Q1: Assets (assets): "lots" does not fit; expected is an amount')
    assert second.startswith('Beta, 2026Q1: Since (since): "soon" does not fit; expected is a date')
    assert attributes.history().empty


def test_an_unknown_customer_stops_all(attributes: Attributes) -> None:
    """No value of the others is recorded, and no key defined."""
    with pytest.raises(NotFound, match='Did you mean "Beta"'):
        attributes.set_many(Q1, {"Acme": {"plan": "Gold"}, "Betta": {"plan": "Gold"}})
    assert attributes.definitions() == []


def test_a_customer_may_be_named_in_two_ways(attributes: Attributes, customers: Customers) -> None:
    """What is said under the name and under the id is recorded together."""
    acme = customers.get("Acme")
    attributes.set_many(Q1, {"acme": {"plan": "Gold"}, acme.id: {"assets": 5}})
    assert attributes.values("Acme", Q1) == {"plan": "Gold", "assets": 5}


def test_origins_say_since_when_and_from_whom(attributes: Attributes) -> None:
    """Each value's change: the quarter that it is for, when it was recorded and by whom."""
    attributes.set("Acme", Q1, {"plan": "Gold", "assets": 5}, by="ann")
    attributes.set("Acme", Q2, {"plan": "Silver"}, by="bob")
    origins = attributes.origins("Acme", Q3)
    assert {key: (change.quarter, change.recorded_by) for key, change in origins.items()} == {
        "plan": (Q2, "bob"),
        "assets": (Q1, "ann"),
    }


def test_the_newest_change_is_of_those_that_count(attributes: Attributes, customers: Customers) -> None:
    """A correction moves it; a change for a later quarter does not."""
    acme, beta = customers.get("Acme").id, customers.get("Beta").id
    (first,) = attributes.set("Acme", Q1, {"plan": "Gold"})
    attributes.set("Acme", Q3, {"plan": "Silver"})
    assert attributes.newest_change(acme, Q2) == first.recorded_at
    (correction,) = attributes.set("Acme", Q1, {"plan": "Bronze"})
    assert attributes.newest_change(acme, Q2) == correction.recorded_at
    assert attributes.newest_changes(Q2) == {acme: correction.recorded_at}
    assert attributes.newest_change(beta, Q2) is None


def test_the_newest_quarter_is_the_latest_with_a_value(attributes: Attributes) -> None:
    """Whichever was recorded last; None in an empty workspace."""
    assert attributes.newest_quarter() is None
    attributes.set("Acme", Q3, {"plan": "Gold"})
    attributes.set("Beta", Q1, {"plan": "Gold"})
    assert attributes.newest_quarter() == Q3


def test_texts_are_canonical_and_for_every_customer(attributes: Attributes, customers: Customers) -> None:
    """Those asked for, by name or id, have an entry even without a value."""
    attributes.set("Acme", Q1, {"assets": 1250.50, "active": True})
    acme, beta = customers.get("Acme").id, customers.get("Beta").id
    assert attributes.texts(Q1) == {acme: {"assets": "1250.5", "active": "true"}, beta: {}}
    assert attributes.texts(Q1, customers=["beta"]) == {beta: {}}


def test_the_frame_has_typed_columns(attributes: Attributes) -> None:
    """A column a key, a row a customer, missing values as pandas has them."""
    types = {"a": "text", "b": "number", "c": "money", "d": "percent", "e": "date", "f": "yes/no"}
    for key, type_ in types.items():
        attributes.define(f"{key}_value", type=type_)
    attributes.define("g_value", type="choice", choices=["Gold"])
    values = ["x", 5, "$7", "4.5%", "2026-01-31", "yes", "gold"]
    attributes.set("Acme", Q1, dict(zip([f"{letter}_value" for letter in "abcdefg"], values, strict=True)))
    frame = attributes.frame(Q1)
    dtypes = ["string", "float64", "float64", "float64", "datetime64[us]", "boolean", "string"]
    assert [str(dtype) for dtype in frame.dtypes] == dtypes
    assert list(frame.loc["Acme"]) == ["x", 5.0, 7.0, 0.045, pandas.Timestamp("2026-01-31"), True, "Gold"]
    assert frame.loc["Beta"].isna().all()


def test_archived_customers_are_in_the_frame_on_wish(attributes: Attributes, customers: Customers) -> None:
    """And not otherwise."""
    customers.archive("Beta")
    assert list(attributes.frame(Q1).index) == ["Acme"]
    assert list(attributes.frame(Q1, archived=True).index) == ["Acme", "Beta"]


def test_pandas_missing_values_mean_no_value(attributes: Attributes) -> None:
    """What an edited grid gives back can be recorded as it is."""
    attributes.set("Acme", Q1, {"plan": "Gold", "assets": 5, "active": True})
    attributes.set("Acme", Q2, {"plan": pandas.NA, "assets": numpy.nan, "active": pandas.NaT})
    assert attributes.values("Acme", Q2) == {}


def test_the_history_can_be_narrowed(attributes: Attributes) -> None:
    """To a customer, a key, a quarter; the newest first."""
    attributes.set("Acme", Q1, {"plan": "Gold"}, by="ann")
    attributes.set("Beta", Q1, {"plan": "Gold"})
    attributes.set("Acme", Q2, {"plan": None, "assets": 5}, by="bob")
    narrowed = attributes.history("acme", "plan")
    assert narrowed[["customer", "key", "quarter", "recorded_by"]].values.tolist() == [
        ["Acme", "plan", "2026Q2", "bob"],
        ["Acme", "plan", "2026Q1", "ann"],
    ]
    assert list(narrowed["value"].isna()) == [True, False]
    assert len(attributes.history(quarter=Q2)) == 2


def test_a_failure_while_recording_leaves_nothing(attributes: Attributes, database: Database) -> None:
    """New definitions are undone together with the values."""

    def record_and_fail() -> None:
        with database.write():
            attributes.set("Acme", Q1, {"plan": "Gold"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record_and_fail()
    assert attributes.definitions() == []
    assert attributes.history().empty
