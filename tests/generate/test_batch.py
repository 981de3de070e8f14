"""Many books at once: names that differ, archives that open, and processes that die."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from booklet import Page, Workspace
from booklet.errors import BookletError, InputError
from booklet.generate.one import Order
from booklet.generate.snapshot import read_state, take_snapshot
from booklet.generate.tasks import BatchTask, TaskResult, run_tasks
from booklet.model import Customer
from tests.conftest import QUARTER

ALIKE = ("A/B", "A:B", "😀" * 100, "😀" * 101, "L" * 200)


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Customers whose names no file system takes, and a book of one letter."""
    for name in ALIKE:
        empty.customers.add(name)
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    return empty


def test_every_book_has_a_file_of_its_own(letters: Workspace, tmp_path: Path) -> None:
    """Though names differ only in what file systems do not take, or only at their ends."""
    batch = letters.generate_batch("Letter", QUARTER)
    paths = batch.write_folder(tmp_path / "out")
    assert len({path.read_bytes() for path in (tmp_path / "out").iterdir()}) == len(ALIKE)
    assert {"A_B - Letter - 2026Q3.pdf", "A_B - Letter - 2026Q3 (2).pdf"} <= {path.name for path in paths}
    assert all("2026Q3" in path.name for path in paths)


def test_the_archive_opens_with_unzip(letters: Workspace, tmp_path: Path) -> None:
    """Every book is in it once, and its owner may read what comes out."""
    archive = tmp_path / "books.zip"
    letters.generate_batch("Letter", QUARTER).write_zip(archive)
    assert len(set(zipfile.ZipFile(archive).namelist())) == len(ALIKE)
    subprocess.run(["unzip", "-q", archive, "-d", tmp_path / "out"], check=True)
    assert all(path.stat().st_mode & 0o400 for path in (tmp_path / "out").iterdir())


def test_a_folder_that_cannot_be_written_is_said(letters: Workspace, tmp_path: Path) -> None:
    """With its path; nothing is left beside."""
    (tmp_path / "file").write_text("in the way")
    batch = letters.generate_batch("Letter", QUARTER, ["A/B"])
    with pytest.raises(InputError, match="file"):
        batch.write_folder(tmp_path / "file")
    with pytest.raises(InputError, match=r"books\.zip"):
        batch.write_zip(tmp_path / "nowhere" / "books.zip")
    assert batch.items[0].made is not None
    with pytest.raises(InputError, match="nowhere"):
        batch.items[0].made.save(tmp_path / "nowhere" / "book.pdf")


def _make(task: BatchTask) -> TaskResult:
    if task.customer.startswith("A:"):
        os._exit(1)
    return TaskResult(task.customer_id, task.customer, error="made, as it were")


def _die(_: BatchTask) -> TaskResult:
    os._exit(1)


def _tasks(workspace: Workspace, names: tuple[str, ...]) -> list[BatchTask]:
    state = read_state(workspace.stores, workspace.books.get("Letter"), QUARTER)
    customers = [workspace.customers.get(name) for name in names]
    return [BatchTask.of(take_snapshot(state, customer), Order()) for customer in customers]


def test_only_the_book_that_kills_its_process_fails(letters: Workspace) -> None:
    """As one that needs more memory than there is; the others are made, and all keep their order."""
    items = run_tasks(_tasks(letters, ALIKE[:3]), _make, workers=2)
    assert [item.customer for item in items] == list(ALIKE[:3])
    assert ["died" in item.error for item in items] == [False, True, False]


def test_processes_that_cannot_live_end_the_batch(letters: Workspace) -> None:
    """A script that is not guarded kills each of them: 2,000 customers are not all tried."""
    with pytest.raises(BookletError, match="__main__"):
        run_tasks(_tasks(letters, ALIKE), _die, workers=2)


def test_a_customer_is_made_once_by_the_name_of_today(letters: Workspace) -> None:
    """Named twice in two ways, and renamed since the caller read it."""
    stale: Customer = letters.customers.get("A/B")
    letters.customers.rename("A/B", "Acme")
    batch = letters.generate_batch("Letter", QUARTER, [stale, "ACME", stale.id])
    assert [item.customer.name for item in batch.items] == ["Acme"]


def test_processes_end_with_the_program_that_began_them() -> None:
    """Also where it is killed: they would wait for their next task for ever."""
    code = (
        "import os, time; from booklet.generate import tasks\n"
        "with tasks._pool(1) as pool: print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        process = Path("/proc", program.stdout.readline().strip())
        assert process.exists()
        program.kill()
    last = time.monotonic() + 15
    while process.exists():
        assert time.monotonic() < last
        time.sleep(0.05)
