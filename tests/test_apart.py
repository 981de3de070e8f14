"""Work in a process of its own: what comes back, and what stops it."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from booklet.apart import Bounds, bounded, run_apart
from booklet.errors import DamagedFile, LimitExceeded, PasswordNeeded

WIDE = Bounds(20.0, 2 << 30, "The test")


def work(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """What the processes of these tests do."""
    match task["what"]:
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "eat":
            bytearray(3 << 30)
        case "die":
            os.kill(os.getpid(), 9)
        case "fail":
            raise KeyError("unforeseen")
        case "refuse":
            raise PasswordNeeded("Give its password.")
    return {"process": os.getpid(), "parent": os.getppid()}, data[::-1]


def _ask(what: str, bounds: Bounds = WIDE, data: bytes = b"") -> tuple[dict[str, Any], bytes]:
    return run_apart("tests.test_apart:work", {"what": what}, data, bounds)


def test_each_file_has_a_process_of_its_own() -> None:
    """Two works run in two processes with one parent, which is not this one; bytes go there and back."""
    (one, made), (other, _) = _ask("go", data=bytes(range(256)) * 9_000), _ask("go")
    assert made == (bytes(range(256)) * 9_000)[::-1]
    assert one["process"] != other["process"]
    assert one["parent"] == other["parent"] != os.getpid()


@pytest.mark.parametrize("what", ["sleep", "spin"])
def test_what_takes_too_long_is_stopped(what: str) -> None:
    """Whether it waits or works; the message names the file, the limit and the remedy."""
    with pytest.raises(LimitExceeded, match=r"The test took longer than 0\.2 seconds .* raise the limit"):
        _ask(what, Bounds(0.2, 2 << 30, "The test"))


def test_what_takes_too_much_memory_is_stopped() -> None:
    """At the limit, with a sentence."""
    with pytest.raises(LimitExceeded, match="more than 1,024 MB of memory"):
        _ask("eat", Bounds(20.0, 1 << 30, "The test"))


def test_a_process_that_dies_is_a_damaged_file() -> None:
    """Nothing hangs, and the next one works."""
    with pytest.raises(DamagedFile, match="The test is damaged"):
        _ask("die")
    assert _ask("go")[0]["process"]


def test_errors_come_through() -> None:
    """Those of Booklet as they are, others as a damaged file."""
    with pytest.raises(PasswordNeeded, match=r"^Give its password\.$"):
        _ask("refuse")
    with pytest.raises(DamagedFile, match="KeyError"):
        _ask("fail")


def test_threads_share_the_helper() -> None:
    """Eight at once are eight processes, and each gets its own answer."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: _ask("go", data=bytes([n]) * 100_000)[1][0], range(8)))
    assert answers == list(range(8))


def test_bounds_for_the_process_itself() -> None:
    """A program that reads one file and ends needs no helper; afterwards the bounds are gone."""
    with pytest.raises(LimitExceeded, match="seconds"), bounded(Bounds(0.1, 8 << 30, "The test")):
        time.sleep(5)
    time.sleep(0.15)
