"""Server time of the screens of a large workspace: processor and clock, median of 5 runs by Streamlit's test driver.

    .venv/bin/python benchmarks/screens.py FOLDER [screen …] [--profile]

FOLDER is a workspace of `benchmarks/big_workspace.py FOLDER 2000 12 40 200000 300`. Each screen is opened as an
administrator and run once to warm up; then 5 times as it is, and 5 times with a change of somebody else's before each
run, since what is kept is brought up to date then. What a process beside does for them is not counted. `--profile`
prints where the time of the runs after a change goes.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import statistics
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from big_workspace import LAST  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from booklet import Workspace  # noqa: E402
from tests.pages.opened import opened, ran  # noqa: E402

RUNS = 5


def main() -> None:
    """Measure the screens that are named, or all of them."""
    os.environ["BOOKLET_LOOK"] = "beside"  # as in the app: no screen waits until all books were looked through
    folder, *names = (word for word in sys.argv[1:] if not word.startswith("--"))
    ws = Workspace(Path(folder))
    print(
        f"{'screen':32} {'unchanged: CPU':>15} {'clock':>8} {'changed: CPU':>15} {'clock':>8}   (ms, median of {RUNS})"
    )
    for name, words in _screens(ws).items():
        if names and name not in names:
            continue
        began = time.process_time()
        screen = opened(ws, name.split(" ")[0], quarter=str(LAST), **words)
        if "generate of" in name:
            screen.session_state["generate-tabs"] = "All customers"
        ran(screen)
        print(f"{name:32} first {time.process_time() - began:.1f} s CPU", file=sys.stderr, flush=True)
        same = _median(screen, None)
        changed = _median(screen, ws)
        print(f"{name:32} {same[0]:15.0f} {same[1]:8.0f} {changed[0]:15.0f} {changed[1]:8.0f}", flush=True)
        if "--profile" in sys.argv:
            _profile(screen, ws)


def _screens(ws: Workspace) -> dict[str, dict[str, str]]:
    """Name and words in the address: each screen, and each with a thing opened."""
    customer = ws.customers.all()[7]
    plain = ["customers", "attributes", "uploads", "books", "generate", "history", "users", "settings"]
    return {
        **{name: {} for name in plain},
        "generate of all customers": {},
        "customer": {"customer": customer.id},
        "books opened": {"book": ws.books.newest_versions()[0].book.id},
        "uploads opened": {"upload": ws.uploads.all()[0].id},
        "history opened": {"run": ws.generations.find(limit=1)[0].id},
        "quarter": {},
    }


def _median(screen: AppTest, changed: Workspace | None) -> tuple[float, float]:
    """Milliseconds of processor and clock."""
    cpu, clock = [], []
    for number in range(RUNS):
        if changed:
            _change(changed, number)
        began = time.process_time(), time.perf_counter()
        ran(screen)
        cpu.append(time.process_time() - began[0])
        clock.append(time.perf_counter() - began[1])
    return statistics.median(cpu) * 1000, statistics.median(clock) * 1000


def _change(ws: Workspace, number: int) -> None:
    """Something small that has a say in one book."""
    customer = ws.customers.all()[number]
    ws.attributes.set(customer.id, LAST, {"attribute_of_the_customer_00": f"text {time.time_ns()}"})


def _profile(screen: AppTest, ws: Workspace) -> None:
    """Print where the time goes in the threads that run the screen's script."""
    profiles: list[cProfile.Profile] = []
    run = threading.Thread.run

    def profiled(thread: threading.Thread) -> None:
        profiles.append(cProfile.Profile())
        profiles[-1].runcall(run, thread)

    threading.Thread.run = profiled  # type: ignore[method-assign]
    for _ in range(2):
        _change(ws, 1)
        ran(screen)
    threading.Thread.run = run  # type: ignore[method-assign]
    pstats.Stats(*profiles).sort_stats("cumulative").print_stats("booklet|duckdb|streamlit/runtime/caching", 60)


if __name__ == "__main__":
    main()
