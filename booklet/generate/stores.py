"""All that a workspace keeps, as a thing to hand around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from booklet.errors import NotFound
from booklet.generate.files import PreparedFiles, SnapshotFiles
from booklet.generate.kept_checks import KeptChecks, KeptTold
from booklet.model import FileInput, Snapshot
from booklet.store.attributes import Attributes
from booklet.store.books import Books
from booklet.store.customers import Customers
from booklet.store.database import Database
from booklet.store.file_folder import FileFolder
from booklet.store.files import FileStore
from booklet.store.generations import Generations
from booklet.store.hand_ins import HandIns
from booklet.store.jobs import JobRecords
from booklet.store.opening import open_database
from booklet.store.settings import Settings
from booklet.store.uploads import UploadRecords


@dataclass(frozen=True)
class Stores:
    """The stores of a workspace, and the files that this process has prepared from it."""

    database: Database
    customers: Customers
    attributes: Attributes
    uploads: UploadRecords
    books: Books
    generations: Generations
    settings: Settings
    jobs: JobRecords
    hand_ins: HandIns
    files: FileStore
    cache: Path
    """Prepared uploads, which can be thrown away at any time."""
    checks: KeptChecks
    told: KeptTold
    prepared: PreparedFiles = field(default_factory=PreparedFiles)

    def files_of(self, snapshot: Snapshot, passwords: Mapping[str, str] | None = None) -> SnapshotFiles:
        """Return the files that a snapshot names, its given workbooks among them.

        `passwords`, by upload id, are those of all of them; where they are not given, each is read when it is needed.
        """
        given = {file.upload: file for file in snapshot.workbooks.values()}
        return self.files_by_id({**snapshot.uploads, **given}, passwords)

    def files_by_id(self, inputs: Mapping[str, FileInput], passwords: Mapping[str, str] | None = None) -> SnapshotFiles:
        """Return files by upload id, read from the file store and prepared once; see `files_of`."""
        password_of = self._password if passwords is None else lambda upload_id: passwords.get(upload_id, "")
        return SnapshotFiles(inputs, self.files, password_of, self.prepared, self.cache)

    def _password(self, upload_id: str) -> str:
        try:
            return self.uploads.get(upload_id).password
        except NotFound:
            return ""


def open_stores(folder: Path) -> Stores:
    """Return the stores of the workspace in a folder; nothing is read before the first call."""
    database = open_database(folder)
    customers, uploads = Customers(database), UploadRecords(database)
    return Stores(
        database=database,
        customers=customers,
        attributes=Attributes(database, customers),
        uploads=uploads,
        books=Books(database, uploads),
        generations=Generations(database),
        settings=Settings(database),
        jobs=JobRecords(database),
        hand_ins=HandIns(database),
        files=FileFolder(folder / "files"),
        cache=folder / "cache",
        checks=KeptChecks(folder / "cache" / "checks"),
        told=KeptTold(folder / "cache" / "drawn.jsonl"),
    )
