"""Booklet: one PDF book per customer per quarter, out of what an office already has.

The map of the package; each folder imports only from those below it (tests/test_floors.py):

    cli.py, ui/        the command line; the screens, a folder for each, which pages/ shows
    office/            use cases: drafts and merging, what goes into a form's fields
    workspace.py       the one object to hold: `Workspace`
    auth.py, demo.py   who may sign in; the demo's content
    uploads.py         files taken in, read and replaced
    generate/          snapshot, preflight, one book, many books, verify
    page_types/        what a page can be, one file each
    rules.py, templates.py, formats.py     yes/no questions, texts with values in them, how values are written
    pdf/  sheets/  store/                  the PDF engine; Excel to pages; the database and the files
    fonts/  model/                         the typefaces; the words of design.md as frozen dataclasses
    progress.py        a bar for notebooks and the command line
    whole_files.py     files that are written whole or not at all
    errors.py          every exception
    version.py         the version of the package
"""

from typing import TYPE_CHECKING, Any

from booklet.errors import BookletError
from booklet.model import AttributeDefinition, AttributeType, BookSettings, Page, Problem, Quarter, Style
from booklet.progress import progress_bar
from booklet.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from booklet.workspace import Workspace

__all__ = [
    "AttributeDefinition",
    "AttributeType",
    "BookSettings",
    "BookletError",
    "Page",
    "Problem",
    "Quarter",
    "Style",
    "Workspace",
    "progress_bar",
]


def __getattr__(name: str) -> Any:
    """`Workspace` is imported when it is asked for: who uses only the engine need not wait for the database."""
    if name == "Workspace":
        from booklet.workspace import Workspace

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
