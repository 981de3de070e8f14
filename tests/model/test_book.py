"""Pages and the uploads that they speak of, and settings that are checked when made."""

from __future__ import annotations

import pytest

from booklet.errors import DefinitionError
from booklet.model import BookSettings, Page, Style
from booklet.model.book import with_uploads

_CONFIG = {
    "upload": "a",
    "options": [{"page": {"config": {"upload": "b", "fields": {"upload": "c"}}}}, {"upload": ""}],
    "name": "a",
}


def test_uploads_are_found_at_any_depth() -> None:
    """Wherever the key is `upload`; empty ones are none."""
    assert Page("choice", config=_CONFIG).upload_ids() == {"a", "b", "c"}
    assert Page("text").upload_ids() == frozenset()


def test_uploads_are_exchanged_in_a_copy() -> None:
    """Only where the key is `upload`, and the original stays."""
    changed = with_uploads(_CONFIG, {"a": "new", "c": "other"})
    assert Page("choice", config=changed).upload_ids() == {"new", "b", "other"}
    assert changed["name"] == "a"
    assert _CONFIG["upload"] == "a"


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        (Style, {"accent": "red"}),
        (Style, {"paper": "Legal"}),
        (BookSettings, {"page_numbers_from": 0}),
        (BookSettings, {"outline": "flat"}),
    ],
)
def test_settings_that_cannot_be_are_refused(kind: type, bad: dict[str, object]) -> None:
    """When made."""
    with pytest.raises(DefinitionError):
        kind(**bad)
