"""Workspaces of earlier versions: today's code opens them, and every book in them is what it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from booklet import Workspace
from booklet.generate.snapshot import engine_versions
from booklet.model import GenerationStatus
from booklet.store.migrate import all_migrations
from tests.conftest import QUARTER
from tests.kept.restored import restored


@pytest.fixture
def kept(tmp_path: Path) -> Workspace:
    """The workspace of `tables-2`, not opened yet."""
    return Workspace(restored("tables-2", tmp_path / "workspace"))


def test_it_is_brought_up_to_date_with_all_that_it_had(kept: Workspace) -> None:
    """Customers, values, uploads, books and runs, by today's calls; and every migration is noted."""
    assert [customer.name for customer in kept.customers.all()] == ["Acme Corp", "Bolt & Co"]
    assert kept.attributes.values("Bolt & Co", QUARTER)["adviser"] == "Zoe Quill"
    assert kept.attributes.values("Acme Corp", QUARTER)["assets"] == 1_250_000
    assert [upload.name for upload in kept.uploads.all()] == [
        "fw9.pdf",
        "investment-guide.pdf",
        "service-plans.pdf",
        "time-card.xltx",
    ]
    assert [(book.name, len(kept.books.get(book.id).pages)) for book in kept.books.all()] == [
        ("Review", 7),
        ("Statement", 2),
    ]
    assert kept.users.get("ann").role == "admin"
    with kept.database.read() as connection:
        assert connection.one("select max(number) from schema_migrations") == (all_migrations()[-1].number,)


def test_its_runs_are_listed_as_they_were(kept: Workspace) -> None:
    """The newest first, with their logs."""
    runs = kept.generations.find()
    assert [(run.book, run.customer, str(run.status)) for run in runs] == [
        ("Statement", "Bolt & Co", "made"),
        ("Statement", "Acme Corp", "made"),
        ("Statement", "Acme Corp", "made"),
        ("Review", "Bolt & Co", "made"),
        ("Review", "Bolt & Co", "failed"),
        ("Review", "Acme Corp", "made"),
    ]
    assert all(kept.generations.events(run.id) for run in runs)


def test_its_books_verify(kept: Workspace) -> None:
    """The files are what they were; a book that is rebuilt otherwise was made with other versions, which are named."""
    made = kept.generations.find(status=GenerationStatus.MADE)
    then, now = kept.generations.snapshot_of(made[0]).engine, engine_versions()
    found = [kept.verify(run.id) for run in made]
    assert len(found) == 5
    if then == now:
        assert all(verification.same for verification in found)
    moved = [f"{name} {version}, now {now[name]}" for name, version in then.items() if now[name] != version]
    assert all(all(text in one.message for text in moved) for one in found if not one.same)
    assert all(hashlib.sha256(kept.output(run.id)).hexdigest() == run.sha256 for run in made)


def test_its_books_stand_as_they_did(kept: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made, or out of date by a value that changed; a made book is not made a second time."""
    then = kept.generations.snapshot_of(kept.generations.find()[0]).engine
    monkeypatch.setattr("booklet.generate.snapshot.engine_versions", lambda: then)
    assert [(standing.book, standing.customer.name, str(standing.state)) for standing in kept.states(QUARTER)] == [
        ("Review", "Acme Corp", "made"),
        ("Review", "Bolt & Co", "out of date"),
        ("Statement", "Acme Corp", "made"),
        ("Statement", "Bolt & Co", "out of date"),
    ]
    assert kept.generate("Statement", "Acme Corp", QUARTER).reused


def test_what_was_handed_in_is_read_from_its_runs(kept: Workspace) -> None:
    """Each workbook once, in the order of the runs, with who and when."""
    with kept.database.read() as connection:
        rows = connection.execute(
            """select customers.name, uploads.name, handed_by, handed_at is not null
               from handed_in join customers on customers.id = customer_id join uploads on uploads.id = upload_id
               order by handed_in.number"""
        )
    assert rows == [
        ("Acme Corp", "acme.xlsx", "bob", True),
        ("Acme Corp", "acme-corrected.xlsx", "bob", True),
        ("Bolt & Co", "bolt.xlsx", "bob", True),
    ]


def test_new_runs_and_uploads_come_after_all_that_were_there(kept: Workspace) -> None:
    """Whatever the clock says: the numbers of the older ones end at 0."""
    run = kept.generate("Statement", "Bolt & Co", QUARTER).generation
    upload = kept.uploads.add(kept.uploads.read("fw9.pdf"), "last.pdf")
    with kept.database.read() as connection:
        for table, newest in (("generations", run.id), ("uploads", upload.id)):
            numbers = dict(connection.execute(f"select number, id from {table}"))
            assert sorted(numbers) == list(range(2 - len(numbers), 2))
            assert numbers[1] == newest


def test_the_corrected_workbook_is_the_one_that_was_handed_in(kept: Workspace) -> None:
    """Of the two that Acme Corp's runs had, the later."""
    slot = kept.books.get("Statement").pages[1].id
    for customer, name in (("Acme Corp", "acme-corrected.xlsx"), ("Bolt & Co", "bolt.xlsx")):
        assert kept.plan("Statement", customer, QUARTER).pages[1].given == {slot: name}


@pytest.fixture
def divided(tmp_path: Path) -> Workspace:
    """The workspace of `tables-4`, whose runs each have a whole snapshot, not opened yet."""
    return Workspace(restored("tables-4", tmp_path / "workspace"))


def test_snapshots_are_divided(divided: Workspace) -> None:
    """What runs share is kept once; each has its own values, its log and its number, and those of a quarter stand."""
    runs = divided.generations.find()
    assert [(run.customer, str(run.quarter), str(run.status)) for run in runs] == [
        ("Bolt & Co", "2026Q2", "failed"),
        ("Acme Corp", "2026Q3", "made"),
        ("Bolt & Co", "2026Q3", "made"),
        ("Acme Corp", "2026Q3", "made"),
    ]
    assert [dict(divided.generations.snapshot_of(run).values) for run in runs] == [
        {},
        {"plan": "Gold", "assets": "1300000"},
        {"plan": "Silver", "assets": "80000"},
        {"plan": "Gold", "assets": "1250000"},
    ]
    assert [divided.generations.snapshot_of(run).digest for run in runs] == [run.snapshot_digest for run in runs]
    assert all(divided.generations.events(run.id) for run in runs)
    with divided.database.read() as connection:
        assert connection.execute("select count(*) from shared_inputs") == [(2,)]
        tables = connection.execute("select table_name from information_schema.tables")
    assert not [name for (name,) in tables if name.startswith("earlier")]


def test_divided_snapshots_give_the_same_books(divided: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """They verify, are made again only where something changed, and stand as they did."""
    made = divided.generations.find(status=GenerationStatus.MADE)
    then = divided.generations.snapshot_of(made[0]).engine
    if then == engine_versions():
        assert [divided.verify(run.id).message for run in made] == ["Rebuilt from its snapshot: the same bytes."] * 3
    monkeypatch.setattr("booklet.generate.snapshot.engine_versions", lambda: then)
    assert [str(standing.state) for standing in divided.states(QUARTER)] == ["made", "out of date"]
    assert divided.generate("Letter", "Acme Corp", QUARTER).id == made[0].id
