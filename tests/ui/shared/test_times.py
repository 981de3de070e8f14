"""Times and sizes: in the workspace's locale, by the browser's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from booklet.ui.shared import words
from booklet.ui.shared.words import ago, size, use_locale, when
from tests.ui.drawn import drawn

MOMENT = datetime(2026, 9, 30, 22, 5)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("bytes_", "text"),
    [(0, "1 KB"), (1499, "1 KB"), (1501, "2 KB"), (999_999, "1000 KB"), (1_000_000, "1 MB"), (12_340_000, "12.3 MB")],
)
def test_sizes(bytes_: int, text: str) -> None:
    """Never nothing; from a million on in megabytes."""
    assert size(bytes_) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(44, "just now"), (50, "50 seconds ago"), (-40, "just now"), (-150, "in 2 minutes")]
)
def test_just_now(seconds: int, text: str) -> None:
    """Less than three quarters of a minute, in either direction: clocks differ."""
    moment = datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=seconds)
    assert (ago(moment) == "just now") == (text == "just now")
    assert ago(moment).split()[-1] == text.split()[-1]


def _in_locale(locale: str) -> list[str]:
    use_locale(locale)
    return [when(MOMENT), size(1_234_567), ago(datetime.now(UTC).replace(tzinfo=None) - 3 * MINUTE)]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_US", ["30 Sep 2026, 22:05", "1.2 MB", "3 minutes ago"]),
        ("de_CH", ["30 Sept. 2026, 22:05", "1.2 MB", "vor 3 Minuten"]),
        ("fr_FR", ["30 sept. 2026, 22:05", "1,2 MB", "il y a 3 minutes"]),
    ],
)
def test_the_workspaces_locale(locale: str, said: list[str]) -> None:
    """Is that of the session from then on."""
    assert drawn(_in_locale, locale).session_state["made"] == said


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Zurich", "1 Oct 2026, 00:05"),
        ("America/New_York", "30 Sep 2026, 18:05"),
        ("No/Where", "30 Sep 2026, 22:05"),
    ],
)
def test_the_browsers_clock(monkeypatch: pytest.MonkeyPatch, zone: str, text: str) -> None:
    """Times of the store are UTC; a zone that nobody knows is UTC."""
    context = type("Context", (), {"timezone": zone})()
    monkeypatch.setattr(words.st, "context", context)
    assert when(MOMENT) == text


def test_no_time() -> None:
    """Is no text."""
    assert when(None) == ""
