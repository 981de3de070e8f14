"""Time and memory of assembling books, beside other libraries in the same run.

    python benchmarks/pdf_assemble.py [FOLDER]

The benchmark measures a further book of many, in memory, and the cold start: files that were never seen are prepared
and joined once; with FOLDER, each of its PDFs. Figures are medians of processor time (including that of programs that
are started), taken in rounds in which each library has its turn, so that other load on the machine affects all alike.
PyMuPDF and pylopdf take part where they are installed.
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
from pdf_material import brochure, form, manual, values
from pdf_peers import LIBRARIES, Make

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.pdf import assemble, prepare

BROCHURES = [brochure(seed) for seed in range(3)]
FORMS = [form(seed) for seed in range(3)]
ROUNDS = 15
QUICK = ("PDFium", "PyMuPDF", "pylopdf")


def processor_seconds() -> float:
    """Return the processor time of this process and of the processes that it has started and waited for."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def median_ms(
    make: Make,
    runs: int,
    *,
    first: int = 0,
    clock: Callable[[], float] = processor_seconds,
    smallest: int = 3_000,
) -> float:
    """Return the median time of a book in milliseconds, after a first to warm up."""
    times = []
    for number in range(first, first + runs + 1):
        start = clock()
        size = make(number)
        times.append(clock() - start)
        assert size > smallest, size
    return statistics.median(times[1:]) * 1000


def rounds(makers: dict[str, Make | None], count: int = ROUNDS, *, books: int = 25) -> dict[str, float]:
    """Return the median milliseconds of each library; of Booklet's several `books` count as a turn."""
    times: dict[str, list[float]] = {name: [] for name, make in makers.items() if make}
    for number in range(count):
        for name in times:
            make = makers[name]
            assert make
            times[name].append(median_ms(make, books if name == "Booklet" else 1, first=number))
    return {name: statistics.median(found) for name, found in times.items()}


def booklet_book(brochures: Sequence[bytes], forms: Sequence[bytes]) -> Make:
    """Make the book with Booklet."""
    static, fillable = [prepare(data).part() for data in brochures], [prepare(data) for data in forms]

    def make(customer: int) -> int:
        filled = [each.fill(values(number, customer)) for number, each in enumerate(fillable)]
        return len(assemble([*static, *filled]).pdf)

    return make


def table() -> list[str]:
    """Yield the lines of the table that README shows."""
    columns: list[dict[str, float]] = []
    for brochures, forms in ((BROCHURES, []), (BROCHURES, FORMS)):
        own = booklet_book(brochures, forms)
        for kept_open in (False, True):
            peers = {name: library(brochures, forms, kept_open=kept_open) for name, library in LIBRARIES.items()}
            columns.append(rounds({"Booklet": own, **peers}))
    lines = []
    for name in ("Booklet", *LIBRARIES):
        if any(name in column for column in columns):
            cells = [_cell(column, name) for column in columns]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _cell(column: dict[str, float], name: str) -> str:
    if name not in column:
        return "–"
    if name == "Booklet":
        return f"{column[name]:.2f} ms"
    times = column[name] / column["Booklet"]
    return f"{column[name]:.2f} ms ({times:.{0 if times > 3 else 1}f} ×)"


def cold_book(files: Sequence[bytes]) -> Make:
    """Make a book with Booklet of files that it has never seen."""

    def make(_: int) -> int:
        return len(assemble([prepare(data) for data in files]).pdf)

    return make


def cold_table() -> list[str]:
    """Yield the lines of the table of cold starts, in which no form is filled."""
    columns = []
    for files in (BROCHURES, FORMS):
        peers = {name: library(files, [], kept_open=False) for name, library in LIBRARIES.items()}
        columns.append(rounds({"Booklet": cold_book(files), **peers}, 7, books=1))
    return [f"| {name} | {' | '.join(_cell(column, name) for column in columns)} |" for name in columns[0]]


