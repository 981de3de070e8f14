"""Speed of drawing sheets, beside other programs in the same run, on real workbooks.

    python benchmarks/sheets_render.py ../shared/corpus/xlsx [--runs 3] [--largest 1000000] [--each]

Prints a Markdown table: Booklet in this process and in a process of its own, LibreOffice in a new process and kept
warm (documents over UNO), and openpyxl with a table of reportlab as tutorials do it, which shows neither
formats nor pages as Excel prints them. Of each workbook the median of the runs counts; of those, and of the ratios
for each workbook, the median is shown. Processor time includes all processes that take part; other programs disturb
it least. Programs that are not installed are left out, and named.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import platform
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.apart.helper import kept
from booklet.errors import BookletError
from booklet.sheets import RenderOptions, render

Draw = Callable[[Path], object]
HERE = "Booklet, in this process"
MOST_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")
OFFICE_PYTHONS = ("/usr/bin/python3", "/usr/lib/libreoffice/program/python", shutil.which("python3") or "")
WARM = """
import os, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

def value(name, given):
    made = PropertyValue()
    made.Name, made.Value = name, given
    return made

local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(200):
    try:
        context = resolver.resolve(f"uno:socket,host=localhost,port={sys.argv[1]};urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.1)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
print("ready", flush=True)
for line in sys.stdin:
    source, target = line.rstrip("\\n").split("\\t")
    try:
        document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, (value("Hidden", True),))
        document.storeToURL(uno.systemPathToFileUrl(target), (value("FilterName", "calc_pdf_Export"),))
        document.close(True)
        print("made", flush=True)
    except Exception as error:
        print("failed", error, flush=True)
"""


class Failed(Exception):
    """The renderer made nothing of a workbook."""


def here(path: Path) -> object:
    """Draw with Booklet in this process."""
    return render(path.read_bytes(), options=RenderOptions(apart=False))


def apart(path: Path) -> object:
    """Draw with Booklet in a process of its own."""
    return render(path.read_bytes())


def new_libreoffice(path: Path) -> object:
    """Draw with a LibreOffice that is started for this workbook."""
    return render(path.read_bytes(), options=RenderOptions(renderer="libreoffice", apart=False))


def reportlab_table(path: Path) -> object:
    """Draw the values of the visible sheets as tables, as tutorials do."""
    book = openpyxl.load_workbook(path, data_only=True)
    target = io.BytesIO()
    story = []
    for sheet in book.worksheets:
        rows = [["" if cell is None else str(cell)[:200] for cell in row] for row in sheet.iter_rows(values_only=True)]
        if sheet.sheet_state == "visible" and rows and rows[0]:
            story.append(Table(rows))
    SimpleDocTemplate(target, pagesize=A4).build(story)
    return target


@contextlib.contextmanager
def warm_libreoffice() -> Iterator[tuple[Draw, list[int]] | None]:
    """Keep a LibreOffice running; give the call that draws and its processes, or None where UNO is missing."""
    python = next((p for p in OFFICE_PYTHONS if p and _has_uno(p)), None)
    command = shutil.which("soffice")
    if python is None or command is None:
        yield None
        return
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
        free.close()
        call = [command, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
                f"--accept=socket,host=localhost,port={port};urp;"]  # fmt: skip
        office = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        client = subprocess.Popen(
            [python, "-c", WARM, str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert client.stdin
        assert client.stdout
        client.stdout.readline()

        def draw(path: Path) -> object:
            assert client.stdin
            assert client.stdout
            target = Path(folder, "out.pdf")
            client.stdin.write(f"{path.resolve()}\t{target}\n")
            client.stdin.flush()
            if not client.stdout.readline().startswith("made"):
                raise Failed
            return target.read_bytes()

        try:
            yield draw, _of_group(office.pid)
        finally:
            client.kill()
            client.wait()
            for pid in _of_group(office.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, 9)
            office.wait()


def _has_uno(python: str) -> bool:
    return Path(python).exists() and not subprocess.run([python, "-c", "import uno"], capture_output=True).returncode


def _of_group(group: int) -> list[int]:
    """Return the ids of a group's processes."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, ProcessLookupError):
            if folder.name.isdigit() and os.getpgid(int(folder.name)) == group:
                found.append(int(folder.name))
    return found


