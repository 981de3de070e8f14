"""Work in a thread: one of a name at a time, watched by several people, told once to each."""

from __future__ import annotations

from threading import Event

import pytest

from booklet.errors import BookletError
from booklet.ui.shared import job


def _until_ended(name: str, user: str) -> job.Job:
    for _ in range(200):
        if found := job.ended(name, user=user):
            return found
        Event().wait(0.05)
    raise AssertionError("The work did not end within ten seconds.")


def test_two_people_who_begin_the_same_work_begin_it_once() -> None:
    """The second watches the first's, and each is told how it ended until he closes it."""
    go_on, calls = Event(), []
    first = job.start("same", lambda _: (calls.append("ann"), go_on.wait(10)), by="ann")
    second = job.start("same", lambda _: calls.append("ben"), by="ben")
    assert second is first
    assert job.running("same", user="cleo") is first
    go_on.set()
    _until_ended("same", "ann")
    assert calls == ["ann"]
    job.close(first, "ann")
    assert [bool(job.ended("same", user=user)) for user in ("ann", "ben", "cleo", "dan")] == [False, True, True, False]
    assert job.running("same", user="ann") is None


def test_which_of_how_many_is_said() -> None:
    """Of the one that is under way; at the end and before the beginning there is none."""
    work = job.Job()
    assert (work.said, work.fraction) == ("Beginning", 0.0)
    work.report(2, 5, "Alder & Co")
    assert (work.said, work.fraction) == ("3 of 5: Alder & Co", 0.4)
    work.report(5, 5, "Done")
    assert (work.said, work.fraction) == ("Done", 1.0)


@pytest.mark.parametrize(
    ("error", "said"), [(BookletError("It is full."), "It is full."), (ZeroDivisionError("no"), "ZeroDivisionError")]
)
def test_work_that_fails_says_why(error: Exception, said: str) -> None:
    """As a sentence, whatever was raised."""

    def work(_: job.OnProgress) -> None:
        raise error

    job.start(f"fails {said}", work, by="ann")
    assert said in _until_ended(f"fails {said}", "ann").error
