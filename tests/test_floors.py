"""Imports go down only: the floors of the house."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = [
    {"errors", "model"},
    {"apart", "file_kinds", "fonts", "formats", "progress", "whole_files"},
    {"pdf", "sheets", "store"},
    {"rules", "templates"},
    {"page_types"},
    {"generate"},
    {"uploads"},
    {"workspace"},
    {"office"},
    {"auth", "demo"},
    {"cli", "ui"},
    {"pages"},
]
"""From the ground up. What stands on one floor may import only what is below, except within `errors` and `model`."""

ALLOWED_BESIDE = {("model", "errors")}
"""(who, whom): the only imports within one floor."""


def _floor_of(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def _module_and_imports() -> list[tuple[str, str, str]]:
    """(file, its room, the room of each booklet module that it imports)"""
    found: list[tuple[str, str, str]] = []
    files = [*(ROOT / "booklet").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    for file in files:
        relative = file.relative_to(ROOT)
        room = "pages" if relative.parts[0] in ("pages", "app.py") else Path(relative.parts[1]).stem
        if room in ("__init__", "__main__"):
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            for name in _imported(node):
                if name.startswith("booklet."):
                    found.append((str(relative), room, name.split(".")[1]))
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        if node.module == "booklet":
            return [f"booklet.{alias.name}" for alias in node.names]
        return [node.module]
    return []


def test_imports_go_down_only() -> None:
    """No module imports one of its own floor (but its own folder) or of a floor above."""
    wrong = [
        f"{file} imports booklet.{imported}"
        for file, room, imported in _module_and_imports()
        if imported != room and (room, imported) not in ALLOWED_BESIDE and _floor_of(imported) >= _floor_of(room)
    ]
    assert wrong == []


def test_every_module_has_a_floor() -> None:
    """A new file or folder of the package is put on a floor here, or this fails."""
    rooms = {room for _, room, _ in _module_and_imports()} - {"pages"}
    known = set().union(*FLOORS)
    assert rooms <= known, f"on no floor: {sorted(rooms - known)}"


def test_screens_know_their_own_folder_and_the_shared_one() -> None:
    """No screen imports another screen's parts; what two need is shared, and that knows no screen."""
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in (ROOT / "booklet" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        for name in _imported(node)
        if name.startswith("booklet.ui.")
        and name.split(".")[2] not in ("shared", file.relative_to(ROOT / "booklet" / "ui").parts[0])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("streamlit", ("booklet/ui/", "pages/", "app.py")),
        ("streamlit_authenticator", ("booklet/auth.py",)),
        ("duckdb", ("booklet/store/",)),
        ("pikepdf", ("booklet/pdf/",)),
        ("openpyxl", ("booklet/sheets/", "booklet/store/", "booklet/demo/")),
        ("reportlab", ("booklet/pdf/", "booklet/sheets/")),
    ],
)
def test_libraries_stay_in_their_rooms(library: str, allowed: tuple[str, ...]) -> None:
    """A library is imported only where design.md puts it."""
    files = [*(ROOT / "booklet").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    wrong = [
        str(file.relative_to(ROOT))
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        for name in _imported(node)
        if name.split(".")[0] == library and not str(file.relative_to(ROOT)).startswith(allowed)
    ]
    assert wrong == []


def test_the_model_imports_only_the_standard_library() -> None:
    """`booklet.model` and `booklet.errors` can be read without any package installed."""
    import sys

    files = [*(ROOT / "booklet" / "model").glob("*.py"), ROOT / "booklet" / "errors.py"]
    wrong = {
        name
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        for name in _imported(node)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("booklet.")
    }
    assert wrong == set()
