"""Workers: what they make is recorded by the handful, and whatever befalls them or a customer, the rest goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from booklet import Page, Workspace
from booklet.generate.one import build
from booklet.generate.plan import make_plan
from booklet.jobs import Pace, Worker
from booklet.jobs.handful import Ended, make, published, record, tasks_of
from booklet.model import GenerationStatus, ItemState, Job, JobItem, JobState
from tests.conftest import DEMO, QUARTER
from tests.generate.random_books import add_customers, save_book
from tests.jobs.conftest import Letters

QUICK = Pace(handful=2, together=1, visit_seconds=0.0, pause_seconds=0.05)


def _begun(ws: Workspace, **options: object) -> Job:
    return ws.jobs.start("Letter", QUARTER, workers=0, by="ann", **options)  # type: ignore[arg-type]


def _made(ws: Workspace, items: list[JobItem]) -> list[Ended]:
    return published(ws.stores, [make(ws.stores, task) for task in tasks_of(ws.stores, items)])


@contextmanager
def _opens_counted(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    opens: list[bool] = []
    engine = type(ws.database.engine)
    session = engine.session

    def counted(self: object, *, writes: bool) -> object:
        opens.append(writes)
        return session(self, writes=writes)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(engine, "session", counted)
        yield opens


def test_the_database_is_opened_at_most_once_for_each_fifty_books(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they share is read once, and what became of them is recorded with the taking of the next."""
    ws = letters(100)
    job = _begun(ws)
    with _opens_counted(ws, monkeypatch) as opens:
        Worker(ws.stores, job_id=job.id, pace=Pace(visit_seconds=1000)).work()
    assert ws.jobs.get(job.id).counts == {ItemState.MADE: 100}
    assert len(opens) <= 100 / 50


def test_a_batch_is_recorded_as_single_books_are(letters: Letters) -> None:
    """The run, its log, who and for which batch; and it verifies."""
    ws = letters(1)
    job = _begun(ws)
    Worker(ws.stores).work()
    (run,) = ws.generations.find(batch=job.id)
    assert (run.status, run.started_by, run.id) == (
        GenerationStatus.MADE,
        "ann",
        ws.jobs.items(job.id)[0].generation_id,
    )
    alone = ws.generate("Letter", "Customer 001", QUARTER, force=True)
    assert (run.sha256, run.page_count, run.bytes) == (alone.sha256, alone.page_count, alone.bytes)
    assert [event.message for event in ws.generations.events(run.id)] == [
        event.message for event in ws.generations.events(alone.id)
    ]
    assert ws.verify(run.id).same


@pytest.mark.parametrize("seed", range(5))
def test_a_handful_comes_out_as_single_books_do(workspace: Workspace, seed: int) -> None:
    """What several customers read the same is resolved once; bytes and problems are as without that."""
    random = Random(seed)
    add_customers(workspace, random)
    save_book(workspace, "By chance", random)
    job = workspace.jobs.start("By chance", QUARTER, workers=0)
    stores = workspace.stores
    for task in tasks_of(stores, stores.jobs.take("a worker", 100, 100.0, job_id=job.id)):
        assert task.snapshot
        ended, alone = make(stores, task), make_plan(task.snapshot, stores.files_of(task.snapshot))
        assert ended.item.problems == (alone.warnings if alone.ready else alone.problems)
        assert (ended.book.sha256 if ended.book else None) == (build(alone).sha256 if alone.ready else None)


def test_what_is_current_is_skipped_and_said(letters: Letters) -> None:
    """By a job and by the next; unless its file is gone."""
    ws = letters(3)
    ws.generate("Letter", "Customer 001", QUARTER)
    first = _begun(ws)
    Worker(ws.stores).work()
    assert [item.state.value for item in ws.jobs.items(first.id)] == ["skipped", "made", "made"]
    assert "already" in ws.jobs.items(first.id)[0].reason
    assert first.id not in {run.batch for run in ws.generations.find(customer="Customer 001")}
    ws.stores.files.remove(ws.generations.find(customer="Customer 002")[0].sha256)
    second = _begun(ws)
    Worker(ws.stores).work()
    assert [item.state.value for item in ws.jobs.items(second.id)] == ["skipped", "made", "skipped"]


