"""Size of books made of the same parts, beside other libraries.

    python benchmarks/pdf_size.py FILE.pdf ...

Each file once, each twice, and three after each other. Prints every book that a library makes smaller than Booklet,
and for each library the sum. A library that drops something makes smaller books, so the table names what it drops.
"""

from __future__ import annotations

import io
import logging
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.errors import BookletError
from booklet.pdf import assemble, prepare

Make = Callable[[Sequence[bytes]], int]
"""The size of a book of some files."""


def by_booklet(files: Sequence[bytes]) -> int:
    """Join the files with Booklet, which keeps everything."""
    known = {data: prepare(data) for data in files}
    return assemble([known[data] for data in files]).bytes


def by_pypdf(files: Sequence[bytes]) -> int:
    """Drop structure and labels; keep names and bookmarks."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for data in files:
        writer.append(io.BytesIO(data))
    writer.write(out)
    return len(out.getvalue())


def by_pikepdf(files: Sequence[bytes]) -> int:
    """Drop bookmarks, structure and labels."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for data in files:
            pdf.add_pages_from(pikepdf.open(io.BytesIO(data)))
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return len(out.getvalue())


def by_pdfium(files: Sequence[bytes]) -> int:
    """Drop form fields, bookmarks, structure and labels."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        for data in files:
            with pypdfium2.PdfDocument(data) as source:
                pdf.import_pages(source)
        pdf.save(out)
    return len(out.getvalue())


def by_pymupdf(files: Sequence[bytes]) -> int:
    """Drop bookmarks, structure and labels. The file is saved as PyMuPDF advises for small files."""
    import pymupdf

    with pymupdf.open() as pdf:
        for data in files:
            pdf.insert_pdf(pymupdf.open(stream=data))
        return len(pdf.tobytes(garbage=3, deflate=True, use_objstms=1))


def by_qpdf(files: Sequence[bytes]) -> int:
    """Drop bookmarks and structure of all files but the first."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        out = Path(folder, "book.pdf")
        command = ["qpdf", "--empty", "--object-streams=generate", "--pages", *map(str, paths), "--", str(out)]
        if subprocess.run(command, capture_output=True, check=False).returncode not in (0, 3):
            raise ValueError("qpdf refused it")
        return out.stat().st_size


LIBRARIES: dict[str, Make] = {
    "pypdf": by_pypdf,
    "pikepdf": by_pikepdf,
    "PDFium": by_pdfium,
    "PyMuPDF": by_pymupdf,
    "qpdf": by_qpdf,
}


def books(paths: Sequence[Path]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the name and the files of each book that is compared."""
    for number, path in enumerate(paths):
        data = path.read_bytes()
        yield path.name, [data]
        yield f"{path.name} twice", [data, data]
        three = [paths[(number + step) % len(paths)] for step in range(3)]
        yield " + ".join(one.name for one in three), [one.read_bytes() for one in three]


def _too_slow(*_: object) -> None:
    raise TimeoutError


def main() -> None:
    """Print the books that are smaller elsewhere, and the sums."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGALRM, _too_slow)
    sums: dict[str, list[int]] = {name: [0, 0, 0, 0] for name in LIBRARIES}
    for title, files in books([Path(name) for name in sys.argv[1:]]):
        try:
            own = by_booklet(files)
        except BookletError:
            continue
        for name, make in LIBRARIES.items():
            try:
                signal.alarm(60)
                size = make(files)
            except Exception:  # a library that refuses a file, or takes too long, makes no book of it
                continue
            finally:
                signal.alarm(0)
            count = sums[name]
            count[0] += 1
            count[1] += own
            count[2] += size
            if size < own:
                count[3] += 1
                print(f"{title}: {own} bytes, {name} {size} ({(own - size) / size:+.2%})", flush=True)
    print("\n| library | books | Booklet, MB | library, MB | smaller than Booklet |\n|---|---|---|---|---|")
    for name, (count, own, size, smaller) in sums.items():
        print(f"| {name} | {count} | {own / 1e6:.1f} | {size / 1e6:.1f} | {smaller} |")


if __name__ == "__main__":
    main()
