"""Jobs as rows: what is begun, who gets which items, what is heard of them, and what becomes of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet import Page, Workspace
from booklet.errors import NotFound
from booklet.jobs import Pace, Worker
from booklet.model import ItemState, Job, JobItem, JobState
from booklet.store.jobs import MOST_ATTEMPTS
from tests.conftest import QUARTER
from tests.jobs.conftest import Letters

LEASE = 100.0


@pytest.fixture
def five(letters: Letters) -> Workspace:
    """Five customers."""
    return letters(5)


def _begun(ws: Workspace, **options: object) -> Job:
    return ws.jobs.start("Letter", QUARTER, workers=0, by="ann", **options)  # type: ignore[arg-type]


def _taken(ws: Workspace, worker: str, most: int = 64, lease: float = LEASE) -> list[JobItem]:
    if not ws.database.signs_of_life.alive([worker]):
        ws.database.signs_of_life.begin(worker)
    return ws.stores.jobs.take(worker, most, lease)


def _states(ws: Workspace, job: Job) -> list[str]:
    return [item.state.value for item in ws.jobs.items(job.id)]


def test_all_of_a_job_is_written_at_its_start(five: Workspace) -> None:
    """An item for each customer, in order, waiting; and who began it for which book, version and quarter."""
    job = _begun(five)
    assert [item.customer for item in five.jobs.items(job.id)] == [f"Customer {n:03}" for n in range(1, 6)]
    assert (job.book, job.version, job.quarter, job.created_by) == ("Letter", 1, QUARTER, "ann")
    assert (job.state, job.counts, job.ended) == (JobState.OPEN, {ItemState.WAITING: 5}, 0)
    assert five.jobs.frame().loc[job.id, ["waiting", "made"]].tolist() == [5, 0]


def test_two_people_who_ask_for_the_same_have_one_job(five: Workspace) -> None:
    """In whatever order they name the customers; for others, by force, or once it has ended, it is another."""
    first = _begun(five, customers=["Customer 001", "Customer 002"])
    same = five.jobs.start("Letter", QUARTER, ["Customer 002", "Customer 001"], workers=0, by="ben")
    assert (same.id, same.created_by) == (first.id, "ann")
    assert len({first.id, _begun(five).id, _begun(five, force=True).id}) == 3
    five.jobs.cancel(first.id)
    assert _begun(five, customers=["Customer 001", "Customer 002"]).id != first.id


def test_no_item_is_given_to_two_workers(five: Workspace) -> None:
    """While the first holds a lease, the second gets others, and then none."""
    _begun(five)
    taken = [_taken(five, "one", 2), _taken(five, "two", 2), _taken(five, "one", 2), _taken(five, "two", 2)]
    assert [[item.position for item in items] for items in taken] == [[0, 1], [2, 3], [4], []]


def test_a_worker_that_died_gives_its_items_back(five: Workspace) -> None:
    """At once, and one at a time: one of them may have killed it. What was lost of the time is said."""
    job = _begun(five)
    _taken(five, "one", 3)
    five.database.signs_of_life.end("one")
    again = [_taken(five, "two") for _ in range(5)]
    assert [[item.position for item in items] for items in again] == [[3, 4], [0], [1], [2], []]
    job = five.jobs.get(job.id)
    assert job.interruptions == 1
    assert 0 < job.lost_seconds < LEASE


def test_a_lease_that_ran_out_is_given_to_others_though_its_worker_lives(five: Workspace) -> None:
    """It may be on another machine, or hang. Of the two, only the second is heard: no book is recorded twice."""
    job = _begun(five, customers=["Customer 001"])
    (slow,) = _taken(five, "one", lease=-1)
    (quick,) = _taken(five, "two")
    jobs = five.stores.jobs
    assert (jobs.held([slow]), jobs.held([quick])) == (set(), {0})
    jobs.record([replace(quick, state=ItemState.MADE, generation_id="quick")])
    jobs.record([replace(slow, state=ItemState.FAILED, generation_id="slow")])
    assert [(item.state, item.generation_id) for item in five.jobs.items(job.id)] == [(ItemState.MADE, "quick")]
    assert five.jobs.get(job.id).state is JobState.DONE


def test_a_lease_can_be_kept(five: Workspace) -> None:
    """Its deadline moves; what somebody else has taken meanwhile is no longer held."""
    _begun(five)
    first, second = _taken(five, "one", 2, lease=-1)
    assert five.stores.jobs.keep([first, second], LEASE) == [first, second]
    assert [item.position for item in _taken(five, "two")] == [2, 3, 4]
    late = _begun(five, force=True)
    mine = five.stores.jobs.take("one", 1, -1, job_id=late.id)
    five.stores.jobs.take("two", 5, LEASE, job_id=late.id)
    five.stores.jobs.take("two", 5, LEASE, job_id=late.id)
    assert five.stores.jobs.keep(mine, LEASE) == []


def test_a_book_that_kills_every_worker_fails(five: Workspace) -> None:
    """After some deaths over it alone; the others are not blamed for what they were taken with."""
    job = _begun(five)
    for number in range(20):
        items = _taken(five, f"worker {number}", 3)
        if any(item.position == 1 for item in items):
            five.database.signs_of_life.end(f"worker {number}")
            continue
        five.stores.jobs.record([replace(item, state=ItemState.MADE) for item in items])
    assert _states(five, job) == ["made", "failed", "made", "made", "made"]
    poisonous = five.jobs.items(job.id)[1]
    assert "died" in poisonous.reason
    assert poisonous.attempts == MOST_ATTEMPTS


def test_what_is_given_back_is_as_if_it_was_never_taken(five: Workspace) -> None:
    """No attempt is counted, and the job says what it waits for until something is recorded again."""
    job = _begun(five)
    items = _taken(five, "one")
    five.stores.jobs.give_back(items[1:], reason="The disk is full.")
    assert five.jobs.get(job.id).reason == "The disk is full."
    assert {item.attempts for item in five.jobs.items(job.id)[1:]} == {0}
    five.stores.jobs.record([replace(items[0], state=ItemState.MADE)])
    assert five.jobs.get(job.id).reason == ""


def test_cancel_keeps_what_is_done_and_what_is_under_way(five: Workspace) -> None:
    """What waits is given up; what is under way may end; what its worker cannot end is given up too."""
    job = _begun(five)
    made, ending, left = _taken(five, "one", 3)
    five.stores.jobs.record([replace(made, state=ItemState.MADE)])
    cancelled = five.jobs.cancel(job.id, by="ben")
    assert (cancelled.state, cancelled.reason) == (JobState.CANCELLED, "Cancelled by ben.")
    five.stores.jobs.record([replace(ending, state=ItemState.MADE)])
    assert five.stores.jobs.keep([left], LEASE) == []
    assert _states(five, job) == ["made", "made", "cancelled", "cancelled", "cancelled"]
    assert _taken(five, "two") == []


def test_why_a_job_was_cancelled_stays_when_the_last_of_it_is_recorded(five: Workspace) -> None:
    """What was under way comes to its end after the cancel."""
    job = five.jobs.start("Letter", QUARTER, workers=0)
    worker = Worker(five.stores, pace=Pace(handful=2), on_item=lambda _: five.jobs.cancel(job.id, by="ben") and None)
    worker.work()
    ended = five.jobs.get(job.id)
    assert ended.counts == {ItemState.MADE: 2, ItemState.CANCELLED: 3}
    assert ended.reason == "Cancelled by ben."


def test_the_dead_workers_of_a_cancelled_job_leave_nothing_running(five: Workspace) -> None:
    """Their items are given up as soon as any worker looks for work."""
    job = _begun(five)
    _taken(five, "one", 2)
    five.jobs.cancel(job.id)
    five.database.signs_of_life.end("one")
    assert _taken(five, "two") == []
    assert set(_states(five, job)) == {"cancelled"}


def test_a_job_is_resumed_for_what_was_not_made(five: Workspace) -> None:
    """What was cancelled or failed is made; what is made stays."""
    job = _begun(five)
    one, two = _taken(five, "one", 2)
    five.stores.jobs.record([replace(one, state=ItemState.MADE), replace(two, state=ItemState.FAILED)])
    five.jobs.cancel(job.id)
    again = five.jobs.resume(job.id, workers=0, by="ben")
    assert (again.state, again.counts) == (JobState.OPEN, {ItemState.MADE: 1, ItemState.WAITING: 4})
    Worker(five.stores).work()
    assert five.jobs.get(job.id).counts == {ItemState.MADE: 5}


def test_jobs_are_done_in_the_order_of_their_start(five: Workspace) -> None:
    """A worker for one job leaves the others alone."""
    five.books.save("Card", pages=[Page("text", "Card", {"markdown": "Hello"})])
    first, second = _begun(five), five.jobs.start("Card", QUARTER, workers=0)
    assert {item.job_id for item in _taken(five, "one", 3)} == {first.id}
    assert {item.job_id for item in five.stores.jobs.take("two", 3, LEASE, job_id=second.id)} == {second.id}
    assert [job.id for job in five.jobs.find(is_open=True)] == [second.id, first.id]


def test_a_job_is_found_by_the_beginning_of_its_id(five: Workspace) -> None:
    """Where that is unique."""
    job = _begun(five)
    assert five.jobs.get(job.id[:8]).id == job.id
    for wrong in ("", "nothing"):
        with pytest.raises(NotFound, match="booklet jobs list"):
            five.jobs.get(wrong)


def test_the_speed_of_a_job_tells_the_time_that_is_left(five: Workspace) -> None:
    """Books a second since the first was taken, without the time that was lost; nothing before any is made."""
    job = _begun(five)
    assert (job.per_second, job.seconds_left) == (0, None)
    five.stores.jobs.record([replace(item, state=ItemState.MADE) for item in _taken(five, "one", 2)])
    job = five.jobs.get(job.id)
    assert job.per_second == pytest.approx(2 / job.seconds)
    assert job.seconds_left == pytest.approx(job.seconds * 3 / 2)
