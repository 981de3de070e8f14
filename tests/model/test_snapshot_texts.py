"""Any snapshot is the same after its text, and another snapshot has another text."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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

_WORDS = st.text(max_size=8)
_KEYS = st.from_regex(r"k[a-z0-9_]{0,6}", fullmatch=True)
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=3),
    max_leaves=6,
)
_FILES = st.builds(FileInput, _WORDS, _WORDS, _WORDS)
_SETTINGS = st.builds(
    BookSettings,
    title=_WORDS,
    footer=_WORDS,
    page_numbers_from=st.integers(1, 9),
    allow_print=st.booleans(),
    outline=st.sampled_from(["nested", "parts", "none"]),
    page_labels=st.sampled_from(["parts", "numbers"]),
    style=st.builds(Style, accent=st.sampled_from(["#1f3a5f", "#ffffff"]), paper=st.sampled_from(["A4", "Letter"])),
)
_DEFINITIONS = st.builds(
    AttributeDefinition,
    key=_KEYS,
    label=_WORDS,
    type=st.sampled_from(AttributeType),
    format=_WORDS,
    required=st.booleans(),
    choices=st.lists(_WORDS, min_size=1, max_size=3).map(tuple),
)
_SNAPSHOTS = st.builds(
    Snapshot,
    book=_WORDS,
    book_id=_WORDS,
    version=st.integers(1),
    settings=_SETTINGS,
    pages=st.lists(st.builds(Page, _WORDS, _WORDS, st.dictionaries(_WORDS, _JSON, max_size=3), _WORDS), max_size=3).map(
        tuple
    ),
    customer=_WORDS,
    customer_id=_WORDS,
    quarter=st.builds(Quarter, st.integers(1900, 9999), st.integers(1, 4)),
    values=st.dictionaries(_KEYS, _WORDS, max_size=3),
    definitions=st.lists(_DEFINITIONS, max_size=2).map(tuple),
    uploads=st.dictionaries(_WORDS, _FILES, max_size=2),
    workbooks=st.dictionaries(_WORDS, _FILES, max_size=2),
    overrides=st.dictionaries(
        _WORDS,
        st.builds(Choice, st.lists(st.integers(0, 9), max_size=3).map(tuple), st.booleans(), st.booleans()),
        max_size=2,
    ),
    locale=_WORDS,
    currency=_WORDS,
    inputs_as_of=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    engine=st.dictionaries(_WORDS, _WORDS, max_size=2),
)
_FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_FEW
@given(snapshot=_SNAPSHOTS)
def test_any_snapshot_is_the_same_after_its_text(snapshot: Snapshot) -> None:
    """Field by field, of the same types: tuples stay tuples, quarters quarters."""
    again = Snapshot.from_json(snapshot.to_json())
    for field in fields(Snapshot):
        before, after = getattr(snapshot, field.name), getattr(again, field.name)
        assert after == before, field.name
        assert type(after) is type(before), field.name
    assert again.digest == snapshot.digest


@_FEW
@given(one=_SNAPSHOTS, other=_SNAPSHOTS)
def test_only_equal_snapshots_have_equal_digests(one: Snapshot, other: Snapshot) -> None:
    """What differs in anything is another book."""
    assert (one.digest == other.digest) == (one == other)


@_FEW
@given(snapshot=_SNAPSHOTS)
def test_each_field_has_a_say_in_the_digest(snapshot: Snapshot) -> None:
    """Left out of the text, a changed input would give yesterday's book."""
    changed: dict[str, Any] = {
        "book": snapshot.book + "x",
        "version": snapshot.version + 1,
        "settings": replace(snapshot.settings, header=snapshot.settings.header + "x"),
        "pages": (*snapshot.pages, Page("text")),
        "customer": snapshot.customer + "x",
        "values": {**snapshot.values, "other": "x"},
        "definitions": (*snapshot.definitions, AttributeDefinition("other", "Other")),
        "uploads": {**snapshot.uploads, "another": FileInput("a", "b", "c")},
        "overrides": {**snapshot.overrides, "another": Choice((7,))},
        "locale": snapshot.locale + "x",
        "engine": {**snapshot.engine, "another": "x"},
    }
    for name, value in changed.items():
        assert replace(snapshot, **{name: value}).digest != snapshot.digest, name


@_FEW
@given(snapshot=_SNAPSHOTS)
def test_the_text_is_one_sorted_line(snapshot: Snapshot) -> None:
    """So that equal inputs are equal bytes, and letters of any script stay readable."""
    text = snapshot.to_json()
    assert "\n" not in text
    plain = json.loads(text)
    assert list(plain) == sorted(plain)
    assert json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")) == text
