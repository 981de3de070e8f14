"""Options that the commands have in common, and how they say what was wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from booklet.errors import BookletError, InputError
from booklet.model import Problem, Quarter

_Passwords = TypeVar("_Passwords", str | None, tuple[str, ...])


class _QuarterType(click.ParamType[Quarter]):
    name = "quarter"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except BookletError as error:
            self.fail(str(error), param, ctx)


def from_input(_ctx: click.Context, _param: click.Parameter, given: _Passwords) -> _Passwords:
    """Return passwords with a line of standard input for each "-", which no list of processes shows."""
    if isinstance(given, tuple):
        return tuple(line_of_input() if one == "-" else one for one in given)
    return line_of_input() if given == "-" else given


def line_of_input() -> str:
    """Return the next line of standard input, without its end. Raises InputError where there is none."""
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InputError("A password was to come on standard input, and none came. Pipe it in as a line.")
    return line


PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
PASSWORD = click.option(
    "--password", default=None, callback=from_input, help="Of a locked file; - reads it from standard input."
)
QUARTER = click.option("--quarter", type=_QuarterType(), required=True, help="Such as 2026Q3.")
BOOK = click.option("--book", required=True, help="The book's name.")


def parent_made(out: Path) -> Path:
    """Return the path of an output, whose folder is there. Raises InputError where it is not."""
    if not out.parent.is_dir():
        raise InputError(f"The folder {out.parent} for {out.name} is not there. Make it first.")
    return out


def count(number: int, thing: str) -> str:
    """Return a number of things in words: "1 page", "1,200 pages"."""
    return f"{number:,} {thing}{'s' * (number != 1)}"


def warn(problems: Sequence[Problem]) -> None:
    """Say on standard error what is not as it should be, a line for each."""
    for problem in problems:
        click.echo(f"Warning: {problem}", err=True)


def fail(message: str) -> NoReturn:
    """Say on standard error what was wrong with an input, and end with 1."""
    click.echo(message, err=True)
    sys.exit(1)
