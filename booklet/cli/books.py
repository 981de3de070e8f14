"""Books on the command line: make them, prove them, write them to a folder, clear the disk of pieces of none."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from booklet.cli.options import BOOK, FILE, FOLDER, QUARTER, count, parent_made, warn
from booklet.cli.workspace_option import WORKSPACE, opened_workspace
from booklet.progress import progress_bar


@click.command()
@BOOK
@click.option("--customer", required=True, help="The customer's name.")
@QUARTER
@click.option("--out", type=FILE, required=True, help="Where to write the PDF.")
@click.option(
    "--workbook",
    "workbooks",
    multiple=True,
    metavar="PAGE=FILE",
    help="The workbook that a page asks for, by the page's title. Can be given several times.",
)
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="PAGE=OPTION",
    help="Override what a choice page chooses. Several times for several options.",
)
@click.option("--force", is_flag=True, help="Make it again, even if the same inputs gave a book before.")
@WORKSPACE
def generate(**options: Any) -> None:
    """Make a customer's book and write it to a file."""
    out = parent_made(options["out"])
    workspace = opened_workspace(options["workspace"])
    with progress_bar() as on_progress:
        made = workspace.generate(
            options["book"],
            options["customer"],
            options["quarter"],
            workbooks={page: Path(file) for page, file in _pairs(options["workbooks"], "--workbook")},
            overrides=_grouped(_pairs(options["choices"], "--choose")) or None,
            on_progress=on_progress,
            force=options["force"],
        )
    warn(made.problems)
    made.save(out)
    again = ", the same as before" if made.reused else ""
    click.echo(f"{out}: {count(made.page_count, 'page')}, {made.bytes:,} bytes{again}. Run {made.id}.")


@click.command()
@BOOK
@QUARTER
@click.option("--out", type=FOLDER, required=True, help="The folder for the PDFs.")
@click.option("--customer", "customers", multiple=True, help="Only these; all customers by default.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to work in.")
@click.option("--force", is_flag=True, help="Make all of them again.")
@WORKSPACE
def batch(**options: Any) -> None:
    """Make the book of all customers; a failure does not stop the others."""
    workspace = opened_workspace(options["workspace"])
    with progress_bar() as on_progress:
        result = workspace.generate_batch(
            options["book"],
            options["quarter"],
            options["customers"] or None,
            workers=options["workers"],
            on_progress=on_progress,
            force=options["force"],
        )
    result.write_folder(options["out"])
    for item in result.items:
        if item.made:
            warn(item.problems)
        else:
            click.echo(f"{item.customer.name}: {item.error}", err=True)
    click.echo(f"{count(len(result.made), 'book')} in {options['out']}, {len(result.failed)} failed.")
    sys.exit(1 if result.failed else 0)


@click.command()
@click.argument("generation")
@WORKSPACE
def verify(generation: str, workspace: Path) -> None:
    """Rebuild the book of a run (GENERATION: its id, or the beginning of it) and compare the bytes."""
    result = opened_workspace(workspace).verify(generation)
    click.echo(f"{'Same' if result.same else 'DIFFERENT'}: {result.message}", err=not result.same)
    sys.exit(0 if result.same else 1)


@click.command()
@QUARTER
@click.option("--out", type=FOLDER, required=True, help="The folder for the PDFs.")
@click.option("--book", default=None, help="Only this book; all by default.")
@click.option("--customer", default=None, help="Only this customer; all by default.")
@WORKSPACE
def export(**options: Any) -> None:
    """Write the newest books of a quarter, as they were made, to a folder of plain PDFs."""
    from booklet.office.export import export_books, newest_books

    workspace = opened_workspace(options["workspace"])
    runs = newest_books(workspace, options["quarter"], book=options["book"], customer=options["customer"])
    written = export_books(workspace, runs, options["out"])
    failed = [one for one in written if one.error]
    for one in failed:
        click.echo(one.error, err=True)
    click.echo(f"{count(len(written) - len(failed), 'book')} in {options['out']}, {len(failed)} failed.")
    sys.exit(1 if failed else 0)


@click.command()
@WORKSPACE
def sweep(workspace: Path) -> None:
    """Remove what no book has any more from the disk: pieces that a crash or a deleted book left behind."""
    freed = opened_workspace(workspace).stores.files.sweep()
    click.echo(f"{freed:,} bytes were swept.")


def _pairs(texts: Sequence[str], option: str) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in texts]
    for page, equals, value in pairs:
        if not (page and equals and value):
            raise click.UsageError(f'{option} is written PAGE=…, with the page\'s title; "{page}" is not.')
    return [(page, value) for page, _, value in pairs]


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for page, option in pairs:
        groups.setdefault(page, []).append(option)
    return groups
