"""The workspace that a command works on: it is there already, a mistyped name makes none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.options import PATH
from booklet.errors import InputError

if TYPE_CHECKING:
    from booklet.workspace import Workspace

WORKSPACE = click.option(
    "--workspace",
    type=PATH,
    default=Path("data"),
    show_default=True,
    envvar="BOOKLET_WORKSPACE",
    help="The folder of the workspace.",
)


def opened_workspace(folder: Path) -> Workspace:
    """Return the workspace in a folder; a mistyped name is said, not made."""
    from booklet.workspace import Workspace

    return Workspace(existing(folder))


def existing(folder: Path) -> Path:
    """Return a folder that has a workspace in it, as a path that is good in any working folder. Raises InputError."""
    if not (folder / "booklet.duckdb").is_file():
        raise InputError(
            f"There is no workspace in {folder}. Name it with --workspace, or make one: booklet demo {folder}"
        )
    return folder.resolve()
