"""Workers in processes of their own: they end with their program, or go on; none of their deaths is the batch's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from booklet import Workspace
from booklet.errors import BookletError
from booklet.jobs.crew import Crew
from booklet.model import ItemState, JobItem
from booklet.store.signs_of_life import LockFiles
from tests.conftest import QUARTER
from tests.jobs.conftest import Letters


def test_a_process_that_is_killed_is_replaced(letters: Letters) -> None:
    """And the batch has all books, in their order."""
    ws = letters(60)
    job = ws.jobs.start("Letter", QUARTER, workers=0)
    told: list[JobItem] = []

    def kill_the_first(item: JobItem) -> None:
        told.append(item)
        if len(told) == 3:
            os.kill(crew.process_ids[0], signal.SIGKILL)

    crew = Crew.of_workers(ws.folder, count=1, job_id=job.id, on_item=kill_the_first)
    crew.ensure(1)
    crew.wait()
    assert crew.error == ""
    assert ws.jobs.get(job.id).counts == {ItemState.MADE: 60}
    assert ws.jobs.get(job.id).interruptions == 1


def test_processes_that_cannot_live_end_the_batch(letters: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what they said; 2,000 customers are not all tried."""
    ws = letters(3)
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with pytest.raises(BookletError, match="die as soon as they begin"):
        ws.generate_batch("Letter", QUARTER, workers=2)


@pytest.mark.parametrize("goes_on", [False, True])
def test_processes_end_with_the_program_that_began_them_unless_they_are_to_go_on(
    letters: Letters, goes_on: bool
) -> None:
    """Also where it is killed."""
    ws = letters(1)
    code = (
        "import sys, time; from pathlib import Path; from booklet.jobs.crew import Crew\n"
        "crew = Crew.of_workers(Path(sys.argv[1]), count=1, "
        f"idle_seconds=60, goes_on={goes_on}); crew.ensure(1)\n"
        "print(crew.process_ids[0], flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, ws.folder], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        process = Path("/proc", program.stdout.readline().strip())
        assert process.exists()
        _until_it_listens(ws)
        program.kill()
    try:
        assert _ends(process, 1.5 if goes_on else 15) is not goes_on
    finally:
        if process.exists():
            os.kill(int(process.name), signal.SIGKILL)


def _until_it_listens(ws: Workspace) -> None:
    """A process that makes a book has begun to listen."""
    ws.jobs.watch(ws.jobs.start("Letter", QUARTER, workers=0).id)


def _ends(process: Path, seconds: float) -> bool:
    last = time.monotonic() + seconds
    while process.exists():
        if time.monotonic() > last:
            return False
        time.sleep(0.05)
    return True


def test_a_worker_shares_what_is_left_with_a_helper_whose_death_costs_nothing(letters: Letters) -> None:
    """The worker forks a helper, which is killed: its items are made by others, each book once, and all end."""
    ws = letters(300)
    job = ws.jobs.start("Letter", QUARTER, workers=0)
    call = [sys.executable, "-m", "booklet", "worker", "--workspace", ws.folder, "--job", job.id, "--processes", "2"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as worker:
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
        while worker.poll() is None and not children.read_text().strip():
            time.sleep(0.005)
        helper = int(children.read_text().split()[0])
        os.kill(helper, signal.SIGKILL)
        assert worker.communicate(timeout=60)[1] == ""
    assert worker.returncode == 0
    ended = ws.jobs.get(job.id)
    assert ended.counts == {ItemState.MADE: 300}
    assert ws.generations.count(batch=job.id) == 300
    assert list((ws.folder / "running").glob("*.lock")) == []


def test_a_worker_shares_little_work_as_well(letters: Letters) -> None:
    """Of four items with help to come it takes two, and what it leaves is a helper's."""
    ws = letters(4)
    job = ws.jobs.start("Letter", QUARTER, workers=0)
    records, signs = ws.stores.jobs, ws.database.signs_of_life
    signs.begin("one")
    assert len(records.take("one", 100, 60.0, job_id=job.id, share=2)) == 2
    assert records.any_waiting(job.id)
    assert len(records.take("other", 100, 60.0, job_id=job.id)) == 2
    assert not records.any_waiting(job.id)
    signs.end("one")


def test_a_forked_process_does_not_hold_its_parents_signs_of_life(letters: Letters) -> None:
    """Else the death of a worker would not be seen while its helper lives."""
    code = (
        "import os, sys, time; from pathlib import Path; from booklet.store.signs_of_life import LockFiles\n"
        "signs = LockFiles(Path(sys.argv[1])); signs.begin('worker')\n"
        "child = os.fork()\n"
        "if not child: os.close(1); time.sleep(60)\n"
        "print(child, flush=True); os._exit(0)"
    )
    folder = letters(0).folder / "running"
    said = subprocess.run([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True, check=True).stdout
    try:
        assert LockFiles(folder).alive({"worker"}) == set()
    finally:
        os.kill(int(said), signal.SIGKILL)
