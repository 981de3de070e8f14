"""The engine on the command line: put PDFs together, fill a form, draw a workbook, without a workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from booklet.cli.options import FILE, PASSWORD, count, fail, from_input, parent_made
from booklet.errors import InputError, NotFound, PasswordNeeded

if TYPE_CHECKING:
    from booklet.pdf import Prepared

_Made = TypeVar("_Made")


@click.command()
@click.argument("out", type=FILE)
@click.argument("inputs", type=FILE, nargs=-1, required=True)
@click.option(
    "--password",
    "passwords",
    multiple=True,
    callback=from_input,
    help="Of locked files; several times where they differ. - reads it from standard input.",
)
def assemble(out: Path, inputs: Sequence[Path], passwords: Sequence[str]) -> None:
    """Put PDFs together into OUT, with their bookmarks, links and form fields."""
    from booklet.pdf import assemble

    parts = [_prepared(path, passwords).part().titled(path.stem) for path in inputs]
    made = assemble(parts, parent_made(out))
    for note in made.notes:
        click.echo(note, err=True)
    click.echo(f"{out}: {count(made.page_count, 'page')}, {made.bytes:,} bytes.")


@click.command()
@click.argument("form", type=FILE)
@click.argument("values", type=FILE)
@click.argument("out", type=FILE)
@click.option("--flatten", is_flag=True, help="Make the filled fields plain pages, which nobody can change.")
@PASSWORD
def fill(form: Path, values: Path, out: Path, flatten: bool, password: str | None) -> None:
    """Fill FORM with VALUES (JSON: a field's full name -> its value) and write OUT."""
    from booklet.pdf import assemble, check_values

    given = _read_values(values)
    document = _prepared(form, [password] if password else [])
    problems = check_values(document, given)
    for problem in problems:
        click.echo(f"{form.name}, field {problem.field}: {problem.message}", err=True)
    if any(problem.reason in ("unknown field", "unknown option") for problem in problems):
        sys.exit(1)
    assemble([document.fill(given, flatten=flatten)], parent_made(out))


@click.command()
@click.argument("workbook", type=FILE)
@click.argument("out", type=FILE)
@click.option("--sheet", "sheets", multiple=True, help="Only this sheet; can be given several times.")
@click.option("--renderer", type=click.Choice(["native", "libreoffice"]), default="native", show_default=True)
@PASSWORD
@click.option(
    "--tagged", is_flag=True, help="Tables that a screen reader can read; the file is several times as large."
)
def render(workbook: Path, out: Path, sheets: Sequence[str], renderer: str, password: str | None, tagged: bool) -> None:
    """Draw WORKBOOK to OUT, page by page as Excel would print it."""
    from booklet.apart import bounded
    from booklet.sheets import RenderOptions, render
    from booklet.sheets.read.workbook_file import bounds_of

    # This process reads one workbook and ends: it takes the limits upon itself.
    drawn_by: Literal["native", "libreoffice"] = "libreoffice" if renderer == "libreoffice" else "native"
    options = RenderOptions(renderer=drawn_by, tagged=tagged, apart=False)
    draw = partial(render, workbook, parent_made(out), sheets=list(sheets) or None, password=password, options=options)
    with bounded(bounds_of(options.limits)):
        made = _naming(workbook, draw)
    for problem in made.problems:
        where = f"{workbook.name}, {problem.sheet}" + (f", {problem.cell}" if problem.cell else "")
        click.echo(f"{where}: {problem.message} {problem.remedy}", err=True)


def _naming(path: Path, work: Callable[[], _Made]) -> _Made:
    """Do it; what is wrong with the file is said with its name."""
    if not path.is_file():
        raise InputError(f"{path} is not there, or is not a file.")
    try:
        return work()
    except PasswordNeeded as error:
        raise PasswordNeeded(f"{path}: {error} The option for it is --password.") from error
    except (InputError, NotFound) as error:
        fail(str(error) if path.name in str(error) else f"{path}: {error}")


def _prepared(path: Path, passwords: Sequence[str]) -> Prepared:
    """Return the PDF, opened with the first of the passwords that fits."""
    from booklet.pdf import prepare

    for password in passwords[:-1]:
        with suppress(PasswordNeeded):
            return _naming(path, partial(prepare, path, password=password))
    return _naming(path, partial(prepare, path, password=passwords[-1] if passwords else None))


def _read_values(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{path} cannot be read as JSON: {error}.") from error
    if not isinstance(values, dict):
        raise InputError(f'{path} must hold one object, such as {{"full name": "Ann Lee"}}.')
    return {name: _field_value(path, name, value) for name, value in values.items()}


def _field_value(path: Path, name: str, value: object) -> str | bool | list[str]:
    """Return a value as the engine takes it; what no field can hold is refused, never written as a word."""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    raise InputError(f'{path}, field "{name}": a value is a text, a number, true, false or a list of texts.')