def cold_folder(folder: Path) -> str:
    """Sum up the cold starts of a folder's PDFs: milliseconds of those that all libraries take, and who is behind."""
    sums: dict[str, float] = {}
    slower: dict[str, list[bool]] = {}
    for path in sorted(folder.glob("*.pdf")):
        times: dict[str, float] = {}
        for name, library in {"Booklet": _cold, **{name: LIBRARIES[name] for name in QUICK}}.items():
            with contextlib.suppress(Exception):  # each library refuses other files, in its own way
                make = library([path.read_bytes()], [], kept_open=False)
                if make:
                    times[name] = median_ms(make, 3, smallest=0)
        for name in times.keys() - {"Booklet"} if "Booklet" in times else ():
            slower.setdefault(name, []).append(times[name] > times["Booklet"])
        if len(times) == len(QUICK) + 1:
            sums = {name: sums.get(name, 0) + time for name, time in times.items()}
    counts = [f"{name} {sums.get(name, 0):.0f} ms, behind on {sum(of)} of {len(of)}" for name, of in slower.items()]
    return f"Booklet {sums.get('Booklet', 0):.0f} ms; {'; '.join(counts)}"


def _cold(files: Sequence[bytes], _: Sequence[bytes], *, kept_open: bool) -> Make:
    assert not kept_open
    return cold_book(files)


def file_ratio(runs: int) -> tuple[float, float]:
    """Return the milliseconds to make a book in a file, and to write and flush the same bytes to a file."""
    static = [prepare(data).part() for data in BROCHURES]
    data = assemble(static).pdf
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.pdf")

        def book(_: int) -> int:
            return assemble(static, path).bytes

        def plain(_: int) -> int:
            with open(path, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return len(data)

        times = [tuple(median_ms(make, 3, clock=time.perf_counter) for make in (book, plain)) for _ in range(runs)]
    return statistics.median(own for own, _ in times), statistics.median(same for _, same in times)


def memory_growth(books: int = 1000) -> tuple[int, int]:
    """Return the resident bytes after the tenth book and after the last, of different customers."""
    make, found = booklet_book(BROCHURES, FORMS), []
    for number in range(1, books + 1):
        make(number)
        if number in (10, books):
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            found.append(pages * os.sysconf("SC_PAGE_SIZE"))
    return found[0], found[1]


def long_upload(pages: int = 1500) -> None:
    """Measure a manual: preparing it, beside pikepdf's open and save, and choosing a few of its pages."""
    data = manual(pages)
    ratios = []
    for _ in range(5):
        start = time.process_time()
        prepare(data)
        own, start = time.process_time() - start, time.process_time()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(io.BytesIO())
        ratios.append((own / (time.process_time() - start), own))
    ratio, own = statistics.median(ratios)
    print(f"\n{pages} pages: prepared in {own * 1000:.0f} ms, {ratio:.1f} times pikepdf's open and save.", end=" ")
    times = []
    for chosen in (10, 100, 1000):
        prepared = prepare(data)
        start = time.process_time()
        assemble([prepared.select(range(chosen))])
        times.append(f"{chosen} pages {(time.process_time() - start) * 1000:.1f} ms")
    print(f"A first book of some: {', '.join(times)}")


def main() -> None:
    """Print the table and the engine's other promises."""
    warnings.simplefilter("ignore")
    megabytes = sum(map(len, BROCHURES)) / 1e6
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}; medians of processor time\n")
    print(f"| one book | 54 pages, {megabytes:.1f} MB | inputs kept open | with 3 forms of 40 values | kept open |")
    print("|---|---|---|---|---|")
    print("\n".join(table()))
    print("\n| cold start | 3 brochures | 3 forms, not filled |")
    print("|---|---|---|")
    print("\n".join(cold_table()))
    if sys.argv[1:]:
        print(f"\nCold starts of {sys.argv[1]}: {cold_folder(Path(sys.argv[1]))}")
    book, same = file_ratio(15)
    print(f"\nTo a file: {book:.1f} ms for the book, {same:.1f} ms for the same bytes ({book / same:.1f} times)")
    tenth, last = memory_growth()
    print(f"\nMemory: {tenth / 1e6:.0f} MB after the tenth book, {last / 1e6:.0f} MB after the thousandth")
    long_upload()


if __name__ == "__main__":
    main()
