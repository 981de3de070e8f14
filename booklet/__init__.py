"""Booklet: one PDF book per customer per quarter, out of what an office already has.

The map of the package, from the top down; each floor imports only from those below it (tests/test_floors.py):

    cli/, __main__.py      the command line
    ui/                    the screens, a folder for each; pages/ beside the package opens them
    auth.py                users who sign in: passwords, lock-out, sessions
    demo/                  the demo's customers, attributes and books
    office/                the use cases of an office, which screens, notebooks and an API share
    workspace.py           the object that everything else is reached through: `Workspace`
    rights.py              who may do what, and a workspace that keeps to it
    jobs/                  the books of many customers: jobs in the database, and the workers that do them
    uploads.py             files taken in, read and replaced
    generate/              a book made: snapshot, preflight, layout, a single book, a batch, verify
    page_types/            the types of pages: static, form/, worksheet/, choice, text, contents
    rules.py               yes/no questions about a customer's attributes
    templates.py           texts with values in them
    plain_templates.py     those of texts and names in turn, filled faster
    rule_limits.py, template_limits.py    what neither may take of time and memory
    pdf/                   the PDF engine: prepares uploads, fills forms, assembles books
    sheets/                Excel workbooks: read, filled, computed, drawn to pages
    store/                 the database and the files of a workspace
    text/                  text for both engines: order of letters (bidi), shaping, faces, fonts for missing letters
    apart/                 work on files of unknown origin in processes of their own
    fonts/                 the typefaces that Booklet brings: the files and their catalog
    formats.py             numbers, amounts, dates as books show them
    file_kinds.py          the kind of a file, for refusals
    file_pieces.py         files in pieces, of which some are shared
    progress.py            a progress bar for notebooks and the command line
    whole_files.py         files that are written whole or not at all
    private_files.py       files and folders that only their owner may open
    model/                 the words: customer, attribute, quarter, upload, book, page, snapshot, generation, problem
    errors.py              every exception
    version.py             the version of Booklet
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
    """Import `Workspace` when it is asked for: whoever uses only the engine need not wait for the database."""
    if name == "Workspace":
        from booklet.workspace import Workspace

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
