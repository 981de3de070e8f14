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
            os.kill(crew._processes[0].pid, signal.SIGKILL)

    crew = Crew.of_workers(ws.folder, job_id=job.id, on_item=kill_the_first)
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
        f"crew = Crew.of_workers(Path(sys.argv[1]), idle_seconds=60, goes_on={goes_on}); crew.ensure(1)\n"
        "print(crew._processes[0].pid, flush=True); time.sleep(60)"
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