def test_a_customer_who_fails_stops_nobody(letters: Letters) -> None:
    """The item and the run say why."""
    ws = letters(3)
    ws.attributes.set("Customer 001", QUARTER, {"plan": "Gold"})
    ws.attributes.set("Customer 003", QUARTER, {"plan": "Gold"})
    ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Your plan: {{ plan }}"})])
    job = _begun(ws)
    Worker(ws.stores).work()
    items = ws.jobs.items(job.id)
    assert [item.state.value for item in items] == ["made", "failed", "made"]
    assert "Plan is missing" in items[1].reason
    assert items[1].problems[0].subject == "plan"
    assert ws.generations.get(items[1].generation_id).status is GenerationStatus.FAILED
    assert ws.jobs.get(job.id).state is JobState.DONE


def test_customers_archived_meanwhile_are_left_out_and_said(letters: Letters) -> None:
    """One that was archived before, and is asked for all the same, is made."""
    ws = letters(3)
    ws.customers.archive("Customer 001")
    job = _begun(ws, customers=["Customer 001", "Customer 002", "Customer 003"])
    ws.customers.archive("Customer 002")
    Worker(ws.stores).work()
    items = ws.jobs.items(job.id)
    assert [item.state.value for item in items] == ["made", "skipped", "made"]
    assert "archived after the job began" in items[1].reason
    assert ws.generations.find(customer="Customer 002") == []


def test_a_job_keeps_the_version_that_it_began_with(letters: Letters) -> None:
    """Though a newer one is saved, or its file archived, while it runs."""
    ws = letters(4)
    job = _begun(ws)
    worker = Worker(ws.stores, pace=QUICK, on_item=lambda _: saved() if not saved_already() else None)
    saved_versions = []

    def saved_already() -> bool:
        return bool(saved_versions)

    def saved() -> None:
        saved_versions.append(ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Newer"})]))

    worker.work()
    assert {run.version for run in ws.generations.find(batch=job.id)} == {1}
    assert ws.jobs.get(job.id).counts == {ItemState.MADE: 4}


def test_the_books_wait_while_the_disk_is_full(letters: Letters) -> None:
    """The job says why, and goes on when there is room: here the folder of the files cannot be written to."""
    ws = letters(3)
    job = _begun(ws)
    in_the_way = ws.folder / "files"
    in_the_way.write_text("no folder")
    waits = Event()
    worker = Worker(
        ws.stores, pace=QUICK, on_item=lambda item: waits.set() if item.state is ItemState.WAITING else None
    )
    thread = Thread(target=worker.work)
    thread.start()
    try:
        assert waits.wait(30)
        for _ in range(100):
            if reason := ws.jobs.get(job.id).reason:
                break
        assert "cannot be kept" in reason
    finally:
        in_the_way.unlink()
        thread.join(60)
    job = ws.jobs.get(job.id)
    assert (job.state, job.reason, job.counts) == (JobState.DONE, "", {ItemState.MADE: 3})
    assert {item.attempts for item in ws.jobs.items(job.id)} == {1}


def test_a_disk_too_full_to_say_so_is_said_all_the_same(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written to the job's row then; whoever looks is told by looking at the disk."""
    ws = letters(1)
    job = _begun(ws)
    free = {"bytes": 999_999}
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free["bytes"]))
    assert "disk is full" in ws.jobs.why_waiting(job)
    said: list[str] = []

    def on_progress(_done: int, _total: int, what: str) -> None:
        said.append(what)
        if len(said) == 1:
            free["bytes"] = 1_000_000
        else:
            Worker(ws.stores).work()

    job = ws.jobs.watch(job.id, on_progress)
    assert "disk is full" in said[0]
    assert said[1:] == ["Letter", "Letter"]
    free["bytes"] = 0
    assert (job.state, ws.jobs.why_waiting(job)) == (JobState.DONE, "")


def test_an_upload_archived_meanwhile_still_gives_the_books_of_the_job(letters: Letters) -> None:
    """The job keeps its version, and the version its files, though nobody is offered them any more."""
    ws = letters(4)
    terms = ws.uploads.add(DEMO / "service-plans.pdf")
    ws.books.save("Letter", pages=[Page("static", "Terms", {"upload": "service-plans.pdf"})])
    job = _begun(ws)
    archived: list[str] = []

    def archive_once(_item: JobItem) -> None:
        if not archived:
            ws.uploads.archive(terms.id)
            archived.append(terms.id)

    Worker(ws.stores, pace=QUICK, on_item=archive_once).work()
    assert archived
    assert ws.jobs.get(job.id).counts == {ItemState.MADE: 4}
    assert len(ws.generations.find(batch=job.id)) == 4


