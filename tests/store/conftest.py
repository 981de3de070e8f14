"""A fresh workspace's store for each test: a real database in a temporary folder."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from booklet.model import PdfContents, Upload, WorkbookContents
from booklet.store import (
    Attributes,
    Books,
    Customers,
    Database,
    Generations,
    Settings,
    UploadRecords,
    Users,
    open_database,
    utc_now,
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "workspace", busy_timeout_seconds=0.3)


@pytest.fixture
def customers(database: Database) -> Customers:
    return Customers(database)


@pytest.fixture
def attributes(database: Database, customers: Customers) -> Attributes:
    """Of a workspace with the customers Acme and Beta."""
    customers.add("Acme")
    customers.add("Beta")
    return Attributes(database, customers)


@pytest.fixture
def uploads(database: Database) -> UploadRecords:
    return UploadRecords(database)


@pytest.fixture
def books(database: Database, uploads: UploadRecords) -> Books:
    return Books(database, uploads)


@pytest.fixture
def generations(database: Database) -> Generations:
    return Generations(database)


@pytest.fixture
def users(database: Database) -> Users:
    return Users(database)


@pytest.fixture
def settings(database: Database) -> Settings:
    return Settings(database)


@pytest.fixture
def add_upload(uploads: UploadRecords) -> Callable[..., Upload]:
    """Records an upload of a name, with the content and options given."""

    def add(name: str, contents: PdfContents | WorkbookContents | None = None, **options: object) -> Upload:
        fields: dict[str, object] = {
            "sha256": "0" * 64,
            "bytes": 5,
            "contents": contents or PdfContents(1, ((612.0, 792.0),)),
            "uploaded_by": "ann",
            "uploaded_at": utc_now(),
        }
        return uploads.add(Upload(id=str(uuid.uuid4()), name=name, **{**fields, **options}))  # type: ignore[arg-type]

    return add
