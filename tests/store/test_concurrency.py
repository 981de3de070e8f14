"""Several programs and one workspace: nothing fails, no update is lost, and kill -9 costs nothing that was promised."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from booklet.errors import AlreadyExists, StoreError
from booklet.model import Quarter
from booklet.store import Attributes, Books, Customers, Database

_WORKER = Path(__file__).with_name("busy_worker.py")
_Q3 = Quarter(2026, 3)


def _start(folder: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, str(_WORKER), str(folder), name, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def counter(database: Database, customers: Customers) -> Attributes:
    """With the number that all workers count up, at 0."""
    customers.add("Counter")
    attributes = Attributes(database, customers)
    attributes.set("Counter", _Q3, {"count": 0})
    return attributes


def test_four_processes_work_in_one_workspace(database: Database, counter: Attributes, customers: Customers) -> None:
    """For four seconds: none fails, every increment is counted, every customer is there."""
    workers = [_start(database.engine.folder, f"worker{number}", 4) for number in range(4)]
    done = [worker.communicate(timeout=120) for worker in workers]
    assert [(worker.returncode, errors) for worker, (_, errors) in zip(workers, done, strict=True)] == [(0, "")] * 4
    units = [len(printed.splitlines()) for printed, _ in done]
    assert min(units) >= 1
    assert counter.values("Counter", _Q3)["count"] == sum(units)
    assert len(customers.all()) == sum(units) + 1


def _kill_amid_work(folder: Path, name: str, delay_seconds: float) -> list[int]:
    """Start a worker, let it commit something, kill it; gives the units that it said were committed."""
    with _start(folder, name, 60) as worker:
        assert worker.stdout
        printed = [worker.stdout.readline() for _ in range(3)]
        time.sleep(delay_seconds)
        worker.kill()
        printed += worker.stdout.readlines()
    return [int(line) for line in printed]


def test_kill_9_loses_nothing_that_was_acknowledged(
    database: Database, counter: Attributes, customers: Customers, books: Books
) -> None:
    """Four times, at different moments within a unit, while another program goes on working."""
    killed = {}
    with _start(database.engine.folder, "survivor", 10) as survivor:
        for round_ in range(4):
            killed[f"killed{round_}"] = _kill_amid_work(database.engine.folder, f"killed{round_}", round_ * 0.017)
        printed, errors = survivor.communicate(timeout=120)
    assert (survivor.returncode, errors) == (0, "")
    acknowledged = sum(map(len, killed.values())) + len(printed.splitlines())
    count = counter.values("Counter", _Q3)["count"]
    assert acknowledged <= count <= acknowledged + len(killed)
    assert len(customers.all()) == count + 1
    for name, numbers in killed.items():
        assert {f"{name} {number}" for number in numbers} <= {customer.name for customer in customers.find(name)}
        assert len(books.versions(f"Book of {name}")) in (len(numbers), len(numbers) + 1)


def test_unique_indexes_hold_after_a_kill(database: Database, counter: Attributes, customers: Customers) -> None:
    """A duplicate is refused by the database itself, too; DuckDB 1.5 took one after kill -9."""
    numbers = _kill_amid_work(database.engine.folder, "killed", 0.02)
    taken = f"killed {numbers[-1]}"
    with pytest.raises(AlreadyExists):
        customers.add(taken)
    for statement in (
        "insert into customers select 'new', name, name_key, archived, created_at, '', changed_at, '' from customers",
        "insert into books select 'new', name, name_key, '', archived, created_at, '', changed_at, '' from books",
        "insert into book_versions select 'new', book_id, number, '', '', saved_at, '' from book_versions",
    ):
        with database.write() as connection, pytest.raises(StoreError, match="Duplicate key"):
            connection.execute(f"{statement} limit 1")
    customers.rename(taken, "Another")
    assert counter.frame(_Q3).loc["Counter", "count"] >= len(numbers)
