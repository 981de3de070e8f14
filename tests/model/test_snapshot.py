"""Snapshots: text and back, and one digest for equal inputs."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

import pytest

from booklet.model import (
    AttributeDefinition,
    AttributeType,
    BookSettings,
    Choice,
    FileInput,
    Page,
    Quarter,
    Snapshot,
    Style,
)

_GIVEN: dict[str, object] = {
    "book": "Review",
    "book_id": "b",
    "version": 3,
    "settings": BookSettings(title="T", style=Style(paper="A4")),
    "pages": (Page("text", "Ä", {"markdown": "x", "list": [1, {"a": None}]}, "p1"), Page("contents", id="p2")),
    "customer": "Acme",
    "customer_id": "c",
    "quarter": Quarter(2026, 3),
    "values": {"plan": "Gold", "assets": "5"},
    "definitions": (AttributeDefinition("plan", "Plan", AttributeType.CHOICE, choices=("Gold",)),),
    "uploads": {"u": FileInput("u", "0" * 64, "form.pdf")},
    "workbooks": {"p1": FileInput("w", "1" * 64, "book.xlsx")},
    "overrides": {"p2": Choice((1, 0), overridden=True)},
    "locale": "en_US",
    "currency": "USD",
    "inputs_as_of": datetime(2026, 11, 23, 4, 5, 6, 789),
    "engine": {"booklet": "1"},
}
_NAMES = {field.name for field in fields(Snapshot)}
_SNAPSHOT = Snapshot(**{name: value for name, value in _GIVEN.items() if name in _NAMES})  # type: ignore[arg-type]


def test_every_field_is_tried_here() -> None:
    """A field that is added must be added to this file's example."""
    assert set(_GIVEN) >= _NAMES


def test_a_snapshot_reads_back_from_its_text() -> None:
    """All of it, as the same types."""
    assert Snapshot.from_json(_SNAPSHOT.to_json()) == _SNAPSHOT


def test_equal_inputs_have_one_digest() -> None:
    """In whatever order the values came."""
    turned = replace(_SNAPSHOT, values={"assets": "5", "plan": "Gold"})
    assert turned.digest == _SNAPSHOT.digest
    assert Snapshot.from_json(_SNAPSHOT.to_json()).digest == _SNAPSHOT.digest


@pytest.mark.parametrize(
    "change", [{"values": {"plan": "Silver"}}, {"version": 4}, {"quarter": Quarter(2026, 4)}, {"overrides": {}}]
)
def test_a_changed_input_changes_the_digest(change: dict[str, object]) -> None:
    """So a book is made anew."""
    assert replace(_SNAPSHOT, **change).digest != _SNAPSHOT.digest  # type: ignore[arg-type]
