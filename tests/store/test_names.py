"""Names: what is one, which two are the same, and which was meant."""

from __future__ import annotations

import pytest

from booklet.store.names import clean_name, name_key, nearest


@pytest.mark.parametrize(
    ("one", "other"), [("ACME", "acme"), (" a  b ", "A B"), ("Straße", "STRASSE"), ("\ufb01rm", "FIRM")]
)
def test_names_that_people_would_call_the_same_are(one: str, other: str) -> None:
    """Case, spacing, ligatures and sharp s make no difference."""
    assert name_key(one) == name_key(other)


def test_cleaning_keeps_what_people_see() -> None:
    """Only spacing is put right; letters stay as they were typed."""
    assert clean_name("  Müller \t & Söhne\n", of="A customer") == "Müller & Söhne"


def test_the_nearest_is_named_only_if_it_is_near() -> None:
    """A wild guess would be no help."""
    assert nearest("quartrly reviw", ["Annual Report", "Quarterly Review"]) == "Quarterly Review"
    assert nearest("zebra", ["Annual Report", "Quarterly Review"]) is None
    assert nearest("anything", []) is None
