"""Pages of customers and their values: the database searches, filters, sorts and counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from booklet.errors import NotFound
from booklet.model import Quarter
from booklet.store import Attributes, Customers
from booklet.store.value_pages import Comparison, Condition, Wanted

Q3 = Quarter(2026, 3)


@pytest.fixture
def known(attributes: Attributes, customers: Customers) -> Attributes:
    """Four customers: amounts of different lengths, a text, a date, a yes/no; Dora has nothing; Cleo changed later."""
    attributes.define("assets", type="money")
    attributes.define("adviser")
    attributes.define("since", type="date")
    attributes.define("vip", type="yes/no")
    customers.rename("Acme", "Ann")
    customers.rename("Beta", "Bob Lee")
    for name in ("Cleo Lee", "Dora"):
        customers.add(name)
    attributes.set("Ann", Q3, {"assets": 900, "adviser": "Zoe", "since": date(2020, 1, 31), "vip": True})
    attributes.set("Bob Lee", Q3, {"assets": "12000.50", "adviser": "Zoe Fox", "since": date(2021, 2, 1), "vip": False})
    attributes.set("Cleo Lee", Q3, {"assets": -5, "adviser": "Max"})
    attributes.set("Cleo Lee", Q3.next(), {"assets": 1_000_000})
    return attributes


def _names(attributes: Attributes, wanted: Wanted, quarter: Quarter = Q3) -> list[str]:
    page = attributes.page(quarter, wanted, limit=10)
    assert page.count == len(page.customers)
    return [customer.name for customer in page.customers]


def _where(*conditions: tuple[str, Comparison, object]) -> Wanted:
    return Wanted(conditions=tuple(Condition(*condition) for condition in conditions))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(), ["Ann", "Bob Lee", "Cleo Lee", "Dora"]),
        (Wanted(descending=True), ["Dora", "Cleo Lee", "Bob Lee", "Ann"]),
        (Wanted(name=" LEE "), ["Bob Lee", "Cleo Lee"]),
        (Wanted(name="%"), []),
        (Wanted(sort_by="assets"), ["Cleo Lee", "Ann", "Bob Lee", "Dora"]),
        (Wanted(sort_by="assets", descending=True), ["Bob Lee", "Ann", "Cleo Lee", "Dora"]),
        (Wanted(sort_by="adviser"), ["Cleo Lee", "Ann", "Bob Lee", "Dora"]),
        (Wanted(sort_by="since", descending=True), ["Bob Lee", "Ann", "Cleo Lee", "Dora"]),
        (_where(("assets", Comparison.FROM, Decimal(900))), ["Ann", "Bob Lee"]),
        (_where(("assets", Comparison.TO, Decimal("899.99"))), ["Cleo Lee"]),
        (_where(("since", Comparison.FROM, date(2020, 2, 1))), ["Bob Lee"]),
        (_where(("since", Comparison.TO, date(2020, 12, 31))), ["Ann"]),
        (_where(("adviser", Comparison.CONTAINS, "ZOE")), ["Ann", "Bob Lee"]),
        (_where(("adviser", Comparison.IS, "zoe")), ["Ann"]),
        (_where(("vip", Comparison.IS, False)), ["Bob Lee"]),
        (_where(("vip", Comparison.EMPTY, None)), ["Cleo Lee", "Dora"]),
        (_where(("vip", Comparison.KNOWN, None)), ["Ann", "Bob Lee"]),
        (_where(("adviser", Comparison.CONTAINS, "o"), ("assets", Comparison.FROM, Decimal(1000))), ["Bob Lee"]),
    ],
)
def test_customers_are_found_and_put_in_order(known: Attributes, wanted: Wanted, names: list[str]) -> None:
    """By name, by numbers as numbers, by dates, texts and yes/no; all conditions hold; who has no value is last."""
    assert _names(known, wanted) == names


def test_a_page_counts_all_and_reads_its_own(known: Attributes) -> None:
    """Texts are of the page's customers, and of the attributes asked for; behind the last page is nothing."""
    page = known.page(Q3, Wanted(sort_by="assets"), keys=["adviser"], limit=2, offset=1)
    assert (page.count, [customer.name for customer in page.customers]) == (4, ["Ann", "Bob Lee"])
    assert list(page.texts.values()) == [{"adviser": "Zoe"}, {"adviser": "Zoe Fox"}]
    assert page.frame["adviser"].to_dict() == {"Ann": "Zoe", "Bob Lee": "Zoe Fox"}
    behind = known.page(Q3, limit=2, offset=6)
    assert (behind.count, behind.customers, behind.texts) == (4, (), {})


def test_values_are_those_of_the_quarter(known: Attributes) -> None:
    """A later value counts for its quarter only; one that ended is none."""
    rich = _where(("assets", Comparison.FROM, Decimal(100_000)))
    assert _names(known, rich) == []
    assert _names(known, rich, Q3.next()) == ["Cleo Lee"]
    known.clear("Ann", Q3, ["adviser"])
    assert _names(known, _where(("adviser", Comparison.EMPTY, None))) == ["Ann", "Dora"]


def test_archived_customers_are_shown_when_wanted(known: Attributes, customers: Customers) -> None:
    """And only then."""
    customers.archive("Ann")
    assert _names(known, Wanted()) == ["Bob Lee", "Cleo Lee", "Dora"]
    assert _names(known, Wanted(archived=True)) == ["Ann", "Bob Lee", "Cleo Lee", "Dora"]


def test_texts_that_are_numbers_stop_nothing(known: Attributes) -> None:
    """Before the other texts, in their order; once the attribute is a number, all are asked as numbers."""
    known.define("size")
    for name, size in (("Ann", "1,200"), ("Bob Lee", "70"), ("Dora", "9")):
        known.set(name, Q3, {"size": size})
    assert _names(known, Wanted(sort_by="size")) == ["Dora", "Bob Lee", "Ann", "Cleo Lee"]
    known.define("size", type="number")
    assert _names(known, _where(("size", Comparison.FROM, Decimal(70)))) == ["Ann", "Bob Lee"]


def test_an_attribute_that_there_is_not_is_named(known: Attributes) -> None:
    """With the nearest that there is."""
    with pytest.raises(NotFound, match='Did you mean "adviser"'):
        known.page(Q3, _where(("advisor", Comparison.EMPTY, None)), limit=1)
    with pytest.raises(NotFound, match='Did you mean "adviser"'):
        known.page(Q3, Wanted(sort_by="advisor"), limit=1)
