"""Values edited by several people at once."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from booklet import Workspace
from booklet.errors import ValueRefused
from booklet.office.value_edits import Conflict, save_edits
from tests.conftest import QUARTER


@pytest.fixture
def acme(empty: Workspace) -> str:
    """The id of a customer with assets of 1."""
    customer = empty.customers.add("Acme")
    empty.attributes.set("Acme", QUARTER, {"assets": 1})
    return customer.id


def test_of_two_who_save_at_once_one_is_told(empty: Workspace, acme: str) -> None:
    """Both have read the same; neither is written over without a word."""
    before, together = empty.attributes.texts(QUARTER), Barrier(2)
    told: list[tuple[list[Conflict], int]] = []

    def save(assets: int) -> None:
        ws = Workspace(empty.folder)
        together.wait()
        found, changes = save_edits(ws, QUARTER, before, {acme: {"assets": assets}}, by=str(assets))
        told.append((found, len(changes)))

    threads = [Thread(target=save, args=(assets,)) for assets in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved, refused = sorted(told, key=lambda one: len(one[0]))
    now = empty.attributes.texts(QUARTER)[acme]["assets"]
    assert saved == ([], 1)
    assert refused == ([Conflict(acme, "assets", "1", now)], 0)


def test_what_others_did_to_other_values_is_no_conflict(empty: Workspace, acme: str) -> None:
    """Only the edited values count."""
    before = empty.attributes.texts(QUARTER)
    empty.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    found, changes = save_edits(empty, QUARTER, before, {acme: {"assets": 2}})
    assert (found, [change.value for change in changes]) == ([], ["2"])


def test_a_value_that_does_not_fit_saves_nothing(empty: Workspace, acme: str) -> None:
    """All of the edits or none."""
    with pytest.raises(ValueRefused):
        save_edits(empty, QUARTER, empty.attributes.texts(QUARTER), {acme: {"plan": "Gold", "assets": "much"}})
    assert empty.attributes.values("Acme", QUARTER) == {"assets": 1}
