"""The bar of a generation."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from booklet.ui.generate import progress_bar as bars
from tests.ui.drawn import drawn


def _told(*calls: tuple[int, int, str]) -> None:
    tell = bars.progress_bar()
    for done, total, what in calls:
        tell(done, total, what)


def _bar(test: AppTest) -> tuple[int, str]:
    (bar,) = test.get("progress")
    return bar.proto.value, bar.proto.text


def test_a_bar_begins_empty() -> None:
    """With a word."""
    assert _bar(drawn(_told)) == (0, "Beginning …")


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 4, 0), (1, 4, 25), (4, 4, 100), (9, 4, 100), (0, 0, 0)])
def test_a_bar_is_as_long_as_what_is_done(done: int, total: int, percent: int) -> None:
    """Never longer than all, also where there is nothing to do; the words are the user's own."""
    assert _bar(drawn(_told, (0, 4, "first"), (done, total, "*Acme*"))) == (percent, "\\*Acme\\*")


def test_what_takes_long_tells_how_long_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """From what was done in the time since it began."""
    clock = iter([100.0, 103.0, 120.0])
    monkeypatch.setattr(bars.time, "monotonic", lambda: next(clock, 120.0))
    assert _bar(drawn(_told, (1, 3, "Acme"), (2, 4, "Bolt"))) == (50, "Bolt · about 20 seconds left")


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "said"),
    [
        (4.9, 1, 2, ""),
        (5, 1, 2, "about 5 seconds left"),
        (5, 0, 2, ""),
        (5, 2, 2, ""),
        (10, 99, 100, "about 1 second left"),
        (89, 1, 2, "about 89 seconds left"),
        (90, 1, 2, "about 2 minutes left"),
        (30, 1, 4, "about 2 minutes left"),
    ],
)
def test_how_long_yet(elapsed: float, done: int, total: int, said: str) -> None:
    """In seconds, from a minute and a half on in minutes; never no second."""
    assert bars.time_left(elapsed, done, total) == said