def test_two_workers_that_hold_the_same_item_record_it_once(letters: Letters) -> None:
    """The first was too slow: its lease ran out, and the second has it."""
    ws = letters(1)
    job = _begun(ws)
    jobs = ws.stores.jobs
    slow = _made(ws, jobs.take("slow", 9, -1))
    quick = _made(ws, jobs.take("quick", 9, 100))
    record(ws.stores, slow)
    assert ws.generations.find() == []
    record(ws.stores, quick)
    (run,) = ws.generations.find()
    assert (ws.jobs.items(job.id)[0].generation_id, ws.jobs.get(job.id).state) == (run.id, JobState.DONE)


def test_two_jobs_over_the_same_customer_make_one_run(letters: Letters) -> None:
    """Though both began when there was none: the second to end takes over the first's."""
    ws = letters(2)
    jobs = [_begun(ws), _begun(ws, customers=["Customer 001"])]
    for worker in ("worker 0", "worker 1"):
        ws.database.signs_of_life.begin(worker)
    taken = [ws.stores.jobs.take(f"worker {n}", 9, 100, job_id=job.id) for n, job in enumerate(jobs)]
    for ended in [_made(ws, items) for items in taken]:
        record(ws.stores, ended)
    assert len(ws.generations.find(customer="Customer 001")) == 1
    assert ws.jobs.items(jobs[1].id)[0].state is ItemState.SKIPPED


def test_an_interrupted_worker_records_what_it_made(letters: Letters) -> None:
    """And gives back the rest; the next goes on with it."""
    ws = letters(5)
    job = _begun(ws)

    def interrupt(item: object) -> None:
        began.append(item)
        if len(began) == 6:
            raise KeyboardInterrupt

    began: list[object] = []
    with pytest.raises(KeyboardInterrupt):
        Worker(ws.stores, on_item=interrupt, pace=Pace(together=1)).work()
    assert ws.jobs.get(job.id).counts == {ItemState.MADE: 3, ItemState.WAITING: 2}
    Worker(ws.stores).work()
    assert ws.jobs.get(job.id).state is JobState.DONE
    assert len(ws.generations.find()) == 5


def test_whoever_interrupts_a_batch_cancels_its_job(letters: Letters) -> None:
    """What was made stays; `resume` makes the rest."""
    ws = letters(18)

    def interrupt(_done: int, _total: int, what: str) -> None:
        if what == "Customer 018":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ws.generate_batch("Letter", QUARTER, on_progress=interrupt)
    (job,) = ws.jobs.find()
    assert (job.state, job.counts) == (JobState.CANCELLED, {ItemState.MADE: 16, ItemState.CANCELLED: 2})


def _working(ws: Workspace, pipe: int) -> int:
    """Begin a worker in a process, which writes a letter for each word of its items; return the process."""
    process = os.fork()
    if not process:
        pace = Pace(handful=4, together=2)
        Worker(ws.stores, pace=pace, on_item=lambda _: os.write(pipe, b".") and None).work()
        os._exit(0)
    return process


def test_a_worker_killed_at_any_moment_loses_nothing_and_makes_nothing_twice(letters: Letters) -> None:
    """Each of 12 books is made once, in the end, whoever began it; everything verifies."""
    ws = letters(12)
    job = _begun(ws)
    for words in (1, 4, 8, 11):
        reads, writes = os.pipe()
        process = _working(ws, writes)
        for _ in range(words):
            os.read(reads, 1)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(reads)
        os.close(writes)
    Worker(ws.stores).work()
    job = ws.jobs.get(job.id)
    runs = ws.generations.find(batch=job.id)
    assert (job.state, job.counts) == (JobState.DONE, {ItemState.MADE: 12})
    assert job.interruptions >= 2
    assert len({run.customer_id for run in runs}) == len(runs) == 12
    assert all(ws.verify(run.id).same for run in runs)
    assert [path.name for path in (ws.folder / "running").iterdir()] == []
