"""The demo: a workspace with realistic content, to look at before there is any of your own.

Larkfield Retirement Partners, who do not exist, look after the retirement plans of twelve employers. The content lies
in data/demo/: tables of customers and their history, the texts of the books, brochures, a form and a workbook.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.demo.books import save_books
from booklet.demo.definitions import DEFINITIONS
from booklet.demo.statement import statement_workbook
from booklet.errors import AlreadyExists, BookletError, NotFound
from booklet.model import Quarter, Upload
from booklet.progress import OnProgress

if TYPE_CHECKING:
    from booklet.workspace import Workspace


FOLDER = Path(__file__).resolve().parents[2] / "data" / "demo"
UPLOADS = ("investment-guide.pdf", "sponsor-guide.pdf", "service-plans.pdf", "fw9.pdf", "time-card.xltx")
REVIEW, WELCOME_KIT = "Quarterly Review", "Welcome Kit"
LAST_QUARTER = Quarter(2026, 3)
BY = "demo"
_STEADY = ("plan", "contact", "address", "city", "ein", "entity", "manager", "match", "safe_harbor", "documents_signed")


def make_demo(workspace: Workspace, *, make_books: bool = True, on_progress: OnProgress | None = None) -> None:
    """Fill an empty workspace: customers, eight quarters of attributes, uploads and two books.

    With `make_books` all books of the last quarter are made. Each customer's statement, the workbook that the review
    asks for, is also kept in the workspace's folder `statements`, to be handed in by hand. Raises AlreadyExists for a
    workspace that has customers, and changes nothing; NotFound where the demo's files are not there.
    """
    _refuse_used(workspace)
    customers = _read("customers.csv")
    tell = _Steps(on_progress, total=3 + len(customers) * (3 if make_books else 1))
    tell("Reading brochures, form and workbook")
    for name in UPLOADS:
        workspace.uploads.add(FOLDER / name, by=BY)
    tell("Saving the books")
    save_books(workspace, FOLDER / "texts", by=BY)
    tell("Recording customers and their attributes")  # last, in one go: a demo that was interrupted can be made again
    with workspace.database.write():
        _record(workspace, customers)
    statements = {}
    for customer in customers:
        tell(f"Statement of {customer['customer']}")
        statements[customer["customer"]] = _give_statement(workspace, customer["customer"])
    if make_books:
        _make_books(workspace, statements, tell)
    tell("Done")


class _Steps:
    """The count of steps done, told to a callback."""

    def __init__(self, on_progress: OnProgress | None, total: int) -> None:
        self._on_progress, self._total, self._done = on_progress, total, 0

    def __call__(self, what: str) -> None:
        if self._on_progress:
            self._on_progress(self._done, self._total, what)
        self._done += 1

    def of_batch(self, book: str) -> OnProgress:
        """Return a callback that tells the books of a batch as steps of the demo."""

        def tell(done: int, total: int, what: str) -> None:
            if done < total:
                self(f"{book} for {what}")

        return tell


def _refuse_used(workspace: Workspace) -> None:
    if workspace.customers.all(archived=True):
        raise AlreadyExists(
            f"The workspace {workspace.folder} has customers already, and the demo would mix with them. "
            "Make the demo in another folder, such as: python -m booklet demo demo-workspace"
        )
    if not FOLDER.is_dir():
        raise NotFound(f"The demo's files are not in {FOLDER}: make the demo from a checkout of Booklet.")


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _record(workspace: Workspace, customers: list[dict[str, str]]) -> None:
    if not workspace.settings.get().team:
        workspace.settings.set(team="Larkfield Retirement Partners", by=BY)
    for definition in DEFINITIONS:
        workspace.attributes.define(definition, by=BY)
    for customer in customers:
        workspace.customers.add(customer["customer"], by=BY)
    for quarter, rows in sorted(_values_by_quarter(customers).items()):
        workspace.attributes.set_many(quarter, rows, by=BY)


def _values_by_quarter(customers: list[dict[str, str]]) -> dict[Quarter, dict[str, dict[str, str]]]:
    """Return the values to record: {quarter: {customer: {key: value}}}."""
    values: dict[Quarter, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for customer in customers:
        first = Quarter.parse(customer["since"])
        values[first][customer["customer"]].update({key: customer[key] for key in _STEADY})
    for change in _read("changes.csv"):
        values[Quarter.parse(change["quarter"])][change["customer"]][change["key"]] = change["value"]
    for row in _read("history.csv"):
        figures = {key: value for key, value in row.items() if key not in ("customer", "quarter")}
        values[Quarter.parse(row["quarter"])][row["customer"]].update(figures)
    return values


def _give_statement(workspace: Workspace, customer: str) -> Upload:
    """Draw up a customer's statement, keep it in the workspace's folder, and hand it in."""
    with workspace.database.read():
        history = list(_history(workspace, customer))
    data = statement_workbook(customer, history)
    folder = workspace.folder / "statements"
    folder.mkdir(exist_ok=True)
    path = folder / f"{customer} {LAST_QUARTER}.xlsx"
    path.write_bytes(data)
    return workspace.uploads.give(data, path.name, by=BY)


def _history(workspace: Workspace, customer: str) -> Iterator[tuple[Quarter, dict[str, object]]]:
    """Yield the customer's values in each of the last eight quarters in which there were any."""
    for back in range(7, -1, -1):
        quarter = LAST_QUARTER.shifted(-back)
        if values := workspace.attributes.values(customer, quarter):
            yield quarter, dict(values)


def _make_books(workspace: Workspace, statements: dict[str, Upload], tell: _Steps) -> None:
    """Make all books of the last quarter. Raises BookletError for the first that could not be made."""
    for book in (REVIEW, WELCOME_KIT):
        workbooks = {name: {"Your statement": statement} for name, statement in statements.items()}
        batch = workspace.generate_batch(
            book,
            LAST_QUARTER,
            workbooks=workbooks if book == REVIEW else None,
            on_progress=tell.of_batch(book),
            by=BY,
        )
        for item in batch.failed:
            raise BookletError(f"{book} for {item.customer.name} could not be made: {item.error}")
