"""Input keys: every input has a part, equal inputs have equal keys, and a difference has a name."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256

import pytest

from booklet.model import Choice, FileInput, InputKey, Page, Quarter, Snapshot
from booklet.model.input_key import FIELDS, digest_of, digest_of_values, digest_of_workbooks
from tests.model.test_snapshot import _SNAPSHOT as SNAPSHOT

CHANGES: dict[str, dict[str, object]] = {
    "book": {"pages": (Page("text", "other", {}, "p1"),)},
    "quarter": {"quarter": Quarter(2026, 4)},
    "definitions": {"definitions": ()},
    "uploads": {"uploads": {"u": FileInput("u", "2" * 64, "form.pdf")}},
    "workspace": {"currency": "EUR"},
    "engine": {"engine": {"booklet": "2"}},
    "customer": {"customer": "Acme Corp"},
    "values": {"values": {"plan": "Silver", "assets": "5"}},
    "workbooks": {"workbooks": {}},
    "overrides": {"overrides": {"p2": Choice((0, 1), overridden=True)}},
    "recorded": {"inputs_as_of": datetime(2026, 11, 23, 4, 5, 6, 790)},
}


def test_every_field_of_a_snapshot_is_in_one_part() -> None:
    """A field that is added must be given a part, or nothing would notice that it changed."""
    named = [name for names in FIELDS.values() for name in names]
    assert sorted(named) == sorted(field.name for field in fields(Snapshot))
    assert set(CHANGES) == set(FIELDS)


@pytest.mark.parametrize("part", FIELDS)
def test_a_change_changes_its_part_alone(part: str) -> None:
    """And with it the digest of the whole."""
    before, after = InputKey.of(SNAPSHOT), InputKey.of(replace(SNAPSHOT, **CHANGES[part]))  # type: ignore[arg-type]
    assert after.changed_since(before) == before.changed_since(after) == (part,)
    assert after.digest != before.digest


def test_equal_inputs_have_equal_keys() -> None:
    """Read back from text, and with mappings in another order."""
    turned = replace(SNAPSHOT, values=dict(reversed(SNAPSHOT.values.items())))
    key = InputKey.of(SNAPSHOT)
    assert InputKey.of(turned) == InputKey.of(Snapshot.from_json(SNAPSHOT.to_json())) == key
    assert InputKey.of(turned).digest == key.digest


def test_parts_that_only_one_key_has() -> None:
    """What a key has besides is no change; what it lacks is one."""
    key = InputKey.of(SNAPSHOT)
    richer = InputKey({**key.parts, "offered": "x"})
    assert richer.changed_since(key) == ()
    assert key.changed_since(richer) == ("offered",)
    assert richer.digest != key.digest


def test_values_and_workbooks_have_the_digests_that_runs_are_kept_with() -> None:
    """Whoever makes them otherwise calls every book out of date, unless a migration makes those of all runs anew."""
    assert digest_of_values({"plan": "Gold", "assets": "5"}) == sha256(b"assets:1:5plan:4:Gold").hexdigest()
    assert digest_of_values({"a": "1b:1:2"}) != digest_of_values({"a": "1", "b": "2"})
    assert digest_of_workbooks({}) == ""
    assert (
        digest_of_workbooks({"p1": FileInput("w", "1", "n")})
        == sha256(b'{"p1":{"name":"n","sha256":"1","upload":"w"}}').hexdigest()
    )


def test_what_is_no_plain_data_has_no_digest() -> None:
    """Rather than one that is another at each run."""
    with pytest.raises(TypeError, match="no plain data"):
        digest_of([object()])
