"""The record of runs: how each ended, also those that could not say so themselves."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import uuid
from dataclasses import replace

import pytest

from booklet.errors import NotFound, StoreError
from booklet.model import Generation, GenerationStatus, Quarter
from booklet.store import Books, Customers, Database, Generations, utc_now
from booklet.store.generations import EndedRun, Output
from tests.model.test_snapshot import _SNAPSHOT as SNAPSHOT

Q3 = Quarter(2026, 3)


def _run(**fields: object) -> Generation:
    given: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "book_id": "b",
        "book": "Review",
        "version": 1,
        "customer_id": "c",
        "customer": "Acme",
        "quarter": Q3,
        "status": GenerationStatus.RUNNING,
        "snapshot_digest": "d",
        "shared_inputs": SNAPSHOT.shared.digest,
        "started_at": utc_now(),
        "started_by": "ann",
        **fields,
    }
    return Generation(**given)  # type: ignore[arg-type]


def test_a_run_is_recorded_from_its_start_to_its_end(generations: Generations) -> None:
    """Its log in order, its outcome, its snapshot unchanged."""
    run = _run(batch="x")
    generations.start(run, SNAPSHOT)
    assert generations.get(run.id) == run
    generations.log(run.id, [("info", "Page 1 of 2")])
    generations.log(run.id, [])
    generations.log(run.id, [("warning", "a word"), ("info", "Done")])
    made = generations.finish(run.id, status=GenerationStatus.MADE, output=Output("s", "c", page_count=2, bytes=9))
    assert (made.status, made.sha256, made.content_sha256, made.page_count, made.bytes) == ("made", "s", "c", 2, 9)
    assert made.finished_at
    assert generations.snapshot_of(made) == SNAPSHOT
    assert [(line.number, line.severity, line.message) for line in generations.events(run.id)] == [
        (1, "info", "Page 1 of 2"),
        (2, "warning", "a word"),
        (3, "info", "Done"),
    ]


def test_a_run_is_got_by_the_beginning_of_its_id(generations: Generations) -> None:
    """Where that is unique."""
    for id_ in ("aaaa-1", "aaaa-2", "bbbb"):
        generations.start(_run(id=id_), SNAPSHOT)
    assert generations.get("BB").id == "bbbb"
    assert generations.get("aaaa-1").id == "aaaa-1"
    for ref, message in (("aa", "Several"), ("cc", "no generation"), ("", "no generation")):
        with pytest.raises(NotFound, match=message):
            generations.get(ref)


def test_runs_are_found_by_what_they_are_of(generations: Generations, customers: Customers, books: Books) -> None:
    """By book and customer, with the names that they have now or by id; by quarter, status, batch; the newest first."""
    customer, book = customers.add("Acme"), books.save("Review", pages=[]).book
    for number in range(4):
        run = _run(book_id=book.id, customer_id=customer.id, batch=str(number % 2), quarter=Q3.shifted(number // 2))
        generations.start(run, SNAPSHOT)
    generations.finish(run.id, status=GenerationStatus.FAILED, error="no")
    customers.rename("Acme", "Acme Corp")
    assert len(generations.find(customer="acme corp", book="REVIEW")) == 4
    assert generations.find(customer="Acme") == []
    assert len(generations.find(customer=customer.id, quarter=Q3)) == 2
    assert [found.id for found in generations.find(status=GenerationStatus.FAILED)] == [run.id]
    assert len(generations.find(batch="1", limit=1)) == 1
    assert generations.find()[0].id == run.id


def test_a_page_of_a_list_is_found_by_itself(generations: Generations) -> None:
    """With the number of all that fit: so many, after so many, the newest first, by who started them too."""
    runs = [Generation.begun(SNAPSHOT, id=str(n), started_at=utc_now(), by="ab"[n % 2]) for n in range(7)]
    generations.add_ended([EndedRun(replace(run, status=GenerationStatus.MADE), SNAPSHOT) for run in runs])
    assert [run.id for run in generations.find(limit=3, offset=2)] == ["4", "3", "2"]
    assert [run.id for run in generations.find(started_by="b", limit=2, offset=1)] == ["3", "1"]
    assert (generations.count(), generations.count(started_by="b"), generations.count(started_by="c")) == (7, 3, 0)
    assert generations.count(book="b", customer="c", quarter=Q3, status=GenerationStatus.MADE) == 7
    assert generations.count(quarter=Q3.next()) == generations.count(status=GenerationStatus.FAILED) == 0


def test_the_frame_has_no_snapshots(generations: Generations) -> None:
    """A row a run, with how long it took."""
    run = _run()
    generations.start(run, SNAPSHOT)
    generations.finish(run.id, status=GenerationStatus.MADE)
    frame = generations.frame(customer="c", quarter=Q3)
    assert list(frame.index) == [run.id]
    assert "snapshot" not in frame.columns
    assert 0 <= frame["seconds"].iloc[0] < 60


def test_a_book_already_made_is_found_by_its_snapshot(generations: Generations) -> None:
    """The newest that was made, not one that failed."""
    failed, made = _run(), _run()
    for run, status in ((made, GenerationStatus.MADE), (failed, GenerationStatus.FAILED)):
        generations.start(run, SNAPSHOT)
        generations.finish(run.id, status=status)
    found = generations.made_from("d", Q3)
    assert found
    assert found.id == made.id
    assert generations.made_from("other", Q3) is None


def test_what_runs_share_is_kept_once(database: Database, generations: Generations) -> None:
    """A row of shared inputs for all runs that have them, another for other pages; each run reads back its own."""
    others = [replace(SNAPSHOT, customer="Bolt", values={}), replace(SNAPSHOT, version=4)]
    runs = [(Generation.begun(one, id=str(n), started_at=utc_now()), one) for n, one in enumerate([SNAPSHOT, *others])]
    generations.start(*runs[0])
    generations.add_ended([EndedRun(run, snapshot) for run, snapshot in runs[1:]])
    assert generations.snapshots_of(["0", "1", "2"]) == {run.id: snapshot for run, snapshot in runs}
    with database.read() as connection:
        assert connection.execute("select count(*) from shared_inputs") == [(2,)]
        [(columns,)] = connection.execute("select sum(length(own_inputs)) from generations")
    assert columns < 1000


def test_runs_that_ended_are_recorded_together(generations: Generations) -> None:
    """In their order, with their logs and outcome, and never as running."""
    ended = [replace(_run(), status=GenerationStatus.MADE, finished_at=utc_now(), bytes=9) for _ in range(3)]
    generations.add_ended([EndedRun(run, SNAPSHOT, [("info", "a"), ("warning", run.id)]) for run in ended])
    assert generations.find() == ended[::-1]
    assert [(line.number, line.message) for line in generations.events(ended[1].id)] == [(1, "a"), (2, ended[1].id)]


def test_inputs_that_were_never_recorded(database: Database, generations: Generations) -> None:
    """Say so, and name the run."""
    generations.start(_run(id="12345678-9"), SNAPSHOT)
    with database.write() as connection:
        connection.execute("update generations set shared_inputs = null")
    for id_ in ("12345678-9", "87654321-0"):
        with pytest.raises(NotFound, match=f"{id_[:8]} were never recorded"):
            generations.snapshots_of([id_])


def _begin_elsewhere(database: Database, run_id: str) -> subprocess.Popen[bytes]:
    """A process of its own that began a run and waits."""
    script = f"""
