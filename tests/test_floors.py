"""Imports go down only: the floors of the house, and of those rooms that have floors of their own.

All imports count: those inside functions and those for types only as well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import booklet

ROOT = Path(__file__).parents[1]

FLOORS = [
    {"errors", "model", "version"},
    {"apart", "file_kinds", "file_pieces", "fonts", "formats", "private_files", "progress", "whole_files"},
    {"text"},
    {"pdf", "rule_limits", "sheets", "store", "template_limits"},
    {"plain_templates"},
    {"rules", "templates"},
    {"page_types"},
    {"generate"},
    {"uploads", "rights", "jobs"},
    {"workspace"},
    {"office"},
    {"auth", "demo"},
    {"cli", "ui"},
    {"pages"},
]
"""From the ground up. What stands on one floor may import only what is below, except within `errors` and `model`."""

MAP = [line.strip() for line in (booklet.__doc__ or "").splitlines() if line.startswith("    ")]
"""The lines of the map in `booklet/__init__.py`: a name or several, and what is there."""

ALLOWED_BESIDE = {("model", "errors")}
"""(who, whom): the only imports within one floor."""


ROOMS = {
    "pdf": [
        {"types"},
        {"syntax"},
        {"fonts", "source"},
        {"document", "pictures"},
        {"form"},
        {"labels"},
        {"prepared"},
        {"drawn_pages"},
        {"book"},
        {"fill"},
        {"finish", "typeset"},
        {"assemble", "value_problems"},
        {"trial", "__init__"},
    ],
    "text": [
        {"bidi", "faces"},
        {"fallbacks", "shaping"},
        {"arabic_forms", "fontconfig"},
        {"letter_order"},
        {"__init__"},
    ],
    "sheets": [
        {"closed_office"},
        {"libreoffice", "model", "no_collection", "render_options", "result"},
        {"numbers", "render_request"},
        {"formula", "read"},
        {"functions", "template"},
        {"compute"},
        {"layout"},
        {"canvas"},
        {"charts"},
        {"draw"},
        {"preflight"},
        {"inspection", "workbook_to_pdf"},
        {"apart_tasks", "rendering"},
        {"__init__"},
    ],
}
"""The floors within a room: its folders and files, from the ground up."""


@cache
def _statements(file: Path) -> list[ast.AST]:
    """The import statements of a file, those inside functions as well."""
    return [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, (ast.Import, ast.ImportFrom))]


@cache
def _graph() -> Mapping[str, frozenset[str]]:
    """Each module of the package -> the modules of the package that it imports, wherever in its text."""
    files = {_name_of(file): file for file in (ROOT / "booklet").rglob("*.py")}
    return {
        name: frozenset(module for node in _statements(file) for module in _modules_in(node, files) if module != name)
        for name, file in files.items()
    }


def _name_of(file: Path) -> str:
    """The module's dotted name; that of a package ends in `__init__`, so that it is not mistaken for its folder."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def _modules_in(node: ast.AST, known: Iterable[str]) -> list[str]:
    """The modules that an import statement names: `from a import b` means the module a.b where there is one."""
    if isinstance(node, ast.ImportFrom) and node.module:
        wanted = [(f"{node.module}.{alias.name}", node.module) for alias in node.names]
    elif isinstance(node, ast.Import):
        wanted = [(alias.name, alias.name) for alias in node.names]
    else:
        return []
    forms = [(inner, f"{inner}.__init__", outer, f"{outer}.__init__") for inner, outer in wanted]
    return [found for names in forms if (found := next((name for name in names if name in known), ""))]


def _circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The nodes of one circle of a graph, in its order; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _children(package: str) -> dict[str, set[str]]:
    """The folders and files of a package -> those that they import of it."""
    inside = {
        name: name.removeprefix(package + ".").split(".")[0] for name in _graph() if name.startswith(package + ".")
    }
    found: dict[str, set[str]] = {child: set() for child in inside.values()}
    for name, child in inside.items():
        found[child] |= {inside[other] for other in _graph()[name] if other in inside} - {child}
    return found


def _floor_of(name: str, floors: list[set[str]] = FLOORS) -> int:
    return next(number for number, names in enumerate(floors) if name in names)


def test_no_module_is_in_a_circle() -> None:
    """No module imports, through whatever others and wherever in its text, itself."""
    assert _circle(_graph()) == []


def test_no_folder_is_in_a_circle() -> None:
    """The folders and files of each package, taken as wholes, do not import each other in a circle either."""
    packages = sorted({name.rpartition(".")[0] for name in _graph()})
    circles = {name: _circle(_children(name)) for name in packages}
    assert {name: circle for name, circle in circles.items() if circle} == {}


def test_imports_go_down_only() -> None:
    """No module imports one of its own floor (but its own folder) or of a floor above."""
    wrong = [
        f"{file} imports booklet.{imported}"
        for file, room, imported in _module_and_imports()
        if imported != room and (room, imported) not in ALLOWED_BESIDE and _floor_of(imported) >= _floor_of(room)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_imports_within_a_room_go_down_only(room: str) -> None:
    """A folder or file of a room imports nothing of that room on its own floor or above; each has a floor."""
    children, floors = _children(f"booklet.{room}"), ROOMS[room]
    assert set(children) == set().union(*floors)
    wrong = [
        f"{child} imports {other}"
        for child, others in children.items()
        for other in others
        if _floor_of(other, floors) >= _floor_of(child, floors)
    ]
    assert wrong == []


def _module_and_imports() -> list[tuple[str, str, str]]:
    """Return (file, its room, the room of each booklet module that it imports)."""
    found: list[tuple[str, str, str]] = []
    files = [*(ROOT / "booklet").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    for file in files:
        relative = file.relative_to(ROOT)
        room = "pages" if relative.parts[0] in ("pages", "app.py") else Path(relative.parts[1]).stem
        if room in ("__init__", "__main__"):
            continue
        for node in _statements(file):
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


def test_the_map_names_everything() -> None:
    """Each file and folder at the top of the package has a line in the docstring of `booklet`, and no other has."""
    named = {name for line in MAP for name in re.findall(r"[\w.]+/?", line.split("  ")[0])}
    there = {f"{path.name}/" if path.is_dir() else path.name for path in (ROOT / "booklet").iterdir()}
    there = {name for name in there if name.endswith((".py", "/"))} - {"__init__.py", "__pycache__/"}
    assert named == there


def test_the_map_is_drawn_from_the_top_down() -> None:
    """What stands higher in the map stands no lower in the house."""
    rooms = [re.findall(r"\w+", line)[0] for line in MAP]
    floors = [_floor_of(room) for room in rooms]
    assert floors == sorted(floors, reverse=True)


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("streamlit", ("booklet/ui/", "pages/", "app.py")),
        ("streamlit_authenticator", ("booklet/auth.py",)),
        ("duckdb", ("booklet/store/duckdb/",)),
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
        for node in _statements(file)
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
        for node in _statements(file)
        for name in _imported(node)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("booklet.")
    }
    assert wrong == set()
