"""The command that all others stand under, and the demo, with which a newcomer begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import booklet
from booklet.cli import books, files, jobs, users
from booklet.cli.options import PATH, fail
from booklet.errors import BookletError
from booklet.progress import progress_bar


class _Group(click.Group):
    """Shows what is wrong as a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BookletError as error:
            fail(str(error))
        except OSError as error:
            fail(f"{error.filename or 'A file'}: {error.strerror or error}.")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(booklet.__version__)
def main() -> None:
    r"""Booklet makes one PDF book per customer per quarter.

    Begin with `booklet demo`, which makes a workspace with customers and two books in it, then start the app on it
    with `make run`, or make a book here:

    \b
        booklet generate --book "Welcome Kit" --customer "Dunmore Family Dental" --quarter 2026Q3 --out kit.pdf
    """


@main.command()
@click.argument("folder", type=PATH, default=Path("data"), metavar="[DIR]")
@click.option("--books/--no-books", default=True, help="Also make all books of the last quarter (the default).")
def demo(folder: Path, books: bool) -> None:
    """Make a workspace in DIR (data, if none is named) with real content, and its books."""
    from booklet.demo import make_demo
    from booklet.workspace import Workspace

    with progress_bar() as on_progress:
        make_demo(Workspace(folder), make_books=books, on_progress=on_progress)
    click.echo(f"The demo is in {folder}.")


for command in (
    books.generate,
    books.batch,
    jobs.worker,
    jobs.jobs,
    books.verify,
    books.export,
    books.sweep,
    users.user,
    files.assemble,
    files.fill,
    files.render,
):
    main.add_command(command)
