"""Customers: names that are one, names that are near, and leaving without being deleted."""

from __future__ import annotations

import pytest

from booklet.errors import AlreadyExists, NotFound, ValueRefused
from booklet.store import Customers


def test_names_are_kept_without_spare_space(customers: Customers) -> None:
    """Surrounding and repeated space is not part of a name."""
    assert customers.add("  Acme \t Corp ").name == "Acme Corp"


@pytest.mark.parametrize("same", ["acme corp", " ACME  CORP ", "Acme\u00a0Corp"])
def test_equal_names_are_refused(customers: Customers, same: str) -> None:
    """Without regard to case and spacing; a message names the one that is there."""
    customers.add("Acme Corp")
    with pytest.raises(AlreadyExists, match='"Acme Corp" already'):
        customers.add(same)


def test_accents_are_equal_however_they_are_encoded(customers: Customers) -> None:
    """A composed and a decomposed é look the same, so they are."""
    customers.add("Caf\u00e9")
    with pytest.raises(AlreadyExists):
        customers.add("Cafe\u0301")


@pytest.mark.parametrize("bad", ["", "  ", "Acme\x00", "A\x07b"])
def test_what_is_no_name_is_refused(customers: Customers, bad: str) -> None:
    """Empty names and control characters are."""
    with pytest.raises(ValueRefused, match="name"):
        customers.add(bad)


def test_a_customer_can_be_renamed_to_the_same_name_in_other_letters(customers: Customers) -> None:
    """Its own name does not stand in its way; its id stays."""
    before = customers.add("acme")
    after = customers.rename("acme", "ACME")
    assert (after.id, after.name) == (before.id, "ACME")


def test_a_taken_name_cannot_be_given(customers: Customers) -> None:
    """Neither by renaming, nor while its owner is archived: then the message says to restore."""
    customers.add("Acme")
    customers.add("Beta")
    customers.archive("Beta")
    with pytest.raises(AlreadyExists, match="archived: restore it"):
        customers.rename("Acme", "beta")


def test_archived_customers_are_out_of_lists_only(customers: Customers) -> None:
    """They can be got, listed on wish, and restored."""
    customers.add("Acme")
    customers.archive("acme", by="ann")
    assert customers.all() == []
    assert customers.get("Acme").archived
    assert [customer.name for customer in customers.all(archived=True)] == ["Acme"]
    assert not customers.restore("Acme").archived


def test_a_customer_is_got_by_name_or_id(customers: Customers) -> None:
    """Whichever the caller has."""
    customer = customers.add("Acme Corp")
    assert customers.get("acme  corp") == customers.get(customer.id) == customer


def test_an_unknown_name_names_the_nearest(customers: Customers) -> None:
    """A slip of the finger is answered with what was probably meant."""
    customers.add("Acme Corp")
    with pytest.raises(NotFound, match=r'no customer "Acne Corp"\. Did you mean "Acme Corp"'):
        customers.get("Acne Corp")


def test_finding_goes_by_any_part(customers: Customers) -> None:
    """Without regard to case; archived ones last."""
    for name in ("Acme North", "Beta", "acme south", "Old Acme"):
        customers.add(name)
    customers.archive("acme north")
    assert [customer.name for customer in customers.find("ACME")] == ["acme south", "Old Acme", "Acme North"]


def test_the_frame_has_a_row_a_customer(customers: Customers) -> None:
    """Sorted by name, with who added each."""
    customers.add("beta", by="bob")
    customers.add("Acme", by="ann")
    frame = customers.frame()
    assert list(frame.index) == ["Acme", "beta"]
    assert list(frame["created_by"]) == ["ann", "bob"]
