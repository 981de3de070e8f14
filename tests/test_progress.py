"""The bar that notebooks and commands show."""

from __future__ import annotations

import sys
import time

import pytest

from booklet.progress import progress_bar


class _Terminal:
    """A standard error that a person reads."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.written = ""

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


def test_a_bar_counts_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how many of how many, though these may grow, and what is being made; it leaves no line behind."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar() as on_progress:
        on_progress(0, 4, "Acme Corp")
        time.sleep(0.15)  # a bar is not drawn more often than ten times in a second
        on_progress(3, 5, "x" * 80)
    assert "3/5" in terminal.written
    assert "x" * 50 in terminal.written
    assert "x" * 51 not in terminal.written
    assert not terminal.written.endswith("\n")


def test_nobody_reads_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A log of a nightly run has no bars in it; and a bar that was never moved is none."""
    with progress_bar() as on_progress:
        on_progress(1, 2, "Acme Corp")
    with progress_bar():
        pass
    assert capsys.readouterr().err == ""
