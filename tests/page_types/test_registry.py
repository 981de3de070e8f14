"""Other people's page types are found by their entry points."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.errors import NotFound
from booklet.page_types import page_type

PACKAGE = '''
"""A page type of another package: one blank text page."""
from booklet.page_types import PAGE_TYPES, Resolved

class Blank:
    name = "blank"; label = "Blank"; description = "An empty page."; late = False
    def default_config(self): return {}
    def describe(self, config, names): return "empty"
    def check(self, page, definitions): return ()
    def resolve(self, page, inputs):
        from booklet.model import Page
        return PAGE_TYPES["text"].resolve(Page("text", "", {"markdown": "&nbsp;"}), inputs)
'''


def test_an_installed_package_brings_a_page_type(tmp_path: Path) -> None:
    """Named in the group `booklet.page_types`; a book with it is made."""
    (tmp_path / "blank_pages.py").write_text(PACKAGE)
    metadata = tmp_path / "blank_pages-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: blank-pages\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[booklet.page_types]\nblank = blank_pages:Blank\n")
    code = (
        "import sys; from booklet import Workspace, Page, Quarter\n"
        "ws = Workspace(sys.argv[1]); ws.customers.add('Acme')\n"
        "ws.books.save('B', pages=[Page('blank', 'Nothing')])\n"
        "print(ws.generate('B', 'Acme', Quarter(2026, 3)).page_count)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "workspace")],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == "1", ran.stderr


def test_an_unknown_type_names_the_nearest() -> None:
    """And asks whether the package that brings it is installed."""
    with pytest.raises(NotFound, match='Did you mean "static"'):
        page_type("statik")
