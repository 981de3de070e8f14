"""Users on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from booklet.cli.options import from_input, line_of_input
from booklet.cli.workspace_option import WORKSPACE


@click.group()
def user() -> None:
    """Users who may sign in to the app."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["admin", "standard"]), default="standard", show_default=True)
@click.option("--email", default="", help="An address to reach the user.")
@click.option(
    "--password",
    default=None,
    callback=from_input,
    help="Where it is not given it is asked for, or read from standard input if something is piped in.",
)
@WORKSPACE
def add_user(name: str, role: str, email: str, password: str | None, workspace: Path) -> None:
    """Let NAME sign in to the app."""
    from booklet.auth import create_user
    from booklet.model import Role
    from booklet.workspace import Workspace, login

    if password is None and sys.stdin.isatty():
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    password = line_of_input() if password is None else password
    users = Workspace(workspace).users
    create_user(users, name, name=name, password=password, role=Role(role), email=email, by=login())
    click.echo(f"{name} can sign in now, as {role}.")
