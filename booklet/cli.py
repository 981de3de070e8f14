"""The command line: `python -m booklet …`, also installed as `booklet`.

Every command writes its output whole or not at all, and says on standard error what was wrong and with which input. It
ends with 0, with 1 where an input is at fault, with 2 where the call is.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

import click

import booklet
from booklet.errors import BookletError, InputError, NotFound, PasswordNeeded
from booklet.model import Problem, Quarter
from booklet.progress import progress_bar

if TYPE_CHECKING:
    from booklet.jobs import Jobs
    from booklet.model import Job
    from booklet.pdf import Prepared
    from booklet.workspace import Workspace

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
_WORKSPACE = click.option(
    "--workspace",
    type=_PATH,
    default=Path("data"),
    show_default=True,
    envvar="BOOKLET_WORKSPACE",
    help="The folder of the workspace.",
)


_Made = TypeVar("_Made")
_Passwords = TypeVar("_Passwords", str | None, tuple[str, ...])


def _from_input(_ctx: click.Context, _param: click.Parameter, given: _Passwords) -> _Passwords:
    """Passwords with a line of standard input for each "-": there nobody sees it in the list of processes."""
    if isinstance(given, tuple):
        return tuple(_line_of_input() if one == "-" else one for one in given)
    return _line_of_input() if given == "-" else given


def _line_of_input() -> str:
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InputError("A password was to come on standard input, and none came. Pipe it in as a line.")
    return line


_PASSWORD = click.option(
    "--password", default=None, callback=_from_input, help="Of a locked file; - reads it from standard input."
)


class _QuarterType(click.ParamType[Quarter]):
    name = "quarter"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Quarter:
        if isinstance(value, Quarter):
            return value
        try:
            return Quarter.parse(value)
        except BookletError as error:
            self.fail(str(error), param, ctx)


_QUARTER = click.option("--quarter", type=_QuarterType(), required=True, help="Such as 2026Q3.")
_BOOK = click.option("--book", required=True, help="The book's name.")


class _Group(click.Group):
    """Shows what is wrong as a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BookletError as error:
            _fail(str(error))
        except OSError as error:
            _fail(f"{error.filename or 'A file'}: {error.strerror or error}.")


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
@click.argument("folder", type=_PATH, default=Path("data"), metavar="[DIR]")
@click.option("--books/--no-books", default=True, help="Also make all books of the last quarter (the default).")
def demo(folder: Path, books: bool) -> None:
    """Make a workspace in DIR (data, if none is named) with real content, and its books."""
    from booklet.demo import make_demo
    from booklet.workspace import Workspace

    with progress_bar() as on_progress:
        make_demo(Workspace(folder), make_books=books, on_progress=on_progress)
    click.echo(f"The demo is in {folder}.")


@main.command()
@_BOOK
@click.option("--customer", required=True, help="The customer's name.")
@_QUARTER
@click.option("--out", type=_FILE, required=True, help="Where to write the PDF.")
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
@_WORKSPACE
def generate(**options: Any) -> None:
    """Make one customer's book and write it to a file."""
    out = _parent_made(options["out"])
    workspace = _opened(options["workspace"])
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
    _warn(made.problems)
    made.save(out)
    again = ", the same as before" if made.reused else ""
    click.echo(f"{out}: {_count(made.page_count, 'page')}, {made.bytes:,} bytes{again}. Run {made.id}.")


@main.command()
@_BOOK
@_QUARTER
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the PDFs.")
@click.option("--customer", "customers", multiple=True, help="Only these; all customers by default.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to work in.")
@click.option("--force", is_flag=True, help="Make all of them again.")
@_WORKSPACE
def batch(**options: Any) -> None:
    """Make the book of all customers; a failure does not stop the others."""
    workspace = _opened(options["workspace"])
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
            _warn(item.problems)
        else:
            click.echo(f"{item.customer.name}: {item.error}", err=True)
    click.echo(f"{_count(len(result.made), 'book')} in {options['out']}, {len(result.failed)} failed.")
    sys.exit(1 if result.failed else 0)


