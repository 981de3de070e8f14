"""LibreOffice as a program of its own: what is said where it cannot work."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from booklet.errors import LimitExceeded
from booklet.sheets.libreoffice import convert, is_installed
from tests.conftest import DEMO

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs LibreOffice")
WORKBOOK = (DEMO / "time-card.xltx").read_bytes()


def test_nothing_is_left_of_a_conversion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the profile nor its own temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert convert(WORKBOOK, "xlsx", "pdf", seconds=60).startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_not_the_workbook_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with the folder, instead of a workbook that cannot be read."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=1 << 20))
    with pytest.raises(LimitExceeded, match=rf"{tmp_path}, is too full.*TMPDIR"):
        convert(WORKBOOK, "xlsx", "pdf", seconds=60)
