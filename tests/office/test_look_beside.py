"""The process that looks books through: it keeps what it finds, ends with its program, and its death is not the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from booklet import Page, Workspace
from booklet.generate.readiness import Readiness
from booklet.office.look_beside import LookBeside
from tests.conftest import QUARTER


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """600 customers with a letter."""
    with empty.database.write():
        for number in range(600):
            empty.customers.add(f"Customer {number:03}")
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    return empty


@pytest.fixture
def look(ws: Workspace) -> Iterator[LookBeside]:
    """The process of the letter's quarter."""
    made = LookBeside(ws.folder, QUARTER)
    yield made
    made.end()


def _revision(ws: Workspace) -> str:
    return str(ws.database.revision())


def _until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    last = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < last
        time.sleep(0.02)


def test_it_finds_what_is_not_known_and_says_how_far_it_is(ws: Workspace, look: LookBeside) -> None:
    """Whoever asks afterwards knows it; the same process goes on with what changed since."""
    look.ensure(_revision(ws))
    _until(lambda: look.seen == _revision(ws))
    assert ws.readiness(QUARTER, known_only=True).counts == {Readiness.READY: 600}
    assert (look.done, look.total, look.error, look.died) == (600, 600, "", 0)
    process = look.process_ids
    ws.customers.rename("Customer 007", "Bond")
    look.ensure(_revision(ws))
    _until(lambda: look.seen == _revision(ws))
    assert ws.readiness(QUARTER, known_only=True).of("Bond", "Letter").state is Readiness.READY
    assert (look.done, look.total, look.process_ids) == (1, 1, process)


def test_where_it_dies_another_goes_on(ws: Workspace, look: LookBeside) -> None:
    """And it is said; what was found before is not looked at again."""
    look.ensure(_revision(ws))
    _until(lambda: look.done)
    os.kill(look.process_ids[0], signal.SIGKILL)
    _until(lambda: look.seen == _revision(ws))
    assert look.died == 1
    assert ws.readiness(QUARTER, known_only=True).counts == {Readiness.READY: 600}


def test_what_stops_it_is_said(ws: Workspace) -> None:
    """A sentence, and it is not tried again before something changes or somebody asks for it."""
    letter = LookBeside(ws.folder, QUARTER, "no such book")
    letter.ensure(_revision(ws))
    _until(lambda: letter.seen)
    assert "no such book" in letter.error
    letter.forget()
    assert letter.error == ""
    letter.end()


def test_a_process_that_cannot_live_is_not_started_for_ever(
    ws: Workspace, look: LookBeside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it said last is the reason."""
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    look.ensure(_revision(ws))

    def is_given_up() -> bool:
        look.ensure(_revision(ws))
        return bool(look.error)

    _until(is_given_up)
    assert "dies as soon as it begins" in look.error
    assert not look.process_ids


def test_it_ends_with_its_program(ws: Workspace) -> None:
    """Also where that is killed."""
    code = (
        "import sys, time; from pathlib import Path; from booklet import Quarter\n"
        "from booklet.office.look_beside import LookBeside\n"
        f"look = LookBeside(Path(sys.argv[1]), Quarter(2026, 3)); look.ensure({_revision(ws)!r})\n"
        "while not look.done: time.sleep(0.01)\n"
        "print(look.process_ids[0], flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, ws.folder], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        process = Path("/proc", program.stdout.readline().strip())
        assert process.exists()
        program.kill()
    _until(lambda: not process.exists(), seconds=15)