@main.command()
@click.option("--once", is_flag=True, help="End when there is nothing to do, instead of waiting for more.")
@click.option("--job", default=None, help="Only this job, by its id or the beginning of it; then --once is meant too.")
@click.option("--idle", type=click.FloatRange(min=0), default=None, hidden=True, help="Seconds.")
@click.option("--with-parent", is_flag=True, hidden=True, help="End when standard input does.")
@_WORKSPACE
def worker(once: bool, job: str | None, idle: float | None, with_parent: bool, workspace: Path) -> None:
    """Make the books of the jobs that were begun, until stopped (Ctrl-C: it comes to the end of its book).

    Any number of workers can run at once, on the machine that has the workspace.
    """
    from booklet.jobs.process import serve

    opened = _opened(workspace)
    job_id = opened.jobs.get(job).id if job else None
    serve(opened.stores, job_id=job_id, idle_seconds=0.0 if once else idle, with_parent=with_parent)


@main.group(invoke_without_command=True)
@_WORKSPACE
@click.pass_context
def jobs(ctx: click.Context, workspace: Path) -> None:
    """Books of many customers, begun here or in the app: list (the default), watch, cancel, resume."""
    ctx.obj = _opened(workspace).jobs
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_jobs)


@jobs.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those that have not ended.")
@click.pass_obj
def list_jobs(opened: Jobs, only_open: bool = False) -> None:
    """List the jobs, the newest first."""
    for job in opened.find(is_open=True if only_open else None):
        click.echo(_in_words(job))


@jobs.command("watch")
@click.argument("job")
@click.pass_obj
def watch_job(opened: Jobs, job: str) -> None:
    """Wait until JOB (its id, or the beginning of it) has ended."""
    with progress_bar() as on_progress:
        ended = opened.watch(job, on_progress)
    click.echo(_in_words(ended))


@jobs.command("cancel")
@click.argument("job")
@click.pass_obj
def cancel_job(opened: Jobs, job: str) -> None:
    """Give up what is not made yet of JOB; what is made is kept."""
    from booklet.workspace import login

    click.echo(_in_words(opened.cancel(job, by=login())))


@jobs.command("resume")
@click.argument("job")
@click.pass_obj
def resume_job(opened: Jobs, job: str) -> None:
    """Make what was cancelled or has failed of JOB, and wait for it."""
    from booklet.workspace import login

    opened.resume(job, by=login())
    with progress_bar() as on_progress:
        ended = opened.watch(job, on_progress)
    click.echo(_in_words(ended))


def _in_words(job: Job) -> str:
    counts = ", ".join(f"{number:,} {state.value}" for state, number in job.counts.items())
    speed = f", {job.per_second:.1f} books a second" if job.ended else ""
    left = f", {job.seconds_left:.0f} s left" if job.is_open and job.seconds_left else ""
    lost = f", {job.lost_seconds:.0f} s lost in {job.interruptions} interruptions" if job.interruptions else ""
    why = f" {job.reason}" if job.reason else ""
    return f"{job.id[:8]}  {job.book} {job.quarter}: {job.state.value}; {counts}{speed}{left}{lost}.{why}"


@main.command()
@click.argument("generation")
@_WORKSPACE
def verify(generation: str, workspace: Path) -> None:
    """Rebuild the book of a run (GENERATION: its id, or the beginning of it) and compare the bytes."""
    result = _opened(workspace).verify(generation)
    click.echo(f"{'Same' if result.same else 'DIFFERENT'}: {result.message}", err=not result.same)
    sys.exit(0 if result.same else 1)


@main.command()
@_QUARTER
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the PDFs.")
@click.option("--book", default=None, help="Only this book; all by default.")
@click.option("--customer", default=None, help="Only this customer; all by default.")
@_WORKSPACE
def export(**options: Any) -> None:
    """Write the newest books of a quarter, as they were made, to a folder of plain PDFs."""
    from booklet.office.export import export_books, newest_books

    workspace = _opened(options["workspace"])
    runs = newest_books(workspace, options["quarter"], book=options["book"], customer=options["customer"])
    written = export_books(workspace, runs, options["out"])
    failed = [one for one in written if one.error]
    for one in failed:
        click.echo(one.error, err=True)
    click.echo(f"{_count(len(written) - len(failed), 'book')} in {options['out']}, {len(failed)} failed.")
    sys.exit(1 if failed else 0)


