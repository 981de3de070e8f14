"""Workbooks of the world: those that are free stand in files/, the others in the corpus beside the project."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import CORPUS, DEMO

FREE = Path(__file__).parent / "files"


def path_of(name: str) -> Path:
    """Return where a workbook is; the free files come first, then the demo's."""
    folders = (FREE, DEMO, CORPUS / "xlsx")
    return next((folder / name for folder in folders if (folder / name).is_file()), CORPUS / "xlsx" / name)


def here(*names: str) -> list[str]:
    """Return those of the workbooks that are on this machine: the free ones always are."""
    return [name for name in names if (CORPUS.is_dir() and not (FREE / name).is_file()) or path_of(name).is_file()]
