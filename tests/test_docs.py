"""Every page type, command, setting and option is in the README or in its own docstring."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest

from booklet.cli import main
from booklet.model import BookSettings, Style
from booklet.page_types import PAGE_TYPES, page_types
from booklet.store.settings import WorkspaceSettings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", sorted(PAGE_TYPES))
def test_each_page_type_is_documented(name: str) -> None:
    """In the README's table; each of its settings in the docstring of its file."""
    assert f"| `{name}` |" in README
    kind = PAGE_TYPES[name]
    docstring = inspect.getmodule(type(kind)).__doc__ or ""  # type: ignore[union-attr]
    missing = [setting for setting in kind.default_config() if f"`{setting}`" not in docstring]
    assert missing == []


@pytest.mark.parametrize("command", sorted(main.commands))
def test_each_command_is_in_the_readme_and_has_help(command: str) -> None:
    """With a sentence, and one for each option."""
    assert f"`{command}" in README
    found = main.commands[command]
    assert found.help or found.short_help
    options = [parameter for parameter in found.params if parameter.param_type_name == "option"]
    assert [option.name for option in options if not getattr(option, "help", None) and option.name != "renderer"] == []


def test_each_setting_of_a_workspace_is_in_the_readme() -> None:
    """By its name."""
    assert [field.name for field in fields(WorkspaceSettings) if f"`{field.name}`" not in README] == []


@pytest.mark.parametrize("settings", [BookSettings, Style])
def test_each_setting_of_a_book_is_documented(settings: type[BookSettings] | type[Style]) -> None:
    """In the docstring of its dataclass."""
    assert [field.name for field in fields(settings) if f"`{field.name}`" not in (settings.__doc__ or "")] == []


def test_the_registry_offers_all_types() -> None:
    """Those that come with Booklet first."""
    assert [kind.name for kind in page_types()][:6] == ["static", "form", "worksheet", "choice", "text", "contents"]


def test_links_of_the_readme_lead_somewhere() -> None:
    """Pictures and files that it names are there."""
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_place_that_the_architecture_names_is_there() -> None:
    """Files and folders in docs/architecture.md exist, so that the page does not fall behind the house."""
    text = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:[\w.]+/)+(?:\w+\.(?:py|md))?|\w+\.py)`", text))
    missing = [name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "booklet"))]
    assert len(named) > 20
    assert missing == []


MAPPED = ("", "store", "generate", "office", "sheets", "page_types", "pdf")


@pytest.mark.parametrize("room", MAPPED)
def test_the_map_of_a_package_names_all_that_is_in_it(room: str) -> None:
    """Its docstring has each of its files and folders, and none that is not there."""
    folder = ROOT / "booklet" / room
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) or ""
    named = set(re.findall(r"[\w./]+(?:\.py|/)(?!\w)|\b\w+\b", docstring))
    there = {file.name for file in folder.iterdir() if file.suffix == ".py" and file.name != "__init__.py"}
    rooms = {file.parent.name for file in folder.glob("*/__init__.py")}
    assert {name for name in there if not {name, name.removesuffix(".py")} & named} == set()
    assert {name for name in rooms if not {name, f"{name}/"} & named} == set()
    files = {name.removeprefix("booklet/") for name in named if name.endswith(".py")} - {"__init__.py"}
    found = {str(file.relative_to(folder)) for file in folder.rglob("*.py")}
    beneath = {Path(name).name for name in found}
    assert {name for name in files - found - beneath if not (ROOT / name).exists()} == set()