@main.command()
@_WORKSPACE
def sweep(workspace: Path) -> None:
    """Remove what no book has any more from the disk: pieces that a crash or a deleted book left behind."""
    freed = _opened(workspace).stores.files.sweep()
    click.echo(f"{freed:,} bytes were swept.")


@main.group()
def user() -> None:
    """Users who may sign in to the app."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["admin", "standard"]), default="standard", show_default=True)
@click.option("--email", default="", help="An address to reach the user.")
@click.option(
    "--password",
    default=None,
    callback=_from_input,
    help="Where it is not given it is asked for, or read from standard input if something is piped in.",
)
@_WORKSPACE
def add_user(name: str, role: str, email: str, password: str | None, workspace: Path) -> None:
    """Let NAME sign in to the app."""
    from booklet.auth import create_user
    from booklet.model import Role
    from booklet.workspace import Workspace, login

    if password is None and sys.stdin.isatty():
        password = str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    password = _line_of_input() if password is None else password
    users = Workspace(workspace).users
    create_user(users, name, name=name, password=password, role=Role(role), email=email, by=login())
    click.echo(f"{name} can sign in now, as {role}.")


@main.command()
@click.argument("out", type=_FILE)
@click.argument("inputs", type=_FILE, nargs=-1, required=True)
@click.option(
    "--password",
    "passwords",
    multiple=True,
    callback=_from_input,
    help="Of locked files; several times where they differ. - reads one from standard input.",
)
def assemble(out: Path, inputs: Sequence[Path], passwords: Sequence[str]) -> None:
    """Put PDFs together into OUT, with their bookmarks, links and form fields."""
    from booklet.pdf import assemble

    parts = [_prepared(path, passwords).part().titled(path.stem) for path in inputs]
    made = assemble(parts, _parent_made(out))
    for note in made.notes:
        click.echo(note, err=True)
    click.echo(f"{out}: {_count(made.page_count, 'page')}, {made.bytes:,} bytes.")


@main.command()
@click.argument("form", type=_FILE)
@click.argument("values", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--flatten", is_flag=True, help="Make the filled fields plain pages, which nobody can change.")
@_PASSWORD
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
    assemble([document.fill(given, flatten=flatten)], _parent_made(out))


@main.command()
@click.argument("workbook", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--sheet", "sheets", multiple=True, help="Only this sheet; can be given several times.")
@click.option("--renderer", type=click.Choice(["native", "libreoffice"]), default="native", show_default=True)
@_PASSWORD
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
    draw = partial(render, workbook, _parent_made(out), sheets=list(sheets) or None, password=password, options=options)
    with bounded(bounds_of(options.limits)):
        made = _naming(workbook, draw)
    for problem in made.problems:
        where = f"{workbook.name}, {problem.sheet}" + (f", {problem.cell}" if problem.cell else "")
        click.echo(f"{where}: {problem.message} {problem.remedy}", err=True)


def _opened(folder: Path) -> Workspace:
    """Return the workspace in a folder; a mistyped name is said, not made."""
    from booklet.workspace import Workspace

    if not (folder / "booklet.duckdb").is_file():
        raise InputError(
            f"There is no workspace in {folder}. Name it with --workspace, or make one: booklet demo {folder}"
        )
    return Workspace(folder)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)


def _naming(path: Path, work: Callable[[], _Made]) -> _Made:
    """Do it; what is wrong with the file is said with its name."""
    if not path.is_file():
        raise InputError(f"{path} is not there, or is not a file.")
    try:
        return work()
    except PasswordNeeded as error:
        raise PasswordNeeded(f"{path}: {error} The option for it is --password.") from error
    except (InputError, NotFound) as error:
        _fail(str(error) if path.name in str(error) else f"{path}: {error}")


def _prepared(path: Path, passwords: Sequence[str]) -> Prepared:
    """Return the PDF, opened with the first of the passwords that fits."""
    from booklet.pdf import prepare

    for password in passwords[:-1]:
        with suppress(PasswordNeeded):
            return _naming(path, partial(prepare, path, password=password))
    return _naming(path, partial(prepare, path, password=passwords[-1] if passwords else None))


def _parent_made(out: Path) -> Path:
    if not out.parent.is_dir():
        raise InputError(f"The folder {out.parent} for {out.name} is not there. Make it first.")
    return out


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


def _warn(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(f"Warning: {problem}", err=True)