def processor_seconds(others: list[int]) -> float:
    """Return the processor time of this process, of its ended children, and of other processes with theirs."""
    total = time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    total += children.ru_utime + children.ru_stime
    for pid in others:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:15]) / TICKS
    return total


def measure(draw: Draw, path: Path, runs: int, others: list[int]) -> tuple[float, float] | None:
    """Return the median (wall, processor) seconds of a workbook after a run to warm up; None where it is not drawn."""
    times = []
    for _ in range(runs + 1):
        wall, processor = time.perf_counter(), processor_seconds(others)
        if not drawn(draw, path):
            return None
        wall = time.perf_counter() - wall
        if draw is apart:
            time.sleep(0.6)  # the helper counts a process's time when it looks after it
        times.append((wall, processor_seconds(others) - processor))
    return statistics.median(t[0] for t in times[1:]), statistics.median(t[1] for t in times[1:])


def table(found: dict[str, dict[Path, tuple[float, float]]], count: int) -> Iterator[str]:
    """Yield the lines of the Markdown table; ratios are to Booklet in this process, workbook by workbook."""
    yield "| renderer | drawn | wall, ms | processor, ms | times Booklet's wall | times Booklet's processor |"
    yield "|---|---|---|---|---|---|"
    ours = found[HERE]
    for name, times in found.items():
        if not times:
            continue
        both = [(times[path], ours[path]) for path in times if path in ours]
        wall, processor = (statistics.median(t[n] * 1000 for t in times.values()) for n in (0, 1))
        ratios = [statistics.median(a[n] / max(b[n], 1e-4) for a, b in both) for n in (0, 1)]
        drawn = f"{len(times)} of {count}"
        yield f"| {name} | {drawn} | {wall:.0f} | {processor:.0f} | {ratios[0]:.1f} | {ratios[1]:.1f} |"


def main() -> None:
    """Measure every workbook of a folder with each renderer in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--largest", type=int, default=1_000_000, help="skip workbooks of more bytes")
    parser.add_argument("--most", type=int, default=1_000, help="take only so many workbooks")
    parser.add_argument("--each", action="store_true", help="also print each workbook's milliseconds")
    chosen = parser.parse_args()
    paths = [p for p in sorted(chosen.folder.glob("*.xls[xm]")) if p.stat().st_size <= chosen.largest][: chosen.most]
    with contextlib.suppress(BookletError):
        apart(paths[0])  # starts the helper
    with warm_libreoffice() as warm:
        helper = [kept._process.pid for kept in kept]
        renderers: dict[str, tuple[Draw, int, list[int]]] = {
            HERE: (here, chosen.runs, []),
            "Booklet, in a process of its own": (apart, chosen.runs, helper),
        }
        if shutil.which("soffice"):
            renderers["LibreOffice, new process"] = (new_libreoffice, 0, [])
        if warm:
            renderers["LibreOffice, kept warm"] = (warm[0], chosen.runs, warm[1])
        renderers["openpyxl and a table of reportlab"] = (reportlab_table, 1, [])
        found: dict[str, dict[Path, tuple[float, float]]] = {name: {} for name in renderers}
        for path in paths:
            for name, (draw, runs, others) in renderers.items():
                if name != HERE and path not in found[HERE]:
                    continue  # refused: there is nothing to compare with
                if times := measure(draw, path, runs, others) if runs else first(draw, path, others):
                    found[name][path] = times
            if chosen.each:
                print(
                    *(f"{found[n][path][1] * 1000:8.0f}" if path in found[n] else "       –" for n in found), path.name
                )
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for missing, there in (("LibreOffice", shutil.which("soffice")), ("UNO, for a warm LibreOffice", warm)):
        if not there:
            print(f"{missing} is not installed, and left out.")
    print("\n".join(table(found, len(paths))))


def first(draw: Draw, path: Path, others: list[int]) -> tuple[float, float] | None:
    """Measure a single run, for a process that is never warm."""
    wall, processor = time.perf_counter(), processor_seconds(others)
    if not drawn(draw, path):
        return None
    return time.perf_counter() - wall, processor_seconds(others) - processor


def drawn(draw: Draw, path: Path) -> bool:
    """Draw, and return whether that worked within a minute."""

    def stop(*_: object) -> None:
        raise Failed

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(MOST_SECONDS)
    try:
        draw(path)
    except Exception:  # every library fails in its own way
        return False
    finally:
        signal.alarm(0)
    return True


if __name__ == "__main__":
    main()