import sys
from pathlib import Path
from datetime import datetime
from booklet.model import Generation, GenerationStatus, Quarter
from booklet.store import Database, open_database, Generations
from tests.model.test_snapshot import _SNAPSHOT as SNAPSHOT
Generations(open_database(Path({str(database.engine.folder)!r}))).start(Generation(
    {run_id!r}, "b", "Review", 1, "c", "Acme", Quarter(2026, 3), GenerationStatus.RUNNING, "d",
    datetime(2026, 1, 1), "bob"), SNAPSHOT)
print("begun", flush=True)
sys.stdin.read()
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"begun\n"
    return process


def test_a_run_whose_process_died_is_interrupted(database: Database, generations: Generations) -> None:
    """While the process lives it is running; after kill -9 the next look says that it was interrupted."""
    with _begin_elsewhere(database, "run-1") as process:
        assert generations.get("run-1").status is GenerationStatus.RUNNING
        process.kill()
    (found,) = generations.find()
    assert (found.status, found.error.partition(":")[0]) == (GenerationStatus.INTERRUPTED, "The run was interrupted")
    assert found.finished_at


def test_a_sweep_waits_where_it_cannot_write(database: Database, generations: Generations) -> None:
    """Inside a unit of work that reads, a list is given as it is; the next one outside is right."""
    with _begin_elsewhere(database, "run-1") as process:
        process.kill()
    with database.read():
        assert generations.find()[0].status is GenerationStatus.RUNNING
    assert generations.frame()["status"].tolist() == ["interrupted"]


def test_the_history_of_a_protected_workspace_can_be_read(
    database: Database, generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a run died in it, which nobody can record: as on a full disk, or a backup's."""
    with _begin_elsewhere(database, "run-1") as process:
        process.kill()
    real = os.open

    def protected(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", protected)
        assert generations.find()[0].status is GenerationStatus.RUNNING
    assert generations.find()[0].status is GenerationStatus.INTERRUPTED


def test_a_start_that_fails_leaves_no_mark(database: Database, generations: Generations) -> None:
    """So that the same id can be tried again."""
    run = _run()
    generations.start(run, SNAPSHOT)
    generations.finish(run.id, status=GenerationStatus.MADE)
    with pytest.raises(StoreError, match="Duplicate key"):
        generations.start(run, SNAPSHOT)
    assert list((database.engine.folder / "running").iterdir()) == []
