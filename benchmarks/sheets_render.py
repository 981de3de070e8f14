"""How fast sheets are drawn, beside LibreOffice, on real workbooks.

    python benchmarks/sheets_render.py ../shared/corpus/xlsx [--libreoffice] [--runs 3]

For each workbook: pages, the median of the runs in process, the peak of memory so far, and with --libreoffice one
conversion in a new process. The last lines give the medians and the median of the ratios.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from booklet.errors import BookletError
from booklet.sheets import RenderOptions, render


def seconds(call: Callable[[], object]) -> float:
    """The wall time of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def measure(path: Path, runs: int, libreoffice: bool) -> tuple[int, float, float | None]:
    """(pages, median seconds, LibreOffice's seconds) of one workbook."""
    data = path.read_bytes()
    pages = render(data).page_count
    ours = statistics.median(seconds(lambda: render(data)) for _ in range(runs))
    if not libreoffice:
        return pages, ours, None
    try:
        return pages, ours, seconds(lambda: render(data, options=RenderOptions(renderer="libreoffice")))
    except BookletError:  # it refuses some files that are drawn natively
        return pages, ours, None


def main() -> None:
    """Measures every workbook of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--libreoffice", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--largest", type=int, default=1_000_000, help="skip workbooks of more bytes")
    chosen = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    times, ratios = [], []
    for path in sorted(chosen.folder.glob("*.xls[xm]")):
        if path.stat().st_size > chosen.largest:
            continue
        try:
            pages, ours, theirs = measure(path, chosen.runs, chosen.libreoffice)
        except BookletError as error:
            print(f"{'refused':>32}  {path.name}: {type(error).__name__}")
            continue
        times.append(ours)
        ratio = ""
        if theirs is not None:
            ratios.append(theirs / ours)
            ratio = f"{theirs:7.2f} s {ratios[-1]:6.1f} times"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{pages:5} pages {ours:8.3f} s {ratio} {peak:6.0f} MB  {path.name}")
    print(f"median {statistics.median(times):.3f} s a workbook")
    if ratios:
        print(f"median of the ratios: {statistics.median(ratios):.1f} times as fast as a new LibreOffice")


if __name__ == "__main__":
    main()
