"""Processes of their own, beside the program that wants the work done: workers, and what looks books through.

A process is started anew and not forked: the program may have threads, and may be a notebook. It holds a pipe from the
program and ends with it, unless it is to go on by itself. What it says, a line of JSON each, are hints to show; the
truth is in the database and the cache folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from booklet.jobs.worker import OnItem
from booklet.model import ItemState, JobItem

OnHint = Callable[[Mapping[str, Any]], object]
"""Called with what a process says."""
_MOST_DEATHS = 3
"""Of processes in a row that made nothing: then it is not a book that kills them."""


class Crew:
    """Processes that this program has for the same work; `call` is what Python is to do in them."""

    def __init__(self, call: Sequence[str], *, goes_on: bool = False, on_hint: OnHint = lambda _: None) -> None:
        self._call = call
        self._goes_on = goes_on
        self._on_hint = on_hint
        self._lock = Lock()
        self._processes: list[subprocess.Popen[str]] = []
        self._threads: list[Thread] = []
        self._deaths = 0
        self._is_ending = False
        self._order = ""
        self.replaced = 0
        """The number of processes that died, and others were started for them."""
        self.error = ""
        """What the last process said, where none could live."""

    @classmethod
    def of_workers(  # noqa: PLR0913 - what to do, and how, all by name
        cls,
        folder: Path,
        *,
        count: int,
        job_id: str = "",
        idle_seconds: float = 0.0,
        goes_on: bool = False,
        on_item: OnItem = lambda _: None,
    ) -> Crew:
        """Return the workers for a workspace, on all of its jobs or on a single job: `ensure(1)` starts them.

        They are a process (`booklet worker`), which forks itself where there is work for several, up to `count`.
        """
        call = ["-m", "booklet", "worker", "--workspace", str(folder), "--idle", f"{idle_seconds:g}"]
        call += ["--processes", str(count)]
        call += ["--job", job_id] if job_id else []
        call += [] if goes_on else ["--with-parent"]
        return cls(call, goes_on=goes_on, on_hint=lambda told: on_item(_item(told)))

    @property
    def process_ids(self) -> list[int]:
        """The processes that there are."""
        return [process.pid for process in self._processes]

    def ensure(self, count: int) -> None:
        """Start processes until there are `count`."""
        with self._lock:
            self._deaths, self.error = 0, ""
            for _ in range(count - len(self._processes)):
                self._start()

    def order(self, line: str) -> None:
        """Give the processes a line, and each that is started for another."""
        with self._lock:
            self._order = line + "\n"
            for process in self._processes:
                _write(process, self._order)

    def wait(self) -> None:
        """Wait until all processes have ended, because there was nothing left to do or because they cannot live."""
        while threads := self._threads_now():
            threads[0].join()

    def end(self) -> None:
        """Let the processes come to the end of the books that they are at, and wait for them."""
        with self._lock:
            self._is_ending = True
            for process in self._processes:
                process.terminate()
        self.wait()

    def _threads_now(self) -> list[Thread]:
        with self._lock:
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            return list(self._threads)

    def _start(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(
            [sys.executable, "-P", *self._call],  # -P: nothing in the current folder is Python's
            stdin=subprocess.DEVNULL if self._goes_on else subprocess.PIPE,
            stdout=subprocess.DEVNULL if self._goes_on else subprocess.PIPE,
            stderr=subprocess.DEVNULL if self._goes_on else subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # what interrupts the program must not reach it: it is told by its pipe
        )
        self._processes.append(process)
        _write(process, self._order)
        thread = Thread(target=self._look_after, args=(process,), name="worker", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _look_after(self, process: subprocess.Popen[str]) -> None:
        """Pass on what a process says; start another where it died while there was work."""
        said: list[str] = []
        if process.stderr:
            reading = Thread(target=_read, args=(process.stderr.readline, said.append), daemon=True)
            reading.start()
        made = _read(process.stdout.readline, self._hint) if process.stdout else 0
        code = process.wait()
        with self._lock:
            self._processes.remove(process)
            if not code or self._is_ending:
                return
            self._deaths = 0 if made else self._deaths + 1
            if self._deaths < _MOST_DEATHS:
                self.replaced += 1
                self._start()
            else:
                self.error = "".join(said[-20:]).strip() or f"a process ended with {code}."

    def _hint(self, line: str) -> None:
        with suppress(ValueError, KeyError, TypeError):  # something else that was printed
            self._on_hint(json.loads(line))


def _item(told: Mapping[str, Any]) -> JobItem:
    return JobItem(told["job"], told["position"], "", told["customer"], ItemState(told["state"]))


def hint(item: JobItem) -> str:
    """Return the line that a worker's process says of an item."""
    return json.dumps(
        {"job": item.job_id, "position": item.position, "customer": item.customer, "state": item.state.value}
    )


def _write(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin and line:
        with suppress(OSError):  # it has died, and its last line goes to another
            process.stdin.write(line)
            process.stdin.flush()


def _read(readline: Callable[[], str], take: Callable[[str], object]) -> int:
    """Take all lines of a pipe; return how many there were."""
    count = 0
    while line := readline():
        count += 1
        take(line)
    return count


_crews: dict[Hashable, Crew] = {}
_crews_guard = Lock()


def crew_of(key: Hashable, make: Callable[[], Crew]) -> Crew:
    """Return this program's crew for something, such as all jobs of a workspace; made where there is none yet."""
    with _crews_guard:
        return _crews.setdefault(key, make()) if key not in _crews else _crews[key]
